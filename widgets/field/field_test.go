package field

import (
	"strings"
	"testing"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func formula() *Field {
	f := &Field{ID: "f", Name: "Formula", Text: "x^2", Placeholder: "x^2 + 1"}
	f.Changed = func(s string) {
		f.Error, f.ErrAt, f.ErrTo = "", 0, 0
		if i := strings.Index(s, "+x"); i >= 0 {
			f.Error, f.ErrAt, f.ErrTo = "Something is missing between the plus sign and what comes after it.", i, i+2
		}
	}
	return f
}

func TestField(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return formula() },
		ui.Set{ID: "f", Text: ""}, ui.Set{ID: "f", Text: "2x+1"}, ui.Set{ID: "other", Text: "3"}, ui.Set{ID: "f", Text: "2+xx"})
	w := formula()
	for _, text := range []string{"x^2", "", "2+x", strings.Repeat("2+x", 60), "日本+x"} {
		w.Handle(ui.Set{ID: "f", Text: text})
		uitest.Check(t, w)
	}
}

func TestDisabled(t *testing.T) {
	off := func() ui.Widget { return &Field{ID: "f", Name: "Formula", Text: "x^2", Disabled: true} }
	uitest.Golden(t, off, ui.Set{ID: "f", Text: "2"})
	uitest.Check(t, off())
}

// texts are the words that a field paints.
type texts struct {
	paint.List
	all []string
}

func (t *texts) Text(_ paint.Point, r paint.Run, _ theme.Color) { t.all = append(t.all, r.Text) }

func (t *texts) Group(_ paint.Group, draw func(paint.Canvas)) { draw(t) }

// Where the page's own field shows what is typed, the picture does not, or it
// would be seen twice. It does show the placeholder.
func TestNative(t *testing.T) {
	c := uitest.Context(t, &theme.Dark)
	f := formula()
	for _, want := range []struct {
		native bool
		text   string
		words  string
	}{{false, "x^2", "Formula|x^2"}, {true, "x^2", "Formula"}, {true, "", "Formula|x^2 + 1"}} {
		c.Native, f.Text = want.native, want.text
		f.Layout(c, paint.Pt(300, 1e6))
		var got texts
		if f.Draw(c, &got); strings.Join(got.all, "|") != want.words {
			t.Errorf("native %v, %q: paints %q, want %q", want.native, want.text, got.all, want.words)
		}
	}
}

// Places beyond the text, and before it, are marked at its ends.
func TestMarkOutside(t *testing.T) {
	for _, at := range [][2]int{{-3, -1}, {0, 99}, {50, 60}, {3, 1}} {
		uitest.Check(t, &Field{ID: "f", Name: "Formula", Text: "2+", Error: "Something is missing.", ErrAt: at[0], ErrTo: at[1]})
	}
}

func TestWave(t *testing.T) {
	p := wave(10, 31, 5)
	segs := p.Segments()
	if first, last := segs[0].P[0], segs[len(segs)-1].P[0]; first.X != 10 || last.X != 31 || len(segs) < 9 {
		t.Errorf("from %v to %v in %d parts", first, last, len(segs))
	}
}
