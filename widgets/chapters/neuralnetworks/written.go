package neuralnetworks

import (
	"fmt"
	"strings"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/network"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// exact writes a number of the worked example: all of its digits, which are
// fewer than these, without the noise of binary fractions.
func exact(v float64) string { return label.Number(rid(v), 9) }

// rid takes the noise of binary fractions away where nothing else is left.
func rid(v float64) float64 {
	if -1e-9 < v && v < 1e-9 {
		return 0
	}
	return v
}

func probability(p float64) string { return label.Nonzero(p, 4) }

// says writes out how a neuron came to its number.
func (o *outing) says(p network.Place) string {
	head := capital(neuronName(p)) + "\n"
	switch p.Layer {
	case 0:
		return head + fmt.Sprintf("%s = %s: it comes from outside.", weather[p.I], exact(o.in[p.I]))
	case 1:
		return head + o.sumOf(p) + "\n" + o.bend(p)
	}
	return head + o.sumOf(p) + "\n" + o.softmax(p)
}

// sumOf is the weighted sum of a neuron in numbers.
func (o *outing) sumOf(p network.Place) string {
	return fmt.Sprintf("z = %s = %s", o.terms(p), exact(o.total(p)))
}

func (o *outing) terms(p network.Place) string {
	s, _ := o.pass.Explain(nn.Of(p.Layer, nn.Total, p.I, 0))
	return s.Text(exact)
}

// bend is what a hidden neuron makes of its sum.
func (o *outing) bend(p network.Place) string {
	return fmt.Sprintf("a = max(0, %s) = %s", exact(o.total(p)), exact(o.activation(p)))
}

// softmax is what becomes of an output.
func (o *outing) softmax(p network.Place) string {
	var powers []string
	for i := range plans {
		powers = append(powers, "e^"+exact(o.activation(network.Place{Layer: p.Layer, I: i})))
	}
	return fmt.Sprintf("a = z, and the probability is %s / (%s) = %s",
		powers[p.I], strings.Join(powers, " + "), probability(o.pass.Probabilities()[p.I]))
}

// spoken is what a screen reader says of a neuron after its name.
func (o *outing) spoken(p network.Place) string {
	if p.Layer == 0 {
		return exact(o.in[p.I])
	}
	return fmt.Sprintf("%s. The sum is %s = %s", exact(o.activation(p)), o.terms(p), exact(o.total(p)))
}

// longest is the longest that says can write now, or nearly so.
func (o *outing) longest() (longest string) {
	for i := range plans {
		if s := o.says(network.Place{Layer: len(o.pass.A) - 1, I: i}); len(s) > len(longest) {
			longest = s
		}
	}
	return longest
}

// written is words that always have the room of the longest ones, so that what
// stands below does not jump when a pointer hovers over the picture.
type written struct {
	label.Label
	most func() string
}

// Layout implements ui.Widget.
func (w *written) Layout(c *ui.Context, room paint.Point) paint.Point {
	size := w.Label.Layout(c, room)
	size.Y = max(size.Y, label.Set(c, w.Font, w.most(), room.X).Size.Y)
	return size
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// neuronName is what a neuron is called.
func neuronName(p network.Place) string {
	switch p.Layer {
	case 0:
		return "input " + weather[p.I]
	case 1:
		return fmt.Sprintf("hidden neuron %d", p.I+1)
	}
	return "output " + plans[p.I]
}

// shortName is the same where there is little room.
func shortName(p network.Place) string {
	switch p.Layer {
	case 0:
		return weather[p.I]
	case 1:
		return fmt.Sprintf("hidden %d", p.I+1)
	}
	return plans[p.I]
}

// outingName calls a number of the worked example by words.
func outingName(r trace.Ref) string {
	l, part, _, ok := nn.PartOf(r)
	p := network.Place{Layer: l, I: r.I}
	switch {
	case !ok:
		return oddsName(r)
	case l == 0:
		return weather[r.I]
	case part == nn.Weight:
		return fmt.Sprintf("weight of %s, %s", shortName(network.Place{Layer: l - 1, I: r.J}), shortName(p))
	}
	return string(part) + ", " + shortName(p)
}

// oddsName calls a number on the way from the outputs to the probabilities.
func oddsName(r trace.Ref) string {
	name := map[string]string{
		".largest": "largest output", ".sum": "sum of the powers",
		".shifted": "output less the largest, ", ".power": "power of e, ", "": "probability, ",
	}[strings.TrimPrefix(r.Name, nn.ProbabilityRef(0).Name)]
	if strings.HasSuffix(name, ", ") {
		name += plans[r.I]
	}
	return name
}

// outingOrigin says where a given number of the worked example is from.
func outingOrigin(r trace.Ref) string {
	if l, part, _, _ := nn.PartOf(r); l > 0 || part != nn.Activated {
		return "set by hand, and yours to change"
	}
	return "the weather of the day, and yours to change"
}
