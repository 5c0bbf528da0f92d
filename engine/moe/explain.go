package moe

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
)

// The names of the numbers of a Pass. Those of its networks are named as in
// package nn, after "router." and "expert3.".
const probabilityName = "probability"

// ProbabilityRef names the probability of expert e.
func ProbabilityRef(e int) trace.Ref { return trace.Ref{Name: probabilityName, I: e} }

// GateRef names Gate[c], that of the expert Chosen[c].
func GateRef(c int) trace.Ref { return trace.Ref{Name: "gate", I: c} }

// OutputRef names Y[k].
func OutputRef(k int) trace.Ref { return trace.Ref{Name: "output", I: k} }

var totalRef = trace.Ref{Name: "probability of the chosen"}

func expertPrefix(e int) string { return fmt.Sprintf("expert%d.", e) }

const routerPrefix = "router."

// Explain says how a number was made on the way forward; a Pass is a
// trace.Source. The token is given.
func (p *Pass) Explain(r trace.Ref) (trace.Step, bool) {
	if strings.HasPrefix(r.Name, routerPrefix) {
		return trace.Renamed(routerPrefix, p.Router).Explain(r)
	}
	for c, e := range p.Chosen {
		if strings.HasPrefix(r.Name, expertPrefix(e)) {
			return trace.Renamed(expertPrefix(e), p.Expert[c]).Explain(r)
		}
	}
	t := trace.Table{}
	p.work(t)
	s, ok := t[r]
	return s, ok
}

// work works out what is not of a network.
func (p *Pass) work(t trace.Table) {
	var logits []trace.Term
	for e, z := range p.Router.Outputs() {
		logits = append(logits, outputOf(routerPrefix, p.Router, e, z))
	}
	ps := t.Softmax(probabilityName, logits).P
	var chosen, gates []trace.Term
	for _, e := range p.Chosen {
		chosen = append(chosen, ps[e])
	}
	total := t.Do(totalRef, trace.Sum, chosen...)
	for c := range p.Chosen {
		gates = append(gates, t.Do(GateRef(c), trace.Quotient, chosen[c], total))
	}
	for k := range p.Y {
		var terms []trace.Term
		for c, e := range p.Chosen {
			terms = append(terms, gates[c], outputOf(expertPrefix(e), p.Expert[c], k, p.Expert[c].Outputs()[k]))
		}
		t.Do(OutputRef(k), trace.Dot, terms...)
	}
}

// outputOf is output i of a network whose numbers are led by prefix.
func outputOf(prefix string, p *nn.Pass, i int, v float64) trace.Term {
	r := nn.Of(len(p.Net.Layers), nn.Activated, i, 0)
	r.Name = prefix + r.Name
	return trace.Term{Ref: r, Value: v}
}

// The names of the numbers of a Model. Those of a word's Pass come after
// "word12.", and those of its answer, named as in package nn, after
// "word12.head.".
var (
	LossRef    = trace.Ref{Name: "mean loss"}
	BalanceRef = trace.Ref{Name: "balance"}
)

// ShareRef names Share[e].
func ShareRef(e int) trace.Ref { return trace.Ref{Name: "share", I: e} }

// MeanRef names Mean[e].
func MeanRef(e int) trace.Ref { return trace.Ref{Name: "mean probability", I: e} }

// OfWord returns the name of a number of word t's Pass, or of its head.
func OfWord(t int, r trace.Ref) trace.Ref {
	r.Name = fmt.Sprintf("word%d.%s", t, r.Name)
	return r
}

// OfHead returns the name of a number of word t's answer, which r is called
// in package nn.
func OfHead(t int, r trace.Ref) trace.Ref {
	r.Name = headPrefix + r.Name
	return OfWord(t, r)
}

const headPrefix = "head."

// Explain says how a number was made; a Model is a trace.Source.
func (m *Model) Explain(r trace.Ref) (trace.Step, bool) {
	if t, ok := wordOf(r.Name); ok {
		if t >= len(m.Words) {
			return trace.Step{}, false
		}
		return trace.Renamed(fmt.Sprintf("word%d.", t), word{m.Tokens[t], m.Judged[t]}).Explain(r)
	}
	switch e := r.I; r {
	case LossRef:
		return m.explainLoss(), true
	case BalanceRef:
		return m.explainBalance(trace.Table{})
	case ShareRef(e), MeanRef(e), loadRef(e):
		if e < 0 || e >= len(m.Load) {
			return trace.Step{}, false
		}
		return m.explainExpert(r, e)
	}
	t := trace.Table{}
	m.explainBalance(t)
	s, ok := t[r]
	return s, ok
}

// wordOf returns the number of the word that a name is about.
func wordOf(name string) (t int, ok bool) {
	rest, led := strings.CutPrefix(name, "word")
	digits, _, dot := strings.Cut(rest, ".")
	t, err := strconv.Atoi(digits)
	return t, led && dot && err == nil && t >= 0
}

// A word is the source of the numbers of a word: its pass, and its head, whose
// input is the output of the pass.
type word struct {
	pass *Pass
	head *nn.Pass
}

// Explain implements trace.Source.
func (w word) Explain(r trace.Ref) (trace.Step, bool) {
	if r.J == 0 && r.I >= 0 && r.I < len(w.pass.Y) && r.Name == headPrefix+nn.Of(0, nn.Activated, 0, 0).Name {
		y := w.pass.Y[r.I]
		return trace.Step{Ref: r, Value: y, Op: trace.Sum, Args: []trace.Term{{Ref: OutputRef(r.I), Value: y}}}, true
	}
	if strings.HasPrefix(r.Name, headPrefix) {
		return trace.Renamed(headPrefix, w.head).Explain(r)
	}
	return w.pass.Explain(r)
}

func (m *Model) explainLoss() trace.Step {
	s := trace.Step{Ref: LossRef, Value: m.Loss, Op: trace.Mean}
	for t := range m.Words {
		s.Args = append(s.Args, trace.Term{Ref: OfHead(t, nn.LossRef), Value: m.Judged[t].Value})
	}
	return s
}

func loadRef(e int) trace.Ref { return trace.Ref{Name: "load", I: e} }

// explainExpert explains the load of expert e, which is counted, its share or
// its mean probability.
func (m *Model) explainExpert(r trace.Ref, e int) (trace.Step, bool) {
	load := trace.Step{Ref: loadRef(e), Value: float64(m.Load[e])}
	switch r {
	case load.Ref:
		return load, true
	case ShareRef(e):
		choices := trace.Term{Ref: choicesRef, Value: float64(len(m.Words) * m.Layer.Top)}
		return trace.Step{Ref: r, Value: m.Share[e], Op: trace.Quotient, Args: []trace.Term{{Ref: load.Ref, Value: load.Value}, choices}}, true
	}
	s := trace.Step{Ref: r, Value: m.Mean[e], Op: trace.Mean}
	for t, p := range m.Tokens {
		s.Args = append(s.Args, trace.Term{Ref: OfWord(t, ProbabilityRef(e)), Value: p.P[e]})
	}
	return s, true
}

var choicesRef = trace.Ref{Name: "choices"}

// explainBalance works out the balancing loss.
func (m *Model) explainBalance(t trace.Table) (trace.Step, bool) {
	t.Given(choicesRef, float64(len(m.Words)*m.Layer.Top))
	var terms []trace.Term
	for e := range m.Load {
		terms = append(terms, trace.Term{Ref: ShareRef(e), Value: m.Share[e]}, trace.Term{Ref: MeanRef(e), Value: m.Mean[e]})
	}
	overlap := t.Do(trace.Ref{Name: "Σ share · mean probability"}, trace.Dot, terms...)
	experts := t.Given(trace.Ref{Name: "experts"}, float64(len(m.Load)))
	t.Do(BalanceRef, trace.Product, overlap, experts)
	return t[BalanceRef], true
}
