// Package flow lays documents and their figures out as pages.
//
// A Page is one chapter as one widget. Its text is set and recorded when the
// width changes and only replayed after that; its figures live. A Book is the
// pages of the guide under one another.
package flow

import (
	"time"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/paint/svg"
	"zerotoai/widgets/ui"
)

// A Page is a chapter: its text and the figures that the text calls.
type Page struct {
	ID       string // the chapter's, and the first part of every id on the page
	Kicker   string // a short line above the title, such as "Chapter 3"
	Home     string // the address of the table of contents, for a link beside the kicker; may be empty
	Doc      *doc.Document
	Figures  map[string]ui.Widget
	Glossary func(term string) (Entry, bool) // may be nil

	// Near, if set, is called when the page is near the view: more than once.
	Near func()

	// Menuless says that the figures have no menus.
	Menuless bool

	// View is the part that is on the screen: nothing outside it is drawn or
	// gets ticks.
	View paint.Rect

	width   float64
	context ui.Context
	rows    []row
	moved   bool   // something has another place since Describe or News told
	open    string // the id of the phrase whose glossary card is open
	size    paint.Point
	now     time.Duration
	held    *box // has the pointer
	over    *box // the pointer is over it

	alone    bool                  // one figure is all there is: see Only
	stateful []string              // then the figures that the page had
	state    map[string][]ui.Param // of each figure: see State
}

// An Entry is what the glossary says of a term.
type Entry struct {
	Title  string
	Blocks []doc.Block
}

var _ ui.Widget = (*Page)(nil)

// A row is one box, or a figure and its explanation side by side.
type row struct {
	gap   float64 // above
	boxes []*box
}

// Layout sets the page anew if the width or the look has changed. Otherwise it
// lays out only the figures that have changed: those that said so when they
// were given an event, and those that share something with one of them.
func (p *Page) Layout(c *ui.Context, room paint.Point) paint.Point {
	if p.rows == nil || p.width != room.X || p.context != *c {
		p.width, p.context = room.X, *c
		p.rows = p.set(c)
		p.insertCard(c)
		p.moved = true
	}
	for _, b := range p.figures() {
		if !b.figure.stale {
			continue
		}
		size := b.figure.layout(c, b.room)
		p.moved = p.moved || size != b.size
		b.size = size
	}
	if p.moved {
		p.place()
	}
	return p.size
}

// Touch has the next Layout lay out all figures: something has changed that
// they show and that no event has told them of.
func (p *Page) Touch() {
	for _, b := range p.figures() {
		b.figure.stale = true
	}
}

// touch notes that a figure has changed, and with it those that share
// something with it.
func (p *Page) touch(f *figure) {
	f.stale = true
	if f.shared == nil {
		return
	}
	for _, b := range p.figures() {
		if b.figure.shared == f.shared {
			b.figure.stale = true
		}
	}
}

// place gives each row its height, from top to bottom.
func (p *Page) place() {
	y := 0.0
	for _, r := range p.rows {
		y += r.gap
		height := 0.0
		for _, b := range r.boxes {
			b.at.Y = y + b.down
			height = max(height, b.down+b.size.Y)
		}
		y += height
	}
	p.size = paint.Pt(p.width, y)
}

// Handle gives pointers to the figure they are over, and everything else to
// all: a checkpoint watches what happens in the other figures.
func (p *Page) Handle(e ui.Event) (changed bool) {
	switch e := e.(type) {
	case ui.Tick:
		p.now = e.Now
		return p.tell(e, p.View)
	case ui.Report, ui.Notice, ui.Focus, ui.Enter, ui.Files, ui.Outcome, ui.Halt:
		changed = p.tell(e, paint.Rect{Max: p.size})
	case ui.Pointer:
		changed = p.point(e)
	case ui.Set:
		if p.toggleTerm(e.ID) {
			return true
		}
		changed = p.tell(e, paint.Rect{Max: p.size})
	}
	if changed {
		p.tell(ui.Tick{Now: p.now}, paint.Rect{Max: p.size})
	}
	return changed
}

// tell gives e to the figures in view.
func (p *Page) tell(e ui.Event, view paint.Rect) (changed bool) {
	for _, b := range p.figures() {
		if b.bounds().Overlaps(view) {
			changed = p.give(b, e) || changed
		}
	}
	return changed
}

// give gives e to the figure in b, and notes whether that has changed it.
func (p *Page) give(b *box, e ui.Event) (changed bool) {
	if ptr, ok := e.(ui.Pointer); ok {
		ptr.At = ptr.At.Sub(b.at)
		e = ptr
	}
	if changed = b.figure.handle(e); changed {
		p.touch(b.figure)
	}
	return changed
}

// point finds the figure that gets a pointer's event.
func (p *Page) point(e ui.Pointer) (changed bool) {
	under := p.under(e.At)
	if p.held != nil {
		under = p.held
	}
	if p.over != nil && p.over != under {
		changed = p.give(p.over, ui.Pointer{Kind: ui.Leave, At: e.At, Touch: e.Touch})
	}
	p.over = under
	if under == nil {
		return changed
	}
	took := p.give(under, e)
	switch e.Kind {
	case ui.Press, ui.Down:
		if took {
			p.held = under
		}
	case ui.Release, ui.Cancel:
		p.held = nil
	case ui.Leave:
		p.over = nil
	}
	return took || changed
}

// Holding reports whether a figure keeps the pointer until it is let go.
func (p *Page) Holding() bool { return p.held != nil }

func (p *Page) under(at paint.Point) *box {
	for _, b := range p.figures() {
		if at.In(b.bounds()) {
			return b
		}
	}
	return nil
}

func (p *Page) figures() (bs []*box) {
	for b := range p.boxes() {
		if b.figure != nil {
			bs = append(bs, b)
		}
	}
	return bs
}

// Draw paints what is in view.
func (p *Page) Draw(c *ui.Context, to paint.Canvas) {
	for b := range p.boxes() {
		if b.bounds().Overlaps(p.View) {
			to.Group(paint.Group{Transform: paint.Shift(b.at)}, func(to paint.Canvas) { b.draw(c, to) })
		}
	}
}

// ahead paints what is in wide and not in view. Figures stand still there.
func (p *Page) ahead(c *ui.Context, to paint.Canvas, view, wide paint.Rect) {
	for b := range p.boxes() {
		if r := b.bounds(); r.Overlaps(wide) && !r.Overlaps(view) {
			to.Group(paint.Group{Transform: paint.Shift(b.at)}, func(to paint.Canvas) {
				if b.figure != nil {
					b.figure.record(c, b.size)
					b.figure.calm = true
				}
				b.draw(c, to)
			})
		}
	}
}

// Describe returns the text and the figures in reading order.
func (p *Page) Describe() ui.Node {
	n := ui.Node{ID: p.ID + ".page", Role: ui.Group, Name: p.Doc.Title, Bounds: paint.Rect{Max: p.size}}
	for b := range p.boxes() {
		n.Children = append(n.Children, b.describe()...)
	}
	return n
}

// News returns the nodes, as they stand in Describe, of the figures that have
// been laid out since it was last asked. It is not ok if more than that has
// changed: then Describe tells the page as it is.
func (p *Page) News() (ns []ui.Node, ok bool) {
	ok = !p.moved
	p.moved = false
	for _, b := range p.figures() {
		if b.figure.news && ok {
			ns = append(ns, b.describe()...)
		}
		b.figure.news = false
	}
	return ns, ok
}

// Picture returns the figure whose node is called id as SVG, or nil if there
// is none.
func (p *Page) Picture(c *ui.Context, id string) []byte {
	for _, b := range p.figures() {
		if b.figure.name+".figure" == id {
			return svg.Options{Prefix: id + ".", Images: &b.figure.images}.Render(b.size.X, b.size.Y, func(to paint.Canvas) { b.draw(c, to) })
		}
	}
	return nil
}
