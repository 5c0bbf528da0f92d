package grad

import "zerotoai/engine/trace"

// A rule works out ∂v/∂args[k] of an operation that makes v from args.
type rule func(w *trace.Work, args []trace.Term, k int, v trace.Term) trace.Term

// rules has the rules of school, by operation.
var rules = map[trace.Op]rule{
	trace.Sum:        func(w *trace.Work, _ []trace.Term, _ int, _ trace.Term) trace.Term { return w.Num(1) },
	trace.Difference: func(w *trace.Work, _ []trace.Term, k int, _ trace.Term) trace.Term { return w.Num(1 - 2*float64(k)) },
	trace.Negate:     func(w *trace.Work, _ []trace.Term, _ int, _ trace.Term) trace.Term { return w.Num(-1) },
	trace.Product:    productRule,
	trace.Quotient:   quotientRule,
	trace.Affine:     affineRule,
	trace.Square: func(w *trace.Work, a []trace.Term, _ int, _ trace.Term) trace.Term {
		return w.Op(trace.Product, w.Num(2), a[0])
	},
	trace.Exp: func(_ *trace.Work, _ []trace.Term, _ int, v trace.Term) trace.Term { return v },
	trace.Log: func(w *trace.Work, a []trace.Term, _ int, _ trace.Term) trace.Term {
		return w.Op(trace.Quotient, w.Num(1), a[0])
	},
	trace.Sin: func(w *trace.Work, a []trace.Term, _ int, _ trace.Term) trace.Term { return w.Op(trace.Cos, a[0]) },
	trace.Cos: func(w *trace.Work, a []trace.Term, _ int, _ trace.Term) trace.Term {
		return w.Op(trace.Negate, w.Op(trace.Sin, a[0]))
	},
	trace.Tanh: func(w *trace.Work, _ []trace.Term, _ int, v trace.Term) trace.Term {
		return w.Op(trace.Difference, w.Num(1), w.Op(trace.Square, v))
	},
	trace.Sigmoid: func(w *trace.Work, _ []trace.Term, _ int, v trace.Term) trace.Term {
		return w.Op(trace.Product, v, w.Op(trace.Difference, w.Num(1), v))
	},
	trace.ReLU: func(w *trace.Work, a []trace.Term, _ int, _ trace.Term) trace.Term {
		if a[0].Value == 0 {
			return w.Num(0) // by convention
		}
		return w.Op(trace.Step01, a[0])
	},
}

// Ops returns the operations that a Tape knows the slopes of.
func Ops() []trace.Op {
	return []trace.Op{
		trace.Sum, trace.Difference, trace.Negate, trace.Product, trace.Quotient, trace.Affine, trace.Square,
		trace.Exp, trace.Log, trace.Sin, trace.Cos, trace.Tanh, trace.Sigmoid, trace.ReLU,
	}
}

// productRule: the product of the other factors.
func productRule(w *trace.Work, a []trace.Term, k int, _ trace.Term) trace.Term {
	if len(a) == 2 {
		return a[1-k]
	}
	var others []trace.Term
	for i, f := range a {
		if i != k {
			others = append(others, f)
		}
	}
	return w.Op(trace.Product, others...)
}

// quotientRule: 1/b for a, −(a/b)/b for b.
func quotientRule(w *trace.Work, a []trace.Term, k int, v trace.Term) trace.Term {
	if k == 0 {
		return w.Op(trace.Quotient, w.Num(1), a[1])
	}
	return w.Op(trace.Negate, w.Op(trace.Quotient, v, a[1]))
}

// affineRule: of a pair, the other one; 1 for the number that is added.
func affineRule(w *trace.Work, a []trace.Term, k int, _ trace.Term) trace.Term {
	if k == len(a)-1 {
		return w.Num(1)
	}
	return a[k^1]
}

// slope works out the local gradient k of node i.
func (t *Tape) slope(i, k int) trace.Term {
	_, s := t.slopeWork(i, k)
	return s
}

func (t *Tape) slopeWork(i, k int) (*trace.Work, trace.Term) {
	n := &t.Nodes[i]
	w := &trace.Work{Table: trace.Table{}, Name: workName(i), I: k}
	return w, rules[n.Op](w, t.args(i), k, trace.Term{Ref: ValueRef(i), Value: n.Value})
}
