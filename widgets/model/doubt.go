package model

import (
	"fmt"
	"math"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
)

// A Doubt is how little the model expected a text while it read it: in the mean
// it gave the token that came next one chance in so many. That is the
// perplexity, e to the mean surprise, where the surprise at a token is −ln p.
//
// Source: F. Jelinek and others, Perplexity, a measure of the difficulty of
// speech recognition tasks, 1977.
type Doubt struct {
	Value float64 // NaN if the text has no second token
	lot   int     // what it would be by lot: the size of the vocabulary
	run   *gpt.Run
	steps trace.Table // nil until somebody asks how it was made
}

// much is the doubt from which on a text is not of the model's world.
const much = 30

// DoubtRef is the name of a doubt itself.
var DoubtRef = trace.Ref{Name: "doubt"}

// DoubtOf works out the doubt of a run that is done. What comes first nothing
// has foretold. Of no run there is none.
func DoubtOf(run *gpt.Run) *Doubt {
	d := &Doubt{Value: math.NaN(), run: run}
	if run == nil || run.State.Length < 2 {
		return d
	}
	sum := 0.0
	for t, id := range run.State.Tokens[1:] {
		sum += run.Surprise(t, id)
	}
	d.lot, d.Value = run.State.Config.Vocabulary, math.Exp(sum/float64(run.State.Length-1))
	return d
}

// A Doubts remembers the doubt that it was last asked for. It is worked out when
// it is shown: a key press has enough to do.
type Doubts struct {
	of   *gpt.Run
	last *Doubt
}

// Of is DoubtOf.
func (d *Doubts) Of(run *gpt.Run) *Doubt {
	if d.of != run || run == nil {
		d.of, d.last = run, DoubtOf(run)
	}
	return d.last
}

// Explain implements trace.Source, down to the probabilities of the run.
func (d *Doubt) Explain(r trace.Ref) (trace.Step, bool) {
	if _, ok := d.Name(r); !ok || !d.Known() {
		return trace.Step{}, false
	}
	if d.steps == nil {
		d.explain()
	}
	return d.steps.Explain(r)
}

// explain works the doubt out step by step.
func (d *Doubt) explain() {
	d.steps = trace.Table{}
	var surprises []trace.Term
	for t, id := range d.run.State.Tokens[1:] {
		p := trace.Term{Ref: gpt.ProbabilityRef(t, id), Value: d.run.Probabilities(t)[id]}
		ln := d.steps.Do(trace.Ref{Name: "ln p", I: t + 1}, trace.Log, p)
		surprises = append(surprises, d.steps.Do(trace.Ref{Name: "surprise", I: t + 1}, trace.Negate, ln))
	}
	mean := d.steps.Do(trace.Ref{Name: "mean surprise"}, trace.Mean, surprises...)
	d.steps.Do(DoubtRef, trace.Exp, mean)
}

// Name calls the numbers of a doubt by words.
func (d *Doubt) Name(r trace.Ref) (name string, ok bool) {
	switch r.Name {
	case "doubt", "mean surprise":
		return r.Name, true
	case "surprise":
		return fmt.Sprintf("surprise at token %d", r.I+1), true
	case "ln p":
		return fmt.Sprintf("logarithm of the probability of token %d", r.I+1), true
	}
	return "", false
}

// Known reports whether there is a doubt.
func (d *Doubt) Known() bool { return !math.IsNaN(d.Value) }

// Much reports whether the text is not of the model's world.
func (d *Doubt) Much() bool { return d.Value > much }

// Number is the doubt as it is read out: with three digits, as a run has not many
// more.
func (d *Doubt) Number() string {
	if !d.Known() || d.Value < 1000 || d.Value >= 1e7 {
		return label.Number(d.Value, 3)
	}
	step := math.Pow10(int(math.Log10(d.Value)) - 2)
	return label.Whole(step * math.Round(d.Value/step))
}

// Words says whether the text is of the model's world, which is known if it is
// the guide's and not a guest.
func (d *Doubt) Words(guest bool) string {
	chance := "in the mean it gave the token that came next one chance in " + d.Number()
	lost := d.Value > float64(d.lot)
	switch {
	case !d.Known():
		return ""
	case guest && lost:
		return fmt.Sprintf("The model is lost in this text: %s. By lot it would have been one in %s.", chance, label.Whole(float64(d.lot)))
	case guest && d.Much():
		return "The model is in doubt: " + chance + "."
	case lost:
		return fmt.Sprintf("The model has never read such a text: %s. By lot it would have been one in %s.", chance, label.Whole(float64(d.lot)))
	case d.Much():
		return "The model is in doubt, for it has hardly read such texts: " + chance + "."
	}
	return "The model is at home in this text: " + chance + "."
}
