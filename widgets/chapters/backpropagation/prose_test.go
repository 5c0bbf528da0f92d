package backpropagation

import (
	"fmt"
	"testing"

	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/ui/uitest"
)

// looped is the loop at a learning rate after so many rounds, or as many as
// there are.
func looped(rate float64, rounds int) *loop {
	f := newLoop(newLab())
	f.rate = rate
	f.begin()
	for f.walk.Round < rounds && f.advance() {
	}
	return f
}

// lossWith is the loss of the first figure with w1 set to a value.
func lossWith(w1 float64) string {
	l := newLab()
	*l.given[firstWeight] = w1
	t := l.build()
	t.Forward()
	return number(t.Nodes[t.Loss].Value)
}

// finished is the first figure after both passes.
func finished() *run {
	f := newRun(newLab())
	for f.step() {
	}
	return f
}

// brought is what a number gets back from another in the first figure.
func brought(from, to string) string {
	f := finished()
	node := f.tape.index(to)
	for k, a := range f.tape.Nodes[node].Args {
		if f.tape.names[a] == from {
			return f.detail.source().written(sentRef(node, k))
		}
	}
	return "nothing"
}

// The numbers in the text are those that the figures show, or of a source.
func TestProse(t *testing.T) {
	f, c := finished(), newChain(newLab())
	gradient := func(name string) string { return number(f.tape.Nodes[f.tape.index(name)].Grad) }
	count := len(f.tape.Params())
	usual, far := looped(firstRate, 20), looped(1, mostRounds)
	loss := func(round int) string { return label.Nonzero(usual.walk.Losses[round-1], 4) }
	if half := looped(0.5, mostRounds).walk; half.Diverged || half.Losses[2] < toLoss {
		t.Error("a rate of 0.50 does not get down, or at once")
	}
	if !far.walk.Diverged || f.passes() != most || f.lab.kind != kinds[0].name {
		t.Errorf("at a rate of 1 it diverges: %v; both passes have %d steps", far.walk.Diverged, f.passes())
	}
	w1 := c.tape.index(firstWeight)
	uitest.Prose(t, Text,
		fmt.Sprintf("This one has %d of them, and the run has just found all %d. The gradient of w1 is %s. It says that a nudge of w1 moves the loss by about %s times as much.",
			count, count, gradient("w1"), gradient("w1")),
		fmt.Sprintf("set w1 from 0.8 to 0.9, and the loss goes from %s to %s. So w1 should go down", lossWith(0.8), lossWith(0.9)),
		"How does w1 know", "starts at L with "+label.Number(f.tape.Nodes[f.tape.Loss].Grad, 4),
		fmt.Sprintf("Stop when a1 gets its gradient and press its box: %s comes from y1, %s from y2, and together they make %s.",
			brought("a1", "y1"), brought("a1", "y2"), gradient("a1")),
		fmt.Sprintf("There are targets for y1 and y2, but nobody has said what a1 should be. Its gradient, %s at first, says it all the same: less.", gradient("a1")),
		"then set x1 in the figure", "In chapter 2 you met", "In chapter 2 the guide", // what they are called
		"so its slope is 1.", "the slope 2e, and tanh has 1 − a²,", "A square e²", // the rules, which the figure writes
		fmt.Sprintf("The weight w1 has two paths, since a1 goes into both outputs. One brings %s, the other %s, and their sum is %s:",
			c.written(pathRef(0)), c.written(pathRef(1)), c.written(sumRef)),
		fmt.Sprintf("%d for the %d of this network, 248,879,616 for one step of GPT-2 small.", 2*count, count), // twice the note's number
		fmt.Sprintf("With the learning rate $\\eta$ at %g, w1 goes from %s to %s. All %d together bring the loss from %s in round 1 to %s in round 2 and to %s in round 10.",
			firstRate, label.Number(c.tape.Nodes[w1].Value, 4), number(c.tape.Nodes[w1].Value-firstRate*c.tape.Nodes[w1].Grad), count, loss(1), loss(2), loss(10)),
		"set “Learning rate” to 1.00,",
		fmt.Sprintf("Round 2 has a loss of %s, more than before: the step went past the valley. In round %d the figure gives up.",
			label.Fixed(far.walk.Losses[1], 4), far.walk.Round+1),
		"At a rate of 0.50",
	)
	if 2*124_439_808 != 248_879_616 {
		t.Error("twice the parameters of GPT-2 small are another number")
	}
	for k, want := range map[string]string{"y1 → e1": "1", "e1 → e1²": "2 × e1", "z1 → a1": "1 − a1²", "w1 → z1": "x1"} {
		if got := ruleOf(c, k); got != want {
			t.Errorf("the rule of %s is %s", k, got)
		}
	}
	if n := f.tape.Nodes[f.tape.index("a1")]; n.Op != trace.Tanh {
		t.Errorf("a1 is made by %v", n.Op)
	}
}

// ruleOf is the rule that the chain shows for an edge.
func ruleOf(f *chain, edge string) string {
	for _, row := range f.rows(0) {
		if row[0].Text == edge {
			return row[1].Text
		}
	}
	return "none"
}
