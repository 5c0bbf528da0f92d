package attention

import (
	"fmt"
	"math"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
)

// A doubt is how little the model expected a text while it read it: in the mean
// it gave the token that came next one chance in so many. That is the
// perplexity, e to the mean surprise, where the surprise at a token is −ln p.
//
// Source: F. Jelinek and others, Perplexity, a measure of the difficulty of
// speech recognition tasks, 1977.
type doubt struct {
	value float64 // NaN if the text has no second token
	lot   int     // what it would be by lot: the size of the vocabulary
	steps trace.Table
}

// much is the doubt from which on a text is not of the model's world.
const much = 30

// doubtOf works out the doubt of a run. What comes first nothing has foretold.
func doubtOf(run *gpt.Run) doubt {
	d := doubt{math.NaN(), run.State.Config.Vocabulary, trace.Table{}}
	var surprises []trace.Term
	for t := 1; t < run.State.Length; t++ {
		id := run.State.Tokens[t]
		p := trace.Term{Ref: gpt.ProbabilityRef(t-1, id), Value: run.Probabilities(t - 1)[id]}
		ln := d.steps.Do(trace.Ref{Name: "ln p", I: t}, trace.Log, p)
		surprises = append(surprises, d.steps.Do(trace.Ref{Name: "surprise", I: t}, trace.Negate, ln))
	}
	if len(surprises) > 0 {
		mean := d.steps.Do(trace.Ref{Name: "mean surprise"}, trace.Mean, surprises...)
		d.value = d.steps.Do(doubtRef, trace.Exp, mean).Value
	}
	return d
}

var doubtRef = trace.Ref{Name: "doubt"}

// doubtName calls the numbers of a doubt by words.
func doubtName(r trace.Ref) (string, bool) {
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

// known reports whether there is a doubt.
func (d doubt) known() bool { return d.steps != nil && !math.IsNaN(d.value) }

// number is the doubt as it is read out.
func (d doubt) number() string {
	if !d.known() {
		return label.NoValue
	}
	return label.Number(d.value, 3)
}

// words says whether the text is of the model's world, which is known if it is
// the guide's.
func (d doubt) words(guest bool) string {
	const sense = " What its heads do here is real, but do not look for sense in it."
	chance := "in the mean it gave the token that came next one chance in " + d.number()
	switch {
	case d.steps == nil:
		return "Not computed yet."
	case !d.known():
		return "One token alone can look only at itself."
	case guest && d.value > float64(d.lot):
		return fmt.Sprintf("The model is lost in this text: %s. By lot it would have been one in %d.", chance, d.lot)
	case guest && d.value > much:
		return "The model is in doubt: " + chance + "."
	case d.value > float64(d.lot):
		return fmt.Sprintf("The model has never read such a text: %s. By lot it would have been one in %d.", chance, d.lot) + sense
	case d.value > much:
		return "The model is in doubt, for it has hardly read such texts: " + chance + "." + sense
	}
	return "The model is at home in this text: " + chance + "."
}
