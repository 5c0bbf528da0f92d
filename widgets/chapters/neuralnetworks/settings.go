package neuralnetworks

import (
	"slices"
	"strings"

	"zerotoai/engine/descent"
	"zerotoai/engine/nn"
	"zerotoai/widgets/slider"
	"zerotoai/widgets/ui"
)

// Settings are what the reader sets of the playground: with the reader's own
// points they say all of a training, from its first number on. Counts are
// whole numbers.
type settings struct {
	seed          int
	data          string // one of tasks
	points, noise float64
	layers        float64 // hidden ones
	widths        [mostLayers]float64
	activation    string
	optimizer     string
	rate, batch   float64
	penalty       string
	strength      float64 // of the penalty
}

// The bounds of the settings.
const (
	firstSeed  = 1
	lastSeed   = 9999
	mostPoints = 1000
	mostLayers = 4
	widest     = 8
	mostBatch  = 50
)

// ownOnly is the data set that has the reader's points alone.
const ownOnly = "Own points"

// tasks are the names of the data sets.
func tasks() (names []string) {
	for _, d := range nn.DataSets() {
		names = append(names, d.Name)
	}
	return append(names, ownOnly)
}

// names are what a list is called.
func names[T interface{ String() string }](of []T) (ns []string) {
	for _, v := range of {
		ns = append(ns, v.String())
	}
	return ns
}

// called returns the one of a list that has a name, which must be in it.
func called[T interface{ String() string }](of []T, name string) T {
	return of[slices.IndexFunc(of, func(v T) bool { return v.String() == name })]
}

func penalties() []nn.Penalty { return []nn.Penalty{nn.NoPenalty, nn.L1, nn.L2} }

// recipe is the one for a data set, and false for own points.
func recipe(data string) (nn.Recipe, bool) {
	rs := nn.Recipes()
	i := slices.IndexFunc(rs, func(r nn.Recipe) bool { return r.Data.Name == data })
	if i < 0 {
		return nn.Recipe{}, false
	}
	return rs[i], true
}

// usual is how the playground starts: with a network that solves its data set.
func usual() settings {
	s := settings{seed: firstSeed, data: nn.DataSets()[0].Name}
	s.follow(nn.Recipes()[0])
	return s
}

// follow sets all but the seed and the data set as a recipe says.
func (s *settings) follow(r nn.Recipe) {
	s.points, s.noise = 500, 0.05 // the arms of the spiral need many
	s.layers = float64(len(r.Shape.Sizes) - 2)
	for l := range s.widths {
		if s.widths[l] = 4; l < int(s.layers) {
			s.widths[l] = float64(r.Shape.Sizes[l+1])
		}
	}
	s.activation, s.optimizer = r.Shape.Hidden.String(), r.Settings.Method.String()
	s.rate, s.batch = r.Settings.LearningRate, float64(r.Settings.Batch)
	s.penalty, s.strength = r.Settings.Penalty.String(), 2e-4
}

// shape is that of the network.
func (s *settings) shape() nn.Shape {
	sizes := []int{len(seen)}
	for _, w := range s.widths[:int(s.layers)] {
		sizes = append(sizes, int(w))
	}
	return nn.Shape{Sizes: append(sizes, 1), Hidden: called(nn.Activations(), s.activation), Output: nn.Tanh}
}

// seen is what the network is told of a point.
var seen = []nn.Feature{nn.X, nn.Y}

// training is how the network is trained. Adam forgets a little sooner than
// usual: at a plain rate its steps get restless near the end.
func (s *settings) training() nn.Settings {
	t := nn.Defaults(called(descent.Methods(), s.optimizer))
	t.LearningRate, t.Batch = s.rate, int(s.batch)
	t.Penalty, t.PenaltyRate = called(penalties(), s.penalty), s.strength
	if t.Method == descent.Adam {
		t.Decay = 0.99
	}
	return t
}

// make makes the points of the data set, and nothing for own points.
func (s *settings) make(random func() float64) []nn.Point {
	for _, d := range nn.DataSets() {
		if d.Name == s.data {
			return d.Make(int(s.points), s.noise, random)
		}
	}
	return nil
}

// sliders sets the numbers among the settings.
func (s *settings) sliders(changed func()) []*slider.Slider {
	all := []*slider.Slider{
		{ID: "points", Name: "Points", Max: mostPoints, Step: 50, Value: &s.points},
		{ID: "noise", Name: "Noise", Max: nn.MaxNoise, Step: 0.05, Value: &s.noise},
		{ID: "rate", Name: "Learning rate", Min: 1e-4, Max: 10, Step: 1.0 / 3, Log: true, Value: &s.rate},
		{ID: "batch", Name: "Batch size", Min: 1, Max: mostBatch, Step: 1, Value: &s.batch},
		{ID: "strength", Name: "Strength of regularization", Min: 1e-5, Max: 0.1, Step: 1.0 / 3, Log: true, Value: &s.strength},
		{ID: "layers", Name: "Hidden layers", Max: mostLayers, Step: 1, Value: &s.layers},
	}
	for l := range s.widths {
		n := string(rune('1' + l))
		all = append(all, &slider.Slider{ID: "width" + n, Name: "Neurons in layer " + n, Min: 1, Max: widest, Step: 1, Value: &s.widths[l]})
	}
	for _, k := range all {
		k.ID, k.Changed = playgroundID+"."+k.ID, changed
	}
	return all
}

// params are the settings in a link.
func (s *settings) params(sliders []*slider.Slider) []ui.Param {
	ps := []ui.Param{
		ui.Int("seed", &s.seed, firstSeed, lastSeed),
		ui.Option("data", &s.data, tasks()),
		ui.Option("f", &s.activation, names(nn.Activations())),
		ui.Option("optimizer", &s.optimizer, names(descent.Methods())),
		ui.Option("penalty", &s.penalty, names(penalties())),
	}
	for _, k := range sliders {
		ps = append(ps, ui.Float(strings.TrimPrefix(k.ID, playgroundID+"."), k.Value, k.Min, k.Max))
	}
	return ps
}
