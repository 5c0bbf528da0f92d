package activations

import (
	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
)

// numberName calls a number of the first figure by words.
func (k *curves) numberName(r trace.Ref) string {
	if r == nn.InputRef {
		return "z"
	}
	for _, a := range compared {
		switch r {
		case a.ValueRef():
			return a.String() + " of z"
		case a.SlopeRef():
			return "slope of " + a.String() + " at z"
		}
	}
	return k.formula(r)
}

// formula writes how a number on the way to others is worked out.
func (k *curves) formula(r trace.Ref) string {
	s, ok := k.Explain(r)
	switch {
	case !ok:
		return r.String()
	case s.Op == trace.Given:
		return label.Number(s.Value, 6)
	}
	i := -1
	return s.Text(func(float64) string { // it is asked for each argument in order
		i++
		return k.numberName(s.Args[i].Ref)
	})
}

// origin says where a given number of the first figure comes from.
func (k *curves) origin(r trace.Ref) string {
	if r == nn.InputRef {
		return "your input"
	}
	return "a number of the formula"
}
