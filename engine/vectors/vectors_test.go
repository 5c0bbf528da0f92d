package vectors

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zerotoai/engine/tensor"
	"zerotoai/engine/trace"
)

func near(a, b, tol float64) bool { return math.Abs(a-b) <= tol }

func TestCosine(t *testing.T) {
	for _, c := range []struct {
		a, b []float32
		want float64
	}{
		{[]float32{1, 0}, []float32{3, 0}, 1},
		{[]float32{1, 0}, []float32{0, 2}, 0},
		{[]float32{1, 1}, []float32{-2, -2}, -1},
		{[]float32{1, 0}, []float32{1, 1}, math.Sqrt2 / 2},
		{[]float32{3, 4}, []float32{4, 3}, 24. / 25},
	} {
		if got := Cosine(c.a, c.b); !near(got, c.want, 1e-15) {
			t.Errorf("%v and %v: %v, want %v", c.a, c.b, got, c.want)
		}
	}
	if !math.IsNaN(Cosine([]float32{0, 0}, []float32{1, 0})) {
		t.Error("what is 0 has a direction")
	}
	if got := Length([]float32{3, 4}); got != 5 {
		t.Errorf("(3, 4) is %v long", got)
	}
}

func TestNearest(t *testing.T) {
	m := tensor.Of(6, 2, []float32{1, 0, 2, 1, 0, 1, 4, 2, 0, 0, -1, 0})
	got := Nearest(m, 0, 3, []int{5, 4, 3, 2, 1, 0})
	rows := []int{}
	for _, n := range got {
		rows = append(rows, n.Row)
	}
	// Rows 1 and 3 point the same way; row 4 has no direction.
	if !slices.Equal(rows, []int{1, 3, 2}) || !near(got[0].Cosine, 2/math.Sqrt(5), 1e-12) || got[2].Cosine != 0 {
		t.Errorf("nearest are %v", got)
	}
	if got := Nearest(m, 0, 9, []int{0, 4}); len(got) != 0 {
		t.Errorf("nearest of none are %v", got)
	}
}

// random is rows that are spread differently along each axis.
func random(rows, cols int) tensor.Matrix {
	r, m := rand.New(rand.NewPCG(1, 2)), tensor.New(rows, cols)
	for i := range m.Data {
		m.Data[i] = float32(r.NormFloat64()*float64(i%cols+1) + 3)
	}
	return m
}

func all(n int) (is []int) {
	for i := range n {
		is = append(is, i)
	}
	return is
}

func TestAngles(t *testing.T) {
	s := Angles{random(5, 4), "wte.weight"}
	for i := range 5 {
		for j := range 5 {
			if err := trace.Check(s, CosineRef(i, j), 1e-12); err != nil {
				t.Error(err)
			}
			if got, _ := s.Explain(CosineRef(i, j)); got.Value != Cosine(s.Rows.Row(i), s.Rows.Row(j)) {
				t.Errorf("cosine %d %d is explained as %v", i, j, got.Value)
			}
		}
	}
	for _, r := range []trace.Ref{CosineRef(5, 0), CosineRef(0, -1), {Name: "length", I: 1, J: 1}, {Name: "wte.weight", J: 4}, {Name: "x"}} {
		if _, ok := s.Explain(r); ok {
			t.Errorf("%v is explained", r)
		}
	}
}

func found(m tensor.Matrix, among []int, k int) *PCA {
	p := NewPCA(m, "rows", among, k)
	for p.Next() {
	}
	return p
}

// Points on an ellipse that is turned by 30°: the components are its axes, and
// the variances half the squares of its half axes 5 and 2.
func TestEllipse(t *testing.T) {
	const n, turn = 360, math.Pi / 6
	m := tensor.New(n, 2)
	for i := range n {
		at := 2 * math.Pi * float64(i) / n
		x, y := 5*math.Cos(at), 2*math.Sin(at)
		m.Row(i)[0] = float32(x*math.Cos(turn) - y*math.Sin(turn) + 7)
		m.Row(i)[1] = float32(x*math.Sin(turn) + y*math.Cos(turn) - 3)
	}
	p := found(m, all(n), 2)
	for k, want := range [][3]float64{{math.Cos(turn), math.Sin(turn), 12.5}, {-math.Sin(turn), math.Cos(turn), 2}} {
		c := p.Components[k]
		if !near(c[0], want[0], 1e-5) || !near(c[1], want[1], 1e-5) || !near(p.Variance[k], want[2], 1e-4) {
			t.Errorf("component %d is %v with a variance of %v, want %v", k, c, p.Variance[k], want)
		}
	}
	if !near(p.Total, 14.5, 1e-4) || !near(p.Mean[0], 7, 1e-5) || !near(p.Mean[1], -3, 1e-5) {
		t.Errorf("the total is %v and the mean %v", p.Total, p.Mean)
	}
	if got := p.Coordinate(0, 0); !near(got, 5, 1e-4) {
		t.Errorf("the end of the long axis is at %v", got)
	}
}

// In many dimensions components are at right angles, in order, each is turned
// by the covariance matrix into itself, and all of them have all the variance.
func TestComponents(t *testing.T) {
	const d = 12
	m := random(300, d)
	p := found(m, all(200), d)
	sum := 0.0
	for k, v := range p.Components {
		sum += p.Variance[k]
		if k > 0 && p.Variance[k] > p.Variance[k-1]+1e-9 {
			t.Errorf("component %d has more variance than the one before", k)
		}
		for l, w := range p.Components[:k] {
			if !near(dot(v, w), 0, 1e-9) {
				t.Errorf("components %d and %d are not at right angles", k, l)
			}
		}
		for c := range d {
			if got := dot(p.cov[c*d:(c+1)*d], v); !near(got, p.Variance[k]*v[c], 1e-6*p.Variance[0]) {
				t.Errorf("component %d is turned: %v, want %v", k, got, p.Variance[k]*v[c])
			}
		}
		spread := 0.0
		for i := range 200 {
			spread += p.Coordinate(k, i) * p.Coordinate(k, i) / 200
		}
		if !near(spread, p.Variance[k], 1e-3*p.Variance[0]) {
			t.Errorf("along component %d the rows are spread by %v, not %v", k, spread, p.Variance[k])
		}
	}
	if !near(sum, p.Total, 1e-6*p.Total) {
		t.Errorf("the variances are %v in all, not %v", sum, p.Total)
	}
	if again := found(m, all(200), d); !slices.Equal(again.Components[3], p.Components[3]) {
		t.Error("another search finds another component")
	}
}

// Rows that are all the same, or only one, have no direction; nothing is NaN.
func TestFlat(t *testing.T) {
	m := tensor.Of(3, 2, []float32{1, 2, 1, 2, 1, 2})
	for _, among := range [][]int{all(3), {1}} {
		p := found(m, among, 2)
		if p.Total != 0 || p.Variance[0] != 0 || p.Coordinate(0, 1) != 0 || p.Next() {
			t.Errorf("%+v", p)
		}
		for _, v := range p.Components {
			if !near(dot(v, v), 1, 1e-12) {
				t.Errorf("component %v", v)
			}
		}
	}
}

func TestExplain(t *testing.T) {
	p := found(random(20, 6), all(15), 2)
	for k := range 2 {
		for i := range 20 {
			if err := trace.Check(p, CoordinateRef(k, i), 1e-12); err != nil {
				t.Error(err)
			}
			if s, _ := p.Explain(CoordinateRef(k, i)); !near(s.Value, p.Coordinate(k, i), 1e-12) {
				t.Errorf("coordinate %d of row %d is %v, and explained as %v", k, i, p.Coordinate(k, i), s.Value)
			}
		}
	}
	for _, r := range []trace.Ref{CoordinateRef(2, 0), CoordinateRef(0, 20), {Name: "mean", I: 6}, {Name: "mean", J: 1}, {Name: "rows", I: -1}, {Name: "x"}} {
		if _, ok := p.Explain(r); ok {
			t.Errorf("%v is explained", r)
		}
	}
}

func BenchmarkPCA(b *testing.B) {
	m := random(433, 96)
	for b.Loop() {
		found(m, all(433), 3)
	}
}
