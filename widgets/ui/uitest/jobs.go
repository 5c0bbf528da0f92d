package uitest

import (
	"math/rand/v2"

	"zerotoai/engine/job"
	"zerotoai/engine/workshop"
	"zerotoai/widgets/ui"
)

// Jobs does jobs in a test, when it is told to: Golden does a turn before each
// Tick that it plays. Its clock goes on by a millisecond a slice, so that a
// test finds the same every time.
type Jobs struct {
	now     float64
	workers []*worker
}

// A worker does one job.
type worker struct {
	desk    *job.Desk
	answers []job.Message // to what it was sent
	stopped bool
}

// Start implements ui.Jobs.
func (j *Jobs) Start(s job.Start) ui.Job {
	clock := func() float64 { j.now += 0.001; return j.now }
	random := func(seed, stream uint64) job.Random { return rand.New(rand.NewPCG(seed, stream)) }
	w := &worker{desk: job.NewDesk(workshop.Kinds(), random, clock)}
	j.workers = append(j.workers, w)
	w.Send(s)
	return w
}

// Send implements ui.Job.
func (w *worker) Send(m job.Message) {
	// As everywhere, the other side knows no more of a message than is written.
	head, body := job.Encode(m)
	copied, err := job.Parse(head, body)
	if err != nil {
		panic(err)
	}
	if s, ok := copied.(job.Start); ok {
		s.Files = m.(job.Start).Files
		copied = s
	}
	w.answers = append(w.answers, w.desk.Take(copied)...)
	_, stop := m.(job.Stop)
	w.stopped = w.stopped || stop
}

// Busy reports whether a job has work to do.
func (j *Jobs) Busy() bool {
	for _, w := range j.workers {
		if !w.stopped && w.desk.Busy() {
			return true
		}
	}
	return false
}

// Turn works for about ten slices on each job that has work, tells w what is heard,
// and reports whether w has changed.
func (j *Jobs) Turn(w ui.Widget) (changed bool) {
	for _, worker := range j.workers {
		ms := append(worker.answers, worker.desk.Work(0.01)...)
		worker.answers = nil
		for _, m := range ms {
			if worker.stopped { // perhaps by w, a moment ago
				break
			}
			changed = w.Handle(ui.Report{Job: worker, Message: m}) || changed
		}
	}
	return changed
}

// Turn is Jobs.Turn for the jobs of c, n times. The widget is laid out anew
// each time that it has changed.
func Turn(c *ui.Context, w ui.Widget, n int) {
	for range n {
		if c.Jobs.(*Jobs).Turn(w) {
			w.Layout(c, room)
		}
	}
}
