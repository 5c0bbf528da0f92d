package tensor

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var inf = float32(math.Inf(1))

func TestVectors(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 40 {
		x, y := random(r, n, 1), random(r, n, 1)
		var dot, square float64
		sum, scaled := make([]float64, n), make([]float64, n)
		for i, v := range x {
			dot += float64(v) * float64(y[i])
			square += float64(v) * float64(v)
			sum[i] = float64(y[i]) + 0.75*float64(v)
			scaled[i] = (sum[i] + float64(v)) / 3
		}
		near(t, "Dot", []float32{Dot(x, y)}, []float64{dot}, 1e-5)
		near(t, "SumSquares", []float32{float32(SumSquares(x))}, []float64{square}, 1e-6)
		Axpy(y, 0.75, x)
		near(t, "Axpy", y, sum, 1e-6)
		Add(y, x)
		Scale(y, 1./3)
		near(t, "Add and Scale", y, scaled, 1e-6)
	}
}

func TestExp(t *testing.T) {
	for x := float32(-87.3); x <= 88; x += 0.00391 {
		want := math.Exp(float64(x))
		if e := math.Abs(float64(exp(x))-want) / want; !(e <= 2e-7) {
			t.Fatalf("exp(%v) is off by %.2g", x, e)
		}
	}
	if exp(0) != 1 || exp(-87.4) != 0 || exp(-inf) != 0 || exp(inf) != exp(88) || exp(float32(math.NaN())) == exp(0) {
		t.Error("exp at its ends")
	}
}

func TestGELU(t *testing.T) {
	for x := float32(-30); x <= 30; x += 0.00171 {
		y := []float32{x}
		GELU(y, y)
		if d := math.Abs(float64(y[0]) - twinGELU(float64(x))); !(d <= 4e-7*math.Abs(float64(x))) {
			t.Fatalf("GELU(%v) is off by %.2g", x, d)
		}
		dx := []float32{-2}
		GELUBackward(dx, dx, []float32{x})
		want := -2 * (twinGELU(float64(x)+1e-5) - twinGELU(float64(x)-1e-5)) / 2e-5
		near(t, "GELU'", dx, []float64{want}, 2*2e-6)
	}
	y := []float32{1e20, -1e20, 0}
	dx := []float32{1, 1, 1}
	GELUBackward(dx, dx, y)
	GELU(y, y)
	if y[0] != 1e20 || y[1] > 0 || y[1] < -1e-15 || y[2] != 0 || dx[0] != 1 || dx[1] > 0 || dx[1] < -1e-30 || dx[2] != 0.5 {
		t.Errorf("far from 0, GELU is %v and GELU' %v", y, dx)
	}
}

func TestSoftmax(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for n := 1; n < 40; n++ {
		x, dy := random(r, n, 2), random(r, n, 1)
		y, dx := slices.Clone(x), make([]float32, n)
		Softmax(y)
		near(t, "Softmax", y, twinSoftmax(wide(x)), 1e-6)
		SoftmaxBackward(dx, y, dy)
		for i := range x {
			near(t, "SoftmaxBackward", dx[i:i+1], []float64{slope(twinSoftmax, x, dy, i)}, 1e-5)
		}
	}
	masked := []float32{1000, -inf, 1000, -1000}
	Softmax(masked)
	if !slices.Equal(masked, []float32{0.5, 0, 0.5, 0}) {
		t.Errorf("the softmax of masked and of large scores is %v", masked)
	}
	none := []float32{-inf, -inf}
	Softmax(none)
	Softmax(nil)
	if !slices.Equal(none, []float32{0, 0}) {
		t.Errorf("the softmax of masked scores is %v", none)
	}
	for _, bad := range []float32{inf, float32(math.NaN())} {
		x := []float32{1, bad, 2}
		if Softmax(x); x[1] == x[1] {
			t.Errorf("the softmax of %v is %v", bad, x)
		}
	}
}

func TestCrossEntropy(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for n := 1; n < 40; n++ {
		x, target := random(r, n, 3), r.IntN(n)
		loss := func(x []float64) []float64 { return []float64{-math.Log(twinSoftmax(x)[target])} }
		d := make([]float32, n)
		got := CrossEntropy(d, x, target)
		near(t, "CrossEntropy", []float32{got}, loss(wide(x)), 2e-6)
		for i := range x {
			near(t, "its gradient", d[i:i+1], []float64{slope(loss, x, []float32{1}, i)}, 1e-5)
		}
		if again := CrossEntropy(x, x, target); again != got || !slices.Equal(x, d) {
			t.Fatal("in place it is another")
		}
	}
	x := []float32{0, -inf}
	if loss := CrossEntropy(x, x, 1); loss != inf || x[0] != 1 || x[1] != -1 {
		t.Errorf("of a target that cannot be, the loss is %v and its gradient %v", loss, x)
	}
}

func TestLayerNorm(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	const eps = 1e-5
	for n := 2; n < 40; n++ {
		x, gain, bias, dy := random(r, n, 2), random(r, n, 1), random(r, n, 1), random(r, n, 1)
		for i := range x {
			x[i] += 5
		}
		y := make([]float32, n)
		mean, inv := LayerNorm(y, x, gain, bias, eps)
		near(t, "LayerNorm", y, twinLayerNorm(wide(x), wide(gain), wide(bias), eps), 2e-5)

		dx, dgain, dbias := random(r, n, 1), random(r, n, 1), random(r, n, 1)
		old := [][]float32{slices.Clone(dx), slices.Clone(dgain), slices.Clone(dbias)}
		LayerNormBackward(dx, dgain, dbias, dy, x, gain, mean, inv)
		ofX := func(x []float64) []float64 { return twinLayerNorm(x, wide(gain), wide(bias), eps) }
		ofGain := func(g []float64) []float64 { return twinLayerNorm(wide(x), g, wide(bias), eps) }
		for i := range x {
			near(t, "dx", []float32{dx[i] - old[0][i]}, []float64{slope(ofX, x, dy, i)}, 1e-4)
			near(t, "dgain", []float32{dgain[i] - old[1][i]}, []float64{slope(ofGain, gain, dy, i)}, 1e-4)
			near(t, "dbias", []float32{dbias[i] - old[2][i]}, []float64{float64(dy[i])}, 1e-5)
		}
		if LayerNorm(x, x, gain, bias, eps); !slices.Equal(x, y) {
			t.Fatal("in place it is another")
		}
	}
}

// AdamW against its paper, in float64.
func TestAdamW(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	o := AdamW{Rate: 0.01, Beta1: 0.9, Beta2: 0.99, Eps: 1e-8, Decay: 0.1}
	const n = 37
	w, m, v := random(r, n, 1), make([]float32, n), make([]float32, n)
	tw, tm, tv := wide(w), make([]float64, n), make([]float64, n)
	for step := 1; step <= 200; step++ {
		g := random(r, n, 1)
		o.Step(step, w, g, m, v)
		for i, d := range wide(g) {
			tm[i] = o.Beta1*tm[i] + (1-o.Beta1)*d
			tv[i] = o.Beta2*tv[i] + (1-o.Beta2)*d*d
			mHat := tm[i] / (1 - math.Pow(o.Beta1, float64(step)))
			vHat := tv[i] / (1 - math.Pow(o.Beta2, float64(step)))
			tw[i] -= o.Rate * (mHat/(math.Sqrt(vHat)+o.Eps) + o.Decay*tw[i])
		}
	}
	near(t, "w", w, tw, 1e-5)
	near(t, "m", m, tm, 1e-5)
	near(t, "v", v, tv, 1e-5)
}

func BenchmarkVectors(b *testing.B) {
	const n = 4096
	r := rand.New(rand.NewPCG(1, 2))
	x, y, z, m := random(r, n, 1), random(r, n, 1), make([]float32, n), make([]float32, n)
	o := AdamW{Rate: 1e-3, Beta1: 0.9, Beta2: 0.99, Eps: 1e-8}
	for _, c := range []struct {
		name string
		f    func()
	}{
		{"Dot", func() { Dot(x, y) }},
		{"Axpy", func() { Axpy(z, 0.5, x) }},
		{"SumSquares", func() { SumSquares(x) }},
		{"GELU", func() { GELU(z, x) }},
		{"GELUBackward", func() { GELUBackward(z, y, x) }},
		{"Softmax", func() { copy(z, x); Softmax(z) }},
		{"SoftmaxBackward", func() { SoftmaxBackward(z, y, x) }},
		{"CrossEntropy", func() { CrossEntropy(z, x, 7) }},
		{"LayerNorm", func() { LayerNorm(z, x, y, y, 1e-5) }},
		{"LayerNormBackward", func() { LayerNormBackward(z, m, m, x, x, y, 0, 1) }},
		{"AdamW", func() { o.Step(9, z, x, m, m) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				c.f()
			}
			b.ReportMetric(b.Elapsed().Seconds()*1e9/float64(b.N)/n, "ns/number")
		})
	}
}
