package job

import "encoding/json"

// A Message is what those who ask for work and those who do it tell each
// other. Who asks sends Start, once, then Pause, Resume, Set, Ask and Stop; who
// works sends Progress, Weights, Done, Refused and Failed.
type Message interface{ message() }

// Start begins a job.
type Start struct {
	Kind     string
	Settings json.RawMessage // what the kind says
	Every    int             // Weights are sent each time that so many steps are made; 0: when they are asked for and at the end

	// Weights is where to go on from: those of an earlier Weights message. Nil
	// is the beginning.
	Weights []byte `json:"-"`

	// Files travel beside the message: Encode leaves them out.
	Files map[string]File `json:"-"`
}

// Pause stops the work until Resume; it may be in the middle of a step.
type Pause struct{}

// Resume goes on after Pause.
type Resume struct{}

// Set changes settings in the middle of the work.
type Set struct{ Settings json.RawMessage }

// Ask asks for Weights as they are now.
type Ask struct{}

// Stop ends the job. Nothing is heard of it any more.
type Stop struct{}

// Progress tells what has been done since the last one.
type Progress struct {
	Steps   []Step   `json:",omitempty"` // one after another
	Samples []Sample `json:",omitempty"`
	Part    float64  `json:",omitempty"` // of preparations: how much is done, 0 to 1
	Tokens  int      `json:",omitempty"` // read or made since the job began
	Seconds float64  // worked since the job began: pauses do not count
}

// A Step is one of a training.
type Step struct {
	Step int     // which one, counted from 1
	Loss float64 // mean, before the step
	Held float64 `json:",omitempty"` // the same of what is not learned from, if there is any
	Rate float64 // learning rate
}

// A Sample is what a model has written, or goes on to write.
type Sample struct {
	Step   int   // of a training: after how many steps; otherwise which text, counted from 1
	Tokens []int // ids: those of the prompt are left out
}

// Weights is what has been learned after a number of steps.
type Weights struct {
	Step int
	Data []byte `json:"-"` // what the kind says
}

// Done says that there is nothing left to do until the next Set.
type Done struct{}

// Refused says why a message was not followed. The job goes on as it was.
type Refused struct{ Why string }

// Failed says why the job is over. Weights that could be saved were sent before.
type Failed struct{ Why string }

func (Start) message()    {}
func (Pause) message()    {}
func (Resume) message()   {}
func (Set) message()      {}
func (Ask) message()      {}
func (Stop) message()     {}
func (Progress) message() {}
func (Weights) message()  {}
func (Done) message()     {}
func (Refused) message()  {}
func (Failed) message()   {}
