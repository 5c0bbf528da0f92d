package uitest

import (
	"fmt"
	"image/color"
	"math"
	"reflect"
	"slices"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// checked are the widths of figures: on the narrowest phone with its margins,
// on phones, beside text, and on a desk.
var checked = [...]float64{288, 336, 360, 560, 720, 1100}

// Check holds a widget in its present state to what all must keep to, at the
// widths of phones and desks and in both themes. Faults lists the laws.
func Check(t *testing.T, w ui.Widget) {
	t.Helper()
	for _, width := range checked {
		for _, th := range [...]*theme.Theme{&theme.Dark, &theme.Light} {
			for _, f := range Faults(Context(t, th), w, width) {
				t.Errorf("%g wide, %s: %s", width, th.Name, f)
			}
		}
	}
}

// Faults lays w out at a width and lists what is wrong with it.
//
// Of what it says: every node has an id of its own, and a name where a reader
// needs one; controls are at least 24 px both ways (WCAG 2.5.8), lie inside the
// widget and beside one another; sliders are in their range and choices are one
// of their options.
//
// Of what it shows: nothing is painted outside the widget; no words are under
// 13 px, over other words, cut off, or too pale for what is under them.
//
// Of what it does: drawing and describing change nothing, and neither does an
// event that is for another widget.
func Faults(c *ui.Context, w ui.Widget, width float64) []string {
	room := paint.Pt(width, 1e6)
	f := faults{c: c, room: room, size: w.Layout(c, room), ids: map[string]bool{}}
	if f.size.X > width+0.01 || !f.size.Finite() {
		f.add("takes %v", f.size)
	}
	n := w.Describe()
	f.node(n)
	f.apart(controls(n))
	marks := record(c, w)
	f.inside(marks)
	f.words(visible(marks))
	f.contrast(marks)
	f.calm(w, n, marks)
	return f.list
}

type faults struct {
	c     *ui.Context
	room  paint.Point
	size  paint.Point
	ids   map[string]bool
	typed []string // what stands in fields, which may be longer than they are
	list  []string
}

func (f *faults) add(format string, args ...any) {
	if s := fmt.Sprintf(format, args...); !slices.Contains(f.list, s) {
		f.list = append(f.list, s)
	}
}

// named are the roles that say nothing without a name.
var named = []ui.Role{ui.Image, ui.Pad, ui.Button, ui.Toggle, ui.Slider, ui.Handle, ui.Spot, ui.Field, ui.Choice, ui.Link, ui.Output, ui.FigureRole}

func (f *faults) node(n ui.Node) {
	if n.ID == "" || f.ids[n.ID] {
		f.add("the id %q of %v %q is empty or not its own", n.ID, n.Role, n.Name)
	}
	f.ids[n.ID] = true
	if n.Name == "" && slices.Contains(named, n.Role) {
		f.add("%v #%s has no name", n.Role, n.ID)
	}
	if n.Role.Control() {
		f.control(n)
	}
	for _, c := range n.Children {
		f.node(c)
	}
}

func (f *faults) control(n ui.Node) {
	b := n.Bounds
	if b.W() < 24 || b.H() < 24 {
		f.add("%v %q is too small to hit: %g × %g", n.Role, n.Name, b.W(), b.H())
	}
	slack := 0.5
	if n.Role == ui.Handle {
		slack = max(b.W(), b.H())/2 + 0.5 // its middle may be at the edge of its plane
	}
	if !f.holds(b, slack) {
		f.add("%v %q leaves the widget: %v in %v", n.Role, n.Name, b, f.size)
	}
	r := n.Range
	if (n.Role == ui.Slider || n.Role == ui.Handle) && !(r.Min < r.Max && r.Min <= r.Now && r.Now <= r.Max && r.Step > 0) {
		f.add("slider %q is at %g of %g to %g by %g", n.Name, r.Now, r.Min, r.Max, r.Step)
	}
	if n.Role == ui.Field {
		f.typed = append(f.typed, n.Value)
	}
	if n.Role == ui.Choice && !slices.Contains(n.Options, n.Value) {
		f.add("choice %q is %q, which is none of %q", n.Name, n.Value, n.Options)
	}
}

func (f *faults) holds(b paint.Rect, slack float64) bool {
	return b.Min.X >= -slack && b.Min.Y >= -slack && b.Max.X <= f.size.X+slack && b.Max.Y <= f.size.Y+slack
}

// controls are the nodes under n that take presses in their bounds. Handles do
// not: what is under them does.
func controls(n ui.Node) (list []ui.Node) {
	if n.Role.Control() && n.Role != ui.Handle {
		list = append(list, n)
	}
	for _, c := range n.Children {
		list = append(list, controls(c)...)
	}
	return list
}

func (f *faults) apart(controls []ui.Node) {
	for i, a := range controls {
		for _, b := range controls[:i] {
			if a.Bounds.Inset(0.5).Overlaps(b.Bounds.Inset(0.5)) {
				f.add("%v %q lies over %v %q", a.Role, a.Name, b.Role, b.Name)
			}
		}
	}
}

// inside finds what is painted outside the widget, beyond the width of a rim.
func (f *faults) inside(marks []mark) {
	const rim = 2
	for _, m := range marks {
		if b := m.seen(); !f.holds(b, rim) {
			f.add("%s leaves the widget: %.1f in %.1f", m, b, f.size)
		}
	}
}

// String says what a mark is.
func (m mark) String() string {
	switch {
	case m.text != "":
		return fmt.Sprintf("%q", m.text)
	case m.image != nil:
		return "a picture"
	}
	return fmt.Sprintf("a shape in #%02x%02x%02x", m.color.R, m.color.G, m.color.B)
}

// visible returns the words that no opaque shape was painted over later.
func visible(marks []mark) (words []mark) {
	for i, m := range marks {
		if m.text == "" || m.fade >= 0.5 { // on its way in or out
			continue
		}
		hidden := func(above mark) bool { return above.opaque() && above.covers(m.seen().Inset(1)) }
		if !slices.ContainsFunc(marks[i+1:], hidden) {
			words = append(words, m)
		}
	}
	return words
}

func (m mark) opaque() bool { return m.filled() && m.color.A == 255 && m.fade == 0 }

func (f *faults) words(ws []mark) {
	for i, w := range ws {
		if w.size < 13-0.01 {
			f.add("%s is set in %.1f px", w, w.size)
		}
		if s := w.seen(); (s.W() < w.box.W()-1 || s.H() < w.box.H()-1) && !slices.Contains(f.typed, w.text) {
			f.add("%s is cut off: of %.1f is seen %.1f", w, w.box, s)
		}
		for _, v := range ws[:i] {
			if w.collides(v) {
				f.add("%s and %s overlap: %.1f, %.1f", v, w, v.box, w.box)
			}
		}
	}
}

// collides reports whether two words are over one another. The same word once
// more, a little to the side, is a rim.
func (m mark) collides(n mark) bool {
	rim := m.text == n.text && m.box.Center().Sub(n.box.Center()).Len() < 4
	return !rim && m.seen().Inset(0.75).Overlaps(n.seen().Inset(0.75))
}

// contrast finds words that are too pale for what was painted under them, or
// for the page where nothing was: 4.5:1, and 3:1 for large ones (WCAG 1.4.3).
// Over pictures and where the ground is not of one colour nothing is said.
func (f *faults) contrast(marks []mark) {
	for i, m := range marks {
		if m.text == "" || m.fade > 0 {
			continue
		}
		want := 4.5
		if m.size >= 24 || m.bold && m.size >= 18.66 {
			want = 3
		}
		for _, g := range f.grounds(marks[:i], m.seen().Inset(1)) {
			if k := Contrast(over(m.color, g), g); k < want-0.005 {
				f.add("%s has a contrast of %.2f", m, k)
			}
		}
	}
}

// grounds returns the colours that box can lie on.
func (f *faults) grounds(below []mark, box paint.Rect) []color.NRGBA {
	for i, m := range slices.Backward(below) {
		switch {
		case m.text != "" || !m.seen().Overlaps(box):
			continue
		case m.covers(box) && m.opaque():
			return []color.NRGBA{m.color}
		case m.covers(box) && m.fade == 0:
			var gs []color.NRGBA
			for _, g := range f.grounds(below[:i], box) {
				gs = append(gs, over(m.color, g))
			}
			return gs
		case m.filled() || m.image != nil:
			return nil
		}
	}
	return []color.NRGBA{f.c.Theme.Ground, f.c.Theme.Panel}
}

// calm finds changes where there must be none: w was described and drawn once.
func (f *faults) calm(w ui.Widget, n ui.Node, marks []mark) {
	same := func() bool { return reflect.DeepEqual(w.Describe(), n) && reflect.DeepEqual(record(f.c, w), marks) }
	if !same() {
		f.add("looks different when it is drawn twice")
	}
	if w.Handle(ui.Set{ID: "of another widget", Number: math.Inf(1), Text: "?"}) {
		f.add("says that it takes an event that is for another widget")
	}
	if w.Layout(f.c, f.room); !same() {
		f.add("looks different after an event that is for another widget")
	}
}
