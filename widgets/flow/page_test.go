package flow_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/doc/markdown"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// sample has every kind of block and of inline.
const sample = `# A page of everything

What the chapter is about, in a sentence or two that take more than one line on a phone.

## A section with *emphasis*

Running text with **bold words**, ` + "`code`" + `, a [link](#functions), a formula $2x$, a source[^one], and the
[slope](term:slope), which is steep. One $\unknown{formula}$ is not in the table. A [rate](term:rate) is one, too.

### A smaller section

1. First things first.
2. Then what follows from them, at such length that the line is broken:
   - a point of its own;
   - another.

| what | how many | where |
|:-----|:--------:|------:|
| a    | 12       | here  |
| incomprehensibilities that need much more room than there is | 3 | the antidisestablishmentarianism of it |

` + "```go\nfor i := range 3 {\n    fmt.Println(i) // a line that is longer than the width of a phone, or of its column\n}\n```" + `

$$
v\leftarrow\beta v+\nabla L(\theta)
$$

` + "```figure probe.first\nThe first figure, with a caption.\n```" + `

> [!NOTE]
> Seen beside the figure where there is room: the [slope](term:slope) again.

` + "```figure probe.bare\n```" + `

> [!TIP]
> **Move it.** Then look.

> [!IMPORTANT]
> It matters.

> [!WARNING]
> - In the world
> - things differ[^two].

> [!CAUTION]
> Do not believe it.

[^one]: Somebody, *A Source*, 2020.
[^two]: Somebody else, <https://example.org/a/very/long/address/that/does/not/fit/into/a/line/of/a/phone>, 2021.
`

// A probe is a figure that notes what it gets.
type probe struct {
	id       string
	count    int // of presses
	value    float64
	restored int
	got      []ui.Event
	drawn    int
	laid     int
	grown    float64
	shared   any
	moves    bool          // answers true to ticks
	asks     time.Duration // for a tick at this time
	size     paint.Point
}

func (p *probe) Layout(_ *ui.Context, room paint.Point) paint.Point {
	p.laid++
	p.size = paint.Pt(min(room.X, 300), 80+p.grown)
	return p.size
}

func (p *probe) Shared() any { return p.shared }

func (p *probe) Handle(e ui.Event) bool {
	p.got = append(p.got, e)
	switch e := e.(type) {
	case ui.Tick:
		if p.asks > 0 {
			e.Ask(p.asks)
		}
		return p.moves
	case ui.Report:
		return p.moves
	case ui.Pointer:
		if e.Kind == ui.Press {
			p.count++
		}
		return e.Kind == ui.Press || e.Kind == ui.Drag
	case ui.Set:
		if e.ID == p.id {
			p.count++
			return true
		}
	}
	return false
}

func (p *probe) Draw(c *ui.Context, to paint.Canvas) {
	p.drawn++
	to.Stroke(paint.Rectangle(paint.Rect{Max: p.size}), paint.Stroke{Width: float64(p.count + 1), Color: c.Theme.Data})
}

func (p *probe) Describe() ui.Node {
	return ui.Node{ID: p.id, Role: ui.Button, Name: "Press " + p.id, Value: fmt.Sprint(p.count), Bounds: paint.Rect{Max: p.size}}
}

func (p *probe) State() []ui.Param { return []ui.Param{ui.Float(p.id, &p.value, -9, 9)} }
func (p *probe) Restored()         { p.restored++ }

// take returns what p has got, and forgets it.
func (p *probe) take() []ui.Event {
	got := p.got
	p.got = nil
	return got
}

// A made page is a page with its two figures.
type made struct {
	*flow.Page
	c           *ui.Context
	first, bare *probe
}

// everywhere is a view that has all of a page in it.
var everywhere = paint.Box(0, 0, 1e5, 1e5)

// page makes the sample, not laid out.
func page(t testing.TB) made {
	t.Helper()
	d, err := markdown.Parse([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	m := made{c: uitest.Context(t, &theme.Dark), first: &probe{id: "first"}, bare: &probe{id: "bare"}}
	m.Page = &flow.Page{
		ID: "sample", Kicker: "Chapter 7", Doc: d, Glossary: glossary, View: everywhere,
		Figures: map[string]ui.Widget{"probe.first": m.first, "probe.bare": m.bare},
	}
	return m
}

func glossary(term string) (flow.Entry, bool) {
	say := map[string]string{"slope": "How steep something is.", "rate": "How fast something changes, in words enough for two lines of a card on a phone."}[term]
	return flow.Entry{Title: strings.ToUpper(term), Blocks: []doc.Block{&doc.Paragraph{Text: []doc.Inline{doc.Plain(say)}}}}, say != ""
}

func (m made) layout(width float64) paint.Point { return m.Layout(m.c, paint.Pt(width, 1e6)) }

// walk calls f for n and all that is under it.
func walk(n ui.Node, f func(n ui.Node)) {
	f(n)
	for _, c := range n.Children {
		walk(c, f)
	}
}

// terms are the ids of the phrases of the page that lead to an entry of the
// glossary, in reading order, and those of them that are open.
func (m made) terms(entry string) (ids, open []string) {
	walk(m.Describe(), func(n ui.Node) {
		if n.Text == nil {
			return
		}
		for _, ph := range n.Text.Phrases {
			if ph.Kind == ui.PhraseTerm && ph.URL == "#"+flow.GlossaryID(entry) {
				ids = append(ids, ph.ID)
				if ph.Open {
					open = append(open, ph.ID)
				}
			}
		}
	})
	return ids, open
}

func TestGolden(t *testing.T) {
	m := page(t)
	m.layout(720)
	slopes, _ := m.terms("slope")
	uitest.Golden(t, func() ui.Widget { return page(t).Page },
		ui.Set{ID: "nobody"}, ui.Set{ID: "first"}, ui.Set{ID: slopes[0]})
}

// widths are of narrow phones, phones, tablets, desks and walls.
var widths = [...]float64{320, 390, 768, 1280, 2560}

// No line is longer than its column, nothing stands outside of the page or on
// something else, whether cards are open or not.
func TestRoom(t *testing.T) {
	for _, width := range widths {
		m := page(t)
		m.layout(width)
		slopes, _ := m.terms("slope")
		for _, open := range append([]string{""}, slopes...) {
			if open != "" && !m.Handle(ui.Set{ID: open}) {
				t.Fatalf("%g wide: %s does not open", width, open)
			}
			size := m.layout(width)
			checkRoom(t, m.Describe(), size)
		}
	}
}

func checkRoom(t *testing.T, page ui.Node, size paint.Point) {
	t.Helper()
	for i, n := range page.Children {
		if b := n.Bounds; b.Min.X < 0 || b.Max.X > size.X || b.Min.Y < 0 || b.Max.Y > size.Y {
			t.Errorf("%v #%s stands at %v on a page of %v", n.Role, n.ID, b, size)
		}
		for _, o := range page.Children[:i] {
			if n.Bounds.Inset(0.1).Overlaps(o.Bounds.Inset(0.1)) {
				t.Errorf("%g wide: #%s at %v is over #%s at %v", size.X, n.ID, n.Bounds, o.ID, o.Bounds)
			}
		}
	}
	walk(page, func(n ui.Node) {
		if n.Text != nil && slices.Max(append(n.Text.Ends, 0)) > n.Bounds.W()+0.5 {
			t.Errorf("%g wide: a line of #%s %.30q ends at %g in a column of %g", size.X, n.ID, n.Text, slices.Max(n.Text.Ends), n.Bounds.W())
		}
	})
}

// What all widgets keep to, a page does too.
func TestFaults(t *testing.T) {
	for _, width := range widths {
		m := page(t)
		m.layout(width)
		for _, f := range uitest.Faults(m.c, m.Page, width) {
			t.Errorf("%g wide: %s", width, f)
		}
	}
}

// A term opens its card under its text; itself, the card's own button and
// another term close it.
func TestCard(t *testing.T) {
	m := page(t)
	closed := m.layout(720)
	slopes, _ := m.terms("slope")
	rates, _ := m.terms("rate")
	if len(slopes) != 2 || len(rates) != 1 {
		t.Fatalf("the sample has the terms %v and %v", slopes, rates)
	}
	isOpen := func(id, word string) {
		t.Helper()
		_, open1 := m.terms("slope")
		_, open2 := m.terms("rate")
		if open := append(open1, open2...); id == "" && len(open) > 0 || id != "" && !slices.Equal(open, []string{id}) {
			t.Errorf("%q are open, want %q", open, id)
		}
		var cards []string
		walk(m.Describe(), func(n ui.Node) {
			if n.Role == ui.Aside && strings.HasPrefix(n.ID, "sample.card.") {
				cards = append(cards, n.Name)
			}
		})
		if word == "" && len(cards) > 0 || word != "" && !slices.Equal(cards, []string{word}) {
			t.Errorf("the cards %q are shown, want %q", cards, word)
		}
		if got := m.layout(720).Y; (got > closed.Y) != (id != "") {
			t.Errorf("with %q open the page is %g high, and %g without", id, got, closed.Y)
		}
	}
	press := func(id string) {
		t.Helper()
		if !m.Handle(ui.Set{ID: id}) {
			t.Errorf("%s changes nothing", id)
		}
	}
	press(slopes[0])
	isOpen(slopes[0], "SLOPE")
	press(slopes[0])
	isOpen("", "")
	press(slopes[0])
	press(rates[0])
	isOpen(rates[0], "RATE")
	m.layout(400) // set anew, with its card
	isOpen(rates[0], "RATE")
	press(uitest.Find(t, m.Page, ui.Button, "Close RATE").ID)
	isOpen("", "")
	for _, id := range []string{"sample.card.close", "sample.0.t1", "other." + slopes[0], ""} {
		if m.Handle(ui.Set{ID: id}) {
			t.Errorf("%q changes something", id)
		}
	}
	isOpen("", "")
}

// at is a place on a figure, from its top left corner.
func (m made) at(t *testing.T, p *probe, x, y float64) paint.Point {
	t.Helper()
	return uitest.Find(t, m.Page, ui.Button, "Press "+p.id).Bounds.Min.Add(paint.Pt(x, y))
}

// expect checks the pointer's events that p has got.
func (p *probe) expect(t *testing.T, want ...ui.Pointer) {
	t.Helper()
	var got []ui.Pointer
	for _, e := range p.take() {
		if e, ok := e.(ui.Pointer); ok {
			e.At = paint.Pt(float64(int(e.At.X+1000.5)-1000), float64(int(e.At.Y+1000.5)-1000))
			got = append(got, e)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s got %+v, want %+v", p.id, got, want)
	}
}

// The figure under the pointer gets it, in its own coordinates; one that has
// taken a press keeps it until the release.
func TestPointer(t *testing.T) {
	m := page(t)
	m.layout(720)
	on := func(kind ui.PointerKind, at paint.Point) bool { return m.Handle(ui.Pointer{Kind: kind, At: at}) }
	first, bare := m.at(t, m.first, 5, 6), m.at(t, m.bare, 7, 8)

	on(ui.Hover, first)
	m.first.expect(t, ui.Pointer{Kind: ui.Hover, At: paint.Pt(5, 6)})
	m.bare.expect(t)
	on(ui.Hover, bare)
	m.first.expect(t, ui.Pointer{Kind: ui.Leave, At: bare.Sub(first).Add(paint.Pt(5, 6))})
	m.bare.expect(t, ui.Pointer{Kind: ui.Hover, At: paint.Pt(7, 8)})
	on(ui.Leave, paint.Pt(-1, -1))
	if got := m.bare.take(); len(got) != 1 || got[0].(ui.Pointer).Kind != ui.Leave {
		t.Errorf("when the pointer leaves the page, the figure gets %v", got)
	}

	if !on(ui.Press, first) || !m.Holding() {
		t.Error("a press on a figure is not held")
	}
	on(ui.Drag, bare)
	on(ui.Release, bare)
	far := bare.Sub(first).Add(paint.Pt(5, 6))
	m.first.expect(t, ui.Pointer{Kind: ui.Press, At: paint.Pt(5, 6)}, ui.Pointer{Kind: ui.Drag, At: far}, ui.Pointer{Kind: ui.Release, At: far})
	m.bare.expect(t)
	if m.Holding() {
		t.Error("held after the release")
	}
	on(ui.Press, first)
	if on(ui.Cancel, bare); m.Holding() {
		t.Error("held after the browser took the pointer away")
	}
	if on(ui.Press, paint.Pt(1, 1)) || m.Holding() {
		t.Error("a press beside the figures does something")
	}
}

// Time goes by for figures in view; what the reader does, all get to know.
func TestTicks(t *testing.T) {
	m := page(t)
	m.layout(720)
	m.View = uitest.Find(t, m.Page, ui.Button, "Press bare").Bounds
	if m.Handle(ui.Tick{Now: time.Second}) {
		t.Error("a tick changes the page of figures at rest")
	}
	if len(m.first.take()) != 0 || !slices.Equal(m.bare.take(), []ui.Event{ui.Tick{Now: time.Second}}) {
		t.Error("the tick went to others than the figure in view")
	}
	m.first.moves = true
	if m.Handle(ui.Tick{Now: time.Second}) {
		t.Error("a figure out of view moves")
	}
	if m.bare.moves = true; !m.Handle(ui.Tick{Now: 2 * time.Second}) {
		t.Error("a figure in view does not move")
	}
	m.first.take()
	m.bare.take()
	set := ui.Set{ID: "first", Number: 3}
	m.Handle(set)
	for _, p := range []*probe{m.first, m.bare} {
		if got := p.take(); !slices.Equal(got, []ui.Event{set, ui.Tick{Now: 2 * time.Second}}) {
			t.Errorf("of a change %s gets %v", p.id, got)
		}
	}
	m.Handle(ui.Focus{ID: "first"})
	if got := m.bare.take(); !slices.Equal(got, []ui.Event{ui.Focus{ID: "first"}}) {
		t.Errorf("of a focus a figure gets %v", got)
	}
}

// A figure is painted anew when it has changed, and only in view.
func TestPictureIsKept(t *testing.T) {
	m := page(t)
	m.layout(720)
	draw := func(want int) {
		t.Helper()
		if m.Draw(m.c, new(paint.List)); m.first.drawn != want {
			t.Errorf("drawn %d times, want %d", m.first.drawn, want)
		}
	}
	draw(1)
	draw(1)
	m.Handle(ui.Set{ID: "first"})
	m.layout(720)
	draw(2)
	draw(2)
	m.Restored()
	m.layout(720)
	m.View = paint.Box(0, 0, 720, 10)
	draw(2)
	m.View = everywhere
	draw(3)
	if m.first.restored != 1 || m.bare.restored != 1 {
		t.Errorf("restored %d and %d times", m.first.restored, m.bare.restored)
	}
}

// A page keeps what its figures keep, in the order of the text.
func TestState(t *testing.T) {
	m := page(t)
	params := m.State() // before anything is laid out, as links are read
	var names []string
	for _, p := range params {
		names = append(names, p.Name)
	}
	if !slices.Equal(names, []string{"first", "bare"}) {
		t.Fatalf("the state is of %q", names)
	}
	if err := params[1].Set("2.5"); err != nil || m.bare.value != 2.5 {
		t.Errorf("set to %g: %v", m.bare.value, err)
	}
	if params[0].Get() != "" || params[1].Get() != "2.5" {
		t.Errorf("reads %q and %q", params[0].Get(), params[1].Get())
	}
}

// A figure is handed out as a picture by the id of its node.
func TestPicture(t *testing.T) {
	m := page(t)
	m.layout(720)
	if got := string(m.Picture(m.c, "probe.first.figure")); !strings.HasPrefix(got, "<svg ") || !strings.Contains(got, "caption") {
		t.Errorf("the picture is %.200s", got)
	}
	if got := m.Picture(m.c, "probe.first"); got != nil {
		t.Errorf("what is no figure has the picture %.200s", got)
	}
}

// An outlet has nowhere to put things, and keeps the last.
type outlet struct{ text string }

func (o *outlet) Home() string                                       { return "https://example.org/" }
func (o *outlet) Alone() bool                                        { return false }
func (o *outlet) Copy(_, text string)                                { o.text = text }
func (o *outlet) Keep(_, _ string, data []byte)                      { o.text = string(data) }
func (o *outlet) KeepPicture(_, _ string, svg []byte, _ paint.Point) { o.text = string(svg) }

// A figure with a caption has a menu where there is an outlet, unless the page
// is told to have none; what stands in the text without a caption has one when
// it is all there is.
func TestMenu(t *testing.T) {
	menus := func(m made) (ids []string) {
		m.layout(720)
		walk(m.Describe(), func(n ui.Node) {
			if n.Expands {
				ids = append(ids, n.ID)
			}
		})
		return ids
	}
	for _, c := range []struct {
		set  func(m made)
		want []string
	}{
		{func(m made) { m.c.Outlet = nil }, nil},
		{func(m made) {}, []string{"probe.first.menu"}},
		{func(m made) { m.Menuless = true }, nil},
		{func(m made) { m.Only("bare", false) }, []string{"probe.bare.menu"}},
		{func(m made) { m.Only("first", false) }, []string{"probe.first.menu"}},
		{func(m made) { m.Menuless = true; m.Only("first", true) }, nil},
	} {
		m := page(t)
		m.c.Outlet = &outlet{}
		if c.set(m); !slices.Equal(menus(m), c.want) {
			t.Errorf("%q have menus, want %q", menus(m), c.want)
		}
		uitest.Check(t, m.Page)
	}
}

// The link of a menu has the state of the whole page; a reset is of the figure
// and of those that share something with it.
func TestMenuState(t *testing.T) {
	m, o := page(t), &outlet{}
	m.c.Outlet = o
	m.State()
	m.first.value, m.bare.value = 2, 3
	set := func(name string) {
		m.layout(720)
		uitest.Set(t, m.c, m.Page, ui.Button, name, 0, "")
		m.layout(720)
	}
	m.layout(720)
	m.Handle(ui.Set{ID: "probe.first.menu"})
	if set("Copy link"); o.text != "https://example.org/#sample.first?first=2&bare=3" {
		t.Errorf("the link is %s", o.text)
	}
	if set("Save SVG"); !strings.HasPrefix(o.text, "<svg ") || strings.Contains(o.text, "Copy link") || strings.Contains(o.text, "<text") || !strings.Contains(o.text, "From Zero to AI") {
		t.Errorf("the picture is %.400s", o.text)
	}
	if set("Reset"); m.first.value != 0 || m.bare.value != 3 || m.first.restored != 1 || m.bare.restored != 0 {
		t.Errorf("reset, the figures are %g and %g", m.first.value, m.bare.value)
	}
	if set("Undo reset"); m.first.value != 2 {
		t.Errorf("undone, the figure is %g", m.first.value)
	}
	fresh := page(t)
	fresh.first.shared, fresh.bare.shared = o, o
	fresh.c.Outlet = o
	fresh.State()
	fresh.first.value, fresh.bare.value = 2, 3
	fresh.layout(720)
	fresh.Handle(ui.Set{ID: "probe.first.menu"})
	fresh.layout(720)
	if uitest.Set(t, fresh.c, fresh.Page, ui.Button, "Reset", 0, ""); fresh.first.value != 0 || fresh.bare.value != 0 {
		t.Errorf("reset, the figures that share something are %g and %g", fresh.first.value, fresh.bare.value)
	}
	if got := fresh.Anchor("first"); got != "probe.first.figure" || fresh.Anchor("none") != "" {
		t.Errorf("the figure stands at %q", got)
	}
}

// Only what has changed is laid out and told: a figure that moves, and those
// that share something with it.
func TestNews(t *testing.T) {
	m := page(t)
	m.layout(720)
	if _, ok := m.News(); ok {
		t.Fatal("a page that nobody has described is told in parts")
	}
	tick := func() (names []string) {
		m.first.laid, m.bare.laid = 0, 0
		m.Handle(ui.Tick{})
		m.layout(720)
		ns, ok := m.News()
		if !ok {
			t.Fatal("all of the page has changed")
		}
		whole := m.Describe()
		for _, n := range ns {
			names = append(names, n.ID)
			if at, ok := whole.Find(n.ID); !ok || !reflect.DeepEqual(at, n) {
				t.Errorf("%s is told as\n%v\nand described as\n%v", n.ID, n, at)
			}
		}
		return names
	}
	if got := tick(); got != nil || m.first.laid+m.bare.laid > 0 {
		t.Errorf("nothing moves, and %v are told", got)
	}
	m.first.moves = true
	if got := tick(); len(got) != 1 || got[0] != "probe.first.figure" || m.first.laid != 1 || m.bare.laid != 0 {
		t.Errorf("the first moves: told %v, laid out %d and %d times", got, m.first.laid, m.bare.laid)
	}
	m.first.grown = 10
	m.Handle(ui.Tick{})
	if m.layout(720); m.first.laid != 2 {
		t.Error("a figure that has changed is not laid out")
	}
	if _, ok := m.News(); ok {
		t.Error("what stands under a figure that has grown is told to be where it was")
	}
	if _, ok := m.News(); !ok {
		t.Error("the page is told anew twice")
	}
	m.Touch()
	if m.layout(720); m.bare.laid != 1 {
		t.Error("a page that was touched is not laid out")
	}
}

func TestSharing(t *testing.T) {
	m := page(t)
	m.first.shared, m.bare.shared = m.Page, m.Page
	m.first.moves = true
	m.layout(720)
	m.News()
	m.Handle(ui.Tick{})
	m.layout(720)
	if ns, ok := m.News(); !ok || len(ns) != 2 {
		t.Errorf("of two figures that share something %d are told", len(ns))
	}
}
