package neuralnetworks

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"zerotoai/widgets/network"
	"zerotoai/widgets/ui"
)

// State implements ui.Stateful.
func (o *outing) State() []ui.Param {
	return []ui.Param{
		tenths("weather", o.in, 0, 1),
		tenths("weights", o.net.Params, -most, most),
		{Name: "neuron", Get: o.place, Set: o.choose},
	}
}

// Restored implements ui.Stateful.
func (o *outing) Restored() { o.compute() }

// atFirst is the neuron that is chosen when nobody has chosen one.
var atFirst = network.Place{Layer: 1}

// place writes the chosen neuron: its layer and its number there.
func (o *outing) place() string {
	if o.chosen == atFirst {
		return ""
	}
	return fmt.Sprintf("%d.%d", o.chosen.Layer, o.chosen.I+1)
}

func (o *outing) choose(s string) error {
	if s == "" {
		o.chosen = atFirst
		return nil
	}
	for l, as := range o.pass.A {
		for i := range as {
			if s == fmt.Sprintf("%d.%d", l, i+1) {
				o.chosen = network.Place{Layer: l, I: i}
				return nil
			}
		}
	}
	return fmt.Errorf("neuron is a layer and a number in it, as 1.2, not %.40q", s)
}

// tenths is a parameter that is numbers from lo to hi, all of them tenths.
func tenths(name string, vs []float64, lo, hi float64) ui.Param {
	start := slices.Clone(vs)
	return ui.Param{Name: name,
		Get: func() string {
			if slices.Equal(vs, start) {
				return ""
			}
			return writeTenths(vs)
		},
		Set: func(s string) error {
			if s == "" {
				copy(vs, start)
				return nil
			}
			read, err := readTenths(s, len(vs), lo, hi)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			copy(vs, read)
			return nil
		}}
}

func writeTenths(vs []float64) string {
	words := make([]string, len(vs))
	for i, v := range vs {
		words[i] = strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strings.Join(words, " ")
}

// readTenths reads n numbers from lo to hi, each rounded to a tenth.
func readTenths(s string, n int, lo, hi float64) (vs []float64, err error) {
	if len(s) > 20*n {
		return nil, fmt.Errorf("%d numbers are not so long", n)
	}
	words := strings.Fields(s)
	if len(words) != n {
		return nil, fmt.Errorf("there are %d numbers, not %d", n, len(words))
	}
	for i, w := range words {
		v, err := strconv.ParseFloat(w, 64)
		if err != nil || math.IsNaN(v) || v < lo || v > hi {
			return nil, fmt.Errorf("number %d is from %g to %g, not %.20q", i+1, lo, hi, w)
		}
		vs = append(vs, math.Round(10*v)/10+0) // the sum of −0 and 0 is 0
	}
	return vs, nil
}

// looked is the neuron of the playground that is looked at: its layer and its
// number there, as 1.2. At first it is the output.
func (f *playground) looked() ui.Param {
	return ui.Param{Name: "looked-at",
		Get: func() string {
			if f.chosen == f.output() {
				return ""
			}
			return fmt.Sprintf("%d.%d", f.chosen.Layer, f.chosen.I+1)
		},
		Set: func(s string) error {
			var p network.Place
			if s != "" && (!ui.Scan(s, "%d.%d", &p.Layer, &p.I) || p.Layer < 0 || p.I < 1) {
				return fmt.Errorf("looked-at is a layer and a number in it, as 1.2, not %.40q", s)
			}
			f.asked = p
			return nil
		}}
}

// output is the place of the last neuron.
func (f *playground) output() network.Place { return network.Place{Layer: len(f.views.sizes) - 1} }
