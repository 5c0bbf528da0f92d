package minigpt

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Each gradient of a whole model is the central difference of the loss.
func TestGradients(t *testing.T) {
	s := Defaults()
	s.Blocks, s.Width, s.Heads, s.Text = 2, 6, 3, "owl\ngull\ngoose"
	m := New(s)
	tokens, next := m.Example()
	loss := func() float64 { return m.Reader().Loss(tokens, next) }
	m.Record(tokens, next)
	const h = 1e-5
	for _, p := range m.Learned {
		for i := range p.Data {
			at := func(d float64) float64 {
				defer func(v float64) { p.Data[i] = v }(p.Data[i])
				p.Data[i] += d
				return loss()
			}
			if want := (at(h) - at(-h)) / (2 * h); math.Abs(p.Grad[i]-want) > 1e-6*max(1, math.Abs(want)) {
				t.Fatalf("%s %d: the gradient is %v, and the difference says %v", p.Name, i, p.Grad[i], want)
			}
		}
	}
}

// Shares sum to 1. A temperature divides them more evenly, or less.
func TestShares(t *testing.T) {
	m := New(Defaults())
	top := func(temperature float64) float64 {
		r, shares := m.Reader(), []float64{}
		for _, token := range m.Encode("\nred") {
			shares = r.Read(token, temperature).Data
		}
		sum := 0.0
		for _, p := range shares {
			sum += p
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("the shares sum to %v", sum)
		}
		return slices.Max(shares)
	}
	if low, high := top(0.5), top(2); low <= high {
		t.Errorf("the largest share is %v at a low temperature, and %v at a high one", low, high)
	}
}

// The program's own settings train to below the loss that is stated, which is
// below what single letters allow; the same seed makes the same run.
func TestTrains(t *testing.T) {
	run := func() (recent float64, m *Model) {
		m = New(Defaults())
		for m.Done < m.Steps {
			loss, err := m.Train()
			if err != nil {
				t.Fatal(err)
			}
			if m.Done > m.Steps-50 {
				recent += loss / 50
			}
		}
		return recent, m
	}
	loss, m := run()
	if loss >= Reached || loss >= m.Single() || m.Single() >= m.Uniform() {
		t.Errorf("loss %v, single letters %v, uniform %v", loss, m.Single(), m.Uniform())
	}
	if again, _ := run(); again != loss {
		t.Errorf("%v, and then %v", loss, again)
	}
}

// What cannot be trained is said in words.
func TestCannot(t *testing.T) {
	for words, change := range map[string]func(*Settings){
		"no text":       func(s *Settings) { s.Text = " \n " },
		"not UTF-8":     func(s *Settings) { s.Text = "\xff" },
		"do not divide": func(s *Settings) { s.Heads = 3 },
		"blocks":        func(s *Settings) { s.Blocks = 0 },
		"context":       func(s *Settings) { s.Context = 1 },
		"examples":      func(s *Settings) { s.Batch = 0 },
		"steps":         func(s *Settings) { s.Steps = 1 << 30 },
		"learning rate": func(s *Settings) { s.Rate = math.NaN() },
		"bytes":         func(s *Settings) { s.Text = strings.Repeat("a", MostText+1) },
	} {
		s := Defaults()
		change(&s)
		if err := s.Check(); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v", words, err)
		}
	}
}

// A rate that is too high is noticed, before a weight is anything but a number.
func TestDiverges(t *testing.T) {
	s := Defaults()
	s.Rate = 10
	m := New(s)
	for m.Done < m.Steps {
		if _, err := m.Train(); err != nil {
			if !strings.Contains(err.Error(), "learning rate is too high") {
				t.Error(err)
			}
			return
		}
	}
	t.Error("it does not diverge")
}

// The program runs by itself, in an empty folder and without a network, and
// trains to below the loss that is stated.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "gpt.go"), []byte(Program()), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "run", "gpt.go")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOPROXY=off", "GOFLAGS=-mod=mod", "GO111MODULE=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	last := regexp.MustCompile(`step 600: loss ([0-9.]+)`).FindStringSubmatch(string(out))
	if last == nil {
		t.Fatalf("it says %s", out)
	}
	if loss, err := strconv.ParseFloat(last[1], 64); err != nil || loss >= Reached {
		t.Errorf("it ends with a loss of %s", last[1])
	}
}
