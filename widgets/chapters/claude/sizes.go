package claude

import (
	"zerotoai/engine/gpt"
	"zerotoai/engine/scale"
	"zerotoai/engine/trace"
)

var (
	parametersRef      = scale.TotalRef
	multiplicationsRef = trace.Ref{Name: "multiplications"}
)

// plan is the blueprint of a model of GPT-2's architecture.
func plan(c gpt.Config) scale.Config {
	return scale.Config{
		Family: scale.GPT2, Layers: c.Layers, Width: c.Width, Heads: c.Heads, KVHeads: c.Heads,
		Hidden: 4 * c.Width, Vocabulary: c.Vocabulary, Positions: c.Context, Experts: 1, Active: 1,
	}
}

// counted is what a pass over some tokens does, and the parameters of the model
// if they can be counted.
func counted(c gpt.Config, length int) trace.Sources {
	n, err := scale.New(plan(c))
	if err != nil {
		return trace.Sources{multiplications(c, length)}
	}
	return trace.Sources{multiplications(c, length), n}
}

// multiplications counts those of a pass over some tokens that are not kept from
// before: the matrices of all layers, the scores and what they mix, and the
// logits. What is done number by number, such as the norms, is left out.
func multiplications(c gpt.Config, length int) trace.Table {
	t := trace.Table{}
	given := func(name string, v int) trace.Term { return t.Given(trace.Ref{Name: name}, float64(v)) }
	n, layers, width := given("tokens", length), given("layers", c.Layers), given("width", c.Width)
	matrices := t.Do(trace.Ref{Name: "in the matrices of the layers"}, trace.Product, n, layers, given("squares of the width in a layer", 12), width, width)
	looking := t.Do(trace.Ref{Name: "in attention, for scores and mixing"}, trace.Product, given("scores and mixing", 2), layers, n, n, width)
	logits := t.Do(trace.Ref{Name: "for the logits"}, trace.Product, n, given("vocabulary", c.Vocabulary), width)
	t.Do(multiplicationsRef, trace.Sum, matrices, looking, logits)
	return t
}

// typical is how many words the answer has that the chapter speaks of.
const typical = 200

// tokensOf is about how many tokens so many words of English are: OpenAI gives
// 100 tokens for 75 words (help.openai.com, article 4936856).
func tokensOf(words float64) float64 { return words * 100 / 75 }
