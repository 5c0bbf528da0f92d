package neuralnetworks

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/network"
	"zerotoai/widgets/ui"
)

// read makes an exact number of what is written.
func read(t *testing.T, s string) *big.Rat {
	t.Helper()
	s = strings.NewReplacer("−", "-", "(", "", ")", "").Replace(s)
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return r
}

// add adds up what is written as "1 × 0.8 + (−1) × 0.2 + 0.1".
func add(t *testing.T, s string) *big.Rat {
	t.Helper()
	sum := new(big.Rat)
	for _, term := range strings.Split(s, " + ") {
		product := big.NewRat(1, 1)
		for _, factor := range strings.Split(term, " × ") {
			product.Mul(product, read(t, factor))
		}
		sum.Add(sum, product)
	}
	return sum
}

// between cuts out what stands between two texts.
func between(t *testing.T, s, a, b string) string {
	t.Helper()
	_, rest, ok := strings.Cut(s, a)
	in, _, end := strings.Cut(rest, b)
	if !ok || !end {
		t.Fatalf("%q has nothing between %q and %q", s, a, b)
	}
	return in
}

// checkWritten adds up by hand what is written of a neuron, and compares it
// with all places that show its number.
func checkWritten(t *testing.T, o *outing, p network.Place) {
	t.Helper()
	said, shown := o.says(p)+"\n", o.layers()[p.Layer].Neurons[p.I]
	z := between(t, said, "z = ", "\n")
	terms, total, _ := strings.Cut(z, " = ")
	if add(t, terms).Cmp(read(t, total)) != 0 {
		t.Errorf("%v: %s does not add up", p, z)
	}
	activation := total
	if p.Layer == 1 {
		bend := between(t, said, "a = max(0, ", "\n")
		from, to, _ := strings.Cut(bend, ") = ")
		activation = to
		want := read(t, from)
		if want.Sign() < 0 {
			want.SetInt64(0)
		}
		if from != total || want.Cmp(read(t, to)) != 0 {
			t.Errorf("%v: the sum is %s, and a = max(0, %s) = %s", p, total, from, to)
		}
	} else {
		checkOdds(t, o, p, said)
	}
	if shown.Value != activation || !strings.HasPrefix(shown.Says, activation+". ") || !strings.HasSuffix(shown.Says, terms+" = "+total) {
		t.Errorf("%v: the sum comes to %s, and shown is %q, said %q", p, activation, shown.Value, shown.Says)
	}
	if o.chosen = p; o.sumShown.Value() != total || o.actShown.Value() != activation {
		t.Errorf("%v: read out are %s and %s, written %s and %s", p, o.sumShown.Value(), o.actShown.Value(), total, activation)
	}
}

// checkOdds works a probability out from what is written.
func checkOdds(t *testing.T, o *outing, p network.Place, said string) {
	t.Helper()
	power := func(s string) float64 {
		v, _ := read(t, strings.TrimPrefix(s, "e^")).Float64()
		return math.Exp(v)
	}
	own, rest, _ := strings.Cut(between(t, said, "probability is ", "\n"), " / (")
	all, result, _ := strings.Cut(rest, ") = ")
	var total float64
	for _, s := range strings.Split(all, " + ") {
		total += power(s)
	}
	if got := probability(power(own) / total); got != result || got != o.odds.Format(o.rows()[p.I].Value) {
		t.Errorf("%v: %s is %s", p, said, got)
	}
}

// Every written sum equals the number that is shown, to the last digit, after
// any edit.
func TestWritten(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 1))
	o := newOuting()
	for range 500 {
		p := network.Place{Layer: random.IntN(3)}
		p.I = random.IntN(len(o.pass.A[p.Layer]))
		o.chosen = p
		o.knobbed()
		k := o.knobs[random.IntN(len(o.knobs))]
		k.Handle(ui.Set{ID: k.ID, Number: k.Min + random.Float64()*(k.Max-k.Min)})
		o.picture.Layers = o.layers()
		for l := 1; l < 3; l++ {
			for i := range o.pass.A[l] {
				checkWritten(t, o, network.Place{Layer: l, I: i})
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
}

// A change of a weight or a bias reaches everything to the right of it, and
// nothing else; and every number that a card can open adds up.
func TestDownstream(t *testing.T) {
	o := newOuting()
	before := fmt.Sprint(o.pass.A)
	o.chosen = network.Place{Layer: 1}
	o.knobbed()
	o.knobs[0].Handle(ui.Set{ID: o.knobs[0].ID, Number: 1.5})
	was, now := newOuting().pass.A, o.pass.A
	for l := range now {
		for i := range now[l] {
			if changed := now[l][i] != was[l][i]; changed != (l == 2 || l == 1 && i == 0) {
				t.Errorf("layer %d, neuron %d: changed %v", l, i, changed)
			}
		}
	}
	for l := 1; l < 3; l++ {
		for i := range now[l] {
			o.chosen = network.Place{Layer: l, I: i}
			for _, r := range []trace.Ref{o.sumShown.Explains(), o.actShown.Explains()} {
				if err := trace.Check(o.pass, r, 1e-12); err != nil {
					t.Error(err)
				}
			}
		}
	}
	for _, row := range o.rows() {
		if err := trace.Check(o.pass, row.Explains, 1e-12); err != nil {
			t.Error(err)
		}
	}
	if o.restart(); fmt.Sprint(o.pass.A) != before {
		t.Error("restart does not return to the start")
	}
}
