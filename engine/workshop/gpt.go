package workshop

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
	"zerotoai/engine/sample"
	"zerotoai/engine/token"
	"zerotoai/engine/weights"
)

const gptKind = "gpt"

// A GPT is the settings of a job that trains a language model, from random
// numbers on, on texts of the tiny world. All of Training but Batch, Micro and
// Length can be changed while it runs, and all of Samples.
//
// Its weights are a safetensors file of type F32 with all that the training
// needs to go on to the same numbers: the tensors of gpt.Trainer, and in the
// metadata how many steps were made.
type GPT struct {
	Model     gpt.Config // its vocabulary is the tokenizer's
	Training  gpt.Settings
	Tokenizer json.RawMessage // a tokenizer.json that has corpus.End
	Seed      uint64          // of the weights, the texts and the samples
	Samples   Samples
}

// Samples say what a model is asked to write while it learns.
type Samples struct {
	Every    int   // after so many steps each time; 0: never
	Prompt   []int // tokens to go on from; none: a text begins
	Length   int   // the most tokens that it writes; it ends sooner where the text or the context does
	Settings sample.Settings
}

// Start returns the message that begins the training.
func (s GPT) Start() job.Start { return job.Start{Kind: gptKind, Settings: job.Settings(s)} }

// The most that a training may take: parameters of the model, and numbers that
// a pass keeps. It is some hundred megabytes.
const (
	mostParameters  = 8 << 20
	mostActivations = 32 << 20
)

// check returns an error that says what cannot be.
func (s GPT) check() error {
	c, t := s.Model, s.Training
	if err := c.Check(); err != nil {
		return err
	}
	if err := t.Check(c); err != nil {
		return err
	}
	if n := c.Parameters(); n > mostParameters {
		return fmt.Errorf("a model of %d parameters is too large to be trained here", n)
	}
	row := float64(c.Layers)*(16*float64(c.Width)+float64(c.Heads)*float64(t.Length)) + 2*float64(c.Vocabulary)
	if row*float64(t.Micro)*float64(t.Length) > mostActivations {
		return fmt.Errorf("%d sequences of %d tokens at once are too many", t.Micro, t.Length)
	}
	return s.Samples.check(c)
}

func (s Samples) check(c gpt.Config) error {
	if s.Every < 0 || s.Length < 0 || s.Length > c.Context {
		return fmt.Errorf("samples of %d tokens after each %d steps", s.Length, s.Every)
	}
	if err := checkTokens(c, s.Prompt); err != nil {
		return err
	}
	return s.Settings.Check()
}

func checkTokens(c gpt.Config, ids []int) error {
	for _, id := range ids {
		if id < 0 || id >= c.Vocabulary {
			return fmt.Errorf("there is no token %d", id)
		}
	}
	return nil
}

// tokenizer reads the tokenizer.
func (s GPT) tokenizer() (t *token.Tokenizer, end int, err error) {
	if t, end, err = readTokenizer(s.Tokenizer); err != nil {
		return nil, 0, err
	}
	if t.Size() != s.Model.Vocabulary {
		return nil, 0, fmt.Errorf("the tokenizer has %d pieces, and the model %d", t.Size(), s.Model.Vocabulary)
	}
	return t, end, nil
}

// readTokenizer reads a tokenizer.json that has a token for the end of a text.
func readTokenizer(data json.RawMessage) (t *token.Tokenizer, end int, err error) {
	if t, err = token.ParseJSON(data); err != nil {
		return nil, 0, err
	}
	end, ok := t.Special(corpus.End)
	if !ok {
		return nil, 0, errors.New("the tokenizer has no token for the end of a text")
	}
	return t, end, nil
}

// checkGPT allows what can be changed in the middle of a training.
func checkGPT(was, is GPT) error {
	fixed := is
	fixed.Training, fixed.Samples = was.Training, was.Samples
	a, b := was.Training, is.Training
	if !bytes.Equal(job.Settings(fixed), job.Settings(was)) || a.Batch != b.Batch || a.Micro != b.Micro || a.Length != b.Length {
		return errors.New("the model, its texts and the size of a batch cannot be changed while it learns")
	}
	return is.check()
}

// Weights returns the model that a job with these settings has learned, and
// after how many steps.
func (s GPT) Weights(data []byte) (w *gpt.Weights, steps int, err error) {
	if err := s.check(); err != nil {
		return nil, 0, fmt.Errorf("workshop: %w", err)
	}
	if w, err = gpt.NewWeights(s.Model); err != nil {
		return nil, 0, err
	}
	steps, err = loadState(data, w.Tensors())
	return w, steps, err
}

// saveState writes tensors as a file that loadState reads.
func saveState(steps int, ts []gpt.Tensor) ([]byte, error) {
	var b bytes.Buffer
	err := weights.Write(&b, weights.F32, map[string]string{"steps": fmt.Sprint(steps)}, tensors(ts))
	return b.Bytes(), err
}

// loadState fills tensors from a file that may have others, too.
func loadState(data []byte, ts []gpt.Tensor) (steps int, err error) {
	f, err := weights.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return 0, err
	}
	if steps, err = strconv.Atoi(f.Metadata["steps"]); err != nil || steps < 0 {
		return 0, errors.New("workshop: the file of the weights does not say after how many steps")
	}
	if err := f.Load(tensors(ts)); err != nil {
		return 0, err
	}
	return steps, weights.Finite(tensors(ts))
}

func tensors(ts []gpt.Tensor) (out []weights.Tensor) {
	for _, t := range ts {
		out = append(out, weights.Tensor{Name: t.Name, Shape: t.Shape, Data: t.Data})
	}
	return out
}
