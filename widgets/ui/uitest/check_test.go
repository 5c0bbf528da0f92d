package uitest

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

// A fake is a widget of 200 by 100 with whatever a test puts into it.
type fake struct {
	node   ui.Node
	draw   func(c *ui.Context, to paint.Canvas)
	handle func(ui.Event) bool
}

func (f *fake) Layout(*ui.Context, paint.Point) paint.Point { return paint.Pt(200, 100) }
func (f *fake) Handle(e ui.Event) bool                      { return f.handle != nil && f.handle(e) }
func (f *fake) Describe() ui.Node                           { return f.node }

func (f *fake) Draw(c *ui.Context, to paint.Canvas) {
	if f.draw != nil {
		f.draw(c, to)
	}
}

// faultsOf are the faults with letters half an em wide.
func faultsOf(w ui.Widget) []string {
	return Faults(&ui.Context{Type: typeset.Fixed{}, Theme: &theme.Light}, w, 300)
}

// expect fails the test unless the faults of w are the given ones, each told
// by some words of it.
func expect(t *testing.T, w ui.Widget, want ...string) {
	t.Helper()
	got := faultsOf(w)
	if len(got) != len(want) {
		t.Errorf("faults are %q, want %q", got, want)
		return
	}
	for i := range want {
		if !strings.Contains(got[i], want[i]) {
			t.Errorf("fault %d is %q, want %q", i, got[i], want[i])
		}
	}
}

// button is a node that is as it should be.
func button() ui.Node {
	return ui.Node{ID: "b", Role: ui.Button, Name: "Step", Bounds: paint.Box(0, 0, 60, 32)}
}

func TestNodes(t *testing.T) {
	group := func(ns ...ui.Node) *fake { return &fake{node: ui.Node{ID: "g", Children: ns}} }
	expect(t, group(button()))
	expect(t, group(ui.Node{Role: ui.Paragraph}), "is empty or not its own")

	twin := button()
	twin.Bounds = twin.Bounds.Shift(paint.Pt(60, 0))
	expect(t, group(button(), twin), `the id "b"`)

	over := twin
	over.ID, over.Bounds = "c", over.Bounds.Shift(paint.Pt(-20, 0))
	expect(t, group(button(), over), "lies over")

	for _, c := range []struct {
		spoil func(*ui.Node)
		want  string
	}{
		{func(n *ui.Node) { n.Name = "" }, "no name"},
		{func(n *ui.Node) { n.Bounds = paint.Box(0, 0, 60, 20) }, "too small to hit"},
		{func(n *ui.Node) { n.Bounds = paint.Box(150, 0, 60, 32) }, "leaves the widget"},
		{func(n *ui.Node) { n.Role, n.Range = ui.Slider, ui.Range{Min: 0, Max: 1, Step: 0.1, Now: 2} }, "is at 2 of 0 to 1"},
		{func(n *ui.Node) { n.Role, n.Range = ui.Slider, ui.Range{Min: 0, Max: 1, Now: 1} }, "by 0"},
		{func(n *ui.Node) { n.Role, n.Range = ui.Slider, ui.Range{Min: 0, Max: 1, Step: 1, Now: math.NaN()} }, "is at NaN"},
		{func(n *ui.Node) { n.Role, n.Value, n.Options = ui.Choice, "c", []string{"a", "b"} }, "none of"},
	} {
		n := button()
		c.spoil(&n)
		expect(t, group(n), c.want)
	}

	handle := ui.Node{ID: "h", Role: ui.Handle, Name: "Point", Bounds: paint.Box(184, 10, 32, 32), Range: ui.Range{Max: 1, Step: 0.1}}
	expect(t, group(handle))
	handle.Bounds = handle.Bounds.Shift(paint.Pt(10, 0))
	expect(t, group(handle), "leaves the widget")
}

// paints is a widget that only paints.
func paints(draw func(c *ui.Context, to paint.Canvas)) *fake {
	return &fake{node: ui.Node{ID: "p"}, draw: draw}
}

// say paints words in a font and a colour.
func say(c *ui.Context, to paint.Canvas, text string, x, y, size float64, col color.NRGBA) {
	to.Text(paint.Pt(x, y), c.Type.Shape(paint.Font{Size: size}, text), col)
}

func TestWords(t *testing.T) {
	expect(t, paints(func(c *ui.Context, to paint.Canvas) {
		say(c, to, "loss", 10, 30, 16, c.Theme.Ink)
		say(c, to, "loss", 11, 30, 16, c.Theme.Soft) // a rim
		say(c, to, "slope", 10, 46, 16, c.Theme.Ink) // the next line
		say(c, to, " \n", 10, 30, 4, c.Theme.Ground) // nothing
		to.Text(paint.Pt(math.NaN(), 0), paint.Run{Text: "nowhere"}, c.Theme.Ink)
	}))
	expect(t, paints(func(c *ui.Context, to paint.Canvas) { say(c, to, "tiny", 10, 30, 12, c.Theme.Ink) }), "12.0 px")
	expect(t, paints(func(c *ui.Context, to paint.Canvas) {
		to.Group(paint.Group{Transform: paint.Scale(0.5, 0.5)}, func(to paint.Canvas) { say(c, to, "shrunk", 10, 30, 16, c.Theme.Ink) })
	}), "8.0 px")
	expect(t, paints(func(c *ui.Context, to paint.Canvas) {
		say(c, to, "one", 10, 30, 16, c.Theme.Ink)
		say(c, to, "two", 20, 32, 16, c.Theme.Ink)
	}), `"one" and "two" overlap`)
	expect(t, paints(func(c *ui.Context, to paint.Canvas) { say(c, to, "long", 190, 30, 16, c.Theme.Ink) }), "leaves the widget")
	expect(t, paints(func(c *ui.Context, to paint.Canvas) {
		to.Group(paint.Group{Clip: paint.Box(0, 0, 25, 100)}, func(to paint.Canvas) { say(c, to, "long", 10, 30, 16, c.Theme.Ink) })
	}), "is cut off")
}

// What is typed may be longer than its field, and what is covered is not read.
func TestWordsUnseen(t *testing.T) {
	long := paints(func(c *ui.Context, to paint.Canvas) {
		to.Group(paint.Group{Clip: paint.Box(0, 0, 60, 32)}, func(to paint.Canvas) { say(c, to, "x^2+sin(x)", 10, 20, 15, c.Theme.Ink) })
	})
	long.node = ui.Node{ID: "f", Role: ui.Field, Name: "Formula", Value: "x^2+sin(x)", Bounds: paint.Box(0, 0, 60, 32)}
	expect(t, long)

	covered := func(p paint.Path, fade float64) *fake {
		return paints(func(c *ui.Context, to paint.Canvas) {
			say(c, to, "one", 20, 30, 16, c.Theme.Ink)
			to.Group(paint.Group{Fade: fade}, func(to paint.Canvas) { to.Fill(p, c.Theme.Panel) })
			say(c, to, "two", 30, 32, 16, c.Theme.Ink)
		})
	}
	expect(t, covered(paint.Rounded(paint.Box(10, 10, 50, 40), 8), 0))
	expect(t, covered(paint.Circle(paint.Pt(32, 25), 20), 0))
	expect(t, covered(paint.Rectangle(paint.Box(10, 10, 20, 40)), 0), "overlap") // half of it
	expect(t, covered(paint.Rectangle(paint.Box(10, 10, 50, 40)), 0.2), "overlap")
}

func TestShapes(t *testing.T) {
	edge := paint.Stroke{Width: 2}
	expect(t, paints(func(c *ui.Context, to paint.Canvas) {
		edge.Color = c.Theme.Ink
		to.Fill(paint.Rectangle(paint.Box(0, 0, 200, 100)), c.Theme.Panel)
		to.Stroke(paint.Rectangle(paint.Box(0, 0, 200, 100)), edge)
		to.Fill(paint.Rectangle(paint.Box(-50, 0, 10, 10)), color.NRGBA{}) // not seen
		to.Group(paint.Group{Clip: paint.Box(0, 0, 200, 100)}, func(to paint.Canvas) {
			to.Fill(paint.Circle(paint.Pt(200, 50), 30), c.Theme.Data)
			to.Fill(paint.Circle(paint.Pt(300, 50), 30), c.Theme.Data)
		})
	}))
	expect(t, paints(func(c *ui.Context, to paint.Canvas) { to.Fill(paint.Circle(paint.Pt(190, 50), 20), c.Theme.Data) }), "a shape in #1f66c1 leaves")
	expect(t, paints(func(c *ui.Context, to paint.Canvas) {
		to.Stroke(paint.Polyline(paint.Pt(10, 98), paint.Pt(50, 98)), paint.Stroke{Width: 12, Color: c.Theme.Ink})
	}), "leaves the widget")
	expect(t, paints(func(c *ui.Context, to paint.Canvas) {
		to.Group(paint.Group{Transform: paint.Shift(paint.Pt(0, 60))}, func(to paint.Canvas) {
			to.Image(paint.Box(0, 0, 50, 50), image.NewNRGBA(image.Rect(0, 0, 1, 1)))
		})
	}), "a picture leaves")
}

func TestContrastOfWords(t *testing.T) {
	pale := color.NRGBA{0xa0, 0xa0, 0xa0, 255}
	on := func(ground, ink color.NRGBA, size float64) *fake {
		return paints(func(c *ui.Context, to paint.Canvas) {
			to.Fill(paint.Rectangle(paint.Box(0, 0, 100, 60)), ground)
			say(c, to, "word", 10, 40, size, ink)
		})
	}
	white, black := color.NRGBA{255, 255, 255, 255}, color.NRGBA{0, 0, 0, 255}
	veil := color.NRGBA{0, 0, 0, 240}
	expect(t, on(white, black, 16))
	expect(t, on(white, pale, 16), "contrast of 2.61")
	expect(t, on(black, pale, 16))
	expect(t, on(veil, pale, 16))
	expect(t, on(white, color.NRGBA{0x8c, 0x8c, 0x8c, 255}, 16), "contrast of 3.3")
	expect(t, on(white, color.NRGBA{0x8c, 0x8c, 0x8c, 255}, 24)) // large
	expect(t, on(white, color.NRGBA{0, 0, 0, 60}, 16), "contrast of")
	expect(t, paints(func(c *ui.Context, to paint.Canvas) { say(c, to, "word", 10, 40, 16, pale) }), "contrast of", "contrast of")
}

func TestCalm(t *testing.T) {
	n := 0
	restless := paints(func(c *ui.Context, to paint.Canvas) {
		n++
		to.Fill(paint.Rectangle(paint.Box(0, 0, 10, float64(n))), c.Theme.Ink)
	})
	if got := faultsOf(restless); len(got) == 0 || got[0] != "looks different when it is drawn twice" {
		t.Errorf("faults are %q", got)
	}
	greedy := &fake{node: button()}
	greedy.handle = func(ui.Event) bool { greedy.node.Name = "Stop"; return true }
	expect(t, greedy, "takes an event", "looks different after an event")
}

func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b color.NRGBA
		want float64
	}{
		{color.NRGBA{0, 0, 0, 255}, color.NRGBA{255, 255, 255, 255}, 21},
		{color.NRGBA{0x77, 0x77, 0x77, 255}, color.NRGBA{255, 255, 255, 255}, 4.48}, // the famous miss of 4.5
		{color.NRGBA{9, 8, 7, 255}, color.NRGBA{9, 8, 7, 255}, 1},
	} {
		if got := Contrast(c.a, c.b); math.Abs(got-c.want) > 0.005 {
			t.Errorf("Contrast(%v, %v) is %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
