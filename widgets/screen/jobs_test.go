//go:build !js

package screen

import (
	"testing"
	"time"

	"zerotoai/engine/job"
	"zerotoai/widgets/ui"
)

// An echo is a job that makes steps until its rate is set to 0.
type echo struct{ rate float64 }

func (e *echo) Slice(p *job.Progress) (bool, error) {
	p.Samples = append(p.Samples, job.Sample{})
	return e.rate != 0, nil
}

func (e *echo) Set(settings []byte) (err error) {
	e.rate, err = job.Change(e.rate, settings)
	return err
}

func newEcho([]byte, job.Input) (job.Job, error) { return &echo{rate: 1}, nil }

// until waits for a report that is as wanted.
func until(t *testing.T, r *routines, want func(e ui.Report) bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		found := false
		r.deliver(func(e ui.Report) { found = found || want(e) })
		if found {
			return
		}
	}
	t.Fatal("it is never reported")
}

// Two jobs go on at once, are steered and stopped.
func TestRoutines(t *testing.T) {
	r := &routines{kinds: []job.Kind{{Name: "echo", New: newEcho}}}
	a, b := r.Start(job.Start{Kind: "echo"}), r.Start(job.Start{Kind: "echo"})
	for _, j := range []ui.Job{a, b} {
		until(t, r, func(e ui.Report) bool { _, ok := e.Message.(job.Progress); return ok && e.Job == j })
	}
	a.Send(job.Set{Settings: []byte("0")})
	until(t, r, func(e ui.Report) bool { return e.Message == (job.Done{}) && e.Job == a })
	b.Send(job.Stop{})
	time.Sleep(50 * time.Millisecond)
	r.deliver(func(e ui.Report) { t.Errorf("after the end: %v", e) })
	none := r.Start(job.Start{Kind: "none"})
	until(t, r, func(e ui.Report) bool { _, ok := e.Message.(job.Failed); return ok && e.Job == none })
}
