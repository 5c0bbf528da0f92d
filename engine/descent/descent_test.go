package descent

import (
	"math"
	"testing"
)

func steps(r *Run, n int) {
	for range n {
		if !r.Step() {
			return
		}
	}
}

func start(i int, m Method, rate float64) *Run {
	s := Surfaces()[i]
	set := Defaults(m)
	set.LearningRate = rate
	return NewRun(s, s.Start, set)
}

// The three learning rates of the book on the bowl.
func TestBowlRates(t *testing.T) {
	slow := start(0, Plain, 0.05)
	for range 200 {
		before := slow.Now()
		if slow.Step() && (slow.Now().Loss >= before.Loss || slow.Now().P[0]*before.P[0] < 0) {
			t.Fatalf("0.05: from %v to %v", before, slow.Now())
		}
	}
	if slow.Now().Loss > 1e-4 {
		t.Errorf("0.05: the loss is %v after 200 steps", slow.Now().Loss)
	}

	over := start(0, Plain, 0.6)
	for range 10 {
		before := over.Now()
		over.Step()
		if over.Now().P[0]*before.P[0] >= 0 || over.Now().Loss >= before.Loss {
			t.Errorf("0.60: from %v to %v", before, over.Now())
		}
	}
	steps(over, 100)
	if !over.Converged || over.Diverged {
		t.Errorf("0.60 does not come to rest: %v", over.Now())
	}

	away := start(0, Plain, 1.1)
	steps(away, 1000)
	if !away.Diverged || away.Converged {
		t.Errorf("1.10 does not diverge: %v", away.Now())
	}
	if p := away.Now().P; math.Abs(p[0]) > Bound || math.IsNaN(away.Now().Loss) {
		t.Errorf("1.10 stays at %v", away.Now())
	}
	n := len(away.History)
	if away.Step() || len(away.History) != n {
		t.Error("a step after divergence")
	}
	if !away.Undo() || away.Diverged || len(away.History) != n-1 {
		t.Error("divergence cannot be undone")
	}
}

// A plain step is exactly rate times gradient; so is any step of momentum 0,
// and the first one.
func TestExactStep(t *testing.T) {
	for i := range Surfaces() {
		for _, rate := range []float64{0.05, 0.1, 1.0 / 3} {
			plain, zero, first := start(i, Plain, rate), start(i, Momentum, rate), start(i, Momentum, rate)
			zero.Settings.Momentum = 0
			exact(t, plain, 20)
			exact(t, zero, 20)
			exact(t, first, 1)
			first.Step()
			if p := first.Now().P; p == plain.History[2].P {
				t.Errorf("%s: momentum 0.9 has no effect: %v", plain.Surface.Name, p)
			}
		}
	}
}

func exact(t *testing.T, r *Run, n int) {
	t.Helper()
	defer func() {
		if len(r.History) < 2 {
			t.Errorf("%v on %s makes no step", r.Settings.Method, r.Surface.Name)
		}
	}()
	for range n {
		from := r.Now()
		if !r.Step() {
			return // with 1/3 the ravine throws it out
		}
		for i := range from.P {
			move := r.Settings.LearningRate * from.G[i]
			if want := from.P[i] - float64(move); r.Now().P[i] != want {
				t.Fatalf("%v, %v: coordinate %d is %v, want %v", r.Settings.Method, from, i, r.Now().P[i], want)
			}
		}
	}
}

// The methods against their formulas, written out once more in plain Go.
func TestMethods(t *testing.T) {
	reference := map[Method]func(s Settings, n float64, p, g float64, v, q *float64) float64{
		Plain: func(s Settings, n, p, g float64, v, q *float64) float64 { return p - s.LearningRate*g },
		Momentum: func(s Settings, n, p, g float64, v, q *float64) float64 {
			*v = s.Momentum**v + g
			return p - s.LearningRate**v
		},
		RMSProp: func(s Settings, n, p, g float64, v, q *float64) float64 {
			*q += (1 - s.Decay) * (g*g - *q)
			return p - s.LearningRate*g/(math.Sqrt(*q)+s.Epsilon)
		},
		Adam: func(s Settings, n, p, g float64, v, q *float64) float64 {
			*v += (1 - s.Momentum) * (g - *v)
			*q += (1 - s.Decay) * (g*g - *q)
			mean, square := *v/(1-math.Pow(s.Momentum, n)), *q/(1-math.Pow(s.Decay, n))
			return p - s.LearningRate*mean/(math.Sqrt(square)+s.Epsilon)
		},
	}
	for i := range Surfaces() {
		for _, m := range Methods() {
			r := start(i, m, 0.02)
			var v, q [2]float64
			for n := range 50 {
				from := r.Now()
				r.Step()
				now := r.Now()
				for c := range 2 {
					p := reference[m](r.Settings, float64(n+1), from.P[c], from.G[c], &v[c], &q[c])
					if !near(now.P[c], p) || !near(now.V[c], v[c]) || !near(now.S[c], q[c]) {
						t.Fatalf("%v on %s, step %d: %+v, want %v, %v, %v", m, r.Surface.Name, n+1, now, p, v, q)
					}
				}
			}
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(b)) }

// The first step of Adam is as long as the rate in each coordinate, however
// long the gradient: that is what the correction is for.
func TestAdamFirstStep(t *testing.T) {
	for i := range Surfaces() {
		r := start(i, Adam, 0.05)
		r.Step()
		for c := range 2 {
			if d := math.Abs(r.Now().P[c] - r.Surface.Start[c]); math.Abs(d-0.05) > 1e-6 {
				t.Errorf("%s: the first step of coordinate %d is %v", r.Surface.Name, c, d)
			}
		}
	}
}

// What each surface is there to show.
func TestTraps(t *testing.T) {
	loss := func(i int, m Method, rate float64, n int) float64 {
		r := start(i, m, rate)
		steps(r, n)
		return r.Now().Loss
	}
	if plain, momentum := loss(1, Plain, 0.05, 60), loss(1, Momentum, 0.05, 60); plain < 0.1 || momentum > plain/10 {
		t.Errorf("ravine: %v, with momentum %v", plain, momentum)
	}
	bounce := start(1, Plain, 0.23)
	for range 10 {
		y := bounce.Now().P[1]
		if bounce.Step(); bounce.Now().P[1]*y >= 0 {
			t.Errorf("ravine: from y = %v to %v", y, bounce.Now().P[1])
		}
	}
	if early, late := loss(2, Plain, 0.05, 30), loss(2, Plain, 0.05, 400); early < 0.9 || late > 1e-3 {
		t.Errorf("saddle: %v after 30 steps, %v after 400", early, late)
	}
	stuck := NewRun(Surfaces()[2], [2]float64{-2, 0}, Defaults(Plain))
	steps(stuck, 1000)
	if !stuck.Converged || stuck.Now().Loss < 0.99 {
		t.Errorf("saddle from its ridge: %v", stuck.Now())
	}
	if plain, adam := loss(3, Plain, 0.05, 100), loss(3, Adam, 0.05, 100); plain < 0.9 || adam > 0.01 {
		t.Errorf("plateau: %v, Adam %v", plain, adam)
	}
	valley := start(4, Plain, 0.05)
	steps(valley, 1000)
	if !valley.Converged || valley.Now().Loss < 0.5 {
		t.Errorf("many valleys: %v", valley.Now())
	}
}

func TestUndoAndReset(t *testing.T) {
	r := start(0, Adam, 0.1)
	steps(r, 5)
	want := append([]State(nil), r.History...)
	for n := 5; n > 0; n-- {
		if r.Now() != want[n] || r.Now().Step != n || !r.Undo() {
			t.Fatalf("state %d: %+v", n, r.Now())
		}
	}
	if r.Undo() || r.Now() != want[0] {
		t.Error("the start was undone")
	}
	steps(r, 5)
	if r.Now() != want[5] {
		t.Errorf("the same steps again lead to %+v, not %+v", r.Now(), want[5])
	}
	r.Reset([2]float64{1, 1})
	if len(r.History) != 1 || r.Now().P != [2]float64{1, 1} || r.Now().V != [2]float64{} || r.Now().Loss != 1.5 {
		t.Errorf("after Reset: %+v", r.Now())
	}
	r.Reset([2]float64{})
	if !r.Converged || r.Step() {
		t.Error("there is a step from the lowest place")
	}
	for _, p := range [][2]float64{{math.NaN(), 0}, {0, math.Inf(1)}, {1e4, 0}} {
		if r.Reset(p); !r.Diverged || r.Step() {
			t.Errorf("a start at %v", p)
		}
	}
}

// No settings make a number that is not finite.
func TestBadSettings(t *testing.T) {
	bad := []float64{math.NaN(), math.Inf(1), -1, 0, 1, 2, 1e300, 1e-300}
	for _, m := range Methods() {
		for _, v := range bad {
			for _, set := range []Settings{{m, v, 0.9, 0.9, 1e-8}, {m, 0.1, v, 0.9, 1e-8}, {m, 0.1, 0.9, v, 1e-8}, {m, 0.1, 0.9, 0.9, v}} {
				r := NewRun(Surfaces()[0], [2]float64{1, 0}, set)
				steps(r, 200)
				if s := r.Now(); !s.sound() {
					t.Errorf("%+v: %+v", set, s)
				}
			}
		}
	}
}

func TestHistoryIsBounded(t *testing.T) {
	r := start(0, Plain, 0)
	for range MaxHistory + 10 {
		r.Step()
	}
	if len(r.History) != MaxHistory || r.Step() || r.Diverged || r.Converged {
		t.Errorf("%d states", len(r.History))
	}
	if !r.Undo() || !r.Step() {
		t.Error("Undo makes no room")
	}
}

func TestMethodNames(t *testing.T) {
	for i, want := range []string{"Plain gradient descent", "Momentum", "RMSProp", "Adam", "unknown method"} {
		if got := Method(i).String(); got != want {
			t.Errorf("method %d is %q, want %q", i, got, want)
		}
	}
}

func BenchmarkStep(b *testing.B) {
	for _, m := range Methods() {
		b.Run(m.String(), func(b *testing.B) {
			r := start(4, m, 0.01)
			for b.Loop() {
				if !r.Step() {
					r.Reset(r.Surface.Start)
				}
			}
		})
	}
}
