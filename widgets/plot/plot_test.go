package plot_test

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func ExampleTicks() {
	for _, r := range []plot.Range{{Lo: -4, Hi: 4}, {Lo: 0, Hi: 1}, {Lo: -0.03, Hi: 0.01}, {Lo: 0, Hi: 3e6}} {
		var texts []string
		for _, t := range plot.Ticks(r, 5) {
			texts = append(texts, t.Text)
		}
		fmt.Println(strings.Join(texts, " "))
	}
	// Output:
	// −4 −2 0 2 4
	// 0 0.2 0.4 0.6 0.8 1.0
	// −0.03 −0.02 −0.01 0 0.01
	// 0 1×10⁶ 2×10⁶ 3×10⁶
}

func ExampleFit() {
	x, y := plot.Fit(paint.Pt(0, 1), paint.Pt(10, 1), paint.Pt(5, math.NaN()))
	fmt.Println(x, y)
	// Output: {-0.5 10.5} {0.5 1.5}
}

func ExampleSnap() {
	fmt.Println(plot.Snap(0.30000000000000004, 0.1), plot.Snap(-0.01, 0.05), plot.Snap(2.98, 0.05), plot.Snap(1.23, 0))
	// Output: 0.3 0 3 1.23
}

func context() *ui.Context { return &ui.Context{Type: typeset.Fixed{}, Theme: &theme.Dark} }

// TestNumbersApart lays out planes of every width that a figure can have and
// looks whether two numbers of an axis touch.
func TestNumbersApart(t *testing.T) {
	for _, r := range []plot.Range{{Lo: -4, Hi: 4}, {Lo: -1e6, Hi: 1e6}, {Lo: 1e-7, Hi: 3e-7}, {Lo: 99.98, Hi: 100.01}, {Lo: 0, Hi: 1e300}} {
		for w := 200.0; w < 900; w += 31 {
			var texts recorder
			f := plot.Axes{X: r, Y: r, Equal: w > 500}.Frame(context(), paint.Box(0, 0, w, 260))
			f.Draw(context(), &texts)
			if len(texts.boxes) < 4 {
				t.Errorf("%v at width %v: only %d numbers", r, w, len(texts.boxes))
			}
			for i, a := range texts.boxes {
				if a.Min.X < 0 || a.Max.X > w || a.Min.Y < 0 || a.Max.Y > 260 {
					t.Errorf("%v at width %v: %v is cut off", r, w, a)
				}
				for _, b := range texts.boxes[:i] {
					if a.Overlaps(b) {
						t.Errorf("%v at width %v: %v lies on %v", r, w, a, b)
					}
				}
			}
		}
	}
}

// A recorder keeps where text is painted and every coordinate of a path.
type recorder struct {
	paint.List
	boxes  []paint.Rect
	points []paint.Point
}

func (r *recorder) Text(at paint.Point, run paint.Run, _ color.NRGBA) {
	m := context().Type.Metrics(run.Font)
	r.boxes = append(r.boxes, paint.Rect{Min: at.Sub(paint.Pt(0, m.Ascent)), Max: at.Add(paint.Pt(run.Advance, m.Descent))})
}

func (r *recorder) Stroke(p paint.Path, _ paint.Stroke) {
	for _, s := range p.Segments() {
		r.points = append(r.points, s.P[0])
	}
}

func (r *recorder) Group(_ paint.Group, draw func(paint.Canvas)) { draw(r) }

// TestWildCurves: whatever the numbers are, the path stays near the frame,
// and where the curve is in the frame it is painted.
func TestWildCurves(t *testing.T) {
	f := plot.Axes{X: plot.Range{Lo: -4, Hi: 4}, Y: plot.Range{Lo: -4, Hi: 4}}.Frame(context(), paint.Box(0, 0, 400, 300))
	for name, fn := range map[string]func(float64) float64{
		"1/x":   func(x float64) float64 { return 1 / x },
		"e^e^x": func(x float64) float64 { return math.Exp(math.Exp(math.Exp(x))) },
		"huge":  func(x float64) float64 { return math.Copysign(math.MaxFloat64, x) },
		"log":   math.Log,
		"tan":   math.Tan,
	} {
		var r recorder
		f.Curve(&r, paint.Stroke{Width: 2}, plot.Sample(fn, f.X, 400))
		for _, p := range r.points {
			if !p.In(f.Area.Inset(-17)) {
				t.Errorf("%s goes to %v", name, p)
			}
		}
		if len(r.points) == 0 {
			t.Errorf("%s is not painted", name)
		}
	}
}

func TestPxAndAtAreInverse(t *testing.T) {
	f := plot.Axes{X: plot.Range{Lo: -4, Hi: 9}, Y: plot.Range{Lo: 2, Hi: 3}, Equal: true}.Frame(context(), paint.Box(10, 20, 400, 300))
	for _, p := range []paint.Point{{}, {X: 3, Y: 2.5}, {X: -100, Y: 40}} {
		if got := f.At(f.Px(p)); got.Sub(p).Len() > 1e-9 {
			t.Errorf("%v comes back as %v", p, got)
		}
	}
	unit := f.Px(paint.Pt(1, 1)).Sub(f.Px(paint.Point{}))
	if math.Abs(unit.X+unit.Y) > 1e-9 {
		t.Errorf("the units of equal axes are %v", unit)
	}
}

// TestLabelKeepsClear puts a label at points all over the frame.
func TestLabelKeepsClear(t *testing.T) {
	f := plot.Axes{X: plot.Range{Lo: 0, Hi: 1}, Y: plot.Range{Lo: 0, Hi: 1}}.Frame(context(), paint.Box(0, 0, 288, 200))
	for x := 0.0; x <= 1; x += 0.125 {
		for y := 0.0; y <= 1; y += 0.125 {
			at := paint.Pt(x, y)
			box := f.Label(context(), new(paint.List), at, "slope = −0.25", theme.Dark.Ink)
			if box.Min.X < f.Area.Min.X || box.Max.X > f.Area.Max.X || box.Min.Y < f.Area.Min.Y || box.Max.Y > f.Area.Max.Y {
				t.Errorf("the label of %v leaves the frame: %v", at, box)
			}
			if f.Px(at).In(box.Inset(-9)) {
				t.Errorf("the label of %v lies on its point: %v", at, box)
			}
		}
	}
}

// TestLabelAvoidsTangent: whatever the slope, there is a place beside the line.
func TestLabelAvoidsTangent(t *testing.T) {
	f := plot.Axes{X: plot.Range{Lo: -4, Hi: 4}, Y: plot.Range{Lo: -4, Hi: 4}}.Frame(context(), paint.Box(0, 0, 400, 300))
	for _, slope := range []float64{-20, -1, -0.1, 0, 0.1, 1, 20, math.Inf(1)} {
		at := paint.Pt(0.5, -0.5)
		line := f.Along(at, slope)
		box := f.Label(context(), new(paint.List), at, "slope = 1", theme.Dark.Ink, line...)
		for _, r := range line {
			if box.Overlaps(r) {
				t.Fatalf("slope %v: the label %v lies on the line", slope, box)
			}
		}
	}
}

func ball(at *paint.Point) *plot.Plane {
	return &plot.Plane{
		ID: "loss", Name: "Loss",
		Axes: func() plot.Axes {
			return plot.Axes{X: plot.Range{Lo: -3, Hi: 3}, Y: plot.Range{Lo: -3, Hi: 3}, XName: "w", YName: "b", Equal: true}
		},
		Handles: []*plot.Handle{{ID: "ball", Name: "Ball", Step: 0.1,
			At: func() paint.Point { return *at }, Move: func(p paint.Point) { *at = p }}},
	}
}

func TestDrag(t *testing.T) {
	at := paint.Pt(1, 1)
	p := ball(&at)
	p.Layout(context(), paint.Pt(400, 400))
	px := p.Frame().Px
	send := func(kind ui.PointerKind, at paint.Point, touch bool) bool {
		return p.Handle(ui.Pointer{Kind: kind, At: at, Touch: touch})
	}
	if send(ui.Press, px(at).Add(paint.Pt(20, 0)), false) {
		t.Error("a mouse takes the ball from 20 px away")
	}
	if !send(ui.Press, px(at).Add(paint.Pt(20, 0)), true) {
		t.Error("a finger does not take the ball from 20 px away")
	}
	if send(ui.Drag, px(at).Add(paint.Pt(20, 0)), true) {
		t.Error("the ball jumps to the finger")
	}
	send(ui.Drag, px(paint.Pt(-2, 0.52)).Add(paint.Pt(20, 0)), true)
	if want := paint.Pt(-2, 0.5); at != want {
		t.Errorf("dragged to %v, not %v", at, want)
	}
	send(ui.Release, paint.Point{}, true)
	if send(ui.Drag, px(paint.Point{}), true) {
		t.Error("the ball follows after its release")
	}
}

// A finger that comes down takes the ball from near, and leaves the page to
// scroll elsewhere; where it stays in its place it brings the ball there.
func TestFinger(t *testing.T) {
	at := paint.Pt(1, 1)
	p := ball(&at)
	p.Handles[0].Reach = plot.Anywhere
	pointed := 0
	p.Pointed = func(ui.Pointer) bool { pointed++; return true }
	p.Layout(context(), paint.Pt(400, 400))
	send := func(kind ui.PointerKind, x, y float64) bool {
		return p.Handle(ui.Pointer{Kind: kind, At: p.Frame().Px(paint.Pt(x, y)), Touch: true})
	}
	if !send(ui.Down, 1, 1) {
		t.Error("a finger does not take the ball that it comes down on")
	}
	send(ui.Release, 1, 1)
	if send(ui.Down, -2, 0) || at != paint.Pt(1, 1) || pointed != 0 {
		t.Errorf("a finger that comes down far from the ball brings it to %v", at)
	}
	if !send(ui.Press, -2, 0) || at != paint.Pt(-2, 0) {
		t.Errorf("a finger in its place leaves the ball at %v", at)
	}
}

func TestKeys(t *testing.T) {
	at := paint.Pt(1, 1)
	p := ball(&at)
	p.Layout(context(), paint.Pt(400, 400))
	if !p.Handle(ui.Set{ID: "ball-y", Number: 99}) || at.Y != p.Describe().Children[2].Range.Max {
		t.Errorf("y set beyond its range is %v", at.Y)
	}
	if p.Handle(ui.Set{ID: "ball", Number: 0}) {
		t.Error("a free point answers to a name that no slider of it has")
	}
	x := p.Describe().Children[1]
	if x.Name != "Ball x" || x.Range.Now != 1 || x.Bounds.Center() != p.Frame().Px(at) {
		t.Errorf("the slider of x is %+v", x)
	}
}

func TestBoundPoint(t *testing.T) {
	x := 1.0
	p := &plot.Plane{ID: "g", Name: "Graph",
		Axes: func() plot.Axes { return plot.Axes{X: plot.Range{Lo: -4, Hi: 4}, Y: plot.Range{Lo: 0, Hi: 16}} },
		Handles: []*plot.Handle{{ID: "x", Name: "x", Bound: true, Reach: plot.Hovering,
			At: func() paint.Point { return paint.Pt(x, x*x) }, Move: func(p paint.Point) { x = p.X }}}}
	p.Layout(context(), paint.Pt(400, 400))
	if !p.Handle(ui.Pointer{Kind: ui.Hover, At: p.Frame().Px(paint.Pt(3.01, 2))}) || x != 3 {
		t.Errorf("hovering over x = 3.01 gives %v", x)
	}
	if p.Handle(ui.Pointer{Kind: ui.Hover, At: paint.Pt(-5, 5)}) {
		t.Error("hovering outside moves the point")
	}
	n := p.Describe()
	if len(n.Children) != 2 || n.Children[1].Value != label.Fixed(3, 2) {
		t.Errorf("described as %+v", n.Children)
	}
}

// Moving one coordinate by keys leaves the other where a walk has brought it.
func TestHandleKeepsOther(t *testing.T) {
	at := paint.Pt(-2.5, 0.01)
	h := plot.Handle{ID: "ball", Name: "Ball", Step: 0.05, At: func() paint.Point { return at }, Move: func(p paint.Point) { at = p },
		X: plot.Range{Lo: -3, Hi: 3}, Y: plot.Range{Lo: -3, Hi: 3}}
	h.Handle(ui.Set{ID: "ball-x", Number: -2.45})
	if at != paint.Pt(-2.45, 0.01) {
		t.Errorf("the ball is at %v", at)
	}
}

func TestLogTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		most   int
		want   string
	}{
		{0.01, 1, 8, "0.01 0.02 0.05 0.1 0.2 0.5 1"},
		{0.01, 1, 5, "0.01 0.1 1"},
		{1e-8, 1, 5, "1×10⁻⁸ 1×10⁻⁶ 0.0001 0.01 1"},
		{1.1, 4, 8, "2 3 4"}, // one of 1, 2, 5: as on a linear axis
		{0.9, 4.4, 9, "1 2 3 4"},
	} {
		var got []string
		for _, k := range plot.LogTicks(plot.Range{Lo: c.lo, Hi: c.hi}, c.most) {
			got = append(got, k.Text)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("from %g to %g: %s, want %s", c.lo, c.hi, s, c.want)
		}
	}
}

// On a logarithmic axis each power of ten is as high as the other, places and
// values belong together, and what is not positive is not in the plane.
func TestLogFrame(t *testing.T) {
	f := plot.Axes{X: plot.Range{Hi: 1}, Y: plot.Range{Lo: 0.01, Hi: 100}, Log: true}.Frame(context(), paint.Box(0, 0, 300, 200))
	at := func(y float64) float64 { return f.Px(paint.Pt(0, y)).Y }
	if a, b := at(0.1)-at(1), at(1)-at(10); math.Abs(a-b) > 1e-9 || math.Abs(at(100)-f.Area.Min.Y) > 1e-9 {
		t.Errorf("0.1 to 1 is %v high, 1 to 10 is %v", a, b)
	}
	if p := paint.Pt(0.3, 7); f.At(f.Px(p)).Sub(p).Len() > 1e-9 {
		t.Errorf("%v comes back as %v", p, f.At(f.Px(p)))
	}
	if f.Has(paint.Pt(0, 0)) || f.Px(paint.Pt(0, -1)).Finite() {
		t.Error("what is not positive has a place")
	}
	for _, r := range []plot.Range{{}, {Lo: -1, Hi: 5}, {Lo: -2, Hi: -1}, {Lo: math.NaN(), Hi: 1}} {
		if g := (plot.Axes{Y: r, Log: true}).Frame(context(), paint.Box(0, 0, 300, 200)); !(g.Y.Lo > 0 && g.Y.Lo < g.Y.Hi) {
			t.Errorf("%v becomes %v", r, g.Y)
		}
	}
}

// Badges of one place stand beside one another, inside the area.
func TestBadges(t *testing.T) {
	f := plot.Axes{X: plot.Range{Hi: 10}, Y: plot.Range{Hi: 10}}.Frame(context(), paint.Box(0, 0, 300, 200))
	for _, at := range []paint.Point{{X: 5, Y: 5}, {X: 0, Y: 10}, {X: 10, Y: 0}, {X: 50, Y: 3}, {X: 3, Y: math.Inf(1)}} {
		var bs []plot.Badge
		for _, l := range []string{"P", "M", "R", "A"} {
			bs = append(bs, plot.Badge{Letter: l, Color: label.Ink, At: at})
		}
		boxes := &boxes{}
		f.Badges(context(), boxes, bs...)
		if len(boxes.list) != 4 {
			t.Errorf("%d badges at %v", len(boxes.list), at)
		}
		for i, b := range boxes.list {
			if b.Min.X < f.Area.Min.X || b.Max.X > f.Area.Max.X || b.Min.Y < f.Area.Min.Y || b.Max.Y > f.Area.Max.Y {
				t.Errorf("at %v a badge is at %v", at, b)
			}
			for _, c := range boxes.list[:i] {
				if b.Overlaps(c) {
					t.Errorf("at %v a badge at %v covers one at %v", at, b, c)
				}
			}
		}
	}
	f.Badges(context(), &boxes{}, plot.Badge{Letter: "N", Color: label.Ink, At: paint.Pt(math.NaN(), 0)})
}

// boxes collects where fills are.
type boxes struct {
	paint.List
	list []paint.Rect
}

func (b *boxes) Fill(p paint.Path, _ color.NRGBA) {
	lo, hi := paint.Pt(math.Inf(1), math.Inf(1)), paint.Pt(math.Inf(-1), math.Inf(-1))
	for _, s := range p.Segments() {
		if s.Kind == paint.MoveTo || s.Kind == paint.LineTo {
			lo = paint.Pt(min(lo.X, s.P[0].X), min(lo.Y, s.P[0].Y))
			hi = paint.Pt(max(hi.X, s.P[0].X), max(hi.Y, s.P[0].Y))
		}
	}
	b.list = append(b.list, paint.Rect{Min: lo, Max: hi})
}

// A mouse that only passes moves the point until it is pressed, dragged or
// moved by keys; then the point stays, until it is pressed itself.
func TestPin(t *testing.T) {
	x := 0.0
	p := &plot.Plane{
		ID: "p", Name: "p", Axes: func() plot.Axes { return plot.Axes{X: plot.Range{Lo: -4, Hi: 4}, Y: plot.Range{Lo: -4, Hi: 4}} },
		Handles: []*plot.Handle{{ID: "x", Name: "x", Bound: true, Reach: plot.Hovering, Step: 1,
			At: func() paint.Point { return paint.Pt(x, 0) }, Move: func(p paint.Point) { x = p.X }}},
	}
	p.Layout(context(), paint.Pt(400, 1e6))
	do := func(touch bool, at float64, y float64, kinds ...ui.PointerKind) {
		for _, k := range kinds {
			p.Handle(ui.Pointer{Kind: k, At: p.Frame().Px(paint.Pt(at, y)), Touch: touch})
		}
	}
	want := func(what string, v float64) {
		t.Helper()
		if x != v {
			t.Errorf("%s: the point is at %v, want %v", what, x, v)
		}
	}
	do(false, 2, 3, ui.Hover)
	want("hover", 2)
	do(false, 1, 3, ui.Press, ui.Release)
	do(false, -3, 3, ui.Hover)
	want("hover after a press", 1)
	do(false, 1, 0, ui.Press)
	do(false, 2, 0, ui.Drag, ui.Release)
	do(false, -3, 3, ui.Hover)
	want("hover after a drag of the point", 2)
	do(true, 2, 0, ui.Press, ui.Release)
	do(false, -3, 3, ui.Hover)
	want("hover after a finger on the point", 2)
	do(false, 2, 0, ui.Press, ui.Release)
	do(false, -3, 3, ui.Hover)
	want("hover after a press on the point", -3)
	p.Handle(ui.Set{ID: "x", Number: 3})
	do(false, -3, 3, ui.Hover)
	want("hover after a key", 3)
}

// A point that only keys move is gone through by the pointer, and used by the
// Enter key on either of its sliders.
func TestKeysAlone(t *testing.T) {
	at, used, pressed := paint.Pt(1, 1), 0, 0
	p := &plot.Plane{
		ID: "p", Axes: func() plot.Axes { return plot.Axes{X: plot.Range{Hi: 4}, Y: plot.Range{Hi: 4}} },
		Handles: []*plot.Handle{{
			ID: "h", Name: "Pen", Step: 1, Reach: plot.Keys,
			At: func() paint.Point { return at }, Move: func(p paint.Point) { at = p }, Enter: func() { used++ },
		}},
		Pointed: func(e ui.Pointer) bool { pressed++; return true },
	}
	p.Layout(uitest.Context(t, &theme.Dark), paint.Pt(300, 300))
	p.Handle(ui.Pointer{Kind: ui.Press, At: p.Frame().Px(at)})
	p.Handle(ui.Set{ID: "h-x", Number: 3})
	for _, id := range []string{"h-x", "h-y", "h", "other-x"} {
		p.Handle(ui.Enter{ID: id})
	}
	if at != paint.Pt(3, 1) || used != 2 || pressed != 1 {
		t.Errorf("the point is at %v, Enter used it %d times, and the plane got %d presses", at, used, pressed)
	}
}
