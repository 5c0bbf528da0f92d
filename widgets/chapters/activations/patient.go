package activations

import (
	"zerotoai/engine/descent"
	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
)

// A patient is a network in training whose neurons are examined.
type patient struct {
	trainer *nn.Trainer
	learned []nn.Point
	held    []nn.Point
	health  []nn.Health // of each layer, on the points that it learns from
	score   nn.Score    // on those held out
}

// admit makes a network of the shape from a seed, with weights that are grown
// by a factor, and points of a circle for it to learn by plain descent.
func admit(s nn.Shape, seed int, grown, rate float64) *patient {
	random := seeded(seed)
	learned, held := nn.Split(nn.DataSets()[0].Make(patientPoints, noise, random), heldShare, random)
	net, err := nn.New(s, random)
	if err != nil {
		panic(err) // the figures keep to what there is
	}
	for i := range net.Params {
		net.Params[i] *= grown
	}
	plain := nn.Defaults(descent.Plain)
	plain.LearningRate = rate
	p := &patient{learned: learned, held: held}
	p.trainer = nn.NewTrainer(net, nn.SquaredError, plain, nn.Examples(inputsOf, learned), nn.Examples(inputsOf, held), random)
	p.examine()
	return p
}

const patientPoints = 150

// train goes once through the points, and examines what has come of it.
func (p *patient) train() {
	p.trainer.Epoch()
	p.examine()
}

func (p *patient) examine() {
	p.health = nn.Inspect(p.trainer.Net, p.trainer.Loss, p.trainer.Train)
	p.score = p.trainer.Score(p.trainer.Held)
}

// hidden is the health of the layers that bend.
func (p *patient) hidden() []nn.Health { return p.health[:len(p.health)-1] }

// checkup explains what was found.
func (p *patient) checkup() nn.Checkup {
	return nn.Checkup{Evaluation: nn.Evaluation{Net: p.trainer.Net, Loss: p.trainer.Loss, Examples: p.trainer.Train, Points: p.learned, Features: inputsOf}}
}

// heldPrefix leads the names of numbers of the points held out.
const heldPrefix = "held "

// accuracyRef names the accuracy on the points held out.
var accuracyRef = trace.Ref{Name: heldPrefix + nn.AccuracyRef.Name}

// source explains what was found, and the accuracy.
func (p *patient) source() trace.Source {
	t := p.trainer
	held := nn.Evaluation{Net: t.Net, Loss: t.Loss, Examples: t.Held, Points: p.held, Features: inputsOf}
	return trace.Sources{trace.Renamed(heldPrefix, held), p.checkup()}
}

// deep is the shape of a network with hidden layers of the same width and an
// output that does not bend.
func deep(layers, width int, a nn.Activation) nn.Shape {
	s := nn.Shape{Sizes: []int{2}, Hidden: a}
	for range layers {
		s.Sizes = append(s.Sizes, width)
	}
	s.Sizes = append(s.Sizes, 1)
	return s
}
