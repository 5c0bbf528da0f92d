//go:build !js

package screen

import (
	"time"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"zerotoai/engine/job"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

// A Window shows a book in a window of a desktop, with a mouse and the keys
// that scroll. It is for looking at figures while working on them: what only a
// page has, such as fields to type in and screen readers, it has not.
type Window struct {
	Book    *flow.Book
	Context ui.Context
	Fonts   *typeset.Fonts
	Kinds   []job.Kind // of jobs that figures may start

	jobs   *routines
	size   paint.Point // CSS pixels
	ratio  float64
	scroll float64
	cache  *Cache
	ticks  int
	hold   int // the page that has the mouse, or -1
	at     paint.Point
}

var _ ebiten.Game = (*Window)(nil)

// Run shows the window until it is closed.
func (w *Window) Run(title string) error {
	w.cache, w.hold, w.jobs = NewCache(w.Fonts), -1, &routines{kinds: w.Kinds}
	w.Context.Jobs, w.Context.Clock = w.jobs, clock{time.Now()}
	ebiten.SetWindowTitle(title)
	ebiten.SetWindowSize(1280, 800)
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	return ebiten.RunGame(w)
}

// Layout implements ebiten.Game.
func (w *Window) Layout(width, height int) (int, int) {
	ratio := ebiten.Monitor().DeviceScaleFactor()
	if size := paint.Pt(float64(width), float64(height)); size != w.size || ratio != w.ratio {
		if ratio != w.ratio {
			w.Context.Type = typeset.New(w.Fonts, ratio)
		}
		w.size, w.ratio = size, ratio
		for i := range w.Book.Pages {
			w.Book.LayoutPage(&w.Context, i, size.X)
		}
	}
	return int(w.size.X * ratio), int(w.size.Y * ratio)
}

func (w *Window) view() paint.Rect { return paint.Box(0, w.scroll, w.size.X, w.size.Y) }

// Update implements ebiten.Game.
func (w *Window) Update() error {
	w.ticks++
	_, wheel := ebiten.Wheel()
	w.scroll -= wheel * 40
	for key, by := range map[ebiten.Key]float64{
		ebiten.KeyPageDown: w.size.Y * 0.9, ebiten.KeyPageUp: -w.size.Y * 0.9, ebiten.KeyHome: -1e9, ebiten.KeyEnd: 1e9,
	} {
		if inpututil.IsKeyJustPressed(key) {
			w.scroll += by
		}
	}
	w.scroll = max(0, min(w.scroll, w.Book.Top(len(w.Book.Pages))-w.size.Y))
	w.Book.View(w.view())
	w.mouse()
	now := time.Duration(w.ticks) * time.Second / time.Duration(ebiten.TPS())
	changed, _ := w.Book.Tick(now) // each frame has one
	for _, i := range changed {
		w.Book.LayoutPage(&w.Context, i, w.size.X)
	}
	w.jobs.deliver(func(e ui.Report) {
		for _, i := range w.Book.Tell(e) {
			w.Book.LayoutPage(&w.Context, i, w.size.X)
		}
	})
	return nil
}

// Notify tells all figures that something they share is another.
func (w *Window) Notify() {
	for _, i := range w.Book.Tell(ui.Notice{}) {
		w.Book.LayoutPage(&w.Context, i, w.size.X)
	}
}

// mouse sends what the mouse does to the page under it, or to the one that
// has it.
func (w *Window) mouse() {
	x, y := ebiten.CursorPosition()
	at := paint.Pt(float64(x)/w.ratio, float64(y)/w.ratio+w.scroll)
	kind := ui.Hover
	switch {
	case inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft):
		kind = ui.Press
	case inpututil.IsMouseButtonJustReleased(ebiten.MouseButtonLeft):
		kind = ui.Release
	case w.hold >= 0:
		kind = ui.Drag
	}
	if kind == ui.Hover && at == w.at {
		return
	}
	w.at = at
	i := w.hold
	if i < 0 {
		i = w.Book.At(at.Y)
	}
	page := w.Book.Pages[i]
	if page.Handle(ui.Pointer{Kind: kind, At: at.Sub(paint.Pt(0, w.Book.Top(i)))}) {
		w.Book.LayoutPage(&w.Context, i, w.size.X)
	}
	if w.hold = -1; page.Holding() {
		w.hold = i
	}
}

// Draw implements ebiten.Game.
func (w *Window) Draw(screen *ebiten.Image) {
	screen.Fill(w.Context.Theme.Ground)
	w.cache.Frame()
	w.cache.Paint(screen, w.ratio, func(to paint.Canvas) {
		to.Group(paint.Group{Transform: paint.Shift(paint.Pt(0, -w.scroll))}, func(to paint.Canvas) {
			w.Book.Draw(&w.Context, to, w.view())
		})
	})
}
