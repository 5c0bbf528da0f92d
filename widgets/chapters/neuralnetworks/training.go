package neuralnetworks

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/network"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

// A training is a network that learns, in slices of counted steps.
type training struct {
	train, held []nn.Point
	trainer     *nn.Trainer
	score       nn.Score         // on the points held out, after the last epoch
	losses      [2][]paint.Point // by epochs: in training, held out
	sum         float64          // of the losses of this epoch's examples so far
	examples    int              // of this epoch so far
	batches     int              // the same
	replay      progress         // that a link asks for
	still       bool             // the reader asked for reduced motion
}

// A progress is epochs, and the batches of the next one.
type progress struct{ epochs, batches int }

const (
	heldShare   = 0.3
	mostEpochs  = 400
	mostBatches = 10_000 // of an epoch

	// sliceWork is how much is done between two frames, in multiples of what
	// one weight costs for one example: about a millisecond in a browser.
	// A neuron, which bends its sum, costs as much as a number of weights.
	sliceWork  = 150_000
	neuronWork = 20

	// calmSlices are done at once under reduced motion, where there are fewer
	// pictures.
	calmSlices = 8
)

// seeded is the chance of a figure: the same for the same seed.
func seeded(seed int) func() float64 { return rand.New(rand.NewPCG(uint64(seed), 0)).Float64 }

// begin begins anew, with the reader's own points behind those of the data set.
func (t *training) begin(s *settings, train, held []nn.Point) {
	random := seeded(s.seed)
	t.train, t.held = nn.Split(s.make(random), heldShare, random)
	t.train, t.held = append(t.train, train...), append(t.held, held...)
	net, err := nn.New(s.shape(), random)
	if err != nil {
		panic(err) // the settings have bounds
	}
	t.trainer = nn.NewTrainer(net, nn.SquaredError, s.training(), nn.Examples(seen, t.train), nn.Examples(seen, t.held), random)
	t.losses, t.sum, t.examples, t.batches, t.replay = [2][]paint.Point{}, 0, 0, 0, progress{}
	t.note(t.trainer.Score(t.trainer.Train))
}

// note notes the losses after an epoch.
func (t *training) note(train nn.Score) {
	t.score = t.trainer.Score(t.trainer.Held)
	at := float64(t.trainer.Epochs)
	for i, s := range [...]nn.Score{train, t.score} {
		if s.Count > 0 {
			t.losses[i] = append(t.losses[i], paint.Pt(at, s.Loss))
		}
	}
}

// over reports whether there is nothing left to do.
func (t *training) over() bool {
	return t.trainer.Diverged || t.trainer.Epochs >= mostEpochs || len(t.trainer.Train) == 0
}

// behind reports whether a link asks for steps that have not been made yet.
func (t *training) behind() bool {
	n := t.trainer.Epochs
	return (n < t.replay.epochs || n == t.replay.epochs && t.batches < t.replay.batches) && !t.over()
}

// catchUp makes as many of them as a slice has.
func (t *training) catchUp() {
	for work := 0; t.behind() && work < sliceWork; work += t.stepWork() {
		if t.step() {
			return
		}
	}
}

// step learns from a batch. The training loss of an epoch is the mean of those
// of its batches, each before its step.
func (t *training) step() (done bool) {
	epoch, left := t.trainer.Epochs, len(t.trainer.Train)-t.examples
	if !t.trainer.Step() {
		return true
	}
	n := min(t.trainer.Settings.Batch, left)
	t.sum += t.trainer.BatchLoss * float64(n)
	t.examples += n
	t.batches++
	if t.trainer.Epochs == epoch {
		return false
	}
	t.note(nn.Score{Count: t.examples, Loss: t.sum / float64(t.examples)})
	t.sum, t.examples, t.batches = 0, 0, 0
	return true
}

// slice makes as many steps as there is time for between two frames, and no
// more than to the end of an epoch.
func (t *training) slice() {
	for work := 0; !t.over() && work < sliceWork; work += t.stepWork() {
		if t.step() {
			return
		}
	}
}

// stepWork is how much a step costs.
func (t *training) stepWork() int {
	per := 0
	for _, l := range t.trainer.Net.Layers {
		per += l.Out * (l.In + neuronWork)
	}
	return per * t.trainer.Settings.Batch
}

// play does what is done between two frames.
func (t *training) play() {
	n := 1
	if t.still {
		n = calmSlices
	}
	for range n {
		t.slice()
	}
}

// epoch goes on to the end of an epoch.
func (t *training) epoch() {
	t.replay = progress{}
	for !t.over() && !t.step() {
	}
}

// made is the number of epochs in a link, as 3, and of the batches after them,
// as 3+12.
func (t *training) made() ui.Param {
	return ui.Param{Name: "epochs",
		Get: func() string {
			p := progress{t.trainer.Epochs, t.batches}
			if t.behind() {
				p = t.replay
			}
			switch {
			case p.batches > 0:
				return fmt.Sprintf("%d+%d", p.epochs, p.batches)
			case p.epochs > 0:
				return strconv.Itoa(p.epochs)
			}
			return ""
		},
		Set: func(s string) error {
			var p progress
			epochs, batches, more := strings.Cut(s, "+")
			n, err1 := strconv.Atoi(epochs)
			m, err2 := strconv.Atoi(batches)
			if s != "" && (err1 != nil || n < 0 || n > mostEpochs || more && (err2 != nil || m < 0 || m > mostBatches)) {
				return fmt.Errorf("epochs is a number up to %d, not %.40q", mostEpochs, s)
			}
			p.epochs, p.batches = n, m
			t.replay = p
			return nil
		}}
}

func (t *training) accuracy() string {
	if t.score.Count == 0 {
		return label.NoValue
	}
	return wording.Percent(t.score.Accuracy)
}

func (t *training) heldLoss() string {
	if t.score.Count == 0 {
		return label.NoValue
	}
	return label.Nonzero(t.score.Loss, 4)
}

// Explain implements trace.Source: the score on the points held out.
func (t *training) Explain(r trace.Ref) (trace.Step, bool) {
	return nn.Evaluation{Net: t.trainer.Net, Loss: t.trainer.Loss, Examples: t.trainer.Held, Points: t.held, Features: seen}.Explain(r)
}

// large is a weight that no training needs which goes well.
const large = 100

// largest is the size of the largest weight or bias.
func (t *training) largest() (v float64) {
	for _, w := range t.trainer.Net.Params {
		v = max(v, math.Abs(w))
	}
	return v
}

// patience is after how many epochs one expects to see an improvement.
const patience = 5

// stuck reports whether the last epochs' loss is no smaller than the first.
func (t *training) stuck() bool {
	losses := t.losses[0]
	n := len(losses) - 1
	if n < patience {
		return false
	}
	for _, p := range losses[n-patience+1:] {
		if p.Y < losses[0].Y {
			return false
		}
	}
	return true
}

// oneClass reports whether all points to learn from are of one class.
func (t *training) oneClass() bool {
	for _, p := range t.train {
		if p.Class != t.train[0].Class {
			return false
		}
	}
	return true
}

// neuron is what a neuron of the playground is called.
func (t *training) neuron(p network.Place) string {
	switch p.Layer {
	case 0:
		return "input " + seen[p.I].String()
	case len(t.trainer.Net.Layers):
		return "output"
	}
	return fmt.Sprintf("neuron %d of layer %d", p.I+1, p.Layer)
}
