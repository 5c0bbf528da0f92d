package flow_test

import (
	"slices"
	"testing"
	"time"

	"zerotoai/engine/job"
	"zerotoai/widgets/doc"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// book makes a book of the sample between two pages of a title.
func book(t *testing.T) (*flow.Book, made) {
	t.Helper()
	m := page(t)
	short := func(id string) *flow.Page {
		h := &doc.Heading{Level: 1, ID: id, Text: []doc.Inline{doc.Plain(id)}}
		return &flow.Page{ID: id, Doc: &doc.Document{Title: id, Blocks: []doc.Block{h}}}
	}
	return flow.NewBook([]*flow.Page{short("before"), m.Page, short("after")}), m
}

// Pages stand under one another, laid out or not.
func TestPlaces(t *testing.T) {
	b, m := book(t)
	for i, h := range []float64{100, 200, 300} {
		b.Reserve(i, h)
	}
	tops := func() (ys []float64) {
		for i := range len(b.Pages) + 1 {
			ys = append(ys, b.Top(i))
		}
		return ys
	}
	if got := tops(); !slices.Equal(got, []float64{0, 100, 300, 600}) {
		t.Errorf("reserved, pages stand at %v", got)
	}
	b.LayoutPage(m.c, 1, 720)
	high := m.layout(720).Y
	if got := tops(); !slices.Equal(got, []float64{0, 100, 100 + high, 400 + high}) {
		t.Errorf("with the second %g high, pages stand at %v", high, got)
	}
	if b.Ready(0) || !b.Ready(1) || b.Ready(2) {
		t.Error("others than the second page are ready")
	}
	b.Reserve(1, 50)
	if b.Ready(1) || b.Top(2) != 150 {
		t.Errorf("given up, the second page is ready or ends at %g", b.Top(2))
	}
}

func TestAt(t *testing.T) {
	b, _ := book(t)
	for i, h := range []float64{100, 200, 300} {
		b.Reserve(i, h)
	}
	for y, want := range map[float64]int{-5: 0, 0: 0, 99.9: 0, 100: 1, 299: 1, 300: 2, 599: 2, 600: 2, 1e9: 2} {
		if got := b.At(y); got != want {
			t.Errorf("at %g is page %d, want %d", y, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	b, _ := book(t)
	for id, want := range map[string]int{"before": 0, "sample": 1, "after": 2, "": -1, "sampl": -1} {
		if got := b.Find(id); got != want {
			t.Errorf("%q is page %d, want %d", id, got, want)
		}
	}
}

// Pages that are laid out and in view are drawn, and get the time.
func TestView(t *testing.T) {
	b, m := book(t)
	b.Reserve(0, 100)
	b.Reserve(2, 100)
	b.LayoutPage(m.c, 1, 720)
	drawn := func(view paint.Rect) int {
		l := paint.Record(func(to paint.Canvas) { b.Draw(m.c, to, view) })
		return l.Len()
	}
	all := paint.Box(0, 0, 720, b.Top(3))
	if n := drawn(all); n != 1 {
		t.Errorf("%d pages are drawn, one being laid out", n)
	}
	if n := drawn(paint.Box(0, 0, 720, 100)); n != 0 {
		t.Errorf("%d pages are drawn where none is laid out", n)
	}
	m.first.moves = true
	view := m.first.Describe().Bounds.Shift(m.at(t, m.first, 0, 100))
	if b.View(view); m.View != view.Shift(paint.Pt(0, -100)) {
		t.Errorf("the page sees %v of itself", m.View)
	}
	if got, next := b.Tick(time.Second); !slices.Equal(got, []int{1}) || next != 0 {
		t.Errorf("the pages %v have changed, and %v is asked for", got, next)
	}
	m.first.asks, m.bare.asks = 5*time.Second, 3*time.Second
	if _, next := b.Tick(time.Second); next != 5*time.Second {
		t.Errorf("in view a tick at 5 s is asked for, and wanted is %v", next)
	}
	b.View(all)
	if _, next := b.Tick(time.Second); next != 3*time.Second {
		t.Errorf("the earliest tick that is asked for is at 3 s, and wanted is %v", next)
	}
	b.View(paint.Box(0, 0, 720, 50))
	if got, _ := b.Tick(time.Second); len(got) != 0 {
		t.Errorf("the pages %v have changed out of view", got)
	}
	b.Reserve(1, 1000)
	b.View(all)
	if got, _ := b.Tick(time.Second); len(got) != 0 {
		t.Errorf("the pages %v have changed, not laid out", got)
	}
}

// Ahead paints what is around the view, and a figure there once.
func TestAhead(t *testing.T) {
	b, m := book(t)
	b.Reserve(0, 100)
	b.Reserve(2, 100)
	b.LayoutPage(m.c, 1, 720)
	figure := m.first.Describe().Bounds.Shift(m.at(t, m.first, 0, 100))
	all := paint.Box(0, 0, 720, b.Top(3))
	ahead := func(view, wide paint.Rect, want int) {
		t.Helper()
		if b.Ahead(m.c, new(paint.List), view, wide); m.first.drawn != want {
			t.Errorf("drawn %d times, want %d", m.first.drawn, want)
		}
	}
	ahead(figure, all, 0)
	ahead(figure.Shift(paint.Pt(0, 300)), figure.Shift(paint.Pt(0, 400)), 0)
	ahead(figure.Shift(paint.Pt(0, 300)), all, 1)
	ahead(figure.Shift(paint.Pt(0, 300)), all, 1)
	b.Draw(m.c, keeper{new(paint.List), t}, figure)
	if m.first.drawn != 1 {
		t.Errorf("in view it is drawn for the %d. time", m.first.drawn)
	}
}

// A keeper is a canvas that wants to be shown lists, and nothing else.
type keeper struct {
	*paint.List
	t *testing.T
}

func (k keeper) Keep(*paint.List, paint.Rect) {}
func (k keeper) Group(_ paint.Group, draw func(paint.Canvas)) {
	draw(k)
}
func (k keeper) Stroke(paint.Path, paint.Stroke) {
	k.t.Error("a figure that was made ahead is not kept")
}

// What is heard of a job goes to all figures, in view or not, of pages that are
// laid out.
func TestReport(t *testing.T) {
	b, m := book(t)
	b.LayoutPage(m.c, 1, 720)
	b.View(paint.Box(0, -1000, 720, 50))
	m.first.take()
	m.bare.take()
	e := ui.Report{Message: job.Done{}}
	if got := b.Tell(e); len(got) != 0 {
		t.Errorf("the pages %v have changed", got)
	}
	for _, p := range []*probe{m.first, m.bare} {
		if got := p.take(); !slices.Equal(got, []ui.Event{e}) {
			t.Errorf("%s gets %v", p.id, got)
		}
	}
	m.first.moves = true
	if got := b.Tell(e); !slices.Equal(got, []int{1}) {
		t.Errorf("the pages %v have changed", got)
	}
}

// A notice goes where a report goes.
func TestNotice(t *testing.T) {
	b, m := book(t)
	b.LayoutPage(m.c, 1, 720)
	b.View(paint.Box(0, -1000, 720, 50))
	m.first.take()
	b.Tell(ui.Notice{})
	if got := m.first.take(); !slices.Equal(got, []ui.Event{ui.Notice{}}) {
		t.Errorf("a figure out of view gets %v", got)
	}
}

// A page is told when it is within two heights of the view.
func TestNear(t *testing.T) {
	b, _ := book(t)
	for i, h := range []float64{1000, 200, 300} {
		b.Reserve(i, h)
	}
	near := 0
	b.Pages[1].Near = func() { near++ }
	for _, c := range []struct {
		top  float64
		want int
	}{{0, 0}, {690, 0}, {701, 1}, {1100, 1}, {1399, 1}, {1401, 0}} {
		near = 0
		if b.View(paint.Box(0, c.top, 720, 100)); near != c.want {
			t.Errorf("seen from %g, the page is told %d times that it is near", c.top, near)
		}
	}
}
