package descent

import "zerotoai/engine/trace"

// A tape does arithmetic, and remembers how unless its Table is nil. The same
// code makes a step of a run and explains it.
type tape struct{ trace.Table }

// once names a number that a state has one of.
func once(name string, step int) trace.Ref { return trace.Ref{Name: name, I: step} }

// each names a number that a state has for each coordinate i.
func each(name string, i, step int) trace.Ref { return trace.Ref{Name: name, I: i, J: step} }

// place names coordinate i of the place.
func place(i, step int) trace.Ref { return once([...]string{"x", "y"}[i], step) }

// speed names V, which has another name in each method.
func speed(m Method, i, step int) trace.Ref {
	if m == Adam {
		return each("m", i, step)
	}
	return each("velocity", i, step)
}

// update makes a step from a state. It does not look at the surface.
func (t *tape) update(from State, by Settings) State {
	to := State{Step: from.Step + 1, By: by, V: from.V, S: from.S}
	for i := range to.P {
		u := t.coordinate(i, from, by)
		to.P[i] = u.p
		if by.Method == Momentum || by.Method == Adam {
			to.V[i] = u.v
		}
		if by.Method == RMSProp || by.Method == Adam {
			to.S[i] = u.s
		}
	}
	return to
}

// A stepper makes the step of one coordinate.
type stepper struct {
	*tape
	i, k    int // the coordinate, the number of the step
	by      Settings
	p, v, s float64 // the new numbers
}

func (t *tape) coordinate(i int, from State, by Settings) stepper {
	u := stepper{tape: t, i: i, k: from.Step + 1, by: by}
	g := trace.Term{Ref: each("grad", i, from.Step), Value: from.G[i]}
	v := trace.Term{Ref: speed(by.Method, i, from.Step), Value: from.V[i]}
	s := trace.Term{Ref: each("s", i, from.Step), Value: from.S[i]}
	p := trace.Term{Ref: place(i, from.Step), Value: from.P[i]}
	u.p = t.Do(place(i, u.k), trace.Difference, p, u.move(g, v, s)).Value
	return u
}

// move returns what is taken from the place.
func (u *stepper) move(g, v, s trace.Term) trace.Term {
	rate := u.Given(once("learning rate", u.k), u.by.LearningRate)
	switch u.by.Method {
	case Momentum:
		return u.Do(u.own("move"), trace.Product, rate, u.velocity(g, v))
	case RMSProp:
		rated := u.Do(u.own("rate × gradient"), trace.Product, rate, g)
		return u.Do(u.own("move"), trace.Quotient, rated, u.size(u.meanSquare(g, s)))
	case Adam:
		m := u.corrected("m", u.mean(g, v), u.beta())
		size := u.size(u.corrected("s", u.meanSquare(g, s), u.rho()))
		rated := u.Do(u.own("rate × gradient"), trace.Product, rate, m)
		return u.Do(u.own("move"), trace.Quotient, rated, size)
	}
	return u.Do(u.own("move"), trace.Product, rate, g)
}

func (u *stepper) own(name string) trace.Ref { return each(name, u.i, u.k) }
func (u *stepper) one() trace.Term           { return u.Given(once("one", u.k), 1) }
func (u *stepper) beta() trace.Term          { return u.Given(once("momentum", u.k), u.by.Momentum) }
func (u *stepper) rho() trace.Term           { return u.Given(once("decay", u.k), u.by.Decay) }

// velocity: βv + g.
func (u *stepper) velocity(g, v trace.Term) trace.Term {
	kept := u.Do(u.own("kept velocity"), trace.Product, u.beta(), v)
	t := u.Do(u.own("velocity"), trace.Sum, kept, g)
	u.v = t.Value
	return t
}

// mean: βm + (1 − β)g.
func (u *stepper) mean(g, m trace.Term) trace.Term {
	rest := u.Do(once("1 − momentum", u.k), trace.Difference, u.one(), u.beta())
	t := u.Do(u.own("m"), trace.Dot, u.beta(), m, rest, g)
	u.v = t.Value
	return t
}

// meanSquare: ρs + (1 − ρ)g².
func (u *stepper) meanSquare(g, s trace.Term) trace.Term {
	rest := u.Do(once("1 − decay", u.k), trace.Difference, u.one(), u.rho())
	square := u.Do(u.own("squared gradient"), trace.Square, g)
	t := u.Do(u.own("s"), trace.Dot, u.rho(), s, rest, square)
	u.s = t.Value
	return t
}

// corrected: mean/(1 − keepᵗ), which makes up for a start from 0.
func (u *stepper) corrected(name string, mean, keep trace.Term) trace.Term {
	steps := u.Given(once("step number", u.k), float64(u.k))
	power := u.Do(once("start in "+name, u.k), trace.Power, keep, steps)
	share := u.Do(once("steps in "+name, u.k), trace.Difference, u.one(), power)
	return u.Do(u.own("corrected "+name), trace.Quotient, mean, share)
}

// size: √s + ε.
func (u *stepper) size(s trace.Term) trace.Term {
	epsilon := u.Given(once("epsilon", u.k), u.by.Epsilon)
	root := u.Do(u.own("root of s"), trace.Sqrt, s)
	return u.Do(u.own("size"), trace.Sum, root, epsilon)
}
