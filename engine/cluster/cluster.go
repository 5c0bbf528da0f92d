// Package cluster finds heaps of points by k-means, in steps that can be
// watched.
//
//	run := cluster.NewRun(points, 3, random)
//	for run.Step() {
//	}
//	fmt.Println(run.Centers, run.Inertia())
//
// Assign gives each point to the nearest centre; Move puts each centre into
// the mean of its points. Neither ever makes the inertia greater, which is the
// sum of the squared distances from the points to their centres, so the two in
// turn come to rest. Where they do depends on the first centres. Those are
// drawn by k-means++: the first from all points alike, each further one with a
// chance that grows as the squared distance to the nearest centre so far.
//
// A centre that no point was given to moves to the point that is farthest from
// its own centre; if every point lies on its centre, it stays.
//
// Sources: S. P. Lloyd, Least squares quantization in PCM, 1957, published
// 1982; D. Arthur and S. Vassilvitskii, k-means++: The Advantages of Careful
// Seeding, 2007.
package cluster

import "math"

// A Point is a place on the plane.
type Point struct{ X, Y float64 }

// Finite reports whether p is a place.
func (p Point) Finite() bool { return !math.IsNaN(p.X-p.X) && !math.IsNaN(p.Y-p.Y) }

// squared returns the squared distance of two points.
func (p Point) squared(q Point) float64 {
	dx, dy := p.X-q.X, p.Y-q.Y
	return dx*dx + dy*dy
}

// A Phase is one of the two things that a Run does in turn.
type Phase uint8

// The phases.
const (
	Assign Phase = iota
	Move
)

// String returns the name of p.
func (p Phase) String() string { return [...]string{"Assign", "Move"}[p] }

// None is the cluster of a point that was not given to one yet.
const None = -1

// A Run is k-means on its way.
type Run struct {
	Points  []Point
	Centers []Point
	Of      []int // the cluster of each point, or None

	Next      Phase // what Step does next
	Rounds    int   // Moves done
	Converged bool  // Assign has changed nothing

	origins []origin // of Centers
}

// An origin says where a centre is from.
type origin struct {
	of    []int // the points whose mean it is
	point int   // the point on which it was put, if of is empty; or None
}

// NewRun returns a Run with k centres on points, or as many as there are
// points, if these are fewer. Points that are not Finite are left out. The
// random source returns numbers evenly spread over [0, 1).
func NewRun(points []Point, k int, random func() float64) *Run {
	r := &Run{}
	for _, p := range points {
		r.Add(p)
	}
	for len(r.Centers) < min(k, len(r.Points)) {
		at := r.draw(random)
		r.Centers = append(r.Centers, r.Points[at])
		r.origins = append(r.origins, origin{point: at})
	}
	return r
}

// StartAt returns a Run with given centres, which should be Finite.
func StartAt(points, centers []Point) *Run {
	r := NewRun(points, 0, nil)
	for _, c := range centers {
		r.Centers = append(r.Centers, c)
		r.origins = append(r.origins, origin{point: None})
	}
	return r
}

// Add adds a point, which belongs to no cluster yet, and reports whether it is
// Finite and was added.
func (r *Run) Add(p Point) bool {
	if !p.Finite() {
		return false
	}
	r.Points, r.Of = append(r.Points, p), append(r.Of, None)
	r.Next, r.Converged = Assign, false
	return true
}

// draw draws the point for the next centre.
func (r *Run) draw(random func() float64) int {
	weights, total := make([]float64, len(r.Points)), 0.0
	for i, p := range r.Points {
		weights[i] = r.lone(p)
		total += weights[i]
	}
	u := random() * total
	for i, w := range weights {
		if u -= w; u < 0 {
			return i
		}
	}
	return len(r.Points) - 1 // all points lie on centres, or rounding
}

// lone returns the squared distance from p to the nearest centre, or 1 if
// there is none: then all points are alike.
func (r *Run) lone(p Point) float64 {
	if len(r.Centers) == 0 {
		return 1
	}
	return p.squared(r.Centers[r.nearest(p)])
}

// nearest returns the centre that is nearest to p, the first one of several.
func (r *Run) nearest(p Point) int {
	best := 0
	for c := range r.Centers {
		if p.squared(r.Centers[c]) < p.squared(r.Centers[best]) {
			best = c
		}
	}
	return best
}

// Step does what is Next, and reports whether it did: it does not when the run
// has converged, or has no centres.
func (r *Run) Step() bool {
	if r.Converged || len(r.Centers) == 0 {
		return false
	}
	if r.Next == Assign {
		r.assign()
		return true
	}
	r.move()
	r.Next = Assign
	r.Rounds++
	return true
}

func (r *Run) assign() {
	changed := false
	for i, p := range r.Points {
		if c := r.nearest(p); c != r.Of[i] {
			r.Of[i], changed = c, true
		}
	}
	r.Next = Move
	r.Converged = !changed && r.Rounds > 0
}

func (r *Run) move() {
	members := r.Members()
	for c, of := range members {
		if len(of) > 0 {
			r.Centers[c] = r.mean(of)
			r.origins[c] = origin{of: of}
		}
	}
	taken := map[int]bool{}
	for c, of := range members {
		if at := r.farthest(taken); len(of) == 0 && at != None {
			r.Centers[c] = r.Points[at]
			r.origins[c] = origin{point: at}
			taken[at] = true
		}
	}
}

// Members returns the points of each cluster.
func (r *Run) Members() [][]int {
	members := make([][]int, len(r.Centers))
	for i, c := range r.Of {
		if c != None {
			members[c] = append(members[c], i)
		}
	}
	return members
}

func (r *Run) mean(of []int) (m Point) {
	for _, i := range of {
		m.X += r.Points[i].X
		m.Y += r.Points[i].Y
	}
	n := float64(len(of))
	return Point{m.X / n, m.Y / n}
}

// farthest returns the point that is farthest from its centre, the first one
// of several, or None if all lie on theirs. Those that are taken do not count.
func (r *Run) farthest(taken map[int]bool) int {
	at, most := None, 0.0
	for i, p := range r.Points {
		if r.Of[i] == None || taken[i] {
			continue
		}
		if d := p.squared(r.Centers[r.Of[i]]); d > most {
			at, most = i, d
		}
	}
	return at
}

// Inertia returns the sum of the squared distances from the points to the
// centres of their clusters. Points without a cluster do not count.
func (r *Run) Inertia() (sum float64) {
	for i, p := range r.Points {
		if c := r.Of[i]; c != None {
			sum += p.squared(r.Centers[c])
		}
	}
	return sum
}
