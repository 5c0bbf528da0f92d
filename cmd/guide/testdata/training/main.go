//go:build js

// Training is a guide of one figure, for a test: it starts the job that it
// finds in the page's global trainingStart, sends what is written into its
// field, and puts what it hears into trainingHeard.
package main

import (
	"fmt"
	"log"
	"syscall/js"
	"time"

	"zerotoai/engine/job"
	"zerotoai/widgets/doc"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/screen"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

func main() {
	fonts, err := typeset.Load(screen.PageFonts())
	if err != nil {
		log.Fatal(err)
	}
	text := &doc.Document{Title: "Training", Blocks: []doc.Block{
		&doc.Heading{Level: 1, ID: "training", Text: []doc.Inline{doc.Plain("Training")}},
		&doc.Figure{Name: "trainee", Caption: "It trains."},
	}}
	pages := []*flow.Page{{ID: "opening", Doc: text, Figures: map[string]ui.Widget{"trainee": &trainee{}}}}
	page := &screen.Page{Book: flow.NewBook(pages), Fonts: fonts, Theme: func(bool) *theme.Theme { return &theme.Dark }}
	log.Fatal(page.Run())
}

// A trainee moves while its job is under way.
type trainee struct {
	jobs  ui.Jobs
	job   ui.Job
	heard int
	now   time.Duration
}

func (w *trainee) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.jobs = c.Jobs
	return paint.Pt(room.X, 120)
}

func (w *trainee) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		w.set(e)
		return true
	case ui.Report:
		w.heard++
		head, body := job.Encode(e.Message)
		array := js.Global().Get("Uint8Array").New(len(body))
		js.CopyBytesToJS(array, body)
		js.Global().Get("trainingHeard").Call("push", []any{string(head), array})
		return true
	case ui.Tick:
		w.now = e.Now
		return w.job != nil
	}
	return false
}

func (w *trainee) set(e ui.Set) {
	head := e.Text
	if e.ID == "start" {
		head = js.Global().Get("trainingStart").String()
	}
	m, err := job.Parse([]byte(head), nil)
	if err != nil {
		return // it is being written
	}
	if s, ok := m.(job.Start); ok {
		w.job = w.jobs.Start(s)
		return
	}
	w.job.Send(m)
}

func (w *trainee) Draw(c *ui.Context, to paint.Canvas) {
	to.Fill(paint.Circle(paint.Pt(20+float64(w.now/time.Millisecond%1000)/5, 90), 10), c.Theme.Held)
}

func (w *trainee) Describe() ui.Node {
	return ui.Node{ID: "trainee", Role: ui.Group, Children: []ui.Node{
		{ID: "start", Role: ui.Button, Name: "Start", Bounds: paint.Box(0, 0, 100, 30)},
		{ID: "send", Role: ui.Field, Name: "Message", Bounds: paint.Box(110, 0, 200, 30)},
		{ID: "heard", Role: ui.Output, Name: "Heard", Value: fmt.Sprint(w.heard), Bounds: paint.Box(0, 40, 100, 30)},
	}}
}
