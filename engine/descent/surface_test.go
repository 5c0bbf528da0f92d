package descent

import (
	"math"
	"strings"
	"testing"

	"zerotoai/engine/trace"
)

func eachPlace(s Surface, do func(x, y float64)) {
	for x := s.Min[0]; x <= s.Max[0]; x += 0.37 {
		for y := s.Min[1]; y <= s.Max[1]; y += 0.29 {
			do(x, y)
		}
	}
}

func TestSurfaces(t *testing.T) {
	var names []string
	for _, s := range Surfaces() {
		names = append(names, s.Name)
		if !strings.HasSuffix(s.Trap, ".") || s.Formula == "" {
			t.Errorf("%s: %q, %q", s.Name, s.Trap, s.Formula)
		}
		eachPlace(s, func(x, y float64) {
			if l := s.Loss(x, y); !(l >= 0) {
				t.Errorf("%s at %v, %v: %v", s.Name, x, y, l)
			}
		})
		for _, p := range s.Lowest {
			gx, gy := s.Gradient(p[0], p[1])
			if l := s.Loss(p[0], p[1]); l > 1e-15 || math.Hypot(gx, gy) > 1e-9 {
				t.Errorf("%s at %v: loss %v, gradient %v %v", s.Name, p, l, gx, gy)
			}
		}
		for i := range 2 {
			if !(s.Min[i] < s.Start[i] && s.Start[i] < s.Max[i]) {
				t.Errorf("%s starts outside: %v", s.Name, s.Start)
			}
		}
	}
	if got := strings.Join(names, ", "); got != "Bowl, Ravine, Saddle, Plateau, Many valleys" {
		t.Error(got)
	}
}

func TestGradients(t *testing.T) {
	const h = 1e-5
	for _, s := range Surfaces() {
		eachPlace(s, func(x, y float64) {
			gx, gy := s.Gradient(x, y)
			wx := (s.Loss(x+h, y) - s.Loss(x-h, y)) / (2 * h)
			wy := (s.Loss(x, y+h) - s.Loss(x, y-h)) / (2 * h)
			if math.Abs(gx-wx) > 1e-6 || math.Abs(gy-wy) > 1e-6 {
				t.Errorf("%s at %v, %v: %v %v, want %v %v", s.Name, x, y, gx, gy, wx, wy)
			}
		})
	}
}

func TestGrid(t *testing.T) {
	s := Surfaces()[4]
	const w, h = 7, 4
	g := Grid(s, w, h)
	if len(g) != w*h {
		t.Fatal(len(g))
	}
	for r := range h {
		for c := range w {
			x, y := -3+6*(float64(c)+0.5)/w, 3-6*(float64(r)+0.5)/h
			if want := s.Loss(x, y); math.Abs(g[r*w+c]-want) > 1e-12 {
				t.Errorf("row %d, column %d: %v, want %v", r, c, g[r*w+c], want)
			}
		}
	}
	if Grid(s, 0, 3) != nil || Grid(s, 3, -1) != nil {
		t.Error("cells of an empty grid")
	}
}

// Every number of every step adds up, down to what is given.
func TestExplain(t *testing.T) {
	for i := range Surfaces() {
		for _, m := range Methods() {
			r := start(i, m, 0.05)
			steps(r, 3)
			r.Settings.LearningRate, r.Settings.Momentum = 0.1, 0.5
			steps(r, 3)
			for k, s := range r.History {
				want := map[trace.Ref]float64{
					PlaceRef(0, k): s.P[0], PlaceRef(1, k): s.P[1], LossRef(k): s.Loss,
					GradientRef(0, k): s.G[0], GradientRef(1, k): s.G[1],
				}
				for c := range 2 {
					if m == Momentum || m == Adam {
						want[speed(m, c, k)] = s.V[c]
					}
					if m == RMSProp || m == Adam {
						want[each("s", c, k)] = s.S[c]
					}
				}
				for ref, v := range want {
					if err := trace.Check(r, ref, 1e-12); err != nil {
						t.Errorf("%v on %s: %v", m, r.Surface.Name, err)
					}
					if got, _ := r.Explain(ref); got.Value != v {
						t.Errorf("%v on %s: %v is %v, want %v", m, r.Surface.Name, ref, got.Value, v)
					}
				}
			}
			if got, ok := r.Explain(once("learning rate", 2)); !ok || got.Value != 0.05 {
				t.Errorf("the rate of step 2 is %v", got.Value)
			}
		}
	}
}

// A number is explained by a calculation unless it is given.
func TestExplainIsDeep(t *testing.T) {
	r := start(0, Plain, 0.05)
	steps(r, 2)
	for ref, op := range map[trace.Ref]trace.Op{
		PlaceRef(0, 0): trace.Given, PlaceRef(0, 2): trace.Difference, each("move", 0, 2): trace.Product,
		LossRef(2): trace.Sum, GradientRef(0, 2): trace.Product, GradientRef(1, 2): trace.Sum,
	} {
		if s, ok := r.Explain(ref); !ok || s.Op != op {
			t.Errorf("%v: %v, want %v", ref, s.Op, op)
		}
	}
	for _, ref := range []trace.Ref{LossRef(3), LossRef(-1), {Name: "grad", I: 2}, {Name: "loss", J: 1}, {Name: "z"}, {Name: "m", J: 1}} {
		if _, ok := r.Explain(ref); ok {
			t.Errorf("%v is explained", ref)
		}
	}
}

// A surface without work gives its loss and gradient.
func TestExplainForeignSurface(t *testing.T) {
	s := Surface{
		Loss:     func(x, y float64) float64 { return x * x * y * y },
		Gradient: func(x, y float64) (float64, float64) { return 2 * x * y * y, 2 * x * x * y },
	}
	r := NewRun(s, [2]float64{1, 2}, Defaults(Adam))
	steps(r, 3)
	if err := trace.Check(r, PlaceRef(1, 3), 1e-12); err != nil {
		t.Error(err)
	}
	if e, ok := r.Explain(LossRef(3)); !ok || e.Op != trace.Given || e.Value != r.Now().Loss {
		t.Errorf("%+v", e)
	}
}

func BenchmarkGrid(b *testing.B) {
	s := Surfaces()[4]
	for b.Loop() {
		Grid(s, 96, 96)
	}
}

func BenchmarkExplain(b *testing.B) {
	r := start(4, Adam, 0.05)
	steps(r, 20)
	for b.Loop() {
		r.Explain(PlaceRef(0, 20))
	}
}
