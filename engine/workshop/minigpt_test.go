package workshop

import (
	"strings"
	"testing"

	"zerotoai/engine/job"
	"zerotoai/engine/minigpt"
)

func miniature() MiniGPT {
	s := MiniGPT{Settings: minigpt.Defaults(), Every: 20, Temperature: 0.7}
	s.Settings.Steps = 40
	return s
}

// A job does what package minigpt does when it is called, and writes as it learns.
func TestMini(t *testing.T) {
	s := miniature()
	steps, samples, _, end := finish(begin(t, s.Start()))
	if _, ok := end.(job.Done); !ok || len(steps) != 40 || len(samples) != 2 {
		t.Fatalf("%d steps, %d samples, %v", len(steps), len(samples), end)
	}
	m := minigpt.New(s.Settings)
	for _, is := range steps {
		if loss, err := m.Train(); err != nil || is.Loss != loss {
			t.Fatalf("step %d: a loss of %v, not %v (%v)", is.Step, is.Loss, loss, err)
		}
	}
}

// What cannot be trained is refused in words, and a divergence ends the job.
func TestMiniCannot(t *testing.T) {
	s := miniature()
	s.Settings.Heads = 3
	if out := newDesk().Take(s.Start()); len(out) != 1 || !strings.Contains(out[0].(job.Failed).Why, "do not divide") {
		t.Error(out)
	}
	s = miniature()
	s.Settings.Rate = 10
	if _, _, _, end := finish(begin(t, s.Start())); !strings.Contains(end.(job.Failed).Why, "too high") {
		t.Error(end)
	}
}
