package rlhf

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"zerotoai/engine/corpus"
	"zerotoai/engine/trace"
)

// MaxUnits is how long a text of a policy can be. A sentence of the grammar has
// 14 at most.
const MaxUnits = 16

// A Policy is a language model: a table of what comes after each unit. It
// begins as after corpus.End, and stops when it writes that, or has written
// MaxUnits.
type Policy struct {
	Units  []string    // the vocabulary; Units[0] is corpus.End
	Logits [][]float64 // [unit before][unit]
	P      [][]float64 // their softmax, row by row
	LnP    [][]float64 // its logarithm, which is finite where P is too small to be told from 0

	params []float64 // of Logits
	chain  *chain    // of the grammar; clones share it
}

// A chain is how likely each unit follows each in a sentence.
type chain struct {
	units []string
	p     [][]float64 // [unit before][unit]; 0 for what cannot follow
}

// following reads the chain off the grammar: what follows a unit, and how likely,
// is the same wherever it stands, so one place of each is enough.
func following() *chain {
	c := &chain{units: []string{corpus.End}}
	source := Source()
	prefix := []string{""}
	for i := 0; i < len(c.units); i++ {
		row := make([]float64, len(c.units))
		for _, next := range source.Begin(prefix[i]).Next() {
			k := slices.Index(c.units, next.Unit)
			if k < 0 {
				k = len(c.units)
				c.units, prefix, row = append(c.units, next.Unit), append(prefix, prefix[i]+next.Unit), append(row, 0)
			}
			row[k] = next.P
		}
		c.p = append(c.p, row)
	}
	for i, row := range c.p {
		c.p[i] = append(row, make([]float64, len(c.units)-len(row))...)
	}
	return c
}

// texts is how many replies a reference learns from.
const texts = 2000

// doubt is how often, beside what was counted, each unit is taken to have been
// seen after each: no model rules anything out.
const doubt = 0.002

// Reference returns a policy that has learned to write replies by counting
// which unit came after which in 2000 of them.
func Reference(random func() float64) *Policy {
	p := newPolicy(following())
	for i := range p.params {
		p.params[i] = doubt
	}
	for range texts {
		for before, next := 0, -1; next != 0; before = next {
			next = draw(p.chain.p[before], random())
			p.Logits[before][next]++
		}
	}
	for i, n := range p.params {
		p.params[i] = math.Log(n)
	}
	p.Softmax()
	return p
}

func newPolicy(c *chain) *Policy {
	n := len(c.units)
	p := &Policy{Units: c.units, params: make([]float64, n*n), P: make([][]float64, n), LnP: make([][]float64, n), chain: c}
	for i := range n {
		p.Logits = append(p.Logits, p.params[i*n:(i+1)*n:(i+1)*n])
		p.P[i], p.LnP[i] = make([]float64, n), make([]float64, n)
	}
	return p
}

// Clone returns a policy like p that shares nothing with it but the vocabulary.
func (p *Policy) Clone() *Policy {
	c := newPolicy(p.chain)
	copy(c.params, p.params)
	c.Softmax()
	return c
}

// Softmax works out P and LnP; it is needed after a change of Logits.
func (p *Policy) Softmax() {
	for i, z := range p.Logits {
		top, sum := slices.Max(z), 0.0
		for k, v := range z {
			p.P[i][k] = math.Exp(v - top)
			sum += p.P[i][k]
		}
		lnSum := math.Log(sum)
		for k, v := range z {
			p.P[i][k] /= sum
			p.LnP[i][k] = v - top - lnSum
		}
	}
}

// Draw draws a text, as numbers of Units without the end. It calls random once
// a unit.
func (p *Policy) Draw(random func() float64) (units []int) {
	at := 0
	for range MaxUnits {
		if at = draw(p.P[at], random()); at == 0 {
			break
		}
		units = append(units, at)
	}
	return units
}

// Write draws a text.
func (p *Policy) Write(random func() float64) string { return p.Text(p.Draw(random)) }

// Text writes units, with a space before each word: also before one that
// otherwise begins a text.
func (p *Policy) Text(units []int) string {
	var b strings.Builder
	for _, u := range units {
		word := strings.TrimPrefix(p.Units[u], " ")
		if b.Len() > 0 && word != "." && word != "," {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// draw returns the index of p that u, from [0, 1), falls on.
func draw(p []float64, u float64) int {
	last := 0
	for k, v := range p {
		if v > 0 {
			last = k
		}
		if u -= v; u < 0 {
			return k
		}
	}
	return last // u was rounded up
}

// NextRef names P[before][next].
func NextRef(before, next int) trace.Ref { return trace.Ref{Name: rowName(before), I: next} }

// LogitRef names Logits[before][next].
func LogitRef(before, next int) trace.Ref {
	return trace.Ref{Name: "logit", I: before, J: next}
}

func rowName(before int) string { return fmt.Sprintf("after%d.probability", before) }

// Explain says how a number was made; a Policy is a trace.Source. Logits are
// given.
func (p *Policy) Explain(r trace.Ref) (trace.Step, bool) {
	n := len(p.Units)
	if r == LogitRef(r.I, r.J) {
		if !within(r.I, n) || !within(r.J, n) {
			return trace.Step{}, false
		}
		return trace.Step{Ref: r, Value: p.Logits[r.I][r.J]}, true
	}
	digits, _, _ := strings.Cut(strings.TrimPrefix(r.Name, "after"), ".")
	before, err := strconv.Atoi(digits)
	if err != nil || !within(before, n) {
		return trace.Step{}, false
	}
	s, ok := p.row(before)[r]
	return s, ok
}

// row works out the probabilities after a unit.
func (p *Policy) row(before int) trace.Table {
	var z []trace.Term
	for k, v := range p.Logits[before] {
		z = append(z, trace.Term{Ref: LogitRef(before, k), Value: v})
	}
	t := trace.Table{}
	t.Softmax(rowName(before), z)
	return t
}

// lnTerms returns what LnP is the difference of, with a prefix to the names.
func (p *Policy) lnTerms(prefix string, before, next int) (ts []trace.Term) {
	t := p.row(before)
	for _, r := range []trace.Ref{{Name: rowName(before) + ".shifted", I: next}, {Name: rowName(before) + ".ln of sum"}} {
		v := t[r].Value
		r.Name = prefix + r.Name
		ts = append(ts, trace.Term{Ref: r, Value: v})
	}
	return ts
}

func within(i, n int) bool { return 0 <= i && i < n }
