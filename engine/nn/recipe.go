package nn

import "zerotoai/engine/descent"

// A Recipe is a network and a training that solve a data set.
type Recipe struct {
	Data     DataSet
	Features []Feature
	Shape    Shape
	Loss     Loss
	Settings Settings
	Epochs   int
}

// Recipes returns a recipe for each of DataSets, in their order, that needs
// no features but x and y. From 210 of 300 points, with a noise up to 0.05, it
// leads within its Epochs to where 95 % of the other 90 are told right. That
// was tried on thirty seeds each; XOR failed on one, as two classes that noise
// has mixed cannot be told apart.
func Recipes() []Recipe {
	sets := DataSets()
	arms := recipe(sets[2], SiLU, 150, 8, 8, 8)
	arms.Settings.Decay = 0.99 // steps at a plain rate get restless near the end
	arms.Settings.Penalty, arms.Settings.PenaltyRate = L2, 3e-4
	return []Recipe{recipe(sets[0], Tanh, 60, 6), recipe(sets[1], Tanh, 60, 8), arms, recipe(sets[3], Tanh, 10, 2)}
}

func recipe(d DataSet, hidden Activation, epochs int, widths ...int) Recipe {
	sizes := append([]int{2}, widths...)
	return Recipe{
		Data:     d,
		Features: []Feature{X, Y},
		Shape:    Shape{Sizes: append(sizes, 1), Hidden: hidden, Output: Tanh},
		Loss:     SquaredError,
		Settings: Defaults(descent.Adam),
		Epochs:   epochs,
	}
}

// Trainer returns a trainer of a new network, on n new points of which the
// share held is held back.
func (r Recipe) Trainer(n int, noise, held float64, random func() float64) (*Trainer, error) {
	train, test := Split(r.Data.Make(n, noise, random), held, random)
	net, err := New(r.Shape, random)
	if err != nil {
		return nil, err
	}
	return NewTrainer(net, r.Loss, r.Settings, Examples(r.Features, train), Examples(r.Features, test), random), nil
}
