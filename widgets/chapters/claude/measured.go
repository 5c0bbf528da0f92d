package claude

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/gpt"
	"zerotoai/engine/quant"
	"zerotoai/engine/trace"
)

// The names of the numbers of a measuring, each after the format that it is of.
var lossRef = trace.Ref{Name: "held-out loss"}

const (
	rowName      = "loss of row"       // [row]
	surpriseName = "surprise"          // [row token]
	lnName       = "ln of the chance"  // [row token]
	trainedName  = "weight as trained" // [i]
	wholeName    = "whole number"      // [i]
	keptName     = "weight as kept"    // [i]
	offName      = "off by"            // [i]
	scaleName    = "scale"
)

// ofFormat names a number of a format.
func ofFormat(f quant.Format, r trace.Ref) trace.Ref {
	r.Name = fmt.Sprintf("format%d.%s", f, r.Name)
	return r
}

// Explain implements trace.Source.
func (w *measuring) Explain(r trace.Ref) (trace.Step, bool) {
	for _, f := range quant.Formats() {
		if strings.HasPrefix(r.Name, ofFormat(f, trace.Ref{}).Name) && w.model != nil {
			return trace.Renamed(ofFormat(f, trace.Ref{}).Name, explained{w, f}).Explain(r)
		}
	}
	return trace.Step{}, false
}

// An explained is the numbers of one format.
type explained struct {
	*measuring
	f quant.Format
}

// Explain implements trace.Source.
func (e explained) Explain(r trace.Ref) (trace.Step, bool) {
	if t, ok := e.weight(r.I); ok {
		if s, ok := t[r]; ok {
			return s, true
		}
	}
	if e.whole(e.f) == nil {
		return trace.Step{}, false
	}
	if s, ok := e.size()[r]; ok {
		return s, true
	}
	if s, ok := e.ofLoss(r); ok {
		return s, true
	}
	return e.ofRun(r)
}

// weight is the numbers of weight i of the example.
func (e explained) weight(i int) (t trace.Table, ok bool) {
	trained, kept := e.example(e.f)
	if i < 0 || i >= len(trained) {
		return nil, false
	}
	t = trace.Table{}
	at := func(name string) trace.Ref { return trace.Ref{Name: name, I: i} }
	was, is := t.Given(at(trainedName), float64(trained[i])), trace.Term{}
	if e.f.Scaled() {
		p := e.packed(e.f)
		is = t.Do(at(keptName), trace.Product, t.Given(at(wholeName), float64(p.Whole(i))), t.Given(at(scaleName), float64(p.Scale(i))))
	} else {
		is = t.Given(at(keptName), float64(kept[i]))
	}
	t.Do(at(offName), trace.Difference, is, was)
	return t, true
}

// size is how the bytes are counted.
func (e explained) size() trace.Table {
	matrices, vectors := 0, 0
	for _, t := range e.model.Weights.Tensors() {
		if t.Matrix() {
			matrices += len(t.Data)
		} else {
			vectors += len(t.Data)
		}
	}
	return quant.Size(e.f, float64(matrices), float64(vectors))
}

// ofLoss explains the loss down to chances.
func (e explained) ofLoss(r trace.Ref) (trace.Step, bool) {
	switch n := e.measured(); {
	case r == lossRef && n > 0:
		return e.mean(r, n, func(i int) trace.Term {
			return trace.Term{Ref: trace.Ref{Name: rowName, I: i}, Value: e.losses[e.f][i]}
		}), true
	case r.Name == rowName && 0 <= r.I && r.I < n && r.J == 0:
		return e.mean(r, e.window(), func(t int) trace.Term { return e.surprise(r.I, t) }), true
	case (r.Name == surpriseName || r.Name == lnName) && 0 <= r.I && r.I < n && 0 <= r.J && r.J < e.window():
		t := trace.Table{}
		e.chance(t, r.I, r.J)
		return t[r], true
	}
	return trace.Step{}, false
}

func (e explained) mean(r trace.Ref, n int, of func(i int) trace.Term) trace.Step {
	s := trace.Step{Ref: r, Op: trace.Mean}
	for i := range n {
		s.Args = append(s.Args, of(i))
	}
	s.Value = s.Recompute()
	return s
}

// surprise is that at a token of a row.
func (e explained) surprise(row, t int) trace.Term { return e.chance(trace.Table{}, row, t) }

// chance works out the surprise from the chance that the model gave to what
// came.
func (e explained) chance(table trace.Table, row, t int) trace.Term {
	run, targets := e.runOf(row)
	r := gpt.ProbabilityRef(t, targets[t])
	v, _ := run.Value(r)
	r.Name = fmt.Sprintf("row%d.%s", row, r.Name)
	ln := table.Do(trace.Ref{Name: lnName, I: row, J: t}, trace.Log, trace.Term{Ref: r, Value: v})
	return table.Do(trace.Ref{Name: surpriseName, I: row, J: t}, trace.Negate, ln)
}

// runOf reads a row with all numbers kept.
func (e explained) runOf(row int) (*gpt.Run, []int) {
	tokens, targets := e.row(row)
	if e.run == nil || e.of != (opened{e.f, row}) {
		run, err := gpt.NewRun(e.kept[e.f].Weights, tokens)
		if err != nil {
			panic(err) // the tokens are those of the model's own tokenizer
		}
		e.measuring.run, e.measuring.of = run, opened{e.f, row}
	}
	return e.run, targets
}

// ofRun explains a number of the forward pass over a row.
func (e explained) ofRun(r trace.Ref) (trace.Step, bool) {
	digits, _, ok := strings.Cut(strings.TrimPrefix(r.Name, "row"), ".")
	row, err := strconv.Atoi(digits)
	if !ok || err != nil || row < 0 || row >= e.measured() {
		return trace.Step{}, false
	}
	run, _ := e.runOf(row)
	return trace.Renamed(fmt.Sprintf("row%d.", row), run).Explain(r)
}

// measureName calls a number by words.
func measureName(r trace.Ref) string {
	_, name, _ := strings.Cut(r.Name, ".")
	switch name {
	case rowName:
		return fmt.Sprintf("loss of row %d", r.I+1)
	case surpriseName:
		return fmt.Sprintf("surprise at token %d of row %d", r.J+1, r.I+1)
	case lnName:
		return fmt.Sprintf("logarithm of the chance of token %d of row %d", r.J+1, r.I+1)
	case wholeName, trainedName, keptName, offName:
		return fmt.Sprintf("%s, %d", name, r.I+1)
	}
	if strings.HasPrefix(name, "row") {
		return trace.Ref{Name: name, I: r.I, J: r.J}.String()
	}
	return name
}

// measureOrigin says where a number comes from that was not computed.
func measureOrigin(r trace.Ref) string {
	_, name, _ := strings.Cut(r.Name, ".")
	switch name {
	case trainedName:
		return "learned in training"
	case wholeName:
		return "the weight divided by the scale, rounded"
	case scaleName:
		return "the largest weight of the 32 divided by the largest whole number, as float16"
	case keptName:
		return "the nearest number that the format has"
	}
	if strings.HasPrefix(name, "row") {
		return "a weight as it is kept, or a token of the text"
	}
	return "so is the format made"
}
