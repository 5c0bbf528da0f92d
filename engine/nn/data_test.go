package nn

import (
	"math"
	"slices"
	"testing"

	"zerotoai/engine/trace"
)

// Without noise every point is where its class belongs.
func TestDataSets(t *testing.T) {
	belongs := map[string]func(p Point) bool{
		"Circle":   func(p Point) bool { return p.Class == 1 == (math.Hypot(p.X, p.Y) < 3) },
		"XOR":      func(p Point) bool { return p.Class == 1 == (p.X*p.Y > 0) },
		"Clusters": func(p Point) bool { return true }, // they overlap
		"Spiral": func(p Point) bool {
			angle := 1.75*2*math.Pi*math.Hypot(p.X, p.Y)/5 + math.Pi*float64(p.Class)
			return math.Hypot(p.X, p.Y) < 1e-9 || math.Cos(angle-math.Atan2(p.X, p.Y)) > 0.999
		},
	}
	for _, d := range DataSets() {
		for _, n := range []int{-1, 0, 1, 2, 99, 1000} {
			for _, noise := range []float64{0, MaxNoise} {
				points := d.Make(n, noise, seeded(uint64(max(0, n))))
				ones := 0
				for _, p := range points {
					ones += p.Class
					if !p.Valid() || noise == 0 && !belongs[d.Name](p) {
						t.Errorf("%s: %+v", d.Name, p)
					}
				}
				if len(points) != max(0, n) || ones != max(0, n)/2 {
					t.Errorf("%s: %d points, %d of class 1, of %d", d.Name, len(points), ones, n)
				}
			}
		}
		if d.Task == "" || len(belongs) != len(DataSets()) {
			t.Errorf("%s: %q", d.Name, d.Task)
		}
		calm, wild := d.Make(200, 0, seeded(1)), d.Make(200, 0.3, seeded(1))
		if slices.Equal(calm, wild) || !slices.Equal(calm, d.Make(200, 0, seeded(1))) {
			t.Errorf("%s: noise has no effect, or the seed has none", d.Name)
		}
	}
}

// Clusters have the means and the variance that they should.
func TestClusters(t *testing.T) {
	const n = 20_000
	var sum, square [2]float64
	for _, p := range clusters(n, 0, seeded(1)) {
		m := 4*float64(p.Class) - 2
		sum[p.Class] += p.X - m + p.Y - m
		square[p.Class] += (p.X-m)*(p.X-m) + (p.Y-m)*(p.Y-m)
	}
	for c := range 2 {
		if mean, variance := sum[c]/n, square[c]/n; math.Abs(mean) > 0.03 || math.Abs(variance-0.5) > 0.03 {
			t.Errorf("class %d: off by %v, variance %v", c, mean, variance)
		}
	}
}

func TestSplit(t *testing.T) {
	points := DataSets()[0].Make(100, 0.2, seeded(1))
	for _, c := range []struct {
		share float64
		held  int
	}{{0, 0}, {0.3, 30}, {1, 100}, {-1, 0}, {7, 100}} {
		train, held := Split(points, c.share, seeded(2))
		both := append(slices.Clone(train), held...)
		less := func(a, b Point) int { return slices.Compare([]float64{a.X, a.Y}, []float64{b.X, b.Y}) }
		slices.SortFunc(both, less)
		want := slices.SortedFunc(slices.Values(points), less)
		if len(held) != c.held || !slices.Equal(both, want) {
			t.Errorf("share %v: %d and %d", c.share, len(train), len(held))
		}
	}
	train, _ := Split(points, 0.5, seeded(2))
	ones := 0
	for _, p := range train {
		ones += p.Class
	}
	if ones < 15 || ones > 35 {
		t.Errorf("%d of 50 are of class 1", ones)
	}
}

func TestFeatures(t *testing.T) {
	fs := Features()
	want := []float64{2, -3, 4, 9, -6, math.Sin(2), math.Sin(-3)}
	if got := Inputs(fs, 2, -3); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	es := Examples(fs, []Point{{2, -3, 1}, {7, 0, 1}, {0, math.NaN(), 0}, {0, math.Inf(-1), 0}, {1, 1, 2}, {1, 1, -1}, {-6, 6, 0}})
	if len(es) != 2 || es[0].Class != 1 || !slices.Equal(es[0].In, want) || es[1].Class != 0 {
		t.Errorf("examples %v", es)
	}
}

// From the output down to the coordinates of the place.
func TestPlace(t *testing.T) {
	fs := Features()
	p := NewPass(made(t, 4, Tanh, Tanh, len(fs), 3, 1))
	p.Forward(Inputs(fs, 2, -3))
	src := trace.Sources{Place{fs, 2, -3}, p}
	if err := trace.Check(src, Of(2, Activated, 0, 0), 1e-12); err != nil {
		t.Error(err)
	}
	for k, f := range fs {
		s, ok := src.Explain(Of(0, Activated, k, 0))
		if !ok || s.Value != p.A[0][k] || s.Op == trace.Given || len(s.Args) == 0 {
			t.Errorf("%v is %+v", f, s)
		}
	}
	for _, r := range []trace.Ref{Of(0, Activated, 7, 0), Of(0, Activated, -1, 0), Of(0, Activated, 0, 1), Of(1, Activated, 0, 0), {Name: "x", I: 1}} {
		if s, ok := (Place{fs, 2, -3}).Explain(r); ok {
			t.Errorf("%v is explained: %v", r, s)
		}
	}
}
