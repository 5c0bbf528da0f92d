package workshop

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
	"zerotoai/engine/sample"
	"zerotoai/engine/weights"
)

const generationKind = "generation"

// ModelFile is the name of the file of a Generation: its weights.
const ModelFile = "model.safetensors"

// A Generation is the settings of a job that loads a model of GPT-2's
// architecture from a file, in parts, and lets it go on with a text. While it
// loads, Part of its progress says how far it is; then each token is a sample
// of its own. When the text is done, another Prompt begins the next one. All but
// Config can be changed.
type Generation struct {
	Config   json.RawMessage // the model's config.json; null: as the shapes of the weights tell
	Prompt   []int           // tokens to go on from, at least one; of too many the last ones
	Count    int             // the most tokens to write; it ends sooner where the text or the context does
	Settings sample.Settings
	Seed     uint64 // of what is drawn
	End      *int   // the token that ends a text, if there is one
}

// Start returns the message that begins with a model.
func (s Generation) Start(model job.File) job.Start {
	return job.Start{Kind: generationKind, Settings: job.Settings(s), Files: map[string]job.File{ModelFile: model}}
}

// check returns an error that says what cannot be for a model.
func (s Generation) check(c gpt.Config) error {
	if len(s.Prompt) == 0 || s.Count < 0 {
		return fmt.Errorf("%d tokens after a text of %d", s.Count, len(s.Prompt))
	}
	if err := checkTokens(c, s.Prompt); err != nil {
		return err
	}
	return s.Settings.Check()
}

// A generation loads its model and writes.
type generation struct {
	settings Generation
	random   func(seed, stream uint64) job.Random
	config   gpt.Config
	loading  *checkpoint.Loading // nil when it is done
	writer   writer
	texts    int // that have been begun
}

// mostMemory is what a model may take: a program in a browser has four
// gigabytes.
const mostMemory = 3 << 30

func newGeneration(settings []byte, in job.Input) (job.Job, error) {
	s, err := job.Change(Generation{}, settings)
	if err != nil {
		return nil, fmt.Errorf("workshop: %w", err)
	}
	file, ok := in.Files[ModelFile]
	if !ok {
		return nil, errors.New("workshop: there is no file with a model")
	}
	f, err := weights.Open(file, file.Size)
	if err != nil {
		return nil, err
	}
	c, err := s.config(f)
	if err == nil {
		err = s.check(c)
	}
	if err != nil {
		return nil, fmt.Errorf("workshop: %w", err)
	}
	g := &generation{settings: s, random: in.Random, config: c}
	g.loading, err = checkpoint.Begin(f, c)
	return g, err
}

// config returns the blueprint of a model that is not too large.
func (s Generation) config(f *weights.File) (c gpt.Config, err error) {
	if len(s.Config) == 0 || string(s.Config) == "null" {
		c, err = checkpoint.Infer(f, 0)
	} else {
		c, err = checkpoint.ReadConfig(s.Config)
	}
	if err != nil {
		return c, err
	}
	bytes := 4 * (float64(c.Parameters()) + 2*float64(c.Layers)*float64(c.Context)*float64(c.Width))
	if bytes > mostMemory {
		return c, fmt.Errorf("the model takes %.1f GB of memory, more than a browser gives", bytes/1e9)
	}
	return c, nil
}

// Set implements job.Job.
func (g *generation) Set(settings []byte) error {
	s, err := change(g.settings, settings, func(was, is Generation) error {
		if !bytes.Equal(was.Config, is.Config) {
			return errors.New("another model is another job")
		}
		return is.check(g.config)
	})
	if err != nil {
		return err
	}
	g.settings = s
	if g.loading == nil {
		g.begin()
	}
	return nil
}

// begin begins a text.
func (g *generation) begin() {
	s := g.settings
	g.texts++
	g.writer.settings, g.writer.draw = s.Settings, g.random(s.Seed, 0).Float64
	g.writer.end = -1
	if s.End != nil {
		g.writer.end = *s.End
	}
	g.writer.begin(s.Prompt, s.Count)
}

// Slice loads a part of the model, or reads or writes some tokens.
func (g *generation) Slice(p *job.Progress) (more bool, err error) {
	if g.loading != nil {
		return true, g.load(p)
	}
	before := len(g.writer.text)
	more, err = g.writer.slice()
	if news := g.writer.text[before:]; len(news) > 0 {
		p.Samples = append(p.Samples, job.Sample{Step: g.texts, Tokens: append([]int(nil), news...)})
		p.Tokens += len(news)
	}
	return more, err
}

func (g *generation) load(p *job.Progress) error {
	more, err := g.loading.Next()
	if err != nil || more {
		p.Part = g.loading.Part()
		return err
	}
	w := g.loading.Weights
	if err := weights.Finite(checkpoint.Tensors(w)); err != nil {
		return err
	}
	p.Part, g.loading = 1, nil
	g.writer.generator = gpt.NewGenerator(w)
	g.begin()
	return nil
}
