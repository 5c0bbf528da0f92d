package paint

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A log is the calls that a canvas has had.
type log struct{ calls []string }

func (l *log) note(format string, args ...any) {
	l.calls = append(l.calls, fmt.Sprintf(format, args...))
}
func (l *log) Fill(p Path, c color.NRGBA)          { l.note("fill %v %v", p.Segments(), c) }
func (l *log) Stroke(p Path, s Stroke)             { l.note("stroke %v %v", p.Segments(), s) }
func (l *log) Text(at Point, r Run, c color.NRGBA) { l.note("text %v %v %v", at, r, c) }
func (l *log) Image(dst Rect, m image.Image)       { l.note("image %v %p", dst, m) }
func (l *log) Group(g Group, draw func(to Canvas)) {
	l.note("group %v", g)
	draw(l)
	l.note("end")
}

// A keeper notes what it is asked to keep.
type keeper struct {
	log
	kept   *List
	bounds Rect
}

func (k *keeper) Keep(l *List, bounds Rect) { k.kept, k.bounds = l, bounds }

func scene(to Canvas) {
	to.Fill(Circle(Pt(3, 4), 5), color.NRGBA{1, 2, 3, 4})
	to.Group(Group{ID: "a", Transform: Shift(Pt(1, 1)), Fade: 0.5}, func(to Canvas) {
		to.Text(Pt(1, 2), Run{Text: "x"}, color.NRGBA{})
		to.Group(Group{Clip: Box(0, 0, 1, 1)}, func(to Canvas) {
			to.Stroke(Polyline(Pt(0, 0), Pt(1, 1)), Stroke{Width: 2, Dash: []float64{1}})
		})
	})
	to.Image(Box(1, 2, 3, 4), pixels)
}

var pixels = new(image.NRGBA)

// What a list replays is what was painted on it, group by group, each time.
func TestListReplays(t *testing.T) {
	var want, got, again log
	scene(&want)
	l := Record(scene)
	l.Replay(&got)
	Record(l.Replay).Replay(&again)
	if !slices.Equal(got.calls, want.calls) {
		t.Errorf("replayed\n%q\nwant\n%q", got.calls, want.calls)
	}
	if !slices.Equal(again.calls, want.calls) {
		t.Errorf("a list of a list replays\n%q\nwant\n%q", again.calls, want.calls)
	}
	if l.Len() != 3 {
		t.Errorf("%d calls", l.Len())
	}
}

// A canvas that can keep a list is asked to; others get the calls.
func TestShow(t *testing.T) {
	l := Record(scene)
	var k keeper
	l.Show(&k, Box(0, 0, 9, 9))
	if k.kept != l || k.bounds != Box(0, 0, 9, 9) || len(k.calls) != 0 {
		t.Errorf("kept %p in %v with %d calls", k.kept, k.bounds, len(k.calls))
	}
	var direct, shown log
	l.Replay(&direct)
	l.Show(&shown, Box(0, 0, 9, 9))
	if !slices.Equal(direct.calls, shown.calls) {
		t.Errorf("shown\n%q\nwant\n%q", shown.calls, direct.calls)
	}
}

// A list is no end of it: what is shown on one is kept by the canvas that it is
// painted on.
func TestShowOnList(t *testing.T) {
	l := Record(scene)
	outer := Record(func(to Canvas) { l.Show(to, Box(0, 0, 9, 9)) })
	var k keeper
	outer.Replay(&k)
	if k.kept != l || k.bounds != Box(0, 0, 9, 9) || len(k.calls) != 0 {
		t.Errorf("kept %p in %v with %d calls", k.kept, k.bounds, len(k.calls))
	}
}

// Two shapes as one path are the segments of both.
func TestAppend(t *testing.T) {
	disc, box := Circle(Pt(1, 2), 3), Rectangle(Box(4, 5, 6, 7))
	want := slices.Concat(disc.Segments(), box.Segments())
	disc.Append(box)
	if got := disc.Segments(); !slices.Equal(got, want) {
		t.Errorf("appended %v, want %v", got, want)
	}
}

// A path breaks at what cannot be painted and goes on with a new subpath.
func TestPathBreaks(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	p := Polyline(Pt(0, 0), Pt(1, 0), Pt(2, inf), Pt(3, 0), Pt(nan, 0), Pt(nan, nan), Pt(5, 0), Pt(6, 0))
	p.Cubic(Pt(0, 0), Pt(inf, 0), Pt(1, 1))
	p.Close() // of nothing
	p.Cubic(Pt(0, 0), Pt(0, 0), Pt(8, 8))
	p.Close()
	// (3, 0) stands between two gaps: a subpath that is only started is left out.
	want := []SegmentKind{MoveTo, LineTo, MoveTo, LineTo, MoveTo, Close}
	var got []SegmentKind
	for _, s := range p.Segments() {
		got = append(got, s.Kind)
		for _, q := range s.P {
			if !q.Finite() {
				t.Errorf("the segment %v", s)
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("kinds %v, want %v", got, want)
	}
}

// Following one map by another is mapping twice; the zero Affine maps nothing.
func TestAffine(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	num := func() float64 { return r.Float64()*8 - 4 }
	one := func() Affine { return Affine{num(), num(), num(), num(), num(), num()} }
	for range 100 {
		m, n, p := one(), one(), Pt(num(), num())
		if a, b := m.Then(n).Apply(p), n.Apply(m.Apply(p)); a.Sub(b).Len() > 1e-10 {
			t.Fatalf("%v then %v maps %v to %v, one by one to %v", m, n, p, a, b)
		}
		if m.Then(Affine{}) != m || (Affine{}).Apply(p) != p {
			t.Fatal("the zero Affine is not the identity")
		}
		a, b, c, d, e, f := m.Elements()
		if q := Pt(a*p.X+b*p.Y+c, d*p.X+e*p.Y+f); q.Sub(m.Apply(p)).Len() > 1e-12 {
			t.Fatalf("the elements of %v map %v to %v", m, p, q)
		}
	}
	if p := Scale(2, -3).Then(Shift(Pt(10, 20))).Apply(Pt(1, 1)); p != Pt(12, 17) {
		t.Errorf("scaled and shifted: %v", p)
	}
}

// A rectangle has its top left edges inside and its others not.
func TestRect(t *testing.T) {
	r := Box(1, 2, 10, 20)
	for p, want := range map[Point]bool{{1, 2}: true, {11, 2}: false, {1, 22}: false, {10.9, 21.9}: true, {0.9, 5}: false} {
		if p.In(r) != want {
			t.Errorf("%v in %v is %v", p, r, !want)
		}
	}
	if r.Overlaps(Box(11, 2, 5, 5)) || !r.Overlaps(Box(10, 21, 5, 5)) {
		t.Error("Overlaps is wrong about edges")
	}
	if r.Center() != Pt(6, 12) || r.Inset(1) != Box(2, 3, 8, 18) || r.Shift(Pt(1, 1)) != Box(2, 3, 10, 20) || r.Size() != Pt(10, 20) {
		t.Error("a rectangle's arithmetic is wrong")
	}
}

// ends are the points that a path passes.
func ends(p Path) (pts []Point) {
	for _, s := range p.Segments() {
		switch s.Kind {
		case CubicTo:
			pts = append(pts, s.P[2])
		case MoveTo, LineTo:
			pts = append(pts, s.P[0])
		}
	}
	return pts
}

// Shapes stay in the rectangle they are given, and touch each of its sides.
func TestShapes(t *testing.T) {
	box := Box(3, 4, 30, 20)
	for name, p := range map[string]Path{
		"Rectangle":     Rectangle(box),
		"Rounded":       Rounded(box, 5),
		"Rounded full":  Rounded(box, 100),
		"Rounded sharp": Rounded(box, -1),
	} {
		lo, hi := Pt(math.Inf(1), math.Inf(1)), Pt(math.Inf(-1), math.Inf(-1))
		for _, q := range ends(p) {
			lo, hi = Pt(min(lo.X, q.X), min(lo.Y, q.Y)), Pt(max(hi.X, q.X), max(hi.Y, q.Y))
		}
		if (Rect{lo, hi}) != box {
			t.Errorf("%s reaches from %v to %v", name, lo, hi)
		}
	}
	for _, q := range ends(Circle(Pt(1, 2), 7)) {
		if r := q.Sub(Pt(1, 2)).Len(); math.Abs(r-7) > 1e-12 {
			t.Errorf("a point of the circle of radius 7 is %g from its centre", r)
		}
	}
}

// An arrow's tip is its end, and a short arrow is all head.
func TestArrow(t *testing.T) {
	a, b := Pt(1, 1), Pt(31, 41)
	if pts := ends(Arrow(a, b, 2)); len(pts) != 7 || pts[3] != b || pts[0].Add(pts[6]).Mul(0.5) != a {
		t.Errorf("the arrow is %v", pts)
	}
	for _, q := range ends(Arrow(a, Pt(4, 5), 2)) {
		if along := q.Sub(a); along.X*3+along.Y*4 < -1e-9 || along.Len() > 7 {
			t.Errorf("an arrow of length 5 passes %v", q)
		}
	}
	for _, b := range []Point{a, Pt(math.NaN(), 0), Pt(math.Inf(1), 0)} {
		if p := Arrow(a, b, 2); len(p.Segments()) != 0 {
			t.Errorf("an arrow to %v is %v", b, p.Segments())
		}
	}
}

// A mapped path has the same segments, each point mapped, and the first path
// stays.
func TestMap(t *testing.T) {
	p := Circle(Pt(1, 2), 3)
	was := slices.Clone(p.Segments())
	q := p.Map(Shift(Pt(10, 0)))
	want := Circle(Pt(11, 2), 3)
	for i, s := range q.Segments() {
		for k := range s.P {
			if s.Kind != Close && s.Kind == want.Segments()[i].Kind && s.P[k].Sub(want.Segments()[i].P[k]).Len() > 1e-12 && (s.Kind == CubicTo || k == 0) {
				t.Errorf("segment %d is %v, want %v", i, s, want.Segments()[i])
			}
		}
	}
	if len(q.Segments()) != len(was) || !slices.Equal(p.Segments(), was) {
		t.Error("mapping changes the path, or makes another one")
	}
}
