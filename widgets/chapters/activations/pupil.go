package activations

import (
	"fmt"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/plane"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A pupil is a network that is trained: what it says of the plane, and how well
// it does.
type pupil struct {
	ui.Stack
	title   string
	trainer *nn.Trainer
	held    []nn.Point
	score   nn.Score      // on the points that are held out
	losses  []paint.Point // there, by epochs

	name     label.Label
	plane    plane.Plane
	picture  *nn.Picture
	accuracy readout.Readout
}

const cellCount = 40 // of the picture, along each side

// newPupil makes one whose numbers open by open.
func newPupil(id string, open func(trace.Ref)) *pupil {
	p := &pupil{Stack: ui.Stack{ID: id}, picture: nn.NewPicture(cellCount, cellCount)}
	p.name = label.Label{ID: id + ".name", Font: theme.Control, Color: label.Ink, Words: func() string { return p.title }}
	p.plane = plane.Plane{ID: id + ".plane", Name: "Points and what the network says of the plane", Words: p.words, Tall: 340}
	p.accuracy = readout.Readout{
		ID: id + ".accuracy", Name: "Held-out accuracy", Value: func() string { return wording.Percent(p.score.Accuracy) },
		Explains: p.ref, Open: open,
	}
	return p
}

// begin is a new network with weights of the seed, and the points to learn.
func (p *pupil) begin(a nn.Activation, seed int, learned, held []nn.Point) {
	net, err := nn.New(nn.Shape{Sizes: sizes, Hidden: a}, seeded(seed))
	if err != nil {
		panic(err) // the shape is the figure's own
	}
	p.trainer = nn.NewTrainer(net, nn.SquaredError, settings(), nn.Examples(inputsOf, learned), nn.Examples(inputsOf, held), seeded(seed))
	p.held, p.losses = held, nil
	p.plane.Show(learned, held)
	p.look()
}

// startLike gives it the weights of another.
func (p *pupil) startLike(q *pupil) {
	copy(p.trainer.Net.Params, q.trainer.Net.Params)
	p.losses = nil
	p.look()
}

func (p *pupil) step() {
	p.trainer.Epoch()
	p.look()
}

// look measures the network and has its picture made.
func (p *pupil) look() {
	p.score = p.trainer.Score(p.trainer.Held)
	p.losses = append(p.losses, paint.Pt(float64(p.trainer.Epochs), p.score.Loss))
	p.picture.Paint(p.trainer.Net, inputsOf)
	p.plane.Ground.Show(p.picture.Output(), cellCount, cellCount, -1, 1)
}

func (p *pupil) words() string {
	return fmt.Sprintf("%s, after %s: %s of the points held out are told right.", p.title, wording.Count(p.trainer.Epochs, "epoch"), wording.Percent(p.score.Accuracy))
}

// ref names its accuracy.
func (p *pupil) ref() trace.Ref {
	r := nn.AccuracyRef
	if p.flat() {
		r.Name = flatPrefix + r.Name
	}
	return r
}

// flat reports whether it does not bend.
func (p *pupil) flat() bool { return p.trainer.Net.Layers[0].Activation == nn.Linear }

func (p *pupil) source() trace.Source {
	return nn.Evaluation{Net: p.trainer.Net, Loss: p.trainer.Loss, Examples: p.trainer.Held, Points: p.held, Features: inputsOf}
}

// Layout implements ui.Widget.
func (p *pupil) Layout(c *ui.Context, room paint.Point) paint.Point {
	p.Name = p.title
	p.Begin(c, room)
	p.Add(&p.name, &p.plane)
	p.Row(&p.accuracy)
	return p.End()
}
