package workshop

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"zerotoai/engine/job"
	"zerotoai/engine/nn"
)

const networkKind = "network"

// A Network is the settings of a job that trains a network of package nn on
// points of the plane. A step of its progress is an epoch. Training, Epochs
// and the points can be changed while it runs.
//
// Its weights are the number of epochs and then those of nn.Network.Params,
// each in eight bytes, the lowest first. A job that goes on from them begins
// without the optimizer's memory.
type Network struct {
	Shape       nn.Shape
	Features    []nn.Feature // the inputs
	Loss        nn.Loss
	Training    nn.Settings
	Train, Held []nn.Point // to learn from, and only to look at
	Epochs      int        // until the job is done
	Seed        uint64     // of the weights and of the order of the points
}

// Start returns the message that begins the training.
func (s Network) Start() job.Start { return job.Start{Kind: networkKind, Settings: job.Settings(s)} }

// check returns an error that says what cannot be.
func (s Network) check() error {
	if err := s.Shape.Check(); err != nil {
		return err
	}
	if n := s.Shape.Sizes[0]; n != len(s.Features) {
		return fmt.Errorf("the network takes %d numbers, and there are %d features", n, len(s.Features))
	}
	for _, f := range s.Features {
		if !slices.Contains(nn.Features(), f) {
			return fmt.Errorf("there is no feature %d", f)
		}
	}
	if !slices.Contains(nn.Losses(), s.Loss) {
		return fmt.Errorf("there is no loss %d", s.Loss)
	}
	for _, p := range slices.Concat(s.Train, s.Held) {
		if !p.Valid() {
			return fmt.Errorf("no point of the data sets can be %v", p)
		}
	}
	if len(s.Train) == 0 {
		return errors.New("there is no point to learn from")
	}
	return nil
}

// checkChange allows what can be changed in the middle of a training.
func checkChange(was, is Network) error {
	fixed := is
	fixed.Training, fixed.Epochs, fixed.Train, fixed.Held = was.Training, was.Epochs, was.Train, was.Held
	if !bytes.Equal(job.Settings(fixed), job.Settings(was)) {
		return errors.New("the network and the seed cannot be changed while it learns")
	}
	return is.check()
}

// A learner is a network that is learning.
type learner struct {
	settings Network
	trainer  *nn.Trainer
	before   int // epochs of the job that this one goes on from
}

func newNetwork(settings []byte, in job.Input) (job.Job, error) {
	s, err := change(Network{}, settings, func(_, is Network) error { return is.check() })
	if err != nil {
		return nil, err
	}
	random := in.Random(s.Seed, 0).Float64
	net, err := nn.New(s.Shape, random)
	if err != nil {
		return nil, err
	}
	l := &learner{settings: s}
	if in.Weights != nil {
		if l.before, err = unpack(net, in.Weights); err != nil {
			return nil, err
		}
	}
	l.trainer = nn.NewTrainer(net, s.Loss, s.Training, nil, nil, random)
	l.trainer.Fast = true
	l.prepare()
	return l, nil
}

// prepare takes over what can be changed.
func (l *learner) prepare() {
	t, s := l.trainer, l.settings
	if t.Settings.Method != s.Training.Method {
		t.Forget()
	}
	t.Settings = s.Training
	t.Train, t.Held = nn.Examples(s.Features, s.Train), nn.Examples(s.Features, s.Held)
}

// Set implements job.Job.
func (l *learner) Set(settings []byte) (err error) {
	if l.settings, err = change(l.settings, settings, checkChange); err == nil {
		l.prepare()
	}
	return err
}

// Slice makes the step of a batch.
func (l *learner) Slice(p *job.Progress) (more bool, err error) {
	t, epoch := l.trainer, l.trainer.Epochs
	if l.Steps() >= l.settings.Epochs {
		return false, nil
	}
	if !t.Step() {
		return false, errDiverged
	}
	if t.Epochs > epoch {
		s := job.Step{Step: l.Steps(), Loss: t.Score(t.Train).Loss, Held: t.Score(t.Held).Loss, Rate: t.Settings.LearningRate}
		if math.IsInf(s.Loss+s.Held, 0) {
			return false, errDiverged
		}
		p.Steps = append(p.Steps, s)
	}
	return l.Steps() < l.settings.Epochs, nil
}

var errDiverged = errors.New("workshop: the training diverges: its weights or its loss have become too large")

// Steps implements job.Learner.
func (l *learner) Steps() int { return l.before + l.trainer.Epochs }

// Weights implements job.Learner.
func (l *learner) Weights() ([]byte, error) {
	b := binary.LittleEndian.AppendUint64(nil, uint64(l.Steps()))
	for _, w := range l.trainer.Net.Params {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(w))
	}
	return b, nil
}

// Net returns the network that a job with these settings has learned.
func (s Network) Net(weights []byte) (*nn.Network, error) {
	n, err := nn.Zero(s.Shape)
	if err == nil {
		_, err = unpack(n, weights)
	}
	return n, err
}

// unpack fills n with weights and returns the number of epochs.
func unpack(n *nn.Network, weights []byte) (epochs int, err error) {
	if len(weights) != 8*(1+len(n.Params)) {
		return 0, fmt.Errorf("workshop: %d bytes of weights for %d weights and biases", len(weights), len(n.Params))
	}
	steps, rest := binary.LittleEndian.Uint64(weights), weights[8:]
	if steps > math.MaxInt32 {
		return 0, fmt.Errorf("workshop: weights after %d epochs", steps)
	}
	for i := range n.Params {
		w := math.Float64frombits(binary.LittleEndian.Uint64(rest[8*i:]))
		if !(math.Abs(w) <= nn.Bound) {
			return 0, fmt.Errorf("workshop: weight %d is %v", i, w)
		}
		n.Params[i] = w
	}
	return int(steps), nil
}
