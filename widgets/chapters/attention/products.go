package attention

import (
	"fmt"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
)

// products explain the terms of a dot product one by one, which a run does not
// name: block2.head0.product 7[i j] is the query of i times the key of j, in
// their number 7, counted from 0.
type products struct{ run *gpt.Run }

const productPart = "product "

// productRef names the term c of the dot product of a query and a key.
func productRef(h gpt.Head, c, i, j int) trace.Ref {
	return h.Ref(fmt.Sprintf("%s%d", productPart, c), i, j)
}

// productOf reads such a name.
func productOf(r trace.Ref) (h gpt.Head, c int, ok bool) {
	n, err := fmt.Sscanf(r.Name, "block%d.head%d."+productPart+"%d", &h.Layer, &h.Head, &c)
	return h, c, n == 3 && err == nil
}

// Explain implements trace.Source.
func (p products) Explain(r trace.Ref) (trace.Step, bool) {
	h, c, ok := productOf(r)
	if !ok {
		return trace.Step{}, false
	}
	query, ok := p.run.Explain(h.Ref("query", r.I, c))
	key, also := p.run.Explain(h.Ref("key", r.J, c))
	if !ok || !also {
		return trace.Step{}, false
	}
	args := []trace.Term{{Ref: query.Ref, Value: query.Value}, {Ref: key.Ref, Value: key.Value}}
	return trace.Step{Ref: r, Value: query.Value * key.Value, Op: trace.Product, Args: args}, true
}

func productName(r trace.Ref) (string, bool) {
	_, c, ok := productOf(r)
	return fmt.Sprintf("product %d", c+1), ok
}
