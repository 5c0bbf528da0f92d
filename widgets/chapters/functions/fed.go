package functions

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/widgets/ui"
)

// State implements ui.Stateful.
func (m *machine) State() []ui.Param {
	return []ui.Param{ui.Float("in", &m.in, -9, 9), {Name: "fed", Get: m.taken, Set: m.ask}}
}

// taken says what has gone in: how many numbers, and those that are still in the
// table, the first ones first, as "7: 2 2 0 1 4".
func (m *machine) taken() string {
	if m.fed == 0 {
		return ""
	}
	s := fmt.Sprintf("%d:", m.fed)
	for i := len(m.pairs) - 1; i >= 0; i-- {
		s += fmt.Sprintf(" %g", m.pairs[i].At)
	}
	return s
}

// ask keeps what a link says of that until it is restored.
func (m *machine) ask(s string) error {
	var asked []float64
	count, list, _ := strings.Cut(s, ":")
	n, err := strconv.Atoi(count)
	words := strings.Fields(list)
	if s != "" && (err != nil || n < 0 || n > mostFed || len(words) > min(n, kept)) {
		return fmt.Errorf("fed is a number and at most %d numbers, as 2: 1 3, not %.40q", kept, s)
	}
	for _, w := range words {
		x, err := strconv.ParseFloat(w, 64)
		if err != nil || !(-9 <= x && x <= 9) {
			return fmt.Errorf("fed has numbers from −9 to 9, not %.20q", w)
		}
		asked = append(asked, x)
	}
	m.asked, m.askedOf = asked, n
	return nil
}

// mostFed is how many numbers a link may say have gone in.
const mostFed = 1_000_000

// Restored implements ui.Stateful: the numbers go in again.
func (m *machine) Restored() {
	m.of, m.pairs, m.fed = m.graph.curve.Expr.String(), nil, m.askedOf-len(m.asked)
	for _, x := range m.asked {
		m.take(x)
	}
	m.asked, m.askedOf = nil, 0
	m.tidy()
}
