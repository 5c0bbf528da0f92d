package network_test

import (
	"fmt"
	"image/color"
	"maps"
	"math"
	"testing"

	"zerotoai/widgets/network"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// sample is a network of 3, 4 and 2 neurons with weights of all kinds.
func sample() *network.Network {
	n := &network.Network{
		ID: "net", Name: "A small network", Says: func() string { return "Nine neurons." },
		Chosen: &network.Place{Layer: -1},
		Weight: func(l, i, j int) float64 { return float64((l+2*i+3*j)%5-2) / 2 },
	}
	names := [...]string{"inputs", "hidden layer", "outputs"}
	for l, count := range [...]int{3, 4, 2} {
		layer := network.Layer{Name: names[l]}
		for i := range count {
			of := network.Neuron{Name: fmt.Sprintf("%s, neuron %d", names[l], i+1), Value: fmt.Sprintf("0.%d", i+l)}
			if l != 1 {
				of.Label = [...]string{"warm", "wet", "windy"}[i]
			}
			layer.Neurons = append(layer.Neurons, of)
		}
		n.Layers = append(n.Layers, layer)
	}
	return n
}

// pictured is a network whose neurons have pictures.
func pictured() *network.Network {
	n := sample()
	n.Side, n.Gap = 30, 8
	n.Inside = func(c *ui.Context, to paint.Canvas, p network.Place, box paint.Rect) {
		to.Fill(paint.Rectangle(box.Inset(2+float64(p.I))), c.Theme.Data)
	}
	n.Layers = append(n.Layers[:2:2], n.Layers[1], n.Layers[1], n.Layers[2])
	return n
}

func TestNetwork(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return sample() },
		ui.Set{ID: "net.1.2"}, ui.Set{ID: "net.1.2"}, ui.Focus{ID: "net.2.0"}, ui.Set{ID: "net.9.9"})
}

func TestPictures(t *testing.T) {
	uitest.Golden(t, func() ui.Widget { return pictured() }, ui.Focus{ID: "net.3.1"})
}

func TestCheck(t *testing.T) {
	for _, n := range []*network.Network{sample(), pictured(), {ID: "none", Name: "Nothing", Chosen: &network.Place{}}} {
		uitest.Check(t, n)
		*n.Chosen = network.Place{Layer: 1, I: 1}
		uitest.Check(t, n)
	}
}

// A pointer singles out in passing, a press to stay; what is between neurons
// changes nothing.
func TestPointer(t *testing.T) {
	n, chosen := sample(), 0
	n.Choose = func() { chosen++ }
	n.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	at := func(kind ui.PointerKind, l, i int) ui.Pointer {
		return ui.Pointer{Kind: kind, At: n.Center(network.Place{Layer: l, I: i})}
	}
	expect := func(e ui.Event, changed bool, singled network.Place) {
		t.Helper()
		if got := n.Handle(e); got != changed || n.Singled() != singled {
			t.Errorf("%+v: changed %v, %v is singled out; want %v, %v", e, got, n.Singled(), changed, singled)
		}
	}
	expect(at(ui.Hover, 1, 2), true, network.Place{Layer: 1, I: 2})
	expect(at(ui.Hover, 1, 2), false, network.Place{Layer: 1, I: 2})
	expect(ui.Pointer{Kind: ui.Leave}, true, network.Nowhere)
	finger := at(ui.Hover, 1, 2)
	finger.Touch = true
	expect(finger, false, network.Nowhere)
	expect(at(ui.Down, 2, 1), false, network.Nowhere)
	expect(at(ui.Press, 2, 1), true, network.Place{Layer: 2, I: 1})
	expect(at(ui.Press, 2, 1), false, network.Place{Layer: 2, I: 1})
	expect(at(ui.Hover, 0, 0), true, network.Place{})
	expect(ui.Pointer{Kind: ui.Press, At: paint.Pt(1, 1)}, false, network.Place{})
	expect(ui.Pointer{Kind: ui.Hover, At: paint.Pt(1, 1)}, true, network.Place{Layer: 2, I: 1})
	if chosen != 1 {
		t.Errorf("told of %d choices", chosen)
	}
	n.Layers = n.Layers[:2]
	n.Layout(uitest.Context(t, &theme.Dark), paint.Pt(700, 1e6))
	if n.Singled() != network.Nowhere {
		t.Error("a neuron that has gone is singled out")
	}
}

// A canvas counts the straight lines that are painted, by what they mean.
type canvas struct {
	paint.Canvas
	th    *theme.Theme
	lines map[string]int
}

func (v canvas) Fill(paint.Path, color.NRGBA)             {}
func (v canvas) Text(paint.Point, paint.Run, color.NRGBA) {}

func (v canvas) Stroke(p paint.Path, s paint.Stroke) {
	meaning := map[color.NRGBA]string{v.th.Forward: "positive", v.th.Backward: "negative", v.th.Line: "zero", v.th.Faint: "pale"}[s.Color]
	if meaning != "pale" && (len(s.Dash) > 0) == (meaning == "positive") {
		meaning += " by a wrong dash"
	}
	for _, seg := range p.Segments() {
		if seg.Kind == paint.LineTo {
			v.lines[fmt.Sprintf("%s %g", meaning, s.Width)]++
		}
	}
}

func drawn(t *testing.T, n *network.Network) map[string]int {
	c := uitest.Context(t, &theme.Dark)
	n.Layout(c, paint.Pt(700, 1e6))
	v := canvas{th: c.Theme, lines: map[string]int{}}
	n.Draw(c, v)
	return v.lines
}

// A line says the sign of its weight twice and its size once; what is no
// number has no line.
func TestLines(t *testing.T) {
	n := sample()
	n.Layers = []network.Layer{{Neurons: make([]network.Neuron, 3)}, {Neurons: make([]network.Neuron, 2)}}
	weights := []float64{2, -1, 0, math.NaN(), math.Inf(-1), -2}
	n.Weight = func(_, i, j int) float64 { return weights[3*i+j] }
	want := map[string]int{"positive 6": 1, "negative 3.5": 1, "zero 1": 1, "negative 6": 1}
	if got := drawn(t, n); !maps.Equal(got, want) {
		t.Errorf("drawn %v, want %v", got, want)
	}
	n.Full = 4
	want = map[string]int{"positive 3.5": 1, "negative 2.5": 1, "zero 1": 1, "negative 3.5": 1}
	if got := drawn(t, n); !maps.Equal(got, want) {
		t.Errorf("of 4 drawn %v, want %v", got, want)
	}
	weights = []float64{1, 1, 1, 1, 1, 1}
	n.Full = 0
	*n.Chosen = network.Place{Layer: 1, I: 1}
	want = map[string]int{"positive 6": 3, "pale 6": 3}
	if got := drawn(t, n); !maps.Equal(got, want) {
		t.Errorf("singled out, drawn %v, want %v", got, want)
	}
	weights = make([]float64, 6)
	if got := drawn(t, n); got["zero 1"] != 3 {
		t.Errorf("weights of 0 are drawn %v", got)
	}
}
