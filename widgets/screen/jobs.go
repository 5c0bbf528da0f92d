//go:build !js

package screen

import (
	"math/rand/v2"
	"sync"
	"time"

	"zerotoai/engine/job"
	"zerotoai/widgets/ui"
)

// routines has jobs done in goroutines, for a window. What they report waits
// until it is delivered.
type routines struct {
	kinds []job.Kind

	mu      sync.Mutex
	reports []ui.Report
}

// A routine does one job. What it has been sent is guarded by routines.mu.
type routine struct {
	of      *routines
	letters []job.Message
	came    chan struct{} // there are some
	stopped bool
}

// Start implements ui.Jobs.
func (r *routines) Start(s job.Start) ui.Job {
	j, start := &routine{of: r, came: make(chan struct{}, 1)}, time.Now()
	random := func(seed, stream uint64) job.Random { return rand.New(rand.NewPCG(seed, stream)) }
	j.Send(s)
	go j.work(job.NewDesk(r.kinds, random, func() float64 { return time.Since(start).Seconds() }))
	return j
}

// Send implements ui.Job.
func (j *routine) Send(m job.Message) {
	j.of.mu.Lock()
	defer j.of.mu.Unlock()
	j.letters = append(j.letters, m)
	_, stop := m.(job.Stop)
	j.stopped = j.stopped || stop
	select {
	case j.came <- struct{}{}:
	default: // it is known
	}
}

// work does the job until it is over.
func (j *routine) work(desk *job.Desk) {
	for !desk.Over() {
		if !desk.Busy() {
			<-j.came
		}
		for _, m := range j.receive() {
			j.report(desk.Take(m))
		}
		j.report(desk.Work(0.02))
	}
}

// receive returns what has been sent since the last time.
func (j *routine) receive() []job.Message {
	j.of.mu.Lock()
	defer j.of.mu.Unlock()
	ms := j.letters
	j.letters = nil
	return ms
}

func (j *routine) report(ms []job.Message) {
	j.of.mu.Lock()
	defer j.of.mu.Unlock()
	for _, m := range ms {
		j.of.reports = append(j.of.reports, ui.Report{Job: j, Message: m})
	}
}

// deliver tells what has been reported since the last time by jobs that have
// not been stopped.
func (r *routines) deliver(tell func(e ui.Report)) {
	r.mu.Lock()
	reports := r.reports
	r.reports = nil
	r.mu.Unlock()
	for _, e := range reports {
		if !e.Job.(*routine).isStopped() { // tell may have done it
			tell(e)
		}
	}
}

func (j *routine) isStopped() bool {
	j.of.mu.Lock()
	defer j.of.mu.Unlock()
	return j.stopped
}
