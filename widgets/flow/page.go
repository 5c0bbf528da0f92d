// Package flow lays documents and their figures out as pages.
//
// A Page is one chapter as one widget. Its text is set and recorded when the
// width changes and only replayed after that; its figures live. A Book is the
// pages of the guide under one another.
package flow

import (
	"iter"
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

// A box is a block in its place: recorded text, or a figure.
type box struct {
	at, size paint.Point
	down     float64 // from the top of its row
	room     float64 // the width it is set in
	card     bool    // it is the glossary's card
	text     *paint.List
	nodes    []ui.Node // of text, in the box's coordinates
	figure   *figure   // nil for text
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

// boxes goes through the boxes in reading order.
func (p *Page) boxes() iter.Seq[*box] {
	return func(yield func(*box) bool) {
		for _, r := range p.rows {
			for _, b := range r.boxes {
				if !yield(b) {
					return
				}
			}
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

// State collects what a link to the page keeps. It is to be called once,
// before anything has changed.
func (p *Page) State() []ui.Param {
	p.state = map[string][]ui.Param{}
	for _, name := range p.names() {
		if s, ok := p.Figures[name].(ui.Stateful); ok {
			p.state[name] = s.State()
		}
	}
	return p.params(func(string) bool { return true })
}

// params are what a link keeps of the figures that are asked for.
func (p *Page) params(of func(name string) bool) (ps []ui.Param) {
	for _, name := range p.names() {
		if of(name) {
			ps = append(ps, p.state[name]...)
		}
	}
	return ps
}

// Restored tells the figures that a link has set their parameters.
func (p *Page) Restored() {
	p.restored(func(string) bool { return true })
	p.Touch()
}

func (p *Page) restored(of func(name string) bool) {
	for _, name := range p.names() {
		if s, ok := p.Figures[name].(ui.Stateful); ok && of(name) {
			s.Restored()
		}
	}
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

func (b *box) bounds() paint.Rect { return paint.Rect{Min: b.at, Max: b.at.Add(b.size)} }

func (b *box) draw(c *ui.Context, to paint.Canvas) {
	if b.figure != nil {
		b.figure.draw(c, to, b.size)
		return
	}
	b.text.Show(to, paint.Rect{Max: b.size}.Inset(-bleed))
}

// bleed is how far glyphs may reach over the box of their lines.
const bleed = 4

func (b *box) describe() (ns []ui.Node) {
	nodes := b.nodes
	if b.figure != nil {
		nodes = []ui.Node{b.figure.describe(b.size)}
	}
	for _, n := range nodes {
		ns = append(ns, n.Shift(b.at))
	}
	return ns
}
