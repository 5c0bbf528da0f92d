package cluster

import "zerotoai/engine/trace"

// InertiaRef names the inertia.
var InertiaRef = trace.Ref{Name: "inertia"}

// PointRef names coordinate axis of point i: 0 is x, 1 is y.
func PointRef(i, axis int) trace.Ref { return trace.Ref{Name: "point", I: i, J: axis} }

// CenterRef names coordinate axis of centre c.
func CenterRef(c, axis int) trace.Ref { return trace.Ref{Name: "centre", I: c, J: axis} }

// DistanceRef names the squared distance from point i to centre c.
func DistanceRef(i, c int) trace.Ref { return trace.Ref{Name: "squared distance", I: i, J: c} }

// gapRef names by how much point i is off centre c along an axis.
func gapRef(axis, i, c int) trace.Ref {
	return trace.Ref{Name: [...]string{"off in x", "off in y"}[axis], I: i, J: c}
}

func squareRef(axis, i, c int) trace.Ref {
	return trace.Ref{Name: [...]string{"squared in x", "squared in y"}[axis], I: i, J: c}
}

// Explain says how a number of the run was made; a Run is a trace.Source. A
// centre is the mean of the points that it was moved for, or stands on the
// point that it was put on. Points are given.
func (r *Run) Explain(ref trace.Ref) (trace.Step, bool) {
	i, j := ref.I, ref.J
	point, center, axis := within(i, r.Points), within(i, r.Centers), j == 0 || j == 1
	switch {
	case ref == InertiaRef:
		return r.explainInertia(), true
	case ref == PointRef(i, j) && point && axis:
		return trace.Step{Ref: ref, Value: r.Points[i].axis(j)}, true
	case ref == CenterRef(i, j) && center && axis:
		return r.explainCenter(i, j), true
	}
	if !point || !within(j, r.Centers) {
		return trace.Step{}, false
	}
	t := trace.Table{}
	r.distance(t, i, j)
	s, ok := t[ref]
	return s, ok && s.Op != trace.Given
}

func within[T any](i int, of []T) bool { return 0 <= i && i < len(of) }

func (p Point) axis(a int) float64 { return [...]float64{p.X, p.Y}[a] }

func (r *Run) explainInertia() trace.Step {
	s := trace.Step{Ref: InertiaRef, Value: r.Inertia(), Op: trace.Sum}
	for i, c := range r.Of {
		if c != None {
			s.Args = append(s.Args, trace.Term{Ref: DistanceRef(i, c), Value: r.Points[i].squared(r.Centers[c])})
		}
	}
	return s
}

func (r *Run) explainCenter(c, axis int) trace.Step {
	s := trace.Step{Ref: CenterRef(c, axis), Value: r.Centers[c].axis(axis)}
	from := r.origins[c]
	of := from.of
	if len(of) > 0 {
		s.Op = trace.Mean
	} else if from.point != None {
		s.Op, of = trace.Sum, []int{from.point}
	}
	for _, i := range of {
		s.Args = append(s.Args, trace.Term{Ref: PointRef(i, axis), Value: r.Points[i].axis(axis)})
	}
	return s
}

// distance works out the squared distance from point i to centre c.
func (r *Run) distance(t trace.Table, i, c int) {
	var squares []trace.Term
	for axis := range 2 {
		p := t.Given(PointRef(i, axis), r.Points[i].axis(axis))
		q := t.Given(CenterRef(c, axis), r.Centers[c].axis(axis))
		gap := t.Do(gapRef(axis, i, c), trace.Difference, p, q)
		squares = append(squares, t.Do(squareRef(axis, i, c), trace.Square, gap))
	}
	t.Do(DistanceRef(i, c), trace.Sum, squares...)
}
