//go:build js

// Training is a guide of two figures, for tests. One echoes text. The other
// starts the job that it finds in the page's global trainingStart, sends what is
// written into its field, and puts what it hears into trainingHeard. Files that
// it is given are said; one that is called model.safetensors goes on with a text.
package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"syscall/js"
	"time"

	"zerotoai/engine/job"
	"zerotoai/engine/workshop"
	"zerotoai/widgets/doc"
	"zerotoai/widgets/field"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/label"
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
		&doc.Figure{Name: "echo", Caption: "It says what is written."},
	}}
	figures := map[string]ui.Widget{"trainee": &trainee{}, "echo": newEcho()}
	pages := []*flow.Page{{ID: "opening", Doc: text, Figures: figures}}
	page := &screen.Page{Book: flow.NewBook(pages), Fonts: fonts, Theme: func(bool) *theme.Theme { return &theme.Dark }}
	log.Fatal(page.Run())
}

// An echo says what is written into its field.
type echo struct {
	ui.Stack
	field field.Field
	label label.Label
}

func newEcho() *echo {
	e := &echo{Stack: ui.Stack{ID: "echo", Name: "Echo"}}
	e.field = field.Field{ID: "echo.field", Name: "Text"}
	e.label = label.Label{ID: "echo.label", Color: label.Ink, Words: func() string { return e.field.Text }}
	return e
}

func (e *echo) Layout(c *ui.Context, room paint.Point) paint.Point {
	e.Begin(c, room)
	e.Add(&e.field, &e.label)
	return e.End()
}

// A trainee moves while its job is under way.
type trainee struct {
	jobs  ui.Jobs
	job   ui.Job
	heard int
	given string // files
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
	case ui.Files:
		w.take(e)
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

func (w *trainee) take(e ui.Files) {
	w.given = fmt.Sprint(e.ID, ": ")
	if e.Err != nil {
		w.given += e.Err.Error()
	}
	for _, f := range e.Files {
		w.given += fmt.Sprintf("%s %d %q; ", f.Title(), f.Size, f.Data[:min(4, len(f.Data))])
		if f.Name == workshop.ModelFile {
			w.job = w.jobs.Start(workshop.Generation{Prompt: []int{1, 2, 3}, Count: 3}.Start(f.File))
			go func() { // a part of it is read here, too
				var b [8]byte // the length of its head, in safetensors
				_, err := f.ReadAt(b[:], 0)
				n, end := f.ReadAt(make([]byte, 8), f.Size-4)
				js.Global().Set("trainingRead", fmt.Sprint(binary.LittleEndian.Uint64(b[:]), err, n, end))
			}()
		}
	}
}

func (w *trainee) Draw(c *ui.Context, to paint.Canvas) {
	to.Fill(paint.Circle(paint.Pt(20+float64(w.now/time.Millisecond%1000)/5, 90), 10), c.Theme.Held)
}

func (w *trainee) Describe() ui.Node {
	return ui.Node{ID: "trainee", Role: ui.Group, Children: []ui.Node{
		{ID: "start", Role: ui.Button, Name: "Start", Bounds: paint.Box(0, 0, 100, 30)},
		{ID: "send", Role: ui.Field, Name: "Message", Bounds: paint.Box(110, 0, 200, 30)},
		{ID: "files", Role: ui.Button, Name: "Choose files", Files: true, Bounds: paint.Box(0, 80, 100, 30)},
		{ID: "given", Role: ui.Output, Name: "Files", Value: w.given, Bounds: paint.Box(110, 80, 200, 30)},
		{ID: "heard", Role: ui.Output, Name: "Heard", Value: fmt.Sprint(w.heard), Bounds: paint.Box(0, 40, 100, 30)},
	}}
}
