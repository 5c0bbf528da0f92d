package buildagpt

import (
	"fmt"
	"strings"
	"time"

	"zerotoai/engine/minigpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/button"
	"zerotoai/widgets/card"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/runner"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// lines is the program, walked through from stop to stop.
type lines struct {
	ui.Stack
	at   int     // the stop
	knob float64 // the same, from 1
	run  *run
	said string // of the file that was handed out
	made int    // ticks since the stop: what it made comes bit by bit

	row, col int // of the chosen number in the picture

	outlet  ui.Outlet
	picture ui.Widget
	of      int // the stop that the picture is of; -1: there is none yet
	drawn   int // steps of the learner that it shows, in tens

	buttons runner.Runner
	slider  slider.Slider
	save    button.Button
	status  label.Label
	listing listing
	number  readout.Readout // the one that is chosen in the picture
	card    card.Card
}

var (
	_ ui.Stateful  = (*lines)(nil)
	_ trace.Source = (*lines)(nil)
)

const (
	linesID = "build-a-gpt.lines"
	making  = 20 // ticks until all that a stop has made is to be seen
	afresh  = 10 // steps of the learner after which there is another picture
)

func newLines() *lines {
	w := &lines{Stack: ui.Stack{ID: linesID, Name: "The program, line by line"}, knob: 1, made: making, of: -1}
	w.buttons = runner.Runner{ID: linesID, Step: w.step, Undo: w.undo, AtStart: func() bool { return w.at == 0 }, Reset: func() { w.move(0) }, Beat: 7 * time.Second}
	w.slider = slider.Slider{ID: linesID + ".stop", Name: "Stop", Min: 1, Max: float64(len(stops)), Step: 1, Value: &w.knob, Changed: func() { w.buttons.Pause(); w.move(int(w.knob) - 1) }}
	w.save = button.Button{ID: linesID + ".save", Name: "Save the program", Do: w.handOut}
	w.status = label.Label{ID: linesID + ".status", Name: "This line", Font: theme.Small, Color: label.Ink, Live: true, Words: w.words}
	w.listing = listing{ID: linesID + ".listing", Lines: strings.Split(strings.TrimRight(minigpt.Source, "\n"), "\n")}
	w.number = readout.Readout{ID: linesID + ".number", Name: "The framed number", Room: 12, Value: w.framed, Explains: w.ref}
	w.card = card.Card{ID: linesID + ".card", Source: w, Names: func(r trace.Ref) string { return w.ready().names(r) }, Origin: func(r trace.Ref) string { return w.ready().origin(r) }}
	return w
}

// move goes to a stop.
func (w *lines) move(to int) {
	w.at, w.knob, w.row, w.col, w.made = to, float64(to+1), 0, 0, 0
	w.card.Close()
}

// framed is the number that is chosen in the picture.
func (w *lines) framed() string {
	if s, ok := w.picture.(*squares); ok && s.cols > 0 {
		return label.Number(s.now(), 4)
	}
	return "none"
}

// ref is that number, if it can say how it was made.
func (w *lines) ref() trace.Ref {
	if s, ok := w.picture.(*squares); ok {
		return s.Refs(w.row, w.col)
	}
	return trace.Ref{}
}

// ready makes the run, when it is first needed.
func (w *lines) ready() *run {
	if w.run == nil {
		w.run = newRun()
	}
	return w.run
}

// step goes on to the next stop.
func (w *lines) step() (more bool) {
	if w.at < len(stops)-1 {
		w.move(w.at + 1)
	}
	return w.at < len(stops)-1
}

func (w *lines) undo() { w.move(max(0, w.at-1)) }

// handOut hands out the whole program as one file.
func (w *lines) handOut() {
	w.outlet.Keep(w.save.ID, "gpt.go", []byte(minigpt.Program()))
}

// handed says what has become of the file.
func (w *lines) handed(o ui.Outcome) bool {
	if o.ID != w.save.ID {
		return false
	}
	if w.said = " Saved as gpt.go: run it with “go run gpt.go”."; o.State != ui.Saved {
		w.said = " " + o.State.Words()
	}
	return true
}

// Explain implements trace.Source.
func (w *lines) Explain(r trace.Ref) (trace.Step, bool) { return w.ready().Explain(r) }

// words tells what the lines have just done.
func (w *lines) words() string {
	s := stops[w.at]
	first := s.line(w.listing.Lines) + 1
	where := fmt.Sprintf("line %d", first)
	if s.lines > 1 {
		where = fmt.Sprintf("lines %d to %d", first, first+s.lines-1)
	}
	return fmt.Sprintf("Stop %d of %d, %s. %s%s", w.at+1, len(stops), where, s.words(w.ready()), w.said)
}

// Layout implements ui.Widget.
func (w *lines) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.look()
	if c.Still {
		w.made = making
	}
	w.outlet = c.Outlet
	w.save.Disabled, w.save.Icon = w.outlet == nil, icon.Icon("")
	w.listing.At, w.listing.Count = stops[w.at].line(w.listing.Lines), stops[w.at].lines
	w.Begin(c, room)
	w.Add(&w.buttons, &w.slider, &w.listing, &w.status)
	w.Add(w.picture)
	if _, ok := w.picture.(*squares); ok {
		w.number.Open = w.card.Show
		w.Row(&w.number)
	}
	w.Add(&w.card)
	w.Row(&w.save)
	return w.End()
}

// look makes the picture of the stop, if it is another.
func (w *lines) look() {
	r := w.ready()
	learned := len(r.losses) / afresh
	if w.of == w.at && w.drawn == learned {
		return
	}
	w.of, w.drawn, w.picture = w.at, learned, stops[w.at].show(r)
	switch p := w.picture.(type) {
	case *squares:
		p.Row, p.Col, p.Made = &w.row, &w.col, w.seen
	case *chips:
		p.Made = w.seen
	case *bars.Bars:
		p.Open = w.card.Show
	}
}

// seen is how many of n are to be seen already.
func (w *lines) seen(n int) int { return (n*w.made + making - 1) / making }

// Handle implements ui.Widget.
func (w *lines) Handle(e ui.Event) bool {
	if o, ok := e.(ui.Outcome); ok {
		return w.handed(o)
	}
	changed := w.Stack.Handle(e)
	if _, ok := e.(ui.Tick); !ok || w.run == nil {
		return changed
	}
	if w.made < making {
		w.made++
		return true
	}
	if learns(w.at) && w.of == w.at {
		return w.run.learn() || changed
	}
	return w.run.first.Next() || changed
}

// State implements ui.Stateful.
func (w *lines) State() []ui.Param {
	return []ui.Param{ui.Int("stop", &w.at, 0, len(stops)-1), ui.Int("row", &w.row, 0, 999), ui.Int("column", &w.col, 0, 999)}
}

// Restored implements ui.Stateful.
func (w *lines) Restored() { w.knob = float64(w.at + 1) }
