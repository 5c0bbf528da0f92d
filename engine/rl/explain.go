package rl

import (
	"fmt"
	"strings"

	"zerotoai/engine/trace"
)

// The names of the numbers of an update.
var (
	BeforeRef = trace.Ref{Name: "worth before"}
	RewardRef = trace.Ref{Name: "reward"}
	BestRef   = trace.Ref{Name: "best next"}
	TargetRef = trace.Ref{Name: "target"}
	ErrorRef  = trace.Ref{Name: "surprise"}
	AfterRef  = trace.Ref{Name: "worth after"}

	rateRef     = trace.Ref{Name: "learning rate"}
	discountRef = trace.Ref{Name: "discount"}
	laterRef    = trace.Ref{Name: "discounted best"}
	shareRef    = trace.Ref{Name: "share of the surprise"}
)

// NextRef names the worth of action a in the cell that a step led to.
func NextRef(a Action) trace.Ref { return trace.Ref{Name: "worth next", I: int(a)} }

// Explain says how a number of the update was made; a Move is a trace.Source.
// What actions were worth before it, the reward and the settings are given.
func (m *Move) Explain(r trace.Ref) (trace.Step, bool) {
	s, ok := m.work()[r]
	return s, ok
}

// work works the update out.
func (m *Move) work() trace.Table {
	t := trace.Table{}
	before := t.Given(BeforeRef, m.Before)
	later := t.Do(laterRef, trace.Product, t.Given(discountRef, m.Settings.Discount), m.best(t))
	target := t.Do(TargetRef, trace.Sum, t.Given(RewardRef, m.Reward), later)
	surprise := t.Do(ErrorRef, trace.Difference, target, before)
	share := t.Do(shareRef, trace.Product, t.Given(rateRef, m.Settings.Rate), surprise)
	t.Do(AfterRef, trace.Sum, before, share)
	return t
}

// best is the worth of the cell that the step led to: nothing comes after the
// end.
func (m *Move) best(t trace.Table) trace.Term {
	if m.Last {
		return t.Given(BestRef, 0)
	}
	var worths []trace.Term
	for a, v := range m.Next {
		worths = append(worths, t.Given(NextRef(Action(a)), v))
	}
	return t.Do(BestRef, trace.Max, worths...)
}

const worthName = "worth"

// WorthRef names Q[s][a].
func WorthRef(s int, a Action) trace.Ref { return trace.Ref{Name: worthName, I: s, J: int(a)} }

// Explain says how a number of Q was made: by the update of the last step that
// took this action in this cell, whose numbers are named as Move names them,
// after "cell 3, Up: ". What an action is worth that was never taken is given.
func (a *Agent) Explain(r trace.Ref) (trace.Step, bool) {
	if r.Name == worthName {
		return a.explainWorth(r)
	}
	for s, row := range a.learned {
		for action, m := range row {
			if prefix := prefixOf(s, action); m != nil && strings.HasPrefix(r.Name, prefix) {
				return trace.Renamed(prefix, m).Explain(r)
			}
		}
	}
	return trace.Step{}, false
}

func prefixOf(s, action int) string { return fmt.Sprintf("cell %d, %v: ", s, Action(action)) }

func (a *Agent) explainWorth(r trace.Ref) (trace.Step, bool) {
	if r.I < 0 || r.I >= len(a.Q) || r.J < 0 || r.J >= Actions {
		return trace.Step{}, false
	}
	m := a.learned[r.I][r.J]
	if m == nil {
		return trace.Step{Ref: r, Value: a.Q[r.I][r.J]}, true
	}
	prefix := prefixOf(r.I, r.J)
	s, ok := trace.Renamed(prefix, m).Explain(trace.Ref{Name: prefix + AfterRef.Name})
	s.Ref = r
	return s, ok
}
