package plot

import (
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Plane is a coordinate plane as a widget: a figure gives it axes, what to
// paint, the points that the reader holds, and words.
type Plane struct {
	ID    string
	Name  string        // what it shows: "Graph of f(x) = x²"
	Value func() string // what it shows now, in a sentence; may be nil
	Axes  func() Axes   // asked at each Layout
	Shape float64       // height over width; 0 is 0.62
	Tall  float64       // the greatest height; 0 is 420

	// Back paints what seldom changes, such as a curve over all of the frame.
	// Its picture is kept until the frame, the theme or Version changes.
	Back    func(c *ui.Context, to paint.Canvas, f Frame)
	Version func() any // a comparable value; nil is a Back that never changes
	// Cross, if set, is a cross-hair that follows what the reader does.
	Cross func() Cross
	// Front paints what changes with what the reader does.
	Front func(c *ui.Context, to paint.Canvas, f Frame)

	Handles []*Handle // the last one is on top
	// Over paints on top of the handles; may be nil.
	Over func(c *ui.Context, to paint.Canvas, f Frame)
	// Pointed, if set, gets the pointer's events that no handle has taken and
	// that are a Press in the frame, or follow one, or a Hover in the frame,
	// in data coordinates.
	Pointed func(e ui.Pointer) (changed bool)

	size    paint.Point
	frame   Frame
	kept    *paint.List
	key     key
	grabbed *Handle // the handle that has the pointer
	pressed bool    // Pointed has the pointer
}

var _ ui.Widget = (*Plane)(nil)

// A key says what a kept picture was made of.
type key struct {
	axes    Axes
	size    paint.Point
	theme   *theme.Theme
	version any
}

// Layout implements ui.Widget. The plane takes all of the width and a height
// in proportion, whatever the height of room.
func (p *Plane) Layout(c *ui.Context, room paint.Point) paint.Point {
	shape, tall := p.Shape, p.Tall
	if shape == 0 {
		shape = 0.62
	}
	if tall == 0 {
		tall = 420
	}
	p.size = paint.Pt(room.X, min(max(room.X*shape, 220), tall))
	axes := p.Axes()
	p.frame = axes.Frame(c, paint.Rect{Max: p.size})
	for _, h := range p.Handles {
		h.Place(p.frame)
	}
	p.keep(c, axes)
	return p.size
}

func (p *Plane) keep(c *ui.Context, axes Axes) {
	k := key{axes: axes, size: p.size, theme: c.Theme}
	if p.Version != nil {
		k.version = p.Version()
	}
	if p.kept != nil && p.key == k {
		return
	}
	p.key = k
	p.kept = paint.Record(func(to paint.Canvas) {
		p.frame.Grid(c, to)
		if p.Back != nil {
			p.Back(c, to, p.frame)
		}
	})
}

// Frame is where the last Layout put the axes.
func (p *Plane) Frame() Frame { return p.frame }

// Handle implements ui.Widget.
func (p *Plane) Handle(e ui.Event) bool {
	ptr, ok := e.(ui.Pointer)
	if !ok {
		changed := false
		for _, h := range p.Handles {
			changed = h.Handle(e) || changed
		}
		return changed
	}
	if p.grabbed != nil {
		h := p.grabbed
		changed := h.Handle(e)
		if !h.Held() {
			p.grabbed = nil
		}
		return changed
	}
	return p.point(ptr)
}

// point gives a free pointer to the topmost handle that takes it, those with
// a point under it first, and then to Pointed.
func (p *Plane) point(e ui.Pointer) bool {
	if e.Kind == ui.Press || e.Kind == ui.Down {
		if h := p.pick(e); h != nil {
			p.grabbed = h
			return h.Handle(e)
		}
	}
	if e.Kind == ui.Hover {
		for _, h := range p.Handles {
			if h.Handle(e) {
				return true
			}
		}
	}
	return p.pointed(e)
}

func (p *Plane) pick(e ui.Pointer) (best *Handle) {
	nearest := reach(e.Touch)
	for _, h := range p.Handles {
		if d := h.shown().Sub(e.At).Len(); d <= nearest && h.Reach != Keys {
			best, nearest = h, d
		}
	}
	if best != nil || e.Kind == ui.Down || !e.At.In(p.frame.Area) {
		return best
	}
	for _, h := range p.Handles {
		if h.Reach == Anywhere || h.Reach == Hovering {
			best = h
		}
	}
	return best
}

func (p *Plane) pointed(e ui.Pointer) bool {
	if p.Pointed == nil || e.Kind == ui.Down {
		return false
	}
	inside := e.At.In(p.frame.Area)
	switch e.Kind {
	case ui.Press:
		p.pressed = inside
	case ui.Hover:
		if !inside {
			return false
		}
	case ui.Drag:
	case ui.Release, ui.Cancel:
		defer func() { p.pressed = false }()
	}
	if !inside && !p.pressed && e.Kind != ui.Leave {
		return false
	}
	e.At = p.frame.At(e.At)
	return p.Pointed(e)
}

// Draw implements ui.Widget.
func (p *Plane) Draw(c *ui.Context, to paint.Canvas) {
	p.kept.Show(to, paint.Rect{Max: p.size})
	if p.Cross != nil {
		p.frame.numbersAndCross(c, to, p.Cross())
	} else {
		p.frame.Numbers(c, to)
	}
	if p.Front != nil {
		p.Front(c, to, p.frame)
	}
	for _, h := range p.Handles {
		h.Draw(c, to)
	}
	if p.Over != nil {
		p.Over(c, to, p.frame)
	}
}

// Describe implements ui.Widget. The sliders stand beside the picture, not in
// it: what is inside a picture is hidden from screen readers.
func (p *Plane) Describe() ui.Node {
	pad := ui.Node{ID: p.ID, Role: ui.Image, Name: p.Name, Bounds: paint.Rect{Max: p.size}}
	if p.Value != nil {
		pad.Value = p.Value()
	}
	if len(p.Handles) == 0 && p.Pointed == nil {
		return pad
	}
	pad.Role = ui.Pad
	n := ui.Node{ID: p.ID + ".plane", Role: ui.Group, Bounds: pad.Bounds, Children: []ui.Node{pad}}
	for _, h := range p.Handles {
		n.Children = append(n.Children, h.Describe()...)
	}
	return n
}
