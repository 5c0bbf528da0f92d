package activations

import (
	"fmt"
	"strings"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/wording"
)

// numberName calls a number of the first figure by words.
func (k *curves) numberName(r trace.Ref) string {
	if r == nn.InputRef {
		return "z"
	}
	for _, a := range compared {
		switch r {
		case a.ValueRef():
			return a.String() + " of z"
		case a.SlopeRef():
			return "slope of " + a.String() + " at z"
		}
	}
	return k.formula(r)
}

// formula writes how a number on the way to others is worked out.
func (k *curves) formula(r trace.Ref) string {
	s, ok := k.Explain(r)
	switch {
	case !ok:
		return r.String()
	case s.Op == trace.Given:
		return label.Number(s.Value, 6)
	}
	i := -1
	return s.Text(func(float64) string { // it is asked for each argument in order
		i++
		return k.numberName(s.Args[i].Ref)
	})
}

// origin says where a given number of the first figure comes from.
func (k *curves) origin(r trace.Ref) string {
	if r == nn.InputRef {
		return "your input"
	}
	return "a number of the formula"
}

// indices are digits under the line.
var indices = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉")

func index(n int) string { return indices.Replace(fmt.Sprint(n)) }

// productName calls a number of the second figure by words: those of the one
// layer are of W and b, those of layer 1 of W₁ and b₁.
func productName(r trace.Ref) string {
	for k := range numbers {
		if r == ref(k) {
			return place("", r, k < outCount*inCount)
		}
	}
	l, part, _, ok := nn.PartOf(r)
	switch {
	case r == singleRef(r.I):
		return fmt.Sprintf("output %d of the one layer", r.I+1)
	case strings.HasPrefix(r.Name, "product"): // of layer 1 alone
		return place(index(1), r, strings.HasSuffix(r.Name, string(nn.Weight)))
	case !ok:
		return r.Name
	case part == nn.Weight || part == nn.Bias:
		return place(index(l), r, part == nn.Weight)
	case l == 0:
		return "x" + index(r.I+1)
	case part == nn.Total:
		return fmt.Sprintf("sum %d of layer %d", r.I+1, l)
	}
	return fmt.Sprintf("output %d of layer %d", r.I+1, l)
}

// place names a number of a matrix or a vector.
func place(layer string, r trace.Ref, weight bool) string {
	if weight {
		return fmt.Sprintf("W%s, row %d, column %d", layer, r.I+1, r.J+1)
	}
	return fmt.Sprintf("b%s, row %d", layer, r.I+1)
}

// origin says where a given number of the second figure comes from.
func (f *collapse) origin(r trace.Ref) string {
	if l, part, _, ok := nn.PartOf(r); ok && l == 0 && part == nn.Activated {
		return "your input"
	}
	return "drawn at random, to a tenth"
}

// numberName calls a number of the third figure by words.
func (f *bend) numberName(r trace.Ref) string {
	own, flat := strings.CutPrefix(r.Name, flatPrefix)
	r.Name = own
	name := wording.Example(r)
	if flat {
		name += ", without a bend"
	}
	return name
}

func (f *bend) origin(r trace.Ref) string {
	r.Name = strings.TrimPrefix(r.Name, flatPrefix)
	return wording.Origin(r)
}

// name calls a number of the figure of deep networks by words.
func (f *depth) name(r trace.Ref) string {
	for _, s := range f.sides {
		if own, ok := strings.CutPrefix(r.Name, s.prefix); ok {
			r.Name = own
			return checkupName(r) + ", " + s.activation
		}
	}
	return r.Name
}

func (f *depth) origin(r trace.Ref) string {
	_, r.Name, _ = strings.Cut(r.Name, " ")
	return checkupOrigin(r)
}

// checkupName calls a number of an nn.Checkup by words.
func checkupName(r trace.Ref) string {
	if own, held := strings.CutPrefix(r.Name, heldPrefix); held {
		r.Name = own
		return wording.Example(r)
	}
	head, own, ok := strings.Cut(r.Name, ".")
	example := ""
	if k, in := strings.CutPrefix(head, "example"); in && ok {
		example = ", example " + k
	} else {
		own = r.Name
	}
	bare := trace.Ref{Name: own, I: r.I, J: r.J}
	switch {
	case bare == nn.GradientRef(r.I):
		return fmt.Sprintf("mean size of the gradient, layer %d", r.I) + example
	case own == "size":
		return fmt.Sprintf("size of the gradient of neuron %d, layer %d", r.J, r.I) + example
	case bare == nn.OnRef(r.I, r.J):
		return fmt.Sprintf("share of points that switch on neuron %d of layer %d", r.J+1, r.I)
	case strings.HasPrefix(own, "share"):
		return "points that switch it on"
	}
	return wording.Layer(bare) + example
}

// checkupOrigin says where a given number of an nn.Checkup comes from.
func checkupOrigin(r trace.Ref) string {
	if own, held := strings.CutPrefix(r.Name, heldPrefix); held {
		r.Name = own
		return wording.Origin(r)
	}
	switch {
	case strings.HasPrefix(r.Name, "share"):
		return "counted: its sum is above 0 for so many points"
	case r.Name == "examples":
		return "how many points the network learns from"
	}
	return wording.Origin(r)
}
