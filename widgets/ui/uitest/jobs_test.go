package uitest

import (
	"fmt"
	"testing"

	"zerotoai/engine/job"
	"zerotoai/engine/nn"
	"zerotoai/engine/workshop"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A trainee is a widget that shows how a job gets on.
type trainee struct {
	start job.Start
	jobs  ui.Jobs
	job   ui.Job
	epoch int
	saw   string // types of messages
}

func (w *trainee) Layout(c *ui.Context, _ paint.Point) paint.Point {
	w.jobs = c.Jobs
	return paint.Pt(10, 10)
}

func (w *trainee) Handle(e ui.Event) bool {
	switch e := e.(type) {
	case ui.Set:
		w.job = w.jobs.Start(w.start)
	case ui.Report:
		if e.Job != w.job {
			return false
		}
		w.saw += fmt.Sprintf("%T ", e.Message)
		if p, ok := e.Message.(job.Progress); ok && len(p.Steps) > 0 {
			w.epoch = p.Steps[len(p.Steps)-1].Step
		}
		if w.epoch == 3 {
			w.job.Send(job.Stop{})
		}
		return true
	}
	return false
}

func (w *trainee) Draw(*ui.Context, paint.Canvas) {}
func (w *trainee) Describe() ui.Node              { return ui.Node{ID: "trainee", Name: fmt.Sprint(w.epoch)} }

// network is a training of ten points in two batches: a turn is about five epochs.
func network(epochs int) workshop.Network {
	r := nn.Recipes()[0]
	n := 0.0
	points := r.Data.Make(10, 0, func() float64 { n += 0.07; return n - float64(int(n)) })
	s := workshop.Network{Shape: r.Shape, Features: r.Features, Loss: r.Loss, Training: r.Settings, Train: points, Epochs: epochs}
	s.Training.Batch = 5
	return s
}

func TestJobs(t *testing.T) {
	c := Context(t, &theme.Dark)
	p := player{t: t, c: c, w: &trainee{start: network(2).Start()}, width: 100}
	p.layout()
	p.handle(ui.Set{})
	w := p.w.(*trainee)
	if w.saw != "" {
		t.Errorf("before time goes by it hears %s", w.saw)
	}
	if !p.handle(ui.Tick{}) || w.epoch != 2 || w.saw != "job.Progress job.Weights job.Done " {
		t.Errorf("after two epochs it is at %d and has heard %s", w.epoch, w.saw)
	}
	if p.handle(ui.Tick{}) {
		t.Error("when the job is done it still hears")
	}
}

// A job that a widget stops while it hears of it is not heard of again.
func TestStop(t *testing.T) {
	c := Context(t, &theme.Dark)
	w := &trainee{start: network(50).Start()}
	w.start.Every = 3
	w.Layout(c, room)
	w.Handle(ui.Set{})
	Turn(c, w, 5)
	if w.epoch != 3 || w.saw != "job.Progress " {
		t.Errorf("it is at %d and has heard %s", w.epoch, w.saw)
	}
}
