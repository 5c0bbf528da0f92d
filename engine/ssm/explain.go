package ssm

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/trace"
)

const (
	gateName   = "gate"
	keepName   = "keep"
	stateName  = "state"
	startName  = "start"
	logitName  = "logit"
	zName      = "gate weight"
	uName      = "inflow"
	wName      = "output weight"
	bName      = "output bias"
	answerName = ".probability"
)

var oneRef = trace.Ref{Name: "one"}

// GateRef names the share that channel d takes in at word t.
func GateRef(t, d int) trace.Ref { return trace.Ref{Name: gateName, I: t, J: d} }

// KeepRef names the share that channel d keeps at word t.
func KeepRef(t, d int) trace.Ref { return trace.Ref{Name: keepName, I: t, J: d} }

// StateRef names channel d after word t.
func StateRef(t, d int) trace.Ref { return trace.Ref{Name: stateName, I: t, J: d} }

// LogitRef names the logit of answer c after word t.
func LogitRef(t, c int) trace.Ref { return trace.Ref{Name: logitName, I: t, J: c} }

// ProbabilityRef names the probability of answer c after word t.
func ProbabilityRef(t, c int) trace.Ref { return trace.Ref{Name: answersOf(t), I: c} }

func answersOf(t int) string { return fmt.Sprintf("word%d%s", t, answerName) }

// GateWeightRef names z, which σ makes a gate of: that of word i, or of channel
// i if the model is Fixed.
func GateWeightRef(i int) trace.Ref { return trace.Ref{Name: zName, I: i} }

// InflowRef names u, what channel d takes in at a word.
func InflowRef(word, d int) trace.Ref { return trace.Ref{Name: uName, I: word, J: d} }

// Explain says how a number of the reading was made; a Reading is a
// trace.Source. What was learned is given.
func (r *Reading) Explain(ref trace.Ref) (trace.Step, bool) {
	t := trace.Table{}
	switch i, j := ref.I, ref.J; ref.Name {
	case zName, uName, wName, bName, startName, oneRef.Name:
		return r.learned(ref)
	case gateName, keepName, stateName:
		if within(i, len(r.Text)) && within(j, r.Model.Channels) {
			r.channel(t, i, j)
		}
	case logitName:
		if within(i, len(r.Text)) {
			r.logits(t, i)
		}
	default:
		if at, ok := answerOf(ref.Name); ok && within(at, len(r.Text)) {
			t.Softmax(answersOf(at), r.logits(trace.Table{}, at))
		}
	}
	s, ok := t[ref]
	return s, ok && s.Op != trace.Given
}

func within(i, n int) bool { return 0 <= i && i < n }

// answerOf returns the word that a probability, or a number on the way to it,
// belongs to.
func answerOf(name string) (t int, ok bool) {
	rest, led := strings.CutPrefix(name, "word")
	digits, part, dot := strings.Cut(rest, ".")
	t, err := strconv.Atoi(digits)
	return t, led && dot && err == nil && strings.HasPrefix("."+part, answerName)
}

// learned explains what is given.
func (r *Reading) learned(ref trace.Ref) (trace.Step, bool) {
	m, i, j := r.Model, ref.I, ref.J
	words := within(i, len(Words)) && within(j, m.Channels)
	s := trace.Step{Ref: ref}
	switch {
	case ref.Name == zName && within(i, len(m.z)) && j == 0:
		s.Value = m.z[i]
	case ref.Name == uName && words:
		s.Value = m.u[i][j]
	case ref.Name == wName && within(i, len(Answers)) && within(j, m.Channels):
		s.Value = m.w[i][j]
	case ref.Name == bName && within(i, len(Answers)) && j == 0:
		s.Value = m.b[i]
	case ref == oneRef:
		s.Value = 1
	case ref.Name == startName && within(i, m.Channels) && j == 0:
	default:
		return trace.Step{}, false
	}
	return s, true
}

// channel works out what word t does to channel d.
func (r *Reading) channel(t trace.Table, at, d int) {
	word := r.Text[at]
	z := r.Model.gate(word, d)
	gate := t.Do(GateRef(at, d), trace.Sigmoid, t.Given(GateWeightRef(z), r.Model.z[z]))
	keep := t.Do(KeepRef(at, d), trace.Difference, trace.Term{Ref: oneRef, Value: 1}, gate)
	before := t.Given(trace.Ref{Name: startName, I: d}, 0)
	if at > 0 {
		before = t.Given(StateRef(at-1, d), r.State[at-1][d])
	}
	t.Do(StateRef(at, d), trace.Dot, keep, before, gate, t.Given(InflowRef(word, d), r.Model.u[word][d]))
}

// logits works out the logits after word t.
func (r *Reading) logits(t trace.Table, at int) (ts []trace.Term) {
	for c := range Answers {
		var terms []trace.Term
		for d, w := range r.Model.w[c] {
			terms = append(terms, t.Given(trace.Ref{Name: wName, I: c, J: d}, w), t.Given(StateRef(at, d), r.State[at][d]))
		}
		terms = append(terms, t.Given(trace.Ref{Name: bName, I: c}, r.Model.b[c]))
		ts = append(ts, t.Do(LogitRef(at, c), trace.Affine, terms...))
	}
	return ts
}
