package buildagpt

import (
	"fmt"
	"slices"
	"strings"

	"zerotoai/widgets/ui"
)

// A stop is some lines of the program, and what they have just done.
type stop struct {
	in    string // what the line has in which their function is declared
	mark  string // how the first of them begins, without tabs
	lines int
	words func(r *run) string
	show  func(r *run) ui.Widget
}

// stops are in the order in which the program does its work. A test holds that
// they pass by every statement of the program.
var stops = slices.Concat(beginning, reading, attending, expecting, goingBack, learning, writing)

// line is where the stop's first line stands, from 0; -1: nowhere.
func (s stop) line(program []string) int {
	from := slices.IndexFunc(program, func(l string) bool { return strings.HasPrefix(l, "func ") && strings.Contains(l, s.in) })
	if s.in == "" {
		from = 0
	}
	if from < 0 {
		return -1
	}
	for i, l := range program[from:] {
		if strings.HasPrefix(strings.TrimLeft(l, "\t"), s.mark) {
			return from + i
		}
	}
	return -1
}

// learns reports whether the learner makes its steps at this stop.
func learns(at int) bool {
	return stops[at].in == ") Step(" && stops[at].mark == "m.update()" || at >= len(stops)-len(writing)
}

// fixed is words in which only the settings of the run are put in.
func fixed(words string) func(*run) string {
	return func(r *run) string {
		s := r.fresh.Settings
		return strings.NewReplacer("{width}", fmt.Sprint(s.Width), "{heads}", fmt.Sprint(s.Heads), "{size}", fmt.Sprint(s.Width/s.Heads),
			"{neurons}", fmt.Sprint(4*s.Width), "{batch}", fmt.Sprint(s.Batch), "{seed}", fmt.Sprint(s.Seed)).Replace(words)
	}
}
