package sample

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/trace"
)

var inf = float32(math.Inf(1))

func set(t testing.TB, logits []float32, s Settings) *Distribution {
	t.Helper()
	var d Distribution
	if err := d.Set(logits, s); err != nil {
		t.Fatalf("%v: %v", s, err)
	}
	return &d
}

// randomLogits are like those of a model: a few likely tokens, ties, a long
// tail, and tokens that cannot come.
func randomLogits(n int, seed uint64) []float32 {
	r := rand.New(rand.NewPCG(seed, 7))
	logits := make([]float32, n)
	for i := range logits {
		logits[i] = float32(math.Round(r.NormFloat64()*30) / 10)
		if r.IntN(20) == 0 {
			logits[i] = -inf
		}
	}
	logits[r.IntN(n)] += 4
	logits[0] = 1
	return logits
}

// slow is the package comment, as plainly as possible: the probability with
// which each token is drawn.
func slow(logits []float32, s Settings) []float64 {
	n := len(logits)
	p, q := make([]float64, n), make([]float64, n)
	ids := make([]int, n)
	for i := range ids {
		ids[i] = i
	}
	slices.SortStableFunc(ids, func(a, b int) int { return cmp.Compare(logits[b], logits[a]) })
	if s.Temperature == 0 {
		q[ids[0]] = 1
		return q
	}
	sum := 0.0
	for i, z := range logits {
		p[i] = math.Exp((float64(z) - float64(logits[ids[0]])) / s.Temperature)
		sum += p[i]
	}
	kept, mass := 0.0, 0.0
	for rank, id := range ids {
		p[id] /= sum
		cutK := s.TopK > 0 && rank >= s.TopK
		cutP := rank > 0 && s.TopP < 1 && mass >= s.TopP
		mass += p[id]
		if !cutK && !cutP {
			q[id] = p[id]
			kept += p[id]
		}
	}
	for i := range q {
		q[i] /= kept
	}
	return q
}

// grid is settings from none to all of each.
func grid() (all []Settings) {
	for _, t := range []float64{0, 0.1, 0.7, 1, 2, 50} {
		for _, k := range []int{0, 1, 2, 10, 39, 40, 41, -3} {
			for _, p := range []float64{0, 0.3, 0.9, 0.999, 1, 1.5, -1} {
				all = append(all, Settings{t, k, p})
			}
		}
	}
	return all
}

func TestAgainstSlow(t *testing.T) {
	for seed := range uint64(10) {
		logits := randomLogits(40, seed)
		for _, s := range grid() {
			d, want := set(t, logits, s), slow(logits, s)
			kept := 0
			for id, q := range want {
				if math.Abs(d.Q(id)-q) > 1e-12 {
					t.Fatalf("%+v: token %d is drawn with %v, the slow way %v", s, id, d.Q(id), q)
				}
				if q > 0 {
					kept++
				}
			}
			if kept != d.Kept {
				t.Fatalf("%+v: %d tokens are kept, the slow way %d", s, d.Kept, kept)
			}
		}
	}
}

func TestEdges(t *testing.T) {
	equal := []float32{2, 2, 2, 2}
	some := []float32{1, 3, -inf, 2, 3}
	for _, c := range []struct {
		name   string
		logits []float32
		s      Settings
		want   []float64
	}{
		{"temperature 0", some, Settings{0, 0, 1}, []float64{0, 1, 0, 0, 0}},
		{"temperature 0 of equals", equal, Settings{0, 3, 0.9}, []float64{1, 0, 0, 0}},
		{"zero value", some, Settings{}, []float64{0, 1, 0, 0, 0}},
		{"top-k 1", some, Settings{1, 1, 1}, []float64{0, 1, 0, 0, 0}},
		{"top-k 2 with a tie", some, Settings{1, 2, 1}, []float64{0, 0.5, 0, 0, 0.5}},
		{"top-k of equals", equal, Settings{1, 3, 1}, []float64{1. / 3, 1. / 3, 1. / 3, 0}},
		{"top-k off", equal, Settings{1, 0, 1}, []float64{0.25, 0.25, 0.25, 0.25}},
		{"top-k over V", equal, Settings{1, 5, 1}, []float64{0.25, 0.25, 0.25, 0.25}},
		{"top-p 0", some, Settings{1, 0, 0}, []float64{0, 1, 0, 0, 0}},
		{"top-p of equals", equal, Settings{1, 0, 0.5}, []float64{0.5, 0.5, 0, 0}},
		{"top-p of equals, a little more", equal, Settings{1, 0, 0.51}, []float64{1. / 3, 1. / 3, 1. / 3, 0}},
		{"top-p is of the whole vocabulary", equal, Settings{1, 2, 0.5}, []float64{0.5, 0.5, 0, 0}},
		{"the tighter of both: p", equal, Settings{1, 3, 0.5}, []float64{0.5, 0.5, 0, 0}},
		{"the tighter of both: k", equal, Settings{1, 2, 0.75}, []float64{0.5, 0.5, 0, 0}},
		{"one token", []float32{-7}, Settings{1, 10, 0.9}, []float64{1}},
		{"one that can come", []float32{-inf, -7, -inf}, Settings{1, 0, 1}, []float64{0, 1, 0}},
		{"far apart", []float32{0, 3e38, -3e38}, Settings{1, 3, 1}, []float64{0, 1, 0}},
		{"cold", []float32{0, 1, 2}, Settings{1e-30, 0, 1}, []float64{0, 0, 1}},
		{"hot", []float32{0, 1, 2}, Settings{1e300, 0, 1}, []float64{1. / 3, 1. / 3, 1. / 3}},
	} {
		d := set(t, c.logits, c.s)
		for id, want := range c.want {
			if math.Abs(d.Q(id)-want) > 1e-12 {
				t.Errorf("%s: token %d is drawn with %v, want %v", c.name, id, d.Q(id), want)
			}
		}
		for _, u := range []float64{0, 0.3, 0.999, math.Nextafter(1, 0), 1, 2, -1, math.NaN()} {
			if id := d.Draw(u); d.Q(id) == 0 {
				t.Errorf("%s: %v draws token %d, which is cut", c.name, u, id)
			}
		}
	}
}

func TestErrors(t *testing.T) {
	nan := float32(math.NaN())
	for _, c := range []struct {
		logits []float32
		s      Settings
		why    string
	}{
		{nil, Whole(), "no token of 0 has a finite logit"},
		{[]float32{-inf, -inf}, Whole(), "no token of 2 has a finite logit"},
		{[]float32{1, nan, 2}, Whole(), "the logit of token 1 is NaN"},
		{[]float32{1, 2, inf}, Whole(), "the logit of token 2 is +Inf"},
		{[]float32{nan}, Settings{}, "the logit of token 0 is NaN"},
		{[]float32{1}, Settings{-0.1, 0, 1}, "the temperature is -0.1"},
		{[]float32{1}, Settings{math.NaN(), 0, 1}, "the temperature is NaN"},
		{[]float32{1}, Settings{math.Inf(1), 0, 1}, "the temperature is +Inf"},
		{[]float32{1}, Settings{1, 0, math.NaN()}, "top-p is not a number"},
		{[]float32{0, 3}, Settings{1e-308, 0, 1}, "cannot be divided by the temperature"},
	} {
		var d Distribution
		if err := d.Set(c.logits, c.s); err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%v, %+v: %v, want %q", c.logits, c.s, err, c.why)
		}
	}
}

// Draws from below 0 to above 1 go through the tokens by rank, and each has a
// stretch as long as its q.
func TestDraw(t *testing.T) {
	d := set(t, []float32{0, 2, 1, 2}, Settings{1, 3, 1})
	rows := d.Rows(10)
	if len(rows) != 4 || rows[0].ID != 1 || rows[1].ID != 3 || rows[2].ID != 2 || rows[3].ID != 0 {
		t.Fatalf("the ranks are %+v", rows)
	}
	for i, r := range rows[:d.Kept] {
		for _, u := range []float64{r.From, (r.From + r.To) / 2, math.Nextafter(r.To, 0)} {
			if got := d.Draw(u); got != r.ID {
				t.Errorf("%v draws %d, want %d of rank %d", u, got, r.ID, i)
			}
		}
		if d.Ranked(i) != r.ID || math.Abs(r.To-r.From-r.Q) > 1e-15 {
			t.Errorf("%+v is not as long as its q, or not of rank %d", r, i)
		}
	}
	if cut := rows[3]; cut.Q != 0 || cut.From != cut.To || cut.InK || !cut.InP {
		t.Errorf("the token that is cut is %+v", cut)
	}
}

// What the table says of each token.
func TestRows(t *testing.T) {
	for _, s := range grid() {
		logits := randomLogits(40, 3)
		d := set(t, logits, s)
		mass := 0.0
		for rank, r := range d.Rows(40) {
			before := mass
			mass += d.P[r.ID]
			inK := r.P > 0 && (s.TopK <= 0 || rank < s.TopK)
			inP := r.P > 0 && (s.TopP >= 1 || rank == 0 || before < s.TopP)
			if r.InK != inK || r.InP != inP || (rank < d.Kept) != (inK && inP) || r.Q != d.Q(r.ID) || r.Mass != mass {
				t.Fatalf("%+v: rank %d is %+v", s, rank, r)
			}
			if r.Logit != logits[r.ID] || s.Temperature > 0 && r.Scaled != float64(r.Logit)/s.Temperature || s.Temperature == 0 && r.Scaled == r.Scaled {
				t.Fatalf("%+v: rank %d is %+v", s, rank, r)
			}
		}
	}
}

// Every number says how it was made, whatever was set before.
func TestExplain(t *testing.T) {
	var d Distribution
	for _, s := range grid() {
		if err := d.Set(randomLogits(40, 5), s); err != nil {
			t.Fatal(err)
		}
		var refs []trace.Ref
		values := map[trace.Ref]float64{}
		for rank, r := range d.Rows(40) {
			for ref, v := range map[trace.Ref]float64{
				LogitRef(r.ID): float64(r.Logit), ScaledRef(r.ID): r.Scaled, PRef(r.ID): r.P, QRef(r.ID): r.Q, MassRef(rank): r.Mass, UpToRef(rank): r.To,
			} {
				refs, values[ref] = append(refs, ref), v
			}
		}
		for _, ref := range refs {
			if err := trace.Check(&d, ref, 0); err != nil {
				t.Fatalf("%+v: %v", s, err)
			}
			if step, _ := d.Explain(ref); step.Value != values[ref] && values[ref] == values[ref] {
				t.Fatalf("%+v: %v is %v, and is shown as %v", s, ref, step.Value, values[ref])
			}
		}
	}
	for _, r := range []trace.Ref{{Name: "loss"}, {Name: "p", I: 40}, {Name: "p", I: -1}, {Name: "p", J: 1}, {Name: "sum", I: 1}, {Name: "temperature", I: 1}} {
		if _, ok := d.Explain(r); ok {
			t.Errorf("%v is explained", r)
		}
	}
	d = *set(t, []float32{1, 2}, Settings{})
	for _, name := range []string{"sum", "largest", "exp", "shifted"} {
		if _, ok := d.Explain(trace.Ref{Name: name}); ok {
			t.Errorf("%s is explained at temperature 0", name)
		}
	}
}

// A distribution that is set again is as one that is new, and keeps nothing of
// what its caller may change.
func TestSetAgain(t *testing.T) {
	var d Distribution
	for seed, s := range grid() {
		logits := randomLogits(30+seed%20, uint64(seed))
		if err := d.Set(logits, s); err != nil {
			t.Fatal(err)
		}
		want := set(t, slices.Clone(logits), s)
		clear(logits)
		if fmt.Sprint(d.Rows(50)) != fmt.Sprint(want.Rows(50)) || d.Kept != want.Kept {
			t.Fatalf("%+v: set again it differs", s)
		}
	}
}

func FuzzSet(f *testing.F) {
	f.Add([]byte{1, 2, 3, 255, 255}, 0.7, 10, 0.9, 0.5)
	f.Add([]byte{0}, 0.0, 0, 1.0, 1.0)
	f.Fuzz(func(t *testing.T, data []byte, temperature float64, k int, p, u float64) {
		data = data[:min(len(data), 100)]
		logits := make([]float32, len(data))
		for i, b := range data {
			logits[i] = float32(int8(b)) / 4
			if b == 128 {
				logits[i] = -inf
			}
		}
		var d Distribution
		if d.Set(logits, Settings{temperature, k, p}) != nil {
			return
		}
		sum := 0.0
		for id := range logits {
			sum += d.Q(id)
		}
		if id := d.Draw(u); math.Abs(sum-1) > 1e-9 || d.Q(id) <= 0 || d.Kept < 1 || d.Kept > len(logits) {
			t.Errorf("%d of %d tokens are kept, q adds up to %v, %v draws %d", d.Kept, len(logits), sum, u, id)
		}
		rows := d.Rows(10) // each is checked down to all logits, which takes the square of their number
		if err := trace.Check(&d, UpToRef(len(rows)-1), 0); err != nil {
			t.Error(err)
		}
	})
}

func Benchmark(b *testing.B) {
	logits := randomLogits(50257, 1)
	for _, c := range []struct {
		name string
		s    Settings
	}{
		{"usual", Settings{0.7, 40, 0.9}}, {"topk", Settings{1, 40, 1}}, {"topp", Settings{1, 0, 0.9}}, {"whole", Whole()}, {"greedy", Settings{}},
		{"flat", Settings{100, 0, 0.99}}, // almost all tokens have to be ranked
	} {
		b.Run(c.name, func(b *testing.B) {
			var d Distribution
			r := rand.New(rand.NewPCG(1, 1))
			b.ReportAllocs()
			for b.Loop() {
				if err := d.Set(logits, c.s); err != nil {
					b.Fatal(err)
				}
				d.Draw(r.Float64())
			}
		})
	}
}
