package trace

// Given puts a number that was not computed into t.
func (t Table) Given(r Ref, v float64) Term { return t.keep(Step{Ref: r, Value: v}) }

// Do applies op to args, and puts what comes out into t under the name r.
func (t Table) Do(r Ref, op Op, args ...Term) Term {
	s := Step{Ref: r, Op: op, Args: args}
	s.Value = s.Recompute()
	return t.keep(s)
}

func (t Table) keep(s Step) Term {
	t[s.Ref] = s
	return Term{s.Ref, s.Value}
}

// Work is a formula that is worked out on a Table. The numbers on the way to
// its result are named by their order: Name[I 0], Name[I 1] …
type Work struct {
	Table
	Name string
	I    int
	n    int
}

func (w *Work) next() Ref {
	w.n++
	return Ref{w.Name, w.I, w.n - 1}
}

// Num is a number of the formula itself.
func (w *Work) Num(v float64) Term { return w.Given(w.next(), v) }

// Op applies op to args.
func (w *Work) Op(op Op, args ...Term) Term { return w.Do(w.next(), op, args...) }

// Result returns how the result t of the formula was made, to be the making
// of a number with a name of its own. One that the formula was given is the
// sum of itself.
func (w *Work) Result(t Term) (Op, []Term) {
	if s, ok := w.Table[t.Ref]; ok && t.Ref.Name == w.Name && s.Op != Given {
		return s.Op, s.Args
	}
	return Sum, []Term{t}
}
