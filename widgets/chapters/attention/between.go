package attention

import (
	"fmt"
	"strings"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
)

// between explains numbers between a query and a weight that a run does not
// name:
//
//	block2.head0.product 7[i j]   query i times key j, in their number 7, counted from 0
//	block2.head0.scaled[i j]      the score before the mask
type between struct{ run *gpt.Run }

const (
	productPart = "product "
	scaledPart  = "scaled"
)

// productRef names the term c of the dot product of a query and a key.
func productRef(h gpt.Head, c, i, j int) trace.Ref {
	return h.Ref(fmt.Sprintf("%s%d", productPart, c), i, j)
}

// betweenOf reads such a name.
func betweenOf(r trace.Ref) (h gpt.Head, part string, ok bool) {
	n, _ := fmt.Sscanf(r.Name, "block%d.head%d.", &h.Layer, &h.Head)
	part = strings.TrimPrefix(r.Name, h.Ref("", 0, 0).Name)
	return h, part, n == 2 && (part == scaledPart || strings.HasPrefix(part, productPart))
}

// Explain implements trace.Source.
func (b between) Explain(r trace.Ref) (trace.Step, bool) {
	h, part, ok := betweenOf(r)
	if !ok {
		return trace.Step{}, false
	}
	if part == scaledPart {
		return b.step(r, trace.Quotient, h.Ref("match", r.I, r.J), trace.Ref{Name: "√(head width)"})
	}
	var c int
	if _, err := fmt.Sscanf(part, productPart+"%d", &c); err != nil {
		return trace.Step{}, false
	}
	return b.step(r, trace.Product, h.Ref("query", r.I, c), h.Ref("key", r.J, c))
}

// step applies an operation to two numbers of the run.
func (b between) step(r trace.Ref, op trace.Op, left, right trace.Ref) (trace.Step, bool) {
	x, ok := b.run.Explain(left)
	y, also := b.run.Explain(right)
	s := trace.Step{Ref: r, Op: op, Args: []trace.Term{{Ref: left, Value: x.Value}, {Ref: right, Value: y.Value}}}
	s.Value = s.Recompute()
	return s, ok && also
}

func betweenName(r trace.Ref) (string, bool) {
	_, part, ok := betweenOf(r)
	var c int
	if n, _ := fmt.Sscanf(part, productPart+"%d", &c); n == 1 {
		return fmt.Sprintf("product %d", c+1), ok
	}
	return "score before the mask", ok
}
