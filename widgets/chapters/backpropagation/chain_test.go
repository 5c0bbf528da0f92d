package backpropagation

import (
	"math/rand/v2"
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/plot"
)

// random gives all numbers of l new values: multiples of a tenth, as the
// reader sets them, or any.
func random(l *lab, r *rand.Rand, tenths bool) {
	for _, s := range starts {
		v := reach * (2*r.Float64() - 1)
		if tenths {
			v = plot.Snap(v, tenth)
		}
		*l.given[s.name] = v
	}
	l.turn++
}

// Every gradient that is shown equals its finite difference to the last place,
// of every weight, in every network, and both recompute from the inputs.
func TestGradientsAreDifferences(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for _, k := range kinds {
		l := newLab()
		l.kind = k.name
		for round := range 300 {
			random(l, r, round%2 == 0)
			for _, w := range l.weights() {
				l.weight = w
				f := newChain(l)
				if got, want := f.written(differenceRef), f.written(sumRef); got != want {
					t.Errorf("%s, %s: %s by differences, %s by the rule", k.name, w, got, want)
				}
				if got := number(f.tape.Nodes[f.tape.index(w)].Grad); got != f.written(sumRef) {
					t.Errorf("%s, %s: the tape says %s, the paths %s", k.name, w, got, f.written(sumRef))
				}
				if round > 5 {
					continue
				}
				for _, ref := range []trace.Ref{sumRef, differenceRef} {
					if err := trace.Check(f, ref, 1e-6); err != nil {
						t.Error(err)
					}
				}
			}
		}
	}
}
