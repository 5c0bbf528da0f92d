package attention

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// State implements ui.Stateful.
func (t *it) State() []ui.Param {
	return []ui.Param{
		ui.Option("animal", &t.animal, animals),
		ui.Option("place", &t.place, places),
		ui.Option("reason", &t.reason, reasons),
		{Name: "off", Get: t.offText, Set: t.setOff},
		t.looked(),
	}
}

// looked is the token of the sentence that is looked at, counted from 1; of
// itself it is the last one.
func (t *it) looked() ui.Param {
	p := ui.Int("token-of-it", &t.asked, 1, model.Longest)
	p.Get = func() string {
		if t.model == nil || t.chosen == len(t.cut.IDs)-1 {
			return ""
		}
		return strconv.Itoa(t.chosen + 1)
	}
	return p
}

// offText lists the heads that are off: "1.2,3.3".
func (t *it) offText() string {
	var names []string
	for _, h := range t.off() {
		names = append(names, shortHead(h))
	}
	return strings.Join(names, ",")
}

// setOff keeps such a list until there is a model.
func (t *it) setOff(s string) error {
	if s == "" {
		t.wanted = ""
		return nil
	}
	for _, name := range strings.Split(s, ",") {
		var layer, head int
		if !ui.Scan(name, "%d.%d", &layer, &head) || layer < 1 || head < 1 {
			return fmt.Errorf("off is a list of heads such as 1.2,3.3, not %.40q", s)
		}
	}
	t.wanted = s
	return nil
}

// switchOff switches the listed heads off.
func (t *it) switchOff(list string) {
	for i := range t.on {
		if slices.Contains(strings.Split(list, ","), shortHead(t.head(i))) {
			t.on[i] = false
		}
	}
}

// Restored implements ui.Stateful.
func (t *it) Restored() {
	if t.model != nil {
		t.Read(t.model)
	}
}
