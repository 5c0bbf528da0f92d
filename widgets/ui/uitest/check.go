package uitest

import (
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// Check holds a widget to what all must keep to, at the widths of phones and
// desks and in both themes: every node has an id of its own, and a name where
// a reader needs one; controls are large enough to be hit and lie inside the
// widget; no words are too small, cut off by the widget's edge, or over other
// words.
func Check(t *testing.T, w ui.Widget) {
	t.Helper()
	for _, width := range [...]float64{288, 336, 560, 720, 1100} {
		for _, th := range [...]*theme.Theme{&theme.Dark, &theme.Light} {
			c := Context(t, th)
			size := w.Layout(c, paint.Pt(width, 1e6))
			k := checker{t: t, width: width, size: size, seen: map[string]bool{}}
			k.node(w.Describe())
			var words words
			words.c = c
			w.Draw(c, recorder{&words, paint.Affine{}, paint.Rect{}})
			k.words(words.all)
		}
	}
}

type checker struct {
	t     *testing.T
	width float64
	size  paint.Point
	seen  map[string]bool
}

// named are the roles that say nothing without a name.
var named = []ui.Role{ui.Image, ui.Pad, ui.Button, ui.Toggle, ui.Slider, ui.Handle, ui.Field, ui.Choice, ui.Link, ui.Output, ui.FigureRole}

func (k checker) node(n ui.Node) {
	k.t.Helper()
	if n.ID == "" || k.seen[n.ID] {
		k.t.Errorf("%g wide: the id %q of %v %q is empty or not its own", k.width, n.ID, n.Role, n.Name)
	}
	k.seen[n.ID] = true
	if n.Name == "" && slices.Contains(named, n.Role) {
		k.t.Errorf("%g wide: %v #%s has no name", k.width, n.Role, n.ID)
	}
	if n.Role.Control() {
		k.control(n)
	}
	for _, c := range n.Children {
		k.node(c)
	}
}

func (k checker) control(n ui.Node) {
	k.t.Helper()
	b := n.Bounds
	if b.W() < 24 || b.H() < 24 {
		k.t.Errorf("%g wide: %v %q is too small to hit: %g × %g", k.width, n.Role, n.Name, b.W(), b.H())
	}
	const slack = 17 // half a handle, at the edge of its plane
	if b.Min.X < -slack || b.Min.Y < -slack || b.Max.X > k.size.X+slack || b.Max.Y > k.size.Y+slack {
		k.t.Errorf("%g wide: %v %q leaves the widget: %v in %v", k.width, n.Role, n.Name, b, k.size)
	}
	if r := n.Range; (n.Role == ui.Slider || n.Role == ui.Handle) && (r.Now < r.Min || r.Now > r.Max || r.Step <= 0) {
		k.t.Errorf("%g wide: slider %q is at %g of %g to %g by %g", k.width, n.Name, r.Now, r.Min, r.Max, r.Step)
	}
	if n.Role == ui.Choice && !slices.Contains(n.Options, n.Value) {
		k.t.Errorf("%g wide: choice %q is %q, which is none of %q", k.width, n.Name, n.Value, n.Options)
	}
}

// A word is text in its place on the widget.
type word struct {
	text string
	size float64 // of the font, as it is seen
	box  paint.Rect
	clip paint.Rect
}

func (k checker) words(ws []word) {
	k.t.Helper()
	for i, w := range ws {
		if w.size < 13 {
			k.t.Errorf("%g wide: %q is set in %g px", k.width, w.text, w.size)
		}
		if w.clip == (paint.Rect{}) && (w.box.Min.X < -1 || w.box.Max.X > k.size.X+1 || w.box.Max.Y > k.size.Y+3) {
			k.t.Errorf("%g wide: %q leaves the widget: %v in %v", k.width, w.text, w.box, k.size)
		}
		for _, v := range ws[:i] {
			if w.box.Inset(1.5).Overlaps(v.box.Inset(1.5)) && w.text != v.text {
				k.t.Errorf("%g wide: %q and %q overlap: %v, %v", k.width, w.text, v.text, w.box, v.box)
			}
		}
	}
}

// words gathers the text that is painted.
type words struct {
	c   *ui.Context
	all []word
}

// A recorder is a canvas that notes where text stands.
type recorder struct {
	*words
	m    paint.Affine
	clip paint.Rect
}

func (recorder) Fill(paint.Path, color.NRGBA)    {}
func (recorder) Stroke(paint.Path, paint.Stroke) {}
func (recorder) Image(paint.Rect, image.Image)   {}

func (r recorder) Text(at paint.Point, run paint.Run, _ color.NRGBA) {
	text := strings.TrimRight(run.Text, " \n")
	if text == "" {
		return
	}
	k, _, _, _, _, _ := r.m.Elements()
	m := r.c.Type.Metrics(run.Font)
	at = r.m.Apply(at)
	// The height that the eye sees: from the top of capitals to the baseline.
	box := paint.Box(at.X, at.Y-0.72*m.Ascent*k, r.c.Type.Shape(run.Font, text).Advance*k, 0.72*m.Ascent*k)
	r.all = append(r.all, word{text, run.Font.Size * k, box, r.clip})
}

func (r recorder) Group(g paint.Group, draw func(paint.Canvas)) {
	inner := recorder{r.words, g.Transform.Then(r.m), r.clip}
	if g.Clip != (paint.Rect{}) {
		inner.clip = g.Clip
	}
	draw(inner)
}
