package plane_test

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"zerotoai/engine/nn"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plane"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// A figure is a plane with all that belongs to it.
type figure struct {
	ui.Stack
	plane plane.Plane
	pen   *plane.Pen
	key   plot.Key
	note  label.Label
}

var classes = []string{"red square", "green disc", "blue triangle", "violet diamond"}

var given = []nn.Point{{X: -4, Y: 4}, {X: 4, Y: 4, Class: 1}, {X: 4, Y: -4, Class: 2}, {X: -4, Y: -4, Class: 3}}

func newFigure() *figure {
	f := &figure{Stack: ui.Stack{ID: "f", Name: "Points"}}
	f.pen = plane.NewPen("f.pen", classes...)
	f.pen.Changed = f.show
	f.plane = plane.Plane{ID: "f.plane", Name: "Points", Pen: f.pen, Words: func() string { return fmt.Sprintf("%d points of your own", len(f.pen.Own)) }}
	f.key = plot.Key{ID: "f.key", Entries: plane.Entries(classes...)}
	f.note = label.Label{ID: "f.note", Name: "Note", Live: true, Words: f.pen.Note}
	f.show()
	return f
}

func (f *figure) show() {
	f.plane.Show(append(given[:2:2], f.pen.Own...), given[2:])
}

func (f *figure) Layout(c *ui.Context, room paint.Point) paint.Point {
	f.Begin(c, room)
	f.Add(&f.plane, &f.key, f.pen, &f.note)
	return f.End()
}

// laid returns a figure that has been laid out, and how to do it again.
func laid(t *testing.T) (*figure, *ui.Context) {
	c, f := uitest.Context(t, &theme.Dark), newFigure()
	f.Layout(c, paint.Pt(700, 1e6))
	return f, c
}

// press presses the plane at a place.
func (f *figure) press(x, y float64) {
	f.Handle(ui.Pointer{Kind: ui.Press, At: f.plane.Place(x, y)})
	f.Handle(ui.Pointer{Kind: ui.Release, At: f.plane.Place(x, y)})
}

func TestPlane(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return newFigure() },
		ui.Set{ID: "f.pen-x", Number: 2.5}, ui.Enter{ID: "f.pen-x"},
		ui.Set{ID: "f.pen.class", Text: "blue triangle"}, ui.Set{ID: "f.pen-y", Number: -3}, ui.Set{ID: "f.pen.add"},
		ui.Set{ID: "f.pen.class", Text: "rubber"}, ui.Set{ID: "f.pen.add"}, ui.Set{ID: "f.pen.undo"})
	uitest.Check(t, newFigure())
}

// What a network says lies behind the points, with a line between the classes.
func TestGround(t *testing.T) {
	uitest.Golden(t, func() ui.Widget {
		f := newFigure()
		f.plane.Ground.Show([]float32{-1, 1, -1, 1, 1, 1, -1, -0.5, -0.2}, 3, 3, -1, 1)
		return f
	})
}

// Points are added by a press, by keys and by the button, with the chosen
// class, to a tenth; a press off the plane adds none.
func TestPen(t *testing.T) {
	f, c := laid(t)
	f.press(1.234, -2)
	uitest.Set(t, c, f, ui.Choice, "Pen", 0, "violet diamond")
	uitest.Set(t, c, f, ui.Handle, "Pen x", -3, "")
	uitest.Set(t, c, f, ui.Handle, "Pen y", -2, "")
	f.Handle(ui.Enter{ID: "f.pen-y"})
	uitest.Set(t, c, f, ui.Handle, "Pen y", 5, "")
	uitest.Set(t, c, f, ui.Button, "Add a point", 0, "")
	f.press(1e9, 0)
	if got, want := fmt.Sprint(f.pen.Own), "[{1.2 -2 0} {-3 -2 3} {-3 5 3}]"; got != want {
		t.Errorf("own points are %v, want %v", got, want)
	}
}

// The rubber removes the nearest point in reach, and each change can be taken
// back.
func TestRubber(t *testing.T) {
	f, c := laid(t)
	f.press(1, 1)
	f.press(2, 2)
	uitest.Set(t, c, f, ui.Choice, "Pen", 0, "rubber")
	f.press(-5, -5)
	if len(f.pen.Own) != 2 || f.pen.Note() == "" {
		t.Errorf("nothing is near, but %v is left, and said is %q", f.pen.Own, f.pen.Note())
	}
	f.press(1.2, 1.1)
	if fmt.Sprint(f.pen.Own) != "[{2 2 0}]" || f.pen.Note() != "" {
		t.Errorf("%v is left, and said is %q", f.pen.Own, f.pen.Note())
	}
	uitest.Set(t, c, f, ui.Button, "Remove my points", 0, "")
	for want := range 2 {
		if len(f.pen.Own) != want {
			t.Errorf("%v, want %d", f.pen.Own, want)
		}
		uitest.Set(t, c, f, ui.Button, "Take back", 0, "")
	}
	if fmt.Sprint(f.pen.Own) != "[{1 1 0} {2 2 0}]" {
		t.Errorf("taken back to %v", f.pen.Own)
	}
	for range 5 { // quicker than the button is laid out anew
		f.pen.Handle(ui.Set{ID: f.pen.ID + ".undo"})
	}
	if len(f.pen.Own) != 0 {
		t.Errorf("%v is left", f.pen.Own)
	}
}

// A thousand points are too many, and that is said; points that are not on the
// plane, or nowhere, or of no class are not painted.
func TestBadPoints(t *testing.T) {
	f, c := laid(t)
	for range 1000 {
		f.press(1, 1)
	}
	if len(f.pen.Own) != plane.MostOwn || !strings.Contains(f.pen.Note(), "No more than 500") {
		t.Errorf("%d points, %q", len(f.pen.Own), f.pen.Note())
	}
	paths := func(learned ...nn.Point) int {
		f.plane.Show(learned, nil)
		f.Layout(c, paint.Pt(700, 1e6))
		segments := 0
		f.plane.Draw(c, counter{&segments})
		return segments
	}
	none := paths()
	bad := paths(nn.Point{X: 7}, nn.Point{X: math.NaN()}, nn.Point{Y: math.Inf(1)}, nn.Point{Class: 9}, nn.Point{Class: -1})
	if bad != none || paths(nn.Point{}) == none {
		t.Errorf("%d segments without points, %d with bad ones", none, bad)
	}
}

// A counter is a canvas that counts segments.
type counter struct{ n *int }

func (c counter) Fill(p paint.Path, _ color.NRGBA)                { *c.n += len(p.Segments()) }
func (c counter) Stroke(p paint.Path, _ paint.Stroke)             { *c.n += len(p.Segments()) }
func (c counter) Text(paint.Point, paint.Run, color.NRGBA)        {}
func (c counter) Image(paint.Rect, image.Image)                   {}
func (c counter) Group(_ paint.Group, draw func(to paint.Canvas)) { draw(c) }

// A link restores the points; what no link can mean changes nothing.
func TestParam(t *testing.T) {
	f, _ := laid(t)
	own := f.pen.Params("own")[0]
	if own.Get() != "" {
		t.Errorf("at first it is %q", own.Get())
	}
	if err := own.Set("1.25 -2 0;4 3 1"); err != nil || own.Get() != "1.3 -2 0;4 3 1" {
		t.Errorf("%v: %q", err, own.Get())
	}
	for _, bad := range []string{" ", "1 2", "1 2 4", "1 2 -1", "7 0 0", "NaN 0 0", "1 1 1;", "1 1 0.5", strings.Repeat("0 0 0;", 1000)} {
		if own.Set(bad) == nil || own.Get() != "1.3 -2 0;4 3 1" {
			t.Errorf("%.20q is taken, as %q", bad, own.Get())
		}
	}
}

func FuzzParam(f *testing.F) {
	f.Add("1.5 -2 0;4 3 1")
	f.Add("NaN 0 1")
	f.Add("1 1 0;-1;2 2 1;-;-9")
	f.Fuzz(func(t *testing.T, s string) {
		pen := plane.NewPen("p", "a", "b")
		own := pen.Params("own")[0]
		if own.Set(s) != nil {
			return
		}
		said := own.Get()
		if err := own.Set(said); err != nil || own.Get() != said {
			t.Errorf("%q is %q and then %q, %v", s, said, own.Get(), err)
		}
		for _, q := range pen.Own {
			if !q.Valid() {
				t.Errorf("%v is taken", q)
			}
		}
	})
}
