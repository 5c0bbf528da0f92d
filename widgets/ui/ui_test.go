package ui_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A block is a widget of a fixed size that remembers the last pointer.
type block struct {
	id   string
	size paint.Point
	last paint.Point
	hits int
}

func (b *block) Layout(*ui.Context, paint.Point) paint.Point { return b.size }

func (b *block) Handle(e ui.Event) bool {
	if p, ok := e.(ui.Pointer); ok {
		b.last = p.At
		b.hits++
		return p.At.In(paint.Rect{Max: b.size})
	}
	return false
}

func (b *block) Draw(_ *ui.Context, to paint.Canvas) {
	to.Image(paint.Rect{Max: b.size}, nil)
}

func (b *block) Describe() ui.Node {
	return ui.Node{ID: b.id, Role: ui.Button, Name: b.id, Bounds: paint.Rect{Max: b.size}}
}

func blocks(sizes ...paint.Point) (ws []ui.Widget) {
	for i, s := range sizes {
		ws = append(ws, &block{id: string(rune('a' + i)), size: s})
	}
	return ws
}

// where are the places of the parts.
func where(ps ui.Parts) (at []paint.Point) {
	for _, p := range ps {
		at = append(at, p.At)
	}
	return at
}

func expect(t *testing.T, got []paint.Point, want ...paint.Point) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("places are %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("places are %v, want %v", got, want)
			return
		}
	}
}

func TestColumn(t *testing.T) {
	var ps ui.Parts
	size := ps.Column(nil, paint.Pt(5, 7), paint.Pt(100, 100), 10, blocks(paint.Pt(30, 20), paint.Pt(60, 40))...)
	if size != paint.Pt(60, 70) {
		t.Errorf("the column takes %v", size)
	}
	expect(t, where(ps), paint.Pt(5, 7), paint.Pt(5, 37))
}

// A row goes on below where the room ends, under the tallest of the row.
func TestRow(t *testing.T) {
	var ps ui.Parts
	size := ps.Row(nil, paint.Pt(5, 7), paint.Pt(100, 100), 10, blocks(paint.Pt(40, 20), paint.Pt(50, 30), paint.Pt(40, 20), paint.Pt(200, 5))...)
	if size != paint.Pt(200, 30+10+20+10+5) {
		t.Errorf("the row takes %v", size)
	}
	expect(t, where(ps), paint.Pt(5, 7), paint.Pt(55, 7), paint.Pt(5, 47), paint.Pt(5, 77))
}

// Events, pictures and words of a part are in its own coordinates.
func TestParts(t *testing.T) {
	var ps ui.Parts
	b := &block{id: "b", size: paint.Pt(10, 10)}
	ps.Place(nil, b, paint.Pt(100, 50), paint.Pt(20, 20))
	if !ps.Handle(ui.Pointer{Kind: ui.Press, At: paint.Pt(103, 54)}) || b.last != paint.Pt(3, 4) {
		t.Errorf("pressed at %v", b.last)
	}
	if ps.Handle(ui.Pointer{Kind: ui.Press, At: paint.Pt(3, 4)}) || b.hits != 2 {
		t.Error("a press beside the part is not handed on as such")
	}
	if n := ps.Describe(); len(n) != 1 || n[0].Bounds != paint.Box(100, 50, 10, 10) {
		t.Errorf("described as %v", n)
	}
}

func TestTap(t *testing.T) {
	type step struct {
		kind             ui.PointerKind
		on               bool
		pressed, changed bool
	}
	for name, steps := range map[string][]step{
		"press":       {{ui.Press, true, false, true}, {ui.Drag, true, false, false}, {ui.Release, true, true, true}},
		"drag out":    {{ui.Press, true, false, true}, {ui.Drag, false, false, false}, {ui.Release, false, false, true}},
		"drag in":     {{ui.Press, false, false, false}, {ui.Release, true, false, false}},
		"scroll":      {{ui.Press, true, false, true}, {ui.Cancel, false, false, true}, {ui.Release, true, false, false}},
		"hover":       {{ui.Hover, true, false, true}, {ui.Hover, true, false, false}, {ui.Hover, false, false, true}},
		"leave":       {{ui.Hover, true, false, true}, {ui.Leave, false, false, true}},
		"press twice": {{ui.Press, true, false, true}, {ui.Press, true, false, true}, {ui.Release, true, true, true}, {ui.Release, true, false, false}},
	} {
		var tap ui.Tap
		for i, s := range steps {
			if pressed, changed := tap.Pointer(ui.Pointer{Kind: s.kind}, s.on); pressed != s.pressed || changed != s.changed {
				t.Errorf("%s: after step %d: pressed %v, changed %v", name, i, pressed, changed)
			}
		}
	}
	var tap ui.Tap
	if tap.Pointer(ui.Pointer{Kind: ui.Hover, Touch: true}, true); tap.Over {
		t.Error("a finger hovers")
	}
}

func TestNode(t *testing.T) {
	n := ui.Node{ID: "g", Bounds: paint.Box(0, 0, 50, 50), Children: []ui.Node{
		{ID: "s", Role: ui.Slider, Name: "Rate", Value: "0.5", Range: ui.Range{Max: 1, Step: 0.1, Now: 0.5}, Bounds: paint.Box(1, 2, 30, 24)},
		{ID: "t", Role: ui.Toggle, Name: "Grid", On: true, Disabled: true},
		{ID: "c", Role: ui.Choice, Name: "Curve", Value: "Sine", Options: []string{"Sine", "Line"}},
		{ID: "o", Role: ui.Output, Name: "Loss", Value: "2", Explains: trace.Ref{Name: "loss"}},
		{ID: "f", Role: ui.Field, Name: "Formula", Value: "x+", Error: "something is missing"},
		{ID: "p", Role: ui.Paragraph, Text: &ui.Text{Phrases: []ui.Phrase{{Pieces: []ui.Piece{{Text: "The "}, {Text: "slope"}}}}}},
	}}
	var b strings.Builder
	n.WriteText(&b)
	want := `group #g ""
  slider #s "Rate" = 0.5 in 0…1 by 0.1
  toggle #t "Grid" on disabled
  combobox #c "Curve" = Sine of ["Sine" "Line"]
  status #o "Loss" = 2 explains loss[0 0]
  textbox #f "Formula" = x+ error "something is missing"
  paragraph #p "" The slope
`
	if b.String() != want {
		t.Errorf("written as\n%s\nwant\n%s", b.String(), want)
	}

	moved := n.Shift(paint.Pt(10, 20))
	s, ok := moved.Find("s")
	if !ok || s.Bounds != paint.Box(11, 22, 30, 24) || n.Children[0].Bounds != paint.Box(1, 2, 30, 24) {
		t.Errorf("moved to %v; before it was at %v", s.Bounds, n.Children[0].Bounds)
	}
	if _, ok := n.Find("nobody"); ok {
		t.Error("found what is not there")
	}
}

func TestControl(t *testing.T) {
	for r, want := range map[ui.Role]bool{
		ui.Group: false, ui.Image: false, ui.Pad: false, ui.Button: true, ui.Toggle: true, ui.Slider: true, ui.Handle: true, ui.Spot: true,
		ui.Field: true, ui.Choice: true, ui.Link: true, ui.Output: false, ui.Aside: false,
	} {
		if r.Control() != want {
			t.Errorf("%v is a control: %v", r, r.Control())
		}
	}
}

// A parameter takes what a link can mean, and nothing else.
func TestParams(t *testing.T) {
	x, n, o, s, k, on := 0.5, 3, "sine", "x^2", 0, false
	short := func(s string) error {
		if len(s) > 5 {
			return errors.New("too long")
		}
		return nil
	}
	params := []ui.Param{
		ui.Float("rate", &x, 0, 1), ui.Int("steps", &n, 1, 9),
		ui.Option("curve", &o, []string{"sine", "line"}), ui.String("f", &s, short), ui.Ordinal("layer", &k, 3),
		ui.Flag("cut", func() bool { return on }, func(is bool) { on = is }),
	}
	for _, p := range params {
		if got := p.Get(); got != "" {
			t.Errorf("%s starts as %q", p.Name, got)
		}
	}
	for i, bad := range [][]string{{" ", "1.5", "-0.1", "NaN", "+Inf", "half"}, {"0", "10", "2.5"}, {"cosine"}, {"x^2+x^3"}, {"0", "4", "x"}, {"no"}} {
		for _, v := range bad {
			if params[i].Set(v) == nil {
				t.Errorf("%s takes %q", params[i].Name, v)
			}
		}
	}
	if x != 0.5 || n != 3 || o != "sine" || s != "x^2" || k != 0 || on {
		t.Fatal("what is not taken changes something:", x, n, o, s, k, on)
	}
	for i, good := range []string{"0.25", "7", "line", "2x", "3", "yes"} {
		if err := params[i].Set(good); err != nil || params[i].Get() != good {
			t.Errorf("%s: %v, and reads %q", params[i].Name, err, params[i].Get())
		}
	}
	if k != 2 {
		t.Errorf("the third is %d, counted from 0", k)
	}
	if err := params[2].Set("SINE"); err != nil || o != "sine" {
		t.Errorf("an option in capitals: %v, %q", err, o)
	}
	s = ""
	if err := params[3].Set(params[3].Get()); err != nil || s != "" || params[3].Get() == "" {
		t.Errorf("no text: %v, %q, which a link tells as %q", err, s, params[3].Get())
	}
	if ui.Reset(params); x != 0.5 || n != 3 || o != "sine" || s != "x^2" || k != 0 || on {
		t.Error("reset they are", x, n, o, s, k, on)
	}
}

// What is read of a link is all of it.
func TestScan(t *testing.T) {
	for text, want := range map[string]bool{"3*0.5": true, "03*1e-1": true, "3*0.5x": false, "3*0.5*1": false, "3*": false, "": false, "3*0.5 ": false, "x3*1": false, "3*0.5\x00": false, "3*0.5\x00x": false} {
		var n int
		var v float64
		if got := ui.Scan(text, "%d*%g", &n, &v); got != want || want && n != 3 {
			t.Errorf("%q is read: %v, as %d and %v", text, got, n, v)
		}
	}
}

// A number comes back from a link as it was, to six digits.
func TestFloatRoundTrip(t *testing.T) {
	for _, v := range []float64{0, 1e-9, 0.1 + 0.2, -123.456, math.Pi} {
		x := 7.0
		p := ui.Float("x", &x, -1e3, 1e3)
		x = v
		text := p.Get()
		x = 0
		if err := p.Set(text); err != nil || math.Abs(x-v) > 1e-5*math.Abs(v) {
			t.Errorf("%v is written %q and read as %v (%v)", v, text, x, err)
		}
	}
}

// A Stack has gaps between what takes room, and columns that are full.
func TestStack(t *testing.T) {
	var s ui.Stack
	at := func(ws []ui.Widget) (ps []paint.Point) {
		for _, w := range ws {
			n, _ := s.Describe().Find(w.Describe().ID)
			ps = append(ps, n.Bounds.Min)
		}
		return ps
	}
	ws := blocks(paint.Pt(300, 40), paint.Pt(300, 0), paint.Pt(50, 20), paint.Pt(50, 30), paint.Pt(10, 10), paint.Pt(10, 15), paint.Pt(10, 10), paint.Pt(10, 10))
	layout := func(room float64, narrow float64) paint.Point {
		s.ID, s.Name = "stack", "Stack"
		s.Begin(&ui.Context{}, paint.Pt(room, 1e6))
		s.Add(ws[0], ws[1])
		s.Row(ws[2], ws[3])
		s.Columns(narrow, ws[4:]...)
		return s.End()
	}
	if size := layout(300, 140); size != paint.Pt(300, 40+12+30+12+15+12+10) {
		t.Errorf("takes %v", size)
	}
	expect(t, at(ws), paint.Pt(0, 0), paint.Pt(0, 52), paint.Pt(0, 52), paint.Pt(62, 52),
		paint.Pt(0, 94), paint.Pt(160, 94), paint.Pt(0, 121), paint.Pt(160, 121)) // two columns
	layout(400, 100) // room for three columns, of which the second row would not be full
	expect(t, at(ws[4:]), paint.Pt(0, 94), paint.Pt(210, 94), paint.Pt(0, 121), paint.Pt(210, 121))
	layout(300, 200)
	expect(t, at(ws[4:]), paint.Pt(0, 94), paint.Pt(0, 116), paint.Pt(0, 143), paint.Pt(0, 165))
	if n := s.Describe(); n.ID != "stack" || n.Name != "Stack" || n.Role != ui.Group || len(n.Children) != len(ws) {
		t.Errorf("described as %+v", n)
	}
	s.Begin(&ui.Context{}, paint.Pt(300, 1e6))
	if s.Columns(10); s.End().Y != 0 {
		t.Errorf("nothing takes %v", s.End())
	}
}

// A bare stack has what is not a control alone.
func TestBare(t *testing.T) {
	one := func(id string, role ui.Role, children ...ui.Node) *described {
		return &described{ui.Node{ID: id, Role: role, Children: children}}
	}
	button := ui.Node{ID: "b", Role: ui.Button}
	var s ui.Stack
	for _, bare := range []bool{false, true} {
		s.Begin(&ui.Context{Bare: bare}, paint.Pt(300, 1e6))
		s.Add(one("slider", ui.Slider), one("picture", ui.Image))
		s.Row(one("button", ui.Button), one("row", ui.Group, button), one("both", ui.Group, button, ui.Node{Role: ui.Output}))
		s.Columns(10, one("choice", ui.Choice), one("nothing", ui.Group))
		var ids []string
		for _, n := range s.Describe().Children {
			ids = append(ids, n.ID)
		}
		want := []string{"slider", "picture", "button", "row", "both", "choice", "nothing"}
		if bare {
			want = []string{"picture", "both", "nothing"}
		}
		if !slices.Equal(ids, want) {
			t.Errorf("bare %v: %q", bare, ids)
		}
	}
}

// A described is a widget that says what it is told to.
type described struct{ n ui.Node }

func (d *described) Layout(*ui.Context, paint.Point) paint.Point { return paint.Pt(10, 10) }
func (d *described) Handle(ui.Event) bool                        { return false }
func (d *described) Draw(*ui.Context, paint.Canvas)              {}
func (d *described) Describe() ui.Node                           { return d.n }
