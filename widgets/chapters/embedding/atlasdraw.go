package embedding

import (
	"slices"
	"strings"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plot"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
)

// A tag is a word at its point of the map, with the place of its letters.
type tag struct {
	id   int
	text string
	at   paint.Point
	box  paint.Rect
}

// axes fit all words.
func (a *atlas) axes() plot.Axes {
	axes := plot.Axes{Bare: true, Equal: true}
	if !a.done {
		return axes
	}
	pts := make([]paint.Point, len(a.vocabulary.words))
	for i, id := range a.vocabulary.words {
		pts[i] = a.at(id)
	}
	axes.X, axes.Y = plot.Fit(pts...)
	return axes
}

// drawBack paints the words that the reader does not hold.
func (a *atlas) drawBack(c *ui.Context, to paint.Canvas, f plot.Frame) {
	if !a.done {
		label.Line(c, to, theme.Small, "not computed yet", f.Area.Center(), label.Center, c.Theme.Soft)
		return
	}
	a.placeTags(c, f)
	var dots paint.Path
	for _, id := range a.vocabulary.words {
		dots.Append(paint.Circle(f.Px(a.at(id)), dot))
	}
	to.Fill(dots, c.Theme.Data)
	for _, t := range a.tags {
		if hidden := slices.ContainsFunc(a.heldTags, t.clashes); !hidden {
			label.Line(c, to, theme.Label, t.text, t.box.Center(), label.Center, c.Theme.Soft)
		}
	}
}

const (
	dot       = 3 // the radius of a word's point
	apartFrom = 8 // from the point to the letters
)

// placeTags gives the chosen word and its neighbours places for their letters,
// and of the others as many as there is room for, those of the lowest ids
// first. The others keep theirs as long as the map is the same.
func (a *atlas) placeTags(c *ui.Context, f plot.Frame) {
	held := a.held()
	points := make([]paint.Point, len(held))
	for i, id := range held {
		points[i] = f.Px(a.at(id))
	}
	a.heldTags = nil
	if len(held) > 0 { // the chosen word is named, whatever is under its letters
		a.heldTags = a.lay(c, f, held[1:], points[1:], a.lay(c, f, held[:1], points[:1], nil))
	}
	now := a.version()
	now.word = none
	if now == a.tagged && f.Area == a.tagArea {
		return
	}
	a.tagged, a.tagArea = now, f.Area
	points = make([]paint.Point, len(a.vocabulary.words))
	for i, id := range a.vocabulary.words {
		points[i] = f.Px(a.at(id))
	}
	a.tags = a.lay(c, f, a.vocabulary.words, points, nil)
}

// lay gives words at points a place each, if there is one that is clear of all
// these points and of the words before, and adds them to those.
func (a *atlas) lay(c *ui.Context, f plot.Frame, words []int, points []paint.Point, placed []tag) []tag {
	for i, id := range words {
		t := tag{id: id, text: a.letters(id), at: points[i]}
		if t.place(c, f.Area, func() bool { return t.clear(points) && !slices.ContainsFunc(placed, t.clashes) }) {
			placed = append(placed, t)
		}
	}
	return placed
}

// letters are how a word is written on the map.
func (a *atlas) letters(id int) string { return strings.TrimSpace(tokens.Show(a.piece(id))) }

// place puts the letters of t on a side of its point where they are in an area
// and free.
func (t *tag) place(c *ui.Context, area paint.Rect, free func() bool) bool {
	size := label.Room(c, c.Type.Shape(theme.Label, t.text), paint.Point{}, label.Center).Size().Add(paint.Pt(4, 0))
	for _, d := range sides {
		mid := t.at.Add(paint.Pt(d.X*(size.X/2+apartFrom), d.Y*(size.Y/2+apartFrom)))
		t.box = paint.Box(mid.X-size.X/2, mid.Y-size.Y/2, size.X, size.Y)
		in := t.box.Min.X >= area.Min.X && t.box.Max.X <= area.Max.X && t.box.Min.Y >= area.Min.Y && t.box.Max.Y <= area.Max.Y
		if in && free() {
			return true
		}
	}
	return false
}

var sides = []paint.Point{{X: 1}, {X: -1}, {Y: -1}, {Y: 1}, {X: 1, Y: -1}, {X: -1, Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1}}

// clear reports whether no point lies in the letters of t.
func (t *tag) clear(points []paint.Point) bool {
	box := t.box.Inset(-dot)
	return !slices.ContainsFunc(points, func(p paint.Point) bool { return p.In(box) })
}

// clashes reports whether the letters of two words overlap.
func (t *tag) clashes(u tag) bool { return t.box.Overlaps(u.box) }

// held are the words of the map that the reader holds.
func (a *atlas) held() (ids []int) {
	if a.place < 1 {
		return nil
	}
	ids = []int{a.word}
	for _, n := range a.close {
		if slices.Contains(a.vocabulary.words, n.Row) {
			ids = append(ids, n.Row)
		}
	}
	return ids
}

// drawFront paints the chosen word, its neighbours and the lines to them, and
// the name of the word under the pointer.
func (a *atlas) drawFront(c *ui.Context, to paint.Canvas, f plot.Frame) {
	if !a.done {
		return
	}
	held := a.held()
	var lines, rings paint.Path
	for _, id := range held[min(1, len(held)):] {
		lines.Move(f.Px(a.at(a.word)))
		lines.Line(f.Px(a.at(id)))
		rings.Append(paint.Circle(f.Px(a.at(id)), 5))
	}
	to.Stroke(lines, paint.Stroke{Width: 1.5, Color: c.Theme.Held, Dash: []float64{4, 3}})
	for _, t := range a.heldTags {
		plate(c, to, t.box, t.text)
	}
	to.Fill(rings, c.Theme.Panel)
	to.Stroke(rings, paint.Stroke{Width: 2, Color: c.Theme.Held})
	if len(held) > 0 {
		f.Dot(c, to, a.at(a.word), 7, c.Theme.Ball)
	}
	a.drawOver(c, to, f)
}

// drawOver names the word under the pointer.
func (a *atlas) drawOver(c *ui.Context, to paint.Canvas, f plot.Frame) {
	if a.over == none {
		return
	}
	t := tag{text: a.letters(a.over), at: f.Px(a.at(a.over))}
	to.Stroke(paint.Circle(t.at, 6), paint.Stroke{Width: 2, Color: c.Theme.Ink})
	if t.place(c, f.Area, func() bool { return true }) {
		plate(c, to, t.box, t.text)
	}
}

// plate writes a word on a ground that hides what is under it.
func plate(c *ui.Context, to paint.Canvas, box paint.Rect, text string) {
	to.Fill(paint.Rounded(box, 4), c.Theme.Panel)
	label.Line(c, to, theme.Label, text, box.Center(), label.Center, c.Theme.Ink)
}

// pointed takes a pointer over the map: it names the word under it, and chooses
// it when it is pressed.
func (a *atlas) pointed(e ui.Pointer) bool {
	was := a.over
	switch e.Kind {
	case ui.Leave, ui.Cancel:
		a.over = none
	case ui.Hover:
		if !e.Touch {
			a.over = a.under(e.At, 14)
		}
	case ui.Press:
		if id := a.under(e.At, 24); id != none {
			a.choose(id)
			return true
		}
	}
	return a.over != was
}

// under returns the word that is nearest to a place, within some pixels.
func (a *atlas) under(p paint.Point, reach float64) int {
	if !a.done {
		return none
	}
	f, best := a.plane.Frame(), none
	at := f.Px(p)
	for _, id := range a.vocabulary.words {
		if d := f.Px(a.at(id)).Sub(at).Len(); d <= reach {
			best, reach = id, d
		}
	}
	return best
}
