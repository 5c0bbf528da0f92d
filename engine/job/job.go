// Package job is work that takes longer than a frame of a picture: it is cut
// into slices, and started, steered and heard of by messages.
//
// Who asks for work and who does it are apart: on the page and in a Web Worker,
// in a window and in a goroutine, in a test and between two of its lines. They
// know of each other only Messages. Who does it has a Desk:
//
//	desk := job.NewDesk(kinds, random, clock)
//	out := desk.Take(job.Start{Kind: "count", Settings: job.Settings(s)})
//	for desk.Busy() {
//		out = append(out, desk.Work(0.02)...)
//	}
//
// What a job finds depends on what it was told alone, neither on how its
// slices were spread over time nor on where it was done.
package job

import (
	"encoding/json"
	"io"
)

// A Job is work under way. It is for one goroutine.
type Job interface {
	// Slice works for some milliseconds, adds what came of it to p, which is
	// at most one step, and reports whether there is more to do. After an
	// error the job is over.
	Slice(p *Progress) (more bool, err error)

	// Set changes those settings that the JSON object names; it may give the
	// job something to do anew. After an error all are as they were.
	Set(settings []byte) error
}

// A Learner is a job that learns weights.
type Learner interface {
	Job

	// Steps returns how many steps have been made.
	Steps() int

	// Weights returns what has been learned in them, in a form that the kind
	// says. A new job of the kind that is given it goes on from there.
	Weights() ([]byte, error)
}

// A Kind is a sort of jobs.
type Kind struct {
	Name string

	// New returns a job at its beginning. The settings are a JSON object. An
	// error says which of them cannot be; nothing large is allocated before
	// that is known.
	New func(settings []byte, in Input) (Job, error)
}

// An Input is what a job gets beside its settings.
type Input struct {
	// Random returns a source of chance, the same for the same numbers.
	Random func(seed, stream uint64) Random

	// Weights is where to go on from, and nil at the very beginning.
	Weights []byte

	// Files are what the kind asks for, by its names for them.
	Files map[string]File
}

// Random is chance: what a *rand.Rand of math/rand/v2 is.
type Random interface {
	Float64() float64     // evenly spread over [0, 1)
	NormFloat64() float64 // normal, of mean 0 and deviation 1
}

// A File is bytes that are read in parts, as those of a file that the reader
// of the guide has chosen and that is too large to be held twice.
type File struct {
	io.ReaderAt
	Size int64
}

// Settings returns v as JSON. It panics if v cannot be written so, as a number
// that is not finite.
func Settings(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		panic("job: " + err.Error())
	}
	return data
}
