package plot

import (
	"math"

	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A Handle is a point that the reader holds: it is dragged, and it is moved
// by keys as one slider (a point bound to a curve, which only x moves) or two.
//
// The figure gives it a frame in its Layout, by Place, and passes on events,
// drawing and description; a Plane does all that.
type Handle struct {
	ID   string // of the slider; of two sliders with -x and -y added
	Name string // "x", or "Point": of two sliders with " x" and " y" added

	// At tells where the point is, in data coordinates.
	At func() paint.Point
	// Move asks for the point to be put somewhere within X and Y. For a bound
	// point only p.X means anything.
	Move func(p paint.Point)
	// Enter is what the Enter key does where the point is; nil is nothing.
	Enter func()

	Bound  bool                 // to a curve: only x is the reader's
	X, Y   Range                // where the point can be; the zero Range is the frame's
	Step   float64              // of keys and drags; 0 is about a hundredth of the range
	Format func(float64) string // writes a coordinate; nil shows the places that Step has
	Reach  Reach

	frame  Frame
	held   bool
	off    paint.Point // from the pointer to the point, in pixels
	pinned bool        // hovering does not move the point
	unpin  bool        // when the press ends
}

// A Reach says from how far away a pointer takes hold of a Handle.
type Reach uint8

// The reaches.
const (
	Near     Reach = iota // from the point itself
	Anywhere              // a press anywhere in the frame brings the point there
	// Hovering is Anywhere, and a mouse need not even press until the reader
	// has once pressed, dragged or used keys: then the point is pinned, so that
	// the mouse can go elsewhere. A press on the point itself lets it go again.
	Hovering
	// Keys is from nowhere: the point is a cross that keys alone move, and a
	// pointer goes through it.
	Keys
)

// Sizes in pixels.
const (
	dotRadius   = 9
	mouseReach  = 16
	fingerReach = 24
)

// Place puts h into f.
func (h *Handle) Place(f Frame) { h.frame = f }

// Param is a link's word that the point is pinned. It is of a Handle with the
// reach Hovering.
func (h *Handle) Param(name string) ui.Param {
	return ui.Flag(name, func() bool { return h.pinned }, func(on bool) { h.pinned = on })
}

// Held reports whether the reader is dragging h.
func (h *Handle) Held() bool { return h.held }

// Handle takes an event in the coordinates of the frame's canvas and reports
// whether the point has moved or been taken hold of.
func (h *Handle) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		return h.set(e)
	case ui.Enter:
		return h.enter(e)
	case ui.Pointer:
		return h.pointer(e)
	}
	return false
}

func (h *Handle) set(e ui.Set) bool {
	p := h.At()
	switch {
	case h.Bound && e.ID == h.ID, !h.Bound && e.ID == h.ID+"-x":
		p.X = e.Number
	case !h.Bound && e.ID == h.ID+"-y":
		p.Y = e.Number
	default:
		return false
	}
	h.pinned = h.Reach == Hovering
	return h.move(p)
}

func (h *Handle) enter(e ui.Enter) bool {
	own := e.ID == h.ID+"-x" || e.ID == h.ID+"-y" || h.Bound && e.ID == h.ID
	if !own || h.Enter == nil {
		return false
	}
	h.Enter()
	return true
}

func (h *Handle) pointer(e ui.Pointer) bool {
	if h.Reach == Keys {
		return false
	}
	switch e.Kind {
	case ui.Press, ui.Down:
		return h.press(e)
	case ui.Hover:
		return h.Reach == Hovering && !h.held && !h.pinned && e.At.In(h.frame.Area) && h.drag(e.At)
	case ui.Drag:
		moved := h.held && h.drag(e.At.Add(h.off))
		h.unpin = h.unpin && !moved
		return moved
	case ui.Release, ui.Cancel:
		was := h.held
		h.held, h.pinned = false, h.pinned && !h.unpin
		return was
	}
	return false
}

func (h *Handle) press(e ui.Pointer) bool {
	px := h.shown()
	h.unpin = false
	switch {
	case px.Sub(e.At).Len() <= reach(e.Touch):
		h.held, h.off = true, px.Sub(e.At)
		h.unpin = h.pinned && !e.Touch // a finger does not hover
	case h.Reach != Near && e.Kind == ui.Press && e.At.In(h.frame.Area.Inset(-gap)):
		h.held, h.off = true, paint.Point{}
		h.drag(e.At)
	}
	h.pinned = h.held && h.Reach == Hovering || h.pinned
	return h.held
}

// shown is where the point is painted: at the border if it lies outside the
// frame, at the lower one if it has no height, in the middle if it is nowhere.
func (h *Handle) shown() paint.Point {
	at := h.At()
	if math.IsNaN(at.Y) {
		at.Y = h.frame.Y.Lo
	}
	px := h.frame.Px(h.frame.Clamp(at))
	if !px.Finite() {
		return h.frame.Area.Center()
	}
	return px
}

func reach(touch bool) float64 {
	if touch {
		return fingerReach
	}
	return mouseReach
}

func (h *Handle) drag(px paint.Point) bool { return h.move(h.frame.At(px)) }

// move asks for p, within the ranges and on a multiple of the step. A
// coordinate that is to stay is left as it is, wherever the point has come to.
func (h *Handle) move(p paint.Point) bool {
	was := h.At()
	x, y := h.ranges()
	if p.X != was.X {
		p.X = x.Clamp(Snap(p.X, h.step(x)))
	}
	if p.Y != was.Y {
		p.Y = y.Clamp(Snap(p.Y, h.step(y)))
	}
	h.Move(p)
	return h.At() != was
}

// ranges are what the point can be set to, from multiple to multiple of the
// step: a real slider counts its steps from its minimum.
func (h *Handle) ranges() (x, y Range) {
	return h.limits(h.X, h.frame.X), h.limits(h.Y, h.frame.Y)
}

func (h *Handle) limits(r, otherwise Range) Range {
	if r != (Range{}) {
		return r
	}
	r = otherwise.usable()
	step := h.step(r)
	in := Range{Snap(math.Ceil(r.Lo/step-1e-9)*step, step), Snap(math.Floor(r.Hi/step+1e-9)*step, step)}
	if in.Lo > in.Hi {
		return r
	}
	return in
}

func (h *Handle) step(r Range) float64 {
	if h.Step > 0 {
		return h.Step
	}
	return nice(r.usable().Span() / 160)
}

// Draw paints the point. One that lies outside the frame, or nowhere, is shown
// as a ring at the border, where it can still be taken hold of.
func (h *Handle) Draw(c *ui.Context, to paint.Canvas) {
	at := h.At()
	if math.IsNaN(at.X) {
		return
	}
	px := h.shown()
	if h.Reach == Keys {
		drawCross(c, to, px)
		return
	}
	if h.held {
		to.Fill(paint.Circle(px, dotRadius+7), fade(c.Theme.Held, 0.3))
	}
	if h.pinned {
		to.Stroke(paint.Circle(px, dotRadius+4.5), paint.Stroke{Width: 2, Color: c.Theme.Held})
	}
	to.Fill(paint.Circle(px, dotRadius+1.5), c.Theme.Panel)
	if !h.frame.Has(at) {
		to.Stroke(paint.Circle(px, dotRadius-1.5), paint.Stroke{Width: 3, Color: c.Theme.Held})
		return
	}
	to.Fill(paint.Circle(px, dotRadius), c.Theme.Ball)
	to.Stroke(paint.Circle(px, dotRadius), paint.Stroke{Width: 1.5, Color: c.Theme.Ink})
}

// drawCross paints a cross with a rim that sets it off from what lies under it.
func drawCross(c *ui.Context, to paint.Canvas, o paint.Point) {
	var p paint.Path
	for _, d := range [...]paint.Point{{X: dotRadius}, {Y: dotRadius}} {
		p.Append(paint.Polyline(o.Sub(d), o.Add(d)))
	}
	to.Stroke(p, paint.Stroke{Width: 6, Color: c.Theme.Panel, Round: true})
	to.Stroke(p, paint.Stroke{Width: 2.5, Color: c.Theme.Held, Round: true})
}

// Describe returns the sliders of the point. They lie over it and move with it.
func (h *Handle) Describe() []ui.Node {
	at := h.At()
	x, y := h.ranges()
	if h.Bound {
		return []ui.Node{h.slider(h.ID, h.Name, at.X, x)}
	}
	return []ui.Node{
		h.slider(h.ID+"-x", h.Name+" x", at.X, x),
		h.slider(h.ID+"-y", h.Name+" y", at.Y, y),
	}
}

func (h *Handle) slider(id, name string, v float64, r Range) ui.Node {
	step := h.step(r)
	text := label.Fixed(v, places(step))
	if h.Format != nil {
		text = h.Format(v)
	}
	px := h.shown()
	return ui.Node{
		ID: id, Role: ui.Handle, Name: name, Value: text,
		Range:  ui.Range{Min: r.Lo, Max: r.Hi, Step: step, Now: r.Clamp(v)},
		Bounds: paint.Box(px.X-mouseReach, px.Y-mouseReach, 2*mouseReach, 2*mouseReach),
	}
}
