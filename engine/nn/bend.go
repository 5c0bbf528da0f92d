package nn

import "zerotoai/engine/trace"

// InputRef names the z that At was asked about.
var InputRef = trace.Ref{Name: "z"}

// ValueRef names f(z) in the table that At returns.
func (a Activation) ValueRef() trace.Ref { return trace.Ref{Name: "value", I: int(a)} }

// SlopeRef names f′(z) there.
func (a Activation) SlopeRef() trace.Ref { return trace.Ref{Name: "slope", I: int(a)} }

// At works out F and Slope at z and keeps what comes up on the way. The numbers
// are named by InputRef, ValueRef and SlopeRef; tables of several activations at
// one z can stand in one trace.Sources.
func (a Activation) At(z float64) trace.Table {
	t := trace.Table{}
	in := t.Given(InputRef, z)
	value := worked(t, a.ValueRef(), func(w *trace.Work) trace.Term { return activations[a].explain(w, in) })
	worked(t, a.SlopeRef(), func(w *trace.Work) trace.Term { return activations[a].explainSlope(w, in, value) })
	return t
}

// worked puts into t the result of a formula, called r.
func worked(t trace.Table, r trace.Ref, formula func(*trace.Work) trace.Term) trace.Term {
	w := &trace.Work{Table: t, Name: r.Name + onTheWay, I: r.I}
	op, args := w.Result(formula(w))
	return t.Do(r, op, args...)
}
