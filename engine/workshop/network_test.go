package workshop

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/job"
	"zerotoai/engine/nn"
)

func random(seed, stream uint64) job.Random { return rand.New(rand.NewPCG(seed, stream)) }

// newDesk returns a desk whose clock goes on by a second each time it is
// looked at.
func newDesk() *job.Desk {
	now := 0.0
	return job.NewDesk(Kinds(), random, func() float64 { now++; return now })
}

// begin returns a desk that has a job.
func begin(t *testing.T, s job.Start) *job.Desk {
	t.Helper()
	d := newDesk()
	if out := d.Take(s); out != nil {
		t.Fatal(out)
	}
	return d
}

// finish works until there is nothing left to do.
func finish(d *job.Desk) (steps []job.Step, samples []job.Sample, weights []job.Weights, end job.Message) {
	for d.Busy() {
		for _, m := range d.Work(7) {
			switch m := m.(type) {
			case job.Progress:
				steps, samples = append(steps, m.Steps...), append(samples, m.Samples...)
			case job.Weights:
				weights = append(weights, m)
			default:
				end = m
			}
		}
	}
	return steps, samples, weights, end
}

// ring is a network that learns to tell a disc from the ring around it.
func ring() Network {
	r := nn.Recipes()[0]
	points := r.Data.Make(120, 0, rand.New(rand.NewPCG(1, 1)).Float64)
	train, held := nn.Split(points, 0.25, rand.New(rand.NewPCG(1, 2)).Float64)
	return Network{Shape: r.Shape, Features: r.Features, Loss: r.Loss, Training: r.Settings, Train: train, Held: held, Epochs: 20, Seed: 5}
}

// A job does what package nn does when it is called.
func TestNetwork(t *testing.T) {
	s := ring()
	draw := random(s.Seed, 0).Float64
	net, err := nn.New(s.Shape, draw)
	if err != nil {
		t.Fatal(err)
	}
	trainer := nn.NewTrainer(net, s.Loss, s.Training, nn.Examples(s.Features, s.Train), nn.Examples(s.Features, s.Held), draw)
	trainer.Fast = true
	var want []job.Step
	for i := range s.Epochs {
		trainer.Epoch()
		want = append(want, job.Step{Step: i + 1, Loss: trainer.Score(trainer.Train).Loss, Held: trainer.Score(trainer.Held).Loss, Rate: s.Training.LearningRate})
	}

	start := s.Start()
	start.Every = 8
	steps, _, weights, end := finish(begin(t, start))
	if !slices.Equal(steps, want) || end != (job.Done{}) {
		t.Errorf("the job finds\n%v, %v, want\n%v", steps, end, want)
	}
	if len(weights) != 3 || weights[0].Step != 8 || weights[2].Step != 20 {
		t.Fatalf("weights after each 8 of 20 epochs: %d of them", len(weights))
	}
	got, err := s.Net(weights[2].Data)
	if err != nil || !slices.Equal(got.Params, net.Params) {
		t.Errorf("the weights are %v, %v; want %v", got, err, net)
	}
}

// What can be changed is changed from the next step on, and points may come.
func TestChangeNetwork(t *testing.T) {
	s := ring()
	d := begin(t, s.Start())
	d.Work(7)
	s.Training.LearningRate, s.Epochs = 0.5, 3
	s.Train = append(slices.Clone(s.Train), nn.Point{X: 1, Y: 1, Class: 1})
	if out := d.Take(job.Set{Settings: job.Settings(s)}); out != nil {
		t.Fatal(out)
	}
	steps, _, _, _ := finish(d)
	if n := len(steps); n != 3 || steps[n-1].Rate != 0.5 {
		t.Errorf("after a change of the rate and the epochs: %v", steps)
	}
	s.Seed++
	if out := d.Take(job.Set{Settings: job.Settings(s)}); len(out) != 1 || !strings.Contains(fmt.Sprint(out), "cannot be changed") {
		t.Errorf("another seed: %v", out)
	}
}

func TestGoOnNetwork(t *testing.T) {
	s := ring()
	_, _, weights, _ := finish(begin(t, s.Start()))
	start := s.Start()
	start.Weights = weights[0].Data
	d := begin(t, start)
	d.Take(job.Set{Settings: []byte(`{"Epochs":22}`)})
	steps, _, _, _ := finish(d)
	if len(steps) != 2 || steps[0].Step != 21 {
		t.Errorf("after 20 of 22 epochs: %v", steps)
	}
}

// A training that diverges says so and leaves weights that are numbers.
func TestDivergence(t *testing.T) {
	s := ring()
	s.Training.LearningRate, s.Shape.Hidden, s.Shape.Output = 1e9, nn.ReLU, nn.Linear
	_, _, _, end := finish(begin(t, s.Start()))
	if f, ok := end.(job.Failed); !ok || !strings.Contains(f.Why, "diverges") {
		t.Errorf("a rate of 1e9 ends with %v", end)
	}
}

func TestNetworkRefuses(t *testing.T) {
	for why, spoil := range map[string]func(*Network){
		"2 to 16 layers":  func(s *Network) { s.Shape.Sizes = []int{2} },
		"2 features":      func(s *Network) { s.Shape.Sizes = []int{3, 1} },
		"no feature 99":   func(s *Network) { s.Features = []nn.Feature{0, 99} },
		"no loss 9":       func(s *Network) { s.Loss = 9 },
		"can be {7 0 1}":  func(s *Network) { s.Train = []nn.Point{{X: 7, Class: 1}} },
		"no point to":     func(s *Network) { s.Train = nil },
		"layer 1 has 0 n": func(s *Network) { s.Shape.Sizes = []int{2, 0, 1} },
	} {
		s := ring()
		spoil(&s)
		if out := newDesk().Take(s.Start()); len(out) != 1 || !strings.Contains(fmt.Sprint(out), why) {
			t.Errorf("%v, want %s", out, why)
		}
	}
}

func TestUnpackRefuses(t *testing.T) {
	s := ring()
	_, _, weights, _ := finish(begin(t, s.Start()))
	good := weights[0].Data
	for why, spoil := range map[string]func(b []byte) []byte{
		"bytes of weights": func(b []byte) []byte { return b[1:] },
		"epochs":           func(b []byte) []byte { b[7] = 1; return b },
		"weight 0 is NaN":  func(b []byte) []byte { return append(append(b[:8:8], nan...), b[16:]...) },
	} {
		bad := spoil(slices.Clone(good))
		if _, err := s.Net(bad); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%v, want %s", err, why)
		}
		start := s.Start()
		start.Weights = bad
		if out := newDesk().Take(start); len(out) != 1 || !strings.Contains(fmt.Sprint(out), why) {
			t.Errorf("%v, want %s", out, why)
		}
	}
}

// nan is not a number, as weights have it.
var nan = func() (b []byte) {
	for range 8 {
		b = append(b, byte(math.Float64bits(math.NaN())>>(8*len(b))))
	}
	return b
}()
