package minigpt

import (
	_ "embed"
	"fmt"
	"math"
	"strings"
)

// Source is the text of gpt.go: the program itself.
//
//go:embed gpt.go
var Source string

// mainSource is the text of the function main that trains it outside of the guide.
//
//go:embed main.go
var mainSource string

// Reached is the loss below which the program trains with its own settings: the
// mean of its last 50 steps, in nats a letter.
const Reached = 1.3

// Program returns all of it as one file for go run: Source as package main, the
// birds that it learns from, and its function main.
func Program() string {
	_, run, _ := strings.Cut(mainSource, "package main\n")
	whole := strings.Replace(Source, "package minigpt", "package main", 1)
	return whole + run + "\nconst Birds = `" + Birds + "`\n"
}

// Uniform is the loss of who takes each letter for as likely as any other.
func (m *Model) Uniform() float64 { return math.Log(float64(len(m.Letters))) }

// Single is the loss of who knows how often each letter comes, and no more: the
// entropy of single letters, in nats (Shannon 1948).
func (m *Model) Single() (nats float64) {
	counts, all := make([]float64, len(m.Letters)), 0.0
	for _, line := range m.lines {
		for _, token := range line[1:] {
			counts[token]++
			all++
		}
	}
	for _, n := range counts {
		if n > 0 {
			nats -= n / all * math.Log(n/all)
		}
	}
	return nats
}

// Decode returns the letters of tokens.
func (m *Model) Decode(tokens []int) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteRune(m.Letters[t])
	}
	return b.String()
}

// Count returns how many numbers are learned.
func (m *Model) Count() (n int) {
	for _, row := range m.Learned {
		n += len(row.Data)
	}
	return n
}

// Train makes a step. It says in words if the loss shows that training leads
// nowhere; then the model is of no use any more.
func (m *Model) Train() (loss float64, err error) {
	if loss = m.Step(); !(loss < 5*m.Uniform()) {
		err = fmt.Errorf("step %d: a loss of %.3g is far worse than guessing: the learning rate is too high", m.Done, loss)
	}
	return loss, err
}
