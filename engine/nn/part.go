package nn

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/trace"
)

// A Part is a kind of number that a layer has.
type Part string

// The parts of a layer. A weight and its gradient have the indices i j, from
// number j below to neuron i; the others have i. The input, layer 0, has
// Activated and ActivationGrad.
const (
	Weight         Part = "weight"
	Bias           Part = "bias"
	Total          Part = "sum"                 // z
	Activated      Part = "activation"          // a
	SlopeAt        Part = "slope"               // f′(z)
	ActivationGrad Part = "activation gradient" // ∂L/∂a
	SumGrad        Part = "sum gradient"        // ∂L/∂z
	WeightGrad     Part = "weight gradient"     // ∂L/∂w
	BiasGrad       Part = "bias gradient"       // ∂L/∂b
)

// On the way to an activation or a slope there can be other numbers. They
// are called as it is, with this after it, and have the indices of the neuron
// and of their order.
const onTheWay = ".work"

// Of names a number of layer l, where 1 is the first after the input: that
// of neuron i, or of the weight from j to i.
func Of(l int, p Part, i, j int) trace.Ref {
	return trace.Ref{Name: fmt.Sprintf("layer%d.%s", l, p), I: i, J: j}
}

// PartOf returns the layer and the part that Of made a name of, and whether
// the number is one on the way to that part.
func PartOf(r trace.Ref) (l int, p Part, way, ok bool) {
	l, part, ok := numbered("layer", r.Name)
	part, way = strings.CutSuffix(part, onTheWay)
	return l, Part(part), way, ok
}

// numbered takes a name such as "layer2.bias" apart.
func numbered(head, name string) (n int, part string, ok bool) {
	rest, ok := strings.CutPrefix(name, head)
	digits, part, dot := strings.Cut(rest, ".")
	n, err := strconv.Atoi(digits)
	return n, part, ok && dot && err == nil
}

// gradient reports whether numbers of kind p are known after Backward only.
func (p Part) gradient() bool { return strings.HasSuffix(string(p), "gradient") }

// has reports whether layer l of n has a number of kind p with the indices i j.
func (n *Network) has(l int, p Part, i, j int) bool {
	if l == 0 {
		return (p == Activated || p == ActivationGrad) && within(i, n.Inputs) && j == 0
	}
	if l < 1 || l > len(n.Layers) || !within(i, n.Layers[l-1].Out) {
		return false
	}
	switch p {
	case Weight, WeightGrad:
		return within(j, n.Layers[l-1].In)
	case Bias, Total, Activated, SlopeAt, ActivationGrad, SumGrad, BiasGrad:
		return j == 0
	}
	return false
}

func within(i, n int) bool { return 0 <= i && i < n }
