package opening

import (
	"fmt"
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// An Entry is a line of the table of contents.
type Entry struct {
	ID     string // of the chapter
	Number int
	Title  string
	Lede   string
	Done   int // goals reached
	Goals  int // goals there are
}

// status says in words how far the reader has come.
func (e Entry) status() string {
	switch {
	case e.Goals == 0:
		return ""
	case e.Done == 0:
		return "not started"
	case e.Done < e.Goals:
		return fmt.Sprintf("%d of %d done", e.Done, e.Goals)
	}
	return "done"
}

// contentsList is the table of contents with the reader's progress.
type contentsList struct {
	entries func() []Entry

	lines []line
	size  paint.Point
}

// A line is an entry in its place.
type line struct {
	Entry
	box         paint.Rect
	title, lede label.Block
}

var _ ui.Widget = (*contentsList)(nil)

const (
	ring  = 44 // the width of the column of rings
	inset = 14 // between a line's edge and its words
)

func (t *contentsList) Layout(c *ui.Context, room paint.Point) paint.Point {
	t.lines, t.size = nil, paint.Pt(room.X, 0)
	for i, e := range t.entries() {
		if i > 0 {
			t.size.Y += 8
		}
		l := line{Entry: e}
		width := room.X - ring - 2*inset
		l.title = label.Set(c, paint.Font{Size: 18, Weight: 650}, e.Title, width)
		l.lede = label.Set(c, theme.Small, e.words(), width)
		l.box = paint.Box(0, t.size.Y, room.X, l.title.Size.Y+l.lede.Size.Y+2*inset)
		t.lines = append(t.lines, l)
		t.size.Y += l.box.H()
	}
	return t.size
}

// words are what stands under the title.
func (e Entry) words() string {
	if s := e.status(); s != "" && e.Done > 0 {
		return e.Lede + "\n" + s
	}
	return e.Lede
}

// Handle has nothing to do: the lines are links of the page.
func (t *contentsList) Handle(ui.Event) bool { return false }

func (t *contentsList) Draw(c *ui.Context, to paint.Canvas) {
	for _, l := range t.lines {
		to.Fill(paint.Rounded(l.box, theme.Radius), c.Theme.Panel)
		l.drawRing(c, to, paint.Pt(inset+14, l.box.Min.Y+inset+13))
		at := l.box.Min.Add(paint.Pt(ring+inset, inset))
		l.title.Draw(to, at, c.Theme.Ink)
		l.lede.Draw(to, at.Add(paint.Pt(0, l.title.Size.Y)), c.Theme.Soft)
	}
}

// drawRing paints the chapter's number in a ring that fills as goals are reached.
func (l line) drawRing(c *ui.Context, to paint.Canvas, o paint.Point) {
	const radius = 15
	to.Stroke(paint.Circle(o, radius), paint.Stroke{Width: 2, Color: c.Theme.Faint})
	if l.Done > 0 {
		to.Stroke(arc(o, radius, float64(l.Done)/float64(l.Goals)), paint.Stroke{Width: 3, Color: c.Theme.Forward, Round: true})
	}
	label.Line(c, to, theme.Control, fmt.Sprint(l.Number), o, label.Center, c.Theme.Ink)
}

// arc is part of a circle, clockwise from the top.
func arc(o paint.Point, r, part float64) (p paint.Path) {
	const steps = 48
	for i := range steps + 1 {
		a := 2 * math.Pi * min(part, 1) * float64(i) / steps
		p.Line(o.Add(paint.Pt(r*math.Sin(a), -r*math.Cos(a))))
	}
	return p
}

func (t *contentsList) Describe() ui.Node {
	list := ui.Node{ID: "opening.contents", Role: ui.List, Name: "Chapters", Bounds: paint.Rect{Max: t.size}}
	for _, l := range t.lines {
		id := "opening.contents." + l.ID
		link := ui.Node{
			ID: id, Role: ui.Link, URL: "#" + l.ID, Bounds: l.box,
			Name: fmt.Sprintf("Chapter %d: %s", l.Number, l.Title), Value: l.status(),
		}
		list.Children = append(list.Children, ui.Node{ID: id + ".item", Role: ui.Item, Bounds: l.box, Children: []ui.Node{link}})
	}
	return list
}
