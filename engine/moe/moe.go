// Package moe is a mixture of experts: a layer that has many small networks,
// of which each token sees only the few that a router chooses for it. So the
// layer can know much and still cost little.
//
//	model, err := moe.New(moe.Mixture(), random)
//	for model.Steps < 150 && model.Step() {
//	}
//	fmt.Println(model.Accuracy, model.Load)
//
// The router gives each expert e a logit and, by softmax, a probability pₑ.
// The top two are chosen; what they say is added up, weighed by gates:
//
//	y = Σ gₑ Eₑ(x)      gₑ = pₑ / (the sum of p of the chosen)
//
// Left alone, a router soon sends everything to the few experts that happened
// to learn first. So a small loss is added that is least when all are used
// alike: n·Σ fₑPₑ for n experts, where fₑ is the share of the choices that
// fell on e, and Pₑ the mean of pₑ over the tokens. It is 1 for an even load.
//
// Sources: N. Shazeer and others, Outrageously Large Neural Networks: The
// Sparsely-Gated Mixture-of-Experts Layer, 2017, arXiv:1701.06538; W. Fedus
// and others, Switch Transformers, 2021, arXiv:2101.03961 (the balancing
// loss); A. Q. Jiang and others, Mixtral of Experts, 2024, arXiv:2401.04088
// (gates of the chosen two).
package moe

import (
	"zerotoai/engine/descent"
	"zerotoai/engine/nn"
)

// A Shape says how a model is built and trained.
type Shape struct {
	Width   int     // numbers that a word is
	Experts int     // in the layer
	Hidden  int     // neurons of an expert
	Top     int     // experts that see a word
	Balance float64 // how much the balancing loss counts

	Settings descent.Settings // of training
}

// Mixture returns the shape of the book: two of sixteen experts.
func Mixture() Shape {
	s := Shape{Width: 12, Experts: 16, Hidden: 4, Top: 2, Balance: 0.1, Settings: descent.Defaults(descent.Adam)}
	s.Settings.LearningRate = 0.02
	return s
}

// Dense returns the shape of a model without a choice, which does as much work
// for a word as one of shape s: its only expert has the neurons of those that
// s has for a word.
func (s Shape) Dense() Shape {
	s.Hidden *= s.Top
	s.Experts, s.Top, s.Balance = 1, 1, 0
	return s
}

// A Model learns to answer Words by a Layer. A word is a vector, in which words
// of a kind are near one another, and so is an answer: the one that the layer's
// output is most like is given. These vectors are drawn at random once, as if
// by an earlier training, and stay; the layer has to learn which belong
// together.
type Model struct {
	Shape   Shape
	Layer   *Layer
	Head    *nn.Network // one linear layer: the vectors of the answers, as weights
	Words   []Word
	Vectors [][]float64 // of Words

	// These are of the weights as they are.
	Tokens   []*Pass    // each word on its way through the layer
	Judged   []*nn.Pass // what Head and the loss say of it
	Load     []int      // how often each expert was chosen
	Share    []float64  // Load as a share of all choices
	Mean     []float64  // the mean probability of each expert
	Loss     float64    // the mean loss of the words
	Balance  float64    // the balancing loss: 1 is even, Experts is the worst
	Accuracy float64    // the share of words that are answered right

	Steps    int
	Diverged bool // the next step is not possible: weights would be no numbers

	optimizers []nn.Optimizer
}

// New returns a model that has learned nothing.
func New(s Shape, random func() float64) (*Model, error) {
	m := &Model{Shape: s, Words: Words()}
	if err := m.embed(random); err != nil {
		return nil, err
	}
	var err error
	if m.Layer, err = NewLayer(s.Width, s.Hidden, s.Experts, s.Top, random); err != nil {
		return nil, err
	}
	for range m.Words {
		m.Tokens = append(m.Tokens, NewPass(m.Layer))
		m.Judged = append(m.Judged, nn.NewPass(m.Head))
	}
	m.Load, m.Share, m.Mean = make([]int, s.Experts), make([]float64, s.Experts), make([]float64, s.Experts)
	m.optimizers = make([]nn.Optimizer, s.Experts+1)
	m.Forward()
	return m, nil
}

// wordSpread is how far words of a kind are from its middle, when kinds are 1
// from 0, in each coordinate.
const wordSpread = 0.7

// embed draws the vectors of words and answers.
func (m *Model) embed(random func() float64) (err error) {
	kinds := map[string][]float64{}
	for _, w := range m.Words {
		if kinds[w.Kind] == nil {
			kinds[w.Kind] = nn.Normals(m.Shape.Width, random)
		}
		v := nn.Normals(m.Shape.Width, random)
		for k := range v {
			v[k] = kinds[w.Kind][k] + wordSpread*v[k]
		}
		m.Vectors = append(m.Vectors, v)
	}
	if m.Head, err = nn.Zero(nn.Shape{Sizes: []int{m.Shape.Width, len(m.Words)}}); err != nil {
		return err
	}
	copy(m.Head.Layers[0].W, nn.Normals(len(m.Head.Layers[0].W), random))
	return nil
}

// Forward works out all numbers anew, as is needed when weights were changed
// by hand.
func (m *Model) Forward() {
	clear(m.Load)
	clear(m.Mean)
	m.Loss, m.Accuracy = 0, 0
	n := float64(len(m.Words))
	for t := range m.Words {
		y := m.Tokens[t].Forward(m.Vectors[t])
		out := m.Judged[t].Forward(y)
		m.Loss += m.Judged[t].Backward(nn.CrossEntropy, m.Head.Target(nn.CrossEntropy, t)) / n
		if m.Head.Class(nn.CrossEntropy, out) == t {
			m.Accuracy += 1 / n
		}
		m.count(m.Tokens[t], 1/n)
	}
	m.balance()
}

// count takes account of where a token went that is a share of all.
func (m *Model) count(p *Pass, share float64) {
	for _, e := range p.Chosen {
		m.Load[e]++
	}
	for e, v := range p.P {
		m.Mean[e] += v * share
	}
}

func (m *Model) balance() {
	m.Balance = 0
	for e, load := range m.Load {
		m.Share[e] = float64(load) / float64(len(m.Words)*m.Layer.Top)
		m.Balance += m.Share[e] * m.Mean[e]
	}
	m.Balance *= float64(len(m.Load))
}

// Answer returns the answer to word t, which is that of another word if it is
// wrong, and its probability.
func (m *Model) Answer(t int) (answer string, probability float64) {
	best := m.Head.Class(nn.CrossEntropy, m.Judged[t].Outputs())
	return m.Words[best].Answer, m.Judged[t].P[best]
}

// Step learns from all words at once, and reports whether it did.
func (m *Model) Step() bool {
	if m.Diverged {
		return false
	}
	for i, g := range m.gradients() {
		if !m.optimizers[i].Step(m.Shape.Settings, m.network(i).Params, g) {
			m.Diverged = true
			return false
		}
	}
	m.Steps++
	m.Forward()
	return true
}

// network returns the router for 0, then the experts.
func (m *Model) network(i int) *nn.Network {
	if i == 0 {
		return m.Layer.Router
	}
	return m.Layer.Experts[i-1]
}

// gradients returns the mean gradients of the router and the experts. That of
// the balancing loss goes through the probabilities alone: a share does not
// change with a small change of weights.
func (m *Model) gradients() [][]float64 {
	gs := make([][]float64, m.Shape.Experts+1)
	for i := range gs {
		gs[i] = make([]float64, len(m.network(i).Params))
	}
	pull := make([]float64, m.Shape.Experts)
	for e := range pull {
		pull[e] = m.Shape.Balance * float64(m.Shape.Experts) * m.Share[e]
	}
	for t, p := range m.Tokens {
		p.Backward(m.Judged[t].DA[0], pull)
		addTo(gs[0], p.Router.Grad)
		for c, e := range p.Chosen {
			addTo(gs[e+1], p.Expert[c].Grad)
		}
	}
	for _, g := range gs {
		for k := range g {
			g[k] /= float64(len(m.Words))
		}
	}
	return gs
}

// Parameters returns how many weights and biases the layer has, and how many
// of them have to do with one word.
func (s Shape) Parameters() (total, active int) {
	router := s.Experts * (s.Width + 1)
	expert := s.Hidden*(s.Width+1) + s.Width*(s.Hidden+1)
	return router + s.Experts*expert, router + s.Top*expert
}
