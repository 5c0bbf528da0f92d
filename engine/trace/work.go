package trace

// Given puts a number that was not computed into t. A nil Table forgets it.
func (t Table) Given(r Ref, v float64) Term { return t.keep(Step{Ref: r, Value: v}) }

// Do applies op to args, and puts what comes out into t under the name r. A nil
// Table forgets it: so what makes a number and what explains it can be the same.
func (t Table) Do(r Ref, op Op, args ...Term) Term {
	s := Step{Ref: r, Op: op, Args: args}
	s.Value = s.Recompute()
	return t.keep(s)
}

func (t Table) keep(s Step) Term {
	if t != nil {
		t[s.Ref] = s
	}
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

// A Softmax is the numbers of e^z/Σ e^z. All are made from z − max z, since
// e^z itself may be out of range.
type Softmax struct {
	P       []Term // the probabilities
	Shifted []Term // z − max z
	LnSum   Term   // ln Σ e^(z − max z): the logarithm of P is Shifted less this
}

// Softmax works out the softmax of z. The probabilities are called name; the
// numbers on the way to them have longer names that begin with it.
func (t Table) Softmax(name string, z []Term) (s Softmax) {
	at := func(part string, i int) Ref { return Ref{Name: name + part, I: i} }
	top := t.Do(at(".largest", 0), Max, z...)
	var powers []Term
	for i, v := range z {
		s.Shifted = append(s.Shifted, t.Do(at(".shifted", i), Difference, v, top))
		powers = append(powers, t.Do(at(".power", i), Exp, s.Shifted[i]))
	}
	sum := t.Do(at(".sum", 0), Sum, powers...)
	for i, v := range powers {
		s.P = append(s.P, t.Do(at("", i), Quotient, v, sum))
	}
	s.LnSum = t.Do(at(".ln of sum", 0), Log, sum)
	return s
}
