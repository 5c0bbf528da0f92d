package guest

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync/atomic"
	"weak"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/weights"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// Most is how many bytes the weights of a guest may take: a program in a
// browser has four gigabytes at most, and when one guest follows another the
// room of the first is not always in one piece any more.
const Most = 1_600_000_000

// A reading is a model that is being read, in parts. The parts are done one
// after another, aside of the page.
type reading struct {
	files checkpoint.Files
	size  int64 // of the weights' file
	meter *meter
	rest  func() // lets the page go on

	steps   []func() error            // that are left before the numbers of the weights
	before  weak.Pointer[model.Model] // the guest that has to leave first
	turns   int                       // that have been waited for it
	checked *checkpoint.Checked
	loading *checkpoint.Loading
	trial   *gpt.Run     // of all weights, when they have been read
	model   *model.Model // when it is done
	err     error
}

// newReading begins to read files. What has been read is told now and then.
func newReading(files map[string]ui.File, tell, rest func()) *reading {
	r := &reading{files: checkpoint.Files{}, size: files[checkpoint.ModelFile].Size, meter: &meter{tell: tell}, rest: rest}
	for part, f := range files {
		from := f.ReaderAt
		if part == checkpoint.ModelFile {
			r.meter.ReaderAt, from = from, r.meter
		}
		r.files[part] = io.NewSectionReader(from, 0, f.Size)
	}
	r.steps = []func() error{r.check, r.begin}
	return r
}

// part does the next part.
func (r *reading) part() {
	switch {
	case r.meter.stopped.Load():
		r.err = errStopped
	case len(r.steps) > 0:
		r.err = r.steps[0]()
		r.steps = r.steps[1:]
	case r.trial == nil:
		r.err = r.numbers()
	default:
		r.err = r.try()
	}
}

// over reports whether there is nothing more to do.
func (r *reading) over() bool { return r.err != nil || r.model != nil }

// check looks at all but the numbers of the weights.
func (r *reading) check() (err error) {
	if r.checked, err = checkpoint.Check(r.files, r.rest); err != nil {
		return err
	}
	c := r.checked.Config
	if bytes := 4 * float64(c.Parameters()); bytes > Most {
		return fmt.Errorf("the model would take %s of memory, and the guide has room for %s", label.Bytes(bytes), label.Bytes(Most))
	}
	if n := r.checked.Tokenizer.Size(); n != c.Vocabulary {
		return fmt.Errorf("the tokenizer has %s tokens, and the weights are for %s: the files are not of the same model", label.Whole(float64(n)), label.Whole(float64(c.Vocabulary)))
	}
	return nil
}

// mostTurns is how often it is waited for the figures at most.
const mostTurns = 100

// begin makes room for the weights. First, the figures let go of the guest
// before, one after another, and its room is given back.
func (r *reading) begin() (err error) {
	runtime.GC()
	if r.turns++; r.turns < mostTurns && r.before.Value() != nil {
		r.steps = append(r.steps, r.begin)
		return nil
	}
	r.loading, err = r.checked.Begin()
	return err
}

// numbers reads some of the weights.
func (r *reading) numbers() error {
	more, err := r.loading.Next()
	if err == nil {
		err = weights.Finite(r.loading.Fresh)
	}
	if err != nil {
		return &checkpoint.Fault{File: checkpoint.ModelFile, Err: err}
	}
	if more {
		return nil
	}
	w := r.loading.Weights
	r.trial, err = gpt.BeginRun(w, w.Config.Window(trialText(w.Config.Vocabulary)))
	return err
}

// trialTokens is how many tokens are read on trial.
const trialTokens = 8

// trialText is tokens from all over a vocabulary.
func trialText(vocabulary int) (ids []int) {
	for i := range trialTokens {
		ids = append(ids, i*vocabulary/trialTokens)
	}
	return ids
}

// try lets the model read a few tokens: numbers that are finite may still make
// some that are not.
func (r *reading) try() (err error) {
	if r.trial.Next() {
		return nil
	}
	answer := weights.Tensor{Name: "logits", Data: r.trial.State.Logits.Data}
	if weights.Finite([]weights.Tensor{answer}) != nil {
		return errWild
	}
	r.model, err = model.New(r.checked.Tokenizer, r.loading.Weights)
	return err
}

var errWild = &checkpoint.Fault{File: checkpoint.ModelFile, Err: errors.New("with these weights the model computes numbers that are too large to go on with")}

// A meter counts what is read, tells of it, and lets it be stopped.
type meter struct {
	io.ReaderAt
	tell    func()
	read    atomic.Int64 // bytes
	stopped atomic.Bool
}

// told is after how many bytes it is told: a page is laid out each time.
const told = 16 << 20

var errStopped = errors.New("stopped")

// ReadAt implements io.ReaderAt.
func (m *meter) ReadAt(b []byte, offset int64) (int, error) {
	if m.stopped.Load() {
		return 0, errStopped
	}
	n, err := m.ReaderAt.ReadAt(b, offset)
	if now := m.read.Add(int64(n)); now/told > (now-int64(n))/told {
		m.tell()
	}
	return n, err
}
