package backpropagation

import (
	"strings"

	"zerotoai/engine/grad"
	"zerotoai/engine/trace"
)

// nudge is how far a weight is moved to either side, to see what the loss does.
// The error of a central difference grows with its square, and what rounding
// adds shrinks with it: at this size both stay far under the places shown.
const nudge = 1e-5

// A difference is the slope of the loss found without any rule: the network is
// worked out twice, with a weight a little larger and a little smaller.
type difference struct {
	weight        string
	ahead, behind *tape
}

func (l *lab) difference(weight string) difference {
	return difference{weight: weight, ahead: l.nudged(weight, nudge), behind: l.nudged(weight, -nudge)}
}

// nudged is the network with a weight moved by d, worked out forward.
func (l *lab) nudged(weight string, d float64) *tape {
	t := l.build()
	t.Nodes[t.index(weight)].Value += d
	t.Forward()
	return t
}

// The numbers of a difference.
var (
	differenceRef = trace.Ref{Name: "finite difference"}
	riseRef       = trace.Ref{Name: "change of L"}
	runRef        = trace.Ref{Name: "2h"}
	nudgeRef      = trace.Ref{Name: "h"}
	twoRef        = trace.Ref{Name: "two"}
)

// What leads the numbers of the two networks.
const (
	aheadPrefix  = "ahead: "
	behindPrefix = "behind: "
)

func (d difference) loss(prefix string, t *tape) trace.Term {
	r := grad.ValueRef(t.Loss)
	return trace.Term{Ref: trace.Ref{Name: prefix + r.Name, I: r.I}, Value: t.Nodes[t.Loss].Value}
}

// table has the difference and what it is made of.
func (d difference) table() trace.Table {
	t := trace.Table{}
	rise := t.Do(riseRef, trace.Difference, d.loss(aheadPrefix, d.ahead), d.loss(behindPrefix, d.behind))
	run := t.Do(runRef, trace.Product, t.Given(twoRef, 2), t.Given(nudgeRef, nudge))
	t.Do(differenceRef, trace.Quotient, rise, run)
	return t
}

// of finds the network whose number r is, and what that calls it.
func (d difference) of(r trace.Ref) (prefix string, s source, own trace.Ref, ok bool) {
	for prefix, t := range map[string]*tape{aheadPrefix: d.ahead, behindPrefix: d.behind} {
		if name, ok := strings.CutPrefix(r.Name, prefix); ok {
			r.Name = name
			return prefix, source{t, t.Net}, r, true
		}
	}
	return "", source{}, r, false
}

// Explain implements trace.Source.
func (d difference) Explain(r trace.Ref) (trace.Step, bool) {
	if prefix, s, _, ok := d.of(r); ok {
		return trace.Renamed(prefix, s.walk).Explain(r)
	}
	return d.table().Explain(r)
}

// name says what a number is called, or "".
func (d difference) name(r trace.Ref) string {
	prefix, s, own, ok := d.of(r)
	switch {
	case r == twoRef:
		return "2"
	case !ok:
		return r.Name
	case own == grad.ValueRef(s.tape.index(d.weight)):
		return d.weight + sign(prefix) + "h"
	}
	return s.name(own) + " at " + d.weight + sign(prefix) + "h"
}

func sign(prefix string) string {
	if prefix == aheadPrefix {
		return " + "
	}
	return " − "
}

// origin says where a number is from that was not computed.
func (d difference) origin(r trace.Ref) string {
	_, s, own, ok := d.of(r)
	switch {
	case ok && own == grad.ValueRef(s.tape.index(d.weight)):
		return "the weight or bias, moved by h"
	case ok:
		return s.origin(own)
	case r == nudgeRef:
		return "a small number, chosen once for all"
	}
	return "a number of the rule"
}
