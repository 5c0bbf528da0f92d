package menu_test

import (
	"slices"
	"strings"
	"testing"

	"zerotoai/widgets/address"
	"zerotoai/widgets/menu"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// A desk notes what leaves the page.
type desk struct {
	home  string
	alone bool
	got   []string
}

func (d *desk) Home() string         { return d.home }
func (d *desk) Alone() bool          { return d.alone }
func (d *desk) Copy(id, text string) { d.got = append(d.got, id, text) }
func (d *desk) Keep(id, name string, data []byte) {
	d.got = append(d.got, id, name, string(data))
}
func (d *desk) KeepPicture(id, name string, svg []byte, size paint.Point) {
	d.got = append(d.got, id, name, string(svg))
}

// A figure has a number and says how often it was restored.
type figure struct {
	x        float64
	params   []ui.Param
	restored int
	halted   float64 // what x was then
	data     []ui.Dataset
}

func newFigure() *figure {
	f := &figure{x: 1, data: []ui.Dataset{{Name: "x", Columns: ui.Columns("x"), Rows: [][]any{{1.0}}}}}
	f.params = []ui.Param{ui.Float("x", &f.x, 0, 10)}
	return f
}

func (f *figure) Place() (string, string) { return "functions", "graph" }
func (f *figure) Values() []address.Value {
	return append(address.Of(f.params), address.Value{Name: "f", Text: `a&b"<`})
}
func (f *figure) Picture() ([]byte, paint.Point) { return []byte("<svg/>"), paint.Pt(300, 199.5) }
func (f *figure) Data() []ui.Dataset             { return f.data }
func (f *figure) State() []ui.Param              { return f.params }
func (f *figure) Halt()                          { f.halted = f.x }
func (f *figure) Restored()                      { f.restored++ }

func name() string { return "A graph" }

// A shown menu is one with what opens it, as a figure has them.
type shown struct {
	*menu.Menu
	parts ui.Parts
	size  paint.Point
}

func (s *shown) Layout(c *ui.Context, room paint.Point) paint.Point {
	s.parts = nil
	s.size = s.parts.Column(c, paint.Point{}, room, theme.Gap, &s.Menu.Opener, s.Menu)
	return s.size
}
func (s *shown) Handle(e ui.Event) bool              { return s.parts.Handle(e) }
func (s *shown) Draw(c *ui.Context, to paint.Canvas) { s.parts.Draw(c, to) }
func (s *shown) Describe() ui.Node {
	return ui.Node{ID: "figure", Role: ui.Group, Bounds: paint.Rect{Max: s.size}, Children: s.parts.Describe()}
}

func open(t *testing.T, f *figure) (*shown, *ui.Context, *desk) {
	t.Helper()
	c, d := uitest.Context(t, &theme.Dark), &desk{home: "https://example.org/guide/index.html"}
	c.Outlet = d
	s := &shown{Menu: menu.New("g.menu", name, f)}
	s.Layout(c, paint.Pt(600, 1e6))
	uitest.Set(t, c, s, ui.Toggle, "Menu of A graph", 0, "")
	return s, c, d
}

func TestGolden(t *testing.T) {
	make := func() ui.Widget { return &shown{Menu: menu.New("g.menu", name, newFigure())} }
	uitest.Golden(t, make, ui.Set{ID: "g.menu"}, ui.Set{ID: "g.menu.reset"}, ui.Outcome{ID: "g.menu.link", State: ui.Shown}, ui.Set{ID: "g.menu"})
}

func TestCheck(t *testing.T) {
	s, _, _ := open(t, newFigure())
	uitest.Check(t, s)
	s.Handle(ui.Set{ID: "g.menu"})
	uitest.Check(t, s)
}

// What leaves the page is the state as it is.
func TestTaken(t *testing.T) {
	f := newFigure()
	s, c, d := open(t, f)
	f.x = 2.5
	const state = `x=2.5&amp;f=a%26b%22%3C`
	plain := strings.ReplaceAll(state, "&amp;", "&")
	for name, want := range map[string][]string{
		"Copy link":       {"g.menu.link", "https://example.org/guide/index.html#functions.graph?" + plain},
		"Copy embed code": {"g.menu.element", "<script async src=\"https://example.org/guide/embed.js\"></script>\n<zero-to-ai chapter=\"functions\" figure=\"graph\" state=\"functions?" + state + "\"></zero-to-ai>\n"},
		"Copy iframe":     {"g.menu.iframe", "<iframe src=\"https://example.org/guide/index.html?embed=functions.graph#functions?" + state + "\" title=\"A graph\" width=\"100%\" height=\"200\" loading=\"lazy\" allow=\"clipboard-write\"></iframe>\n"},
		"Save PNG":        {"g.menu.png", "functions-graph.png", "<svg/>"},
		"Save SVG":        {"g.menu.svg", "functions-graph.svg", "<svg/>"},
		"Save CSV":        {"g.menu.csv", "functions-graph.csv", "x\n1\n"},
	} {
		d.got = nil
		if uitest.Set(t, c, s, ui.Button, name, 0, ""); !slices.Equal(d.got, want) {
			t.Errorf("%s: %q, want %q", name, d.got, want)
		}
	}
	d.got = nil
	uitest.Set(t, c, s, ui.Button, "Save JSON", 0, "")
	if len(d.got) != 3 || !strings.Contains(d.got[2], `"link":"https://example.org/guide/index.html#functions.graph?x=2.5`) {
		t.Errorf("JSON: %q", d.got)
	}
}

// The guide of one file has no other files beside it.
func TestOneFile(t *testing.T) {
	s, c, d := open(t, newFigure())
	d.home, d.alone = "file:///home/guide.html", true
	s.Layout(c, paint.Pt(600, 1e6))
	if slices.ContainsFunc(s.Menu.Describe().Children, func(n ui.Node) bool { return n.Name == "Copy embed code" }) {
		t.Error("there is a script to embed it with")
	}
	if uitest.Set(t, c, s, ui.Button, "Copy iframe", 0, ""); !strings.HasPrefix(d.got[1], `<iframe src="file:///home/guide.html?embed=functions.graph#`) {
		t.Errorf("the frame is %s", d.got[1])
	}
}

// A page of the guide's folder may have another name than index.html, or none.
func TestOtherNames(t *testing.T) {
	s, c, d := open(t, newFigure())
	for home, frame := range map[string]string{
		"https://example.org/guide": "https://example.org/guide?embed=functions.graph#", "https://example.org/guide/start": "https://example.org/guide/start?embed=functions.graph#",
		"https://example.org/guide/": "https://example.org/guide/index.html?embed=functions.graph#",
	} {
		d.home = home
		s.Layout(c, paint.Pt(600, 1e6))
		uitest.Set(t, c, s, ui.Button, "Copy embed code", 0, "")
		if script := `src="` + home[:strings.LastIndexByte(home, '/')+1] + `embed.js"`; !strings.Contains(d.got[len(d.got)-1], script) {
			t.Errorf("%s is embedded by %s", home, d.got[len(d.got)-1])
		}
		if uitest.Set(t, c, s, ui.Button, "Copy iframe", 0, ""); !strings.Contains(d.got[len(d.got)-1], frame) {
			t.Errorf("%s is framed by %s", home, d.got[len(d.got)-1])
		}
	}
}

// What became of it is said, but not what became of another figure's.
func TestOutcome(t *testing.T) {
	s, c, _ := open(t, newFigure())
	says := func() string { return uitest.Find(t, s, ui.Output, "Menu").Value }
	if s.Handle(ui.Outcome{ID: "other.menu.link"}) || says() != "" {
		t.Errorf("of another figure's it says %q", says())
	}
	for _, o := range []ui.OutcomeState{ui.Copied, ui.Saved, ui.Shown, ui.Forbidden, ui.Failed} {
		was := says()
		if !s.Handle(ui.Outcome{ID: "g.menu.link", State: o}) {
			t.Error("an outcome is not heard")
		}
		if s.Layout(c, paint.Pt(600, 1e6)); says() == was || says() == "" {
			t.Errorf("%v says %q", o, says())
		}
	}
}

// A reset can be taken back until something else is done.
func TestReset(t *testing.T) {
	f := newFigure()
	s, c, _ := open(t, f)
	has := func(name string) bool {
		return slices.ContainsFunc(s.Menu.Describe().Children, func(n ui.Node) bool { return n.Name == name })
	}
	if f.x = 4; has("Undo reset") {
		t.Error("there is nothing to undo")
	}
	if uitest.Set(t, c, s, ui.Button, "Reset", 0, ""); f.x != 1 || f.restored != 1 || f.halted != 4 || !has("Undo reset") {
		t.Errorf("reset, x is %g, restored %d times", f.x, f.restored)
	}
	if uitest.Set(t, c, s, ui.Button, "Undo reset", 0, ""); f.x != 4 || f.restored != 2 || has("Undo reset") {
		t.Errorf("undone, x is %g, restored %d times", f.x, f.restored)
	}
	uitest.Set(t, c, s, ui.Button, "Reset", 0, "")
	f.x = 3
	if s.Layout(c, paint.Pt(600, 1e6)); has("Undo reset") {
		t.Error("what has been done since would be lost")
	}
	f.params, f.data = nil, nil
	if s.Layout(c, paint.Pt(600, 1e6)); has("Reset") || has("Save CSV") || has("Save JSON") {
		t.Error("without state and data there is something to reset or to save")
	}
}

// The Escape key closes a menu that is open.
func TestEscape(t *testing.T) {
	s, c, _ := open(t, newFigure())
	if n := uitest.Find(t, s, ui.Toggle, "Menu of A graph"); !n.Escape || !n.On || !n.Expands {
		t.Errorf("open: %+v", n)
	}
	uitest.Set(t, c, s, ui.Toggle, "Menu of A graph", 0, "")
	if n := uitest.Find(t, s, ui.Toggle, "Menu of A graph"); n.Escape || n.On || len(s.Menu.Describe().Children) > 0 {
		t.Errorf("closed: %+v", n)
	}
}
