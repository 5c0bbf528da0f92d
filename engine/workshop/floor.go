package workshop

import (
	"encoding/json"
	"errors"
	"fmt"

	"zerotoai/engine/job"
)

const floorKind = "floor"

// A Floor is the settings of a job that finds the least loss that a GPT can
// reach: the surprise of who knows the tiny world, at the very rows that a
// training of the same seed learns from. Step n of its progress is row n − 1,
// and its Loss the mean surprise there, in nats a token. Nothing can be changed.
type Floor struct {
	Tokenizer json.RawMessage // as in GPT
	Length    int             // tokens in a row
	Rows      int
	Seed      uint64
}

// Floor returns the search for the floor of a training, on its first rows.
func (s GPT) Floor(rows int) Floor {
	return Floor{Tokenizer: s.Tokenizer, Length: s.Training.Length, Rows: rows, Seed: s.Seed}
}

// Start returns the message that begins the search.
func (s Floor) Start() job.Start { return job.Start{Kind: floorKind, Settings: job.Settings(s)} }

// mostRow is how long a row can be.
const mostRow = 1 << 12

func (s Floor) check() error {
	if s.Length < 1 || s.Length > mostRow || s.Rows < 0 {
		return fmt.Errorf("a floor of %d rows of %d tokens", s.Rows, s.Length)
	}
	return nil
}

// A floor is a search under way.
type floor struct {
	settings Floor
	rows     *Rows
	done     int
}

func newFloor(settings []byte, in job.Input) (job.Job, error) {
	s, err := change(Floor{}, settings, func(_, is Floor) error { return is.check() })
	if err != nil {
		return nil, err
	}
	t, _, err := readTokenizer(s.Tokenizer)
	if err != nil {
		return nil, fmt.Errorf("workshop: %w", err)
	}
	return &floor{settings: s, rows: worldRows(t, s.Seed, in.Random)}, nil
}

// Set implements job.Job.
func (f *floor) Set([]byte) error {
	return errors.New("workshop: nothing of the search for a floor can be changed")
}

// Slice reads a row.
func (f *floor) Slice(p *job.Progress) (more bool, err error) {
	if f.done == f.settings.Rows {
		return false, nil
	}
	sum := 0.0
	for _, nats := range f.rows.Surprise(f.done, f.settings.Length) {
		sum += nats
	}
	f.done++
	p.Steps = append(p.Steps, job.Step{Step: f.done, Loss: sum / float64(f.settings.Length)})
	return f.done < f.settings.Rows, nil
}
