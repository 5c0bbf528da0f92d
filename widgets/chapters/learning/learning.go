// Package learning is chapter 4: what artificial intelligence, machine learning
// and deep learning are, and three ways in which a machine learns.
package learning

import (
	_ "embed"
	"fmt"
	"math/rand/v2"

	"zerotoai/widgets/label"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/ui"
)

// Text is the chapter's text.
//
//go:embed learning.md
var Text []byte

// New makes the chapter's figures, by the names its text calls them.
func New() map[string]ui.Widget {
	g := newGrid()
	return map[string]ui.Widget{
		setsID:             newSets(),
		classifierID:       newClassifier(),
		clustersID:         newClusters(),
		gridID:             g,
		"learning.predict": question(),
		"learning.check":   checkpoint(g),
	}
}

// Seeds are what a link may name.
const (
	firstSeed = 1
	lastSeed  = 9999

	firstHeaps = 4 // it has a long way to rest
)

// seeded is the chance of a figure: the same for the same seed.
func seeded(seed int) func() float64 { return rand.New(rand.NewPCG(uint64(seed), 0)).Float64 }

// The answers of the prediction, in their order.
const (
	always = iota
	sometimes
)

// question asks whether a step of k-means can make the spread greater.
func question() *predict.Predict {
	return &predict.Predict{
		ID:       "learning.predict",
		Question: "The spread is the sum of the squared distances from the points to their centres. How will it change from step to step?",
		Options: []string{
			always:    "No step makes it greater",
			sometimes: "Some steps make it greater, others smaller",
		},
		Truth: func() float64 { return float64(outcome(spreads())) },
		Explain: func(_, _ float64) string {
			s := spreads()
			last := len(s) - 1
			return fmt.Sprintf("On the figure’s points it was %s after the first step, then %s and %s, and %s at the end, after %s. To go to a nearer centre cannot make a point’s distance longer, and the mean of some points is the place from which the sum of their squared distances is least.",
				label.Number(s[0], 4), label.Number(s[1], 4), label.Number(s[2], 4), label.Number(s[last], 4), steps(last+1))
		},
	}
}

// spreads are what the second figure's first run shows, step by step.
func spreads() (s []float64) {
	run := newClusters().run
	for run.Step() {
		s = append(s, run.Inertia())
	}
	return s
}

// outcome says which answer the spreads of a run make true.
func outcome(spreads []float64) int {
	for i, s := range spreads[1:] {
		if s > spreads[i] {
			return sometimes
		}
	}
	return always
}

// checkpoint asks for an agent that has found a shortest way.
func checkpoint(g *grid) *task.Task {
	best := g.shortest()
	return &task.Task{
		ID:   "learning.check",
		Goal: fmt.Sprintf("In the third figure, let the agent learn until its best actions lead from S to G in %s, the fewest that there are.", steps(best)),
		Done: func() bool { return g.arrives() && len(g.agent.Path())-1 == best },
		Progress: func() string {
			if !g.arrives() {
				return fmt.Sprintf("After %s the best actions do not lead to G yet.", episodes(g.agent.Episodes))
			}
			return fmt.Sprintf("The best actions lead to G in %s.", steps(len(g.agent.Path())-1))
		},
	}
}
