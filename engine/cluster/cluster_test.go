package cluster

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zerotoai/engine/trace"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 11)) }

// heaps returns n points around each of the places.
func heaps(r *rand.Rand, n int, spread float64, at ...Point) (ps []Point) {
	for _, c := range at {
		for range n {
			ps = append(ps, Point{c.X + spread*r.NormFloat64(), c.Y + spread*r.NormFloat64()})
		}
	}
	return ps
}

var corners = []Point{{0, 0}, {10, 0}, {0, 10}, {10, 10}}

// Heaps that lie apart are found, from any seed but few: k-means++ sees to it.
func TestHeaps(t *testing.T) {
	found := 0
	for seed := range uint64(20) {
		random := seeded(seed)
		r := NewRun(heaps(random, 25, 0.8, corners...), 4, random.Float64)
		for r.Step() {
		}
		if !r.Converged {
			t.Errorf("seed %d: not converged after %d rounds", seed, r.Rounds)
		}
		same := true
		for i, c := range r.Of {
			same = same && c == r.Of[i/25*25]
		}
		if same {
			found++
		}
	}
	if found < 17 {
		t.Errorf("found on %d seeds of 20", found)
	}
}

// No step makes the inertia greater; each point is with its nearest centre
// after Assign, each centre in the mean of its points after Move; and the run
// ends. All on points that lie anywhere, some of them on one another.
func TestLaws(t *testing.T) {
	for seed := range uint64(60) {
		random := seeded(seed)
		var ps []Point
		for range random.IntN(60) {
			ps = append(ps, Point{float64(random.IntN(9)), float64(random.IntN(9))})
		}
		r := NewRun(ps, 1+random.IntN(9), random.Float64)
		inertia, steps := math.Inf(1), 0
		for next := r.Next; r.Step(); next = r.Next {
			if now := r.Inertia(); now > inertia+1e-9 {
				t.Errorf("seed %d: %v raises the inertia from %v to %v", seed, next, inertia, now)
			} else {
				inertia = now
			}
			law(t, r, next)
			if seed < 10 {
				explained(t, r)
			}
			if steps++; steps > 1000 {
				t.Fatalf("seed %d does not end", seed)
			}
		}
		law(t, r, Assign)
		law(t, r, Move)
		spare := slices.ContainsFunc(r.Members(), func(of []int) bool { return len(of) == 0 })
		if spare && inertia > 1e-18 {
			t.Errorf("seed %d: a centre is spare, and the inertia %v", seed, inertia)
		}
	}
}

func law(t *testing.T, r *Run, done Phase) {
	t.Helper()
	members := r.Members()
	for i, p := range r.Points {
		for c := range r.Centers {
			if done == Assign && p.squared(r.Centers[c]) < p.squared(r.Centers[r.Of[i]]) {
				t.Errorf("point %d is nearer to %d than to its %d", i, c, r.Of[i])
			}
		}
	}
	for c, of := range members {
		if done == Move && len(of) > 0 {
			if m := r.mean(of); m.squared(r.Centers[c]) > 1e-18 {
				t.Errorf("centre %d is at %v, the mean is %v", c, r.Centers[c], m)
			}
		}
	}
}

func explained(t *testing.T, r *Run) {
	t.Helper()
	refs := []trace.Ref{InertiaRef}
	for c := range r.Centers {
		refs = append(refs, CenterRef(c, 0), CenterRef(c, 1))
		for i := range r.Points {
			refs = append(refs, DistanceRef(i, c))
		}
	}
	for _, ref := range refs {
		if err := trace.Check(r, ref, 1e-12); err != nil {
			t.Error(err)
		}
	}
}

// Two rounds by hand, and the names of what is done.
func TestByHand(t *testing.T) {
	r := StartAt([]Point{{0, 0}, {2, 0}, {10, 0}}, []Point{{0, 0}, {1, 0}})
	if r.Next.String() != "Assign" || !r.Step() || !slices.Equal(r.Of, []int{0, 1, 1}) || r.Inertia() != 1+81 {
		t.Errorf("%v, inertia %v", r.Of, r.Inertia())
	}
	if r.Next.String() != "Move" || !r.Step() || r.Centers[1] != (Point{6, 0}) || r.Inertia() != 32 || r.Rounds != 1 {
		t.Errorf("%v, inertia %v", r.Centers, r.Inertia())
	}
	r.Step()
	r.Step()
	if !slices.Equal(r.Of, []int{0, 0, 1}) || !slices.Equal(r.Centers, []Point{{1, 0}, {10, 0}}) || r.Inertia() != 2 {
		t.Errorf("%v, %v, inertia %v", r.Of, r.Centers, r.Inertia())
	}
	if !r.Step() || !r.Converged || r.Step() {
		t.Error("it does not come to rest")
	}
	if !r.Add(Point{11, 0}) || r.Converged || r.Of[3] != None || r.Inertia() != 2 {
		t.Error("a point is not added")
	}
	for r.Step() {
	}
	if r.Of[3] != 1 || r.Centers[1] != (Point{10.5, 0}) {
		t.Errorf("the added point is in %d, the centre at %v", r.Of[3], r.Centers[1])
	}
}

// A centre that nobody wants goes where somebody is lonely.
func TestEmptyCluster(t *testing.T) {
	r := StartAt([]Point{{0, 0}, {1, 0}, {9, 0}}, []Point{{1, 0}, {100, 100}, {200, 200}})
	r.Step()
	r.Step()
	if r.Centers[1] != (Point{9, 0}) || r.Centers[2] == r.Centers[1] || r.origins[1].point != 2 {
		t.Errorf("centres %v", r.Centers)
	}
	explained(t, r)
	for r.Step() {
	}
	if r.Inertia() != 0 {
		t.Errorf("three centres for three points leave %v", r.Inertia())
	}
	r = StartAt([]Point{{5, 5}, {5, 5}}, []Point{{5, 5}, {0, 0}})
	for r.Step() {
	}
	if r.Centers[1] != (Point{}) || !r.Converged {
		t.Errorf("the spare centre goes to %v", r.Centers[1])
	}
}

// No points, no centres, fewer points than centres, points that are none.
func TestOddRuns(t *testing.T) {
	random := seeded(1)
	if r := NewRun(nil, 3, random.Float64); r.Step() || r.Inertia() != 0 || len(r.Centers) != 0 {
		t.Errorf("no points: %+v", r)
	}
	for _, k := range []int{0, -1} {
		if r := NewRun(corners, k, random.Float64); r.Step() || len(r.Centers) != 0 {
			t.Errorf("%d centres: %+v", k, r)
		}
	}
	r := NewRun([]Point{{1, 1}, {1, 1}, {math.NaN(), 0}, {0, math.Inf(1)}}, 5, random.Float64)
	if len(r.Points) != 2 || len(r.Centers) != 2 || r.Add(Point{math.Inf(-1), 0}) {
		t.Errorf("%+v", r)
	}
	for r.Step() {
	}
	for _, ref := range []trace.Ref{PointRef(2, 0), PointRef(0, 2), CenterRef(2, 0), CenterRef(0, -1), DistanceRef(0, 2), DistanceRef(-1, 0), {Name: "inertia", I: 1}, {}} {
		if s, ok := r.Explain(ref); ok {
			t.Errorf("%v is explained: %+v", ref, s)
		}
	}
}

// k-means++ draws a second centre from two heaps by squared distance: almost
// always from the heap where the first one is not.
func TestSeeding(t *testing.T) {
	points := []Point{{0, 0}, {0, 1}, {30, 0}}
	count := map[Point]int{}
	random := seeded(2)
	const n = 3000
	for range n {
		r := NewRun(points, 2, random.Float64)
		if r.Centers[0] == r.Centers[1] {
			t.Fatal("a point is drawn twice")
		}
		if r.Centers[0] == points[0] {
			count[r.Centers[1]]++
		}
	}
	first := count[points[1]] + count[points[2]]
	if share := float64(first) / n; math.Abs(share-1.0/3) > 0.03 {
		t.Errorf("the first centre is the first point in %v of the runs", share)
	}
	if share := float64(count[points[1]]) / float64(first); share > 0.01 { // 1/901
		t.Errorf("the second is its neighbour in %v of them", share)
	}
}

func BenchmarkRound(b *testing.B) {
	random := seeded(1)
	r := NewRun(heaps(random, 250, 2, corners...), 4, random.Float64)
	for b.Loop() {
		r.Converged = false
		r.Step()
		r.Step()
	}
}
