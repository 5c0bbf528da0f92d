package flow

import (
	"time"

	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A Book is the pages of the guide under one another. It lays a page out when
// it is asked to: a long book is ready to be read at its first page.
type Book struct {
	Pages []*Page

	tops    []float64 // one more than pages
	heights []float64 // of pages not laid out: what somebody else says they take
	ready   []bool
}

// NewBook returns a book of pages, none of them laid out.
func NewBook(pages []*Page) *Book {
	n := len(pages)
	return &Book{Pages: pages, tops: make([]float64, n+1), heights: make([]float64, n), ready: make([]bool, n)}
}

// LayoutPage lays out page i. It is to be called again when the page, the
// width or the look has changed.
func (b *Book) LayoutPage(c *ui.Context, i int, width float64) {
	b.heights[i] = b.Pages[i].Layout(c, paint.Pt(width, 1e6)).Y
	b.ready[i] = true
	b.place()
}

// Reserve says how much room page i takes until it is laid out.
func (b *Book) Reserve(i int, height float64) {
	b.ready[i], b.heights[i] = false, height
	b.place()
}

func (b *Book) place() {
	for i, h := range b.heights {
		b.tops[i+1] = b.tops[i] + h
	}
}

// Ready reports whether page i is laid out.
func (b *Book) Ready(i int) bool { return b.ready[i] }

// Top is where page i starts, and for i = len(Pages) where the book ends.
func (b *Book) Top(i int) float64 { return b.tops[i] }

// At returns the page that stands at height y, the nearest one if none does.
func (b *Book) At(y float64) int {
	for i := range b.Pages {
		if y < b.tops[i+1] {
			return i
		}
	}
	return len(b.Pages) - 1
}

// Find returns the page called id, or -1.
func (b *Book) Find(id string) int {
	for i, p := range b.Pages {
		if p.ID == id {
			return i
		}
	}
	return -1
}

// near is how many heights of the view a page is away, above or below, when it
// comes near.
const near = 2

// View tells every page which part of the book is on the screen, and those that
// are near it that they are.
func (b *Book) View(view paint.Rect) {
	around := view
	around.Min.Y -= near * view.H()
	around.Max.Y += near * view.H()
	for i, p := range b.Pages {
		p.View = view.Shift(paint.Pt(0, -b.tops[i]))
		if p.Near != nil && b.tops[i] < around.Max.Y && b.tops[i+1] > around.Min.Y {
			p.Near()
		}
	}
}

// Draw paints the pages in view.
func (b *Book) Draw(c *ui.Context, to paint.Canvas, view paint.Rect) {
	b.View(view)
	for i, p := range b.Pages {
		top := paint.Pt(0, b.tops[i])
		if b.ready[i] && (paint.Rect{Min: top, Max: top.Add(p.size)}).Overlaps(view) {
			to.Group(paint.Group{Transform: paint.Shift(top)}, func(to paint.Canvas) { p.Draw(c, to) })
		}
	}
}

// Ahead paints what stands in wide but not in view: what the reader may come to
// next.
func (b *Book) Ahead(c *ui.Context, to paint.Canvas, view, wide paint.Rect) {
	for i, p := range b.Pages {
		if !b.ready[i] {
			continue
		}
		top := paint.Pt(0, b.tops[i])
		view, wide := view.Shift(top.Mul(-1)), wide.Shift(top.Mul(-1))
		to.Group(paint.Group{Transform: paint.Shift(top)}, func(to paint.Canvas) { p.ahead(c, to, view, wide) })
	}
}

// Tick lets time go by in view. It reports which pages have changed, and when
// another tick is wanted, if one is before anything changes: 0 if not.
func (b *Book) Tick(now time.Duration) (changed []int, next time.Duration) {
	changed = b.tell(ui.Tick{Now: now, Next: &next})
	return changed, next
}

// Tell tells all figures of a Report or a Notice and reports which pages have
// changed.
func (b *Book) Tell(e ui.Event) (changed []int) { return b.tell(e) }

func (b *Book) tell(e ui.Event) (changed []int) {
	for i, p := range b.Pages {
		if b.ready[i] && p.Handle(e) {
			changed = append(changed, i)
		}
	}
	return changed
}
