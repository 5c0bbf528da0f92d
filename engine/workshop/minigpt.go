package workshop

import (
	"errors"
	"fmt"

	"zerotoai/engine/job"
	"zerotoai/engine/minigpt"
)

const miniKind = "minigpt"

// A MiniGPT is the settings of a job that trains the model of package minigpt.
// While it learns, nothing of it can be changed but Until. After each Every steps
// it writes a line.
type MiniGPT struct {
	Settings    minigpt.Settings
	Every       int
	Until       int     // after so many steps there is nothing to do for a while; 0: after all of them
	Temperature float64 // of what it writes
}

// Start returns the message that begins the training.
func (s MiniGPT) Start() job.Start { return job.Start{Kind: miniKind, Settings: job.Settings(s)} }

func (s MiniGPT) check() error {
	if s.Every < 1 || s.Until < 0 || !(s.Temperature > 0) {
		return fmt.Errorf("a line after each %d of %d steps, at a temperature of %g", s.Every, s.Until, s.Temperature)
	}
	return s.Settings.Check()
}

// A mini is such a model that is learning.
type mini struct {
	MiniGPT
	model  *minigpt.Model
	chance minigpt.Chance // of what it writes
}

func newMini(settings []byte, _ job.Input) (job.Job, error) {
	s, err := change(MiniGPT{}, settings, func(_, is MiniGPT) error { return is.check() })
	if err != nil {
		return nil, err
	}
	return &mini{s, minigpt.New(s.Settings), minigpt.Chance(s.Settings.Seed + 1)}, nil
}

// end is after how many steps there is nothing to do.
func (s MiniGPT) end() int {
	if s.Until > 0 {
		return min(s.Until, s.Settings.Steps)
	}
	return s.Settings.Steps
}

// Set implements job.Job.
func (m *mini) Set(settings []byte) error {
	s, err := change(m.MiniGPT, settings, func(was, is MiniGPT) error {
		if was.Until = is.Until; was != is {
			return errors.New("this training begins anew with other settings")
		}
		return is.check()
	})
	m.MiniGPT = s
	return err
}

// Slice makes a step.
func (m *mini) Slice(p *job.Progress) (more bool, err error) {
	if m.model.Done >= m.end() {
		return false, nil
	}
	loss, err := m.model.Train()
	if err != nil {
		return false, err
	}
	p.Steps = append(p.Steps, job.Step{Step: m.model.Done, Loss: loss})
	if m.model.Done%m.Every == 0 {
		line := m.model.Encode(m.model.Write(&m.chance, m.Temperature))
		p.Samples = append(p.Samples, job.Sample{Step: m.model.Done, Tokens: line})
	}
	return m.model.Done < m.end(), nil
}
