package sampling

import (
	"fmt"
	"strings"

	"zerotoai/widgets/label"
	"zerotoai/widgets/table"
	"zerotoai/widgets/wording"
)

// A comparison is how many different texts come of the same start, at the
// temperature that is set and at the lowest.
type comparison struct {
	of    basis
	now   *continuation // under way
	texts [2][]string   // as far as they are written
}

const (
	ten   = 10
	brief = 16 // tokens of each
)

func (m *comparison) stop() { *m = comparison{} }

func (m *comparison) begin(of basis) { *m = comparison{of: of} }

func (m *comparison) begun() bool { return m.of.model != nil }

func (m *comparison) under() bool { return m.begun() && len(m.texts[1]) < ten }

// work draws a token more of the continuation that is under way, and reports
// whether there was one. Both kinds have the same ten streams of chance.
func (m *comparison) work() bool {
	if !m.under() {
		return false
	}
	at, s := 0, m.of.settings
	if len(m.texts[0]) == ten {
		at, s = 1, m.of.calm()
	}
	if m.now == nil {
		m.now = newContinuation(m.of.model, m.of.text, s, m.of.seed, 1+len(m.texts[at]))
	}
	if !m.now.to(len(m.now.Drawn) + 1) {
		m.of.model.Work()
	} else if m.now.Stop != "" || len(m.now.Drawn) == brief {
		m.texts[at], m.now = append(m.texts[at], m.now.Written()), nil
	}
	return true
}

// different counts the texts that differ.
func different(texts []string) int {
	set := map[string]bool{}
	for _, t := range texts {
		set[t] = true
	}
	return len(set)
}

func (m *comparison) says() string {
	switch {
	case !m.begun():
		return ""
	case m.under():
		return "Being written."
	}
	return fmt.Sprintf("%d continuations, each of %d tokens at most, are %s at temperature %s, and %s at %s. The first of those: “%s”",
		ten, brief, wording.Count(different(m.texts[0]), "different text"), label.Fixed(m.of.settings.Temperature, 2),
		wording.Count(different(m.texts[1]), "different text"), label.Fixed(lowest, 2), strings.TrimSpace(m.texts[1][0]))
}

func (m *comparison) rows() (rows [][]table.Cell) {
	for i, t := range []float64{m.of.settings.Temperature, lowest} {
		rows = append(rows, []table.Cell{
			{Text: label.Fixed(t, 2)}, {Text: label.Whole(float64(len(m.texts[i])))}, {Text: label.Whole(float64(different(m.texts[i])))},
		})
	}
	return rows
}
