package transformers

import (
	"zerotoai/engine/gpt"
	"zerotoai/engine/ssm"
	"zerotoai/engine/trace"
)

// The layers of the stacks that read.
const (
	stackLayers   = 8
	stackWidth    = 16 // numbers of a key and of a value
	stackChannels = ssm.MaxChannels
	mostRead      = 400 // words
)

// A stack is layers that read a text: some of them attention, of package gpt,
// whose keys and values are kept, the others state-space layers of package
// ssm. What they make of the text does not matter here, so nothing is learned.
type stack struct {
	name      string
	layers    int            // of attention
	attention *gpt.Generator // nil: there are none
	models    []*ssm.Model   // the others
	states    [][]float64    // of each of models
	read      int            // words
}

// newStack returns a stack of stackLayers layers that has read nothing.
func newStack(name string, attention int) (*stack, error) {
	s, draw := &stack{name: name, layers: attention}, seeded(statesSeed)
	if attention > 0 {
		w, err := gpt.NewWeights(gpt.Config{Layers: attention, Heads: 1, Width: stackWidth, Context: mostRead, Vocabulary: len(ssm.Words)})
		if err != nil {
			return nil, err
		}
		w.Init(func() float64 { return draw() - 0.5 })
		s.attention = gpt.NewGenerator(w)
	}
	for range stackLayers - attention {
		m, err := ssm.New(ssm.Selective, stackChannels, draw)
		if err != nil {
			return nil, err
		}
		s.models, s.states = append(s.models, m), append(s.states, make([]float64, stackChannels))
	}
	return s, nil
}

// readOn reads a text, which goes on with what has been read before, up to its
// end.
func (s *stack) readOn(text []int) error {
	for _, word := range text[s.read:] {
		for i, m := range s.models {
			s.states[i] = m.Next(s.states[i], word)
		}
	}
	s.read = len(text)
	if s.attention == nil || s.read == 0 {
		return nil
	}
	_, err := s.attention.Logits(text)
	return err
}

// bytes returns what the stack keeps of the text, measured on its arrays.
func (s *stack) bytes() (n int) {
	for _, h := range s.states {
		n += len(h) * stateNumber
	}
	if s.attention != nil {
		n += s.attention.Kept()
	}
	return n
}

// The names of the numbers of memory, of a stack or of a published model.
var (
	memoryRef = trace.Ref{Name: "memory for the text"}
	cacheRef  = trace.Ref{Name: "keys and values"}
	statesRef = trace.Ref{Name: "states"}
)

// explain says how many bytes the stack has to keep.
func (s *stack) explain() trace.Table {
	t := trace.Table{}
	given := func(name string, v int) trace.Term { return t.Given(trace.Ref{Name: name}, float64(v)) }
	cache := t.Do(cacheRef, trace.Product, given("attention layers", s.layers), given("a key and a value", 2),
		given("numbers of each", stackWidth), given("bytes of a number in them", 4), given("words", s.read))
	states := t.Do(statesRef, trace.Product, given("state-space layers", len(s.models)), given("numbers of a state", stackChannels),
		given("bytes of a number in a state", stateNumber))
	t.Do(memoryRef, trace.Sum, cache, states)
	return t
}

// A large model is as many layers as Jamba has, of which some are attention.
// The numbers are those of its configuration.
type large struct {
	name      string
	attention int // layers
	tokens    int
}

// jamba is the blueprint of Jamba v0.1: AI21 Labs, config.json beside its
// weights, and O. Lieber and others, 2024, arXiv:2403.19887.
func jamba() ssm.Hybrid {
	return ssm.Hybrid{
		Layers: 32, Period: 8,
		Attention: ssm.Attention{KVHeads: 8, HeadDim: 128},
		Mamba:     ssm.Mamba{Width: 4096, Expand: 2, State: 16, Conv: 4},
	}
}

// explain says how many bytes the model has to keep at two bytes a number.
func (l large) explain() trace.Table {
	t, j := trace.Table{}, jamba()
	given := func(name string, v int) trace.Term { return t.Given(trace.Ref{Name: name}, float64(v)) }
	half := given("bytes of a number", 2)
	cache := t.Do(cacheRef, trace.Product, given("attention layers", l.attention), given("a key and a value", 2),
		given("heads with keys and values", j.Attention.KVHeads), given("numbers of a head", j.Attention.HeadDim), given("tokens", l.tokens), half)
	states := t.Do(statesRef, trace.Product, given("state-space layers", j.Layers-l.attention), given("channels", j.Mamba.Expand*j.Mamba.Width),
		given("numbers of a channel, with its last inputs", j.Mamba.State+j.Mamba.Conv), half)
	t.Do(memoryRef, trace.Sum, cache, states)
	return t
}
