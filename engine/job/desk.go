package job

import (
	"errors"
	"fmt"
	"slices"
)

// A Desk is where a job is done: messages come in, work is done when there is
// time for it, messages go out. It has one job in its life.
type Desk struct {
	kinds  []Kind
	random func(seed, stream uint64) Random
	clock  func() float64

	job    Job
	every  int
	paused bool
	idle   bool // nothing to do until a Set
	over   bool
	sent   int      // steps that the last weights had
	news   Progress // what has not been told yet
}

// NewDesk returns a desk without a job. The clock is in seconds and never goes
// back; it says when to stop working and for how long there has been work,
// but has no part in what is found.
func NewDesk(kinds []Kind, random func(seed, stream uint64) Random, clock func() float64) *Desk {
	return &Desk{kinds: kinds, random: random, clock: clock}
}

// Busy reports whether there is work to do.
func (d *Desk) Busy() bool { return d.job != nil && !d.paused && !d.idle }

// Over reports whether the job has ended: nothing comes any more.
func (d *Desk) Over() bool { return d.over }

// Take does what a message says, and returns what there is to answer.
func (d *Desk) Take(m Message) []Message {
	if _, ok := m.(Stop); ok {
		d.job, d.over = nil, true
	}
	if d.over {
		return nil // what was under way when the job ended
	}
	if d.job == nil {
		return d.begin(m)
	}
	switch m := m.(type) {
	case Pause:
		d.paused = true
	case Resume:
		d.paused = false
	case Set:
		return d.set(m)
	case Ask:
		return d.weights()
	default:
		return refuse(fmt.Errorf("job: a message %s is not for one who works", name(m)))
	}
	return nil
}

func refuse(err error) []Message { return []Message{Refused{err.Error()}} }

// begin takes the first message.
func (d *Desk) begin(first Message) []Message {
	m, ok := first.(Start)
	if !ok {
		return d.fail(fmt.Errorf("job: a message %s before there is a job", name(first)))
	}
	i := slices.IndexFunc(d.kinds, func(k Kind) bool { return k.Name == m.Kind })
	if i < 0 {
		return d.fail(fmt.Errorf("job: there is no kind %.40q of jobs", m.Kind))
	}
	j, err := d.kinds[i].New(m.Settings, Input{Random: d.random, Weights: m.Weights, Files: m.Files})
	if err != nil {
		return d.fail(err)
	}
	d.job, d.every = j, m.Every
	if l, ok := j.(Learner); ok {
		d.sent = l.Steps()
	}
	return nil
}

func (d *Desk) set(m Set) []Message {
	if err := d.job.Set(m.Settings); err != nil {
		return refuse(err)
	}
	d.idle = false
	return nil
}

// Work makes slices, at least one, until so many seconds have passed, weights
// are to be sent or nothing is left to do, and returns what there is to tell.
func (d *Desk) Work(seconds float64) []Message {
	if !d.Busy() {
		return nil
	}
	for start := d.clock(); ; {
		more, err := d.job.Slice(&d.news)
		worked, due := d.clock()-start, d.due()
		if err == nil && more && !due && worked < seconds {
			continue
		}
		d.news.Seconds += worked
		return append(d.tell(), d.after(more, due, err)...)
	}
}

// tell returns what has come of the work since the last time.
func (d *Desk) tell() []Message {
	p := d.news
	d.news.Steps, d.news.Samples = nil, nil
	return []Message{p}
}

// after returns what follows some slices.
func (d *Desk) after(more, due bool, err error) []Message {
	switch {
	case err != nil:
		return append(d.last(), d.fail(err)...)
	case !more:
		d.idle = true
		return append(d.last(), Done{})
	case due:
		return d.weights()
	}
	return nil
}

// due reports whether the last step is one after which weights are sent.
func (d *Desk) due() bool {
	l, ok := d.job.(Learner)
	return ok && d.every > 0 && l.Steps() != d.sent && l.Steps()%d.every == 0
}

// weights returns what has been learned, or why that cannot be.
func (d *Desk) weights() []Message {
	l, ok := d.job.(Learner)
	if !ok {
		return refuse(errors.New("job: this job learns nothing"))
	}
	d.sent = l.Steps()
	data, err := l.Weights()
	if err != nil {
		return refuse(err)
	}
	return []Message{Weights{d.sent, data}}
}

// last returns the weights of a learner unless they have been sent.
func (d *Desk) last() []Message {
	if l, ok := d.job.(Learner); !ok || l.Steps() == d.sent {
		return nil
	}
	return d.weights()
}

func (d *Desk) fail(err error) []Message {
	d.job, d.over = nil, true
	return []Message{Failed{err.Error()}}
}
