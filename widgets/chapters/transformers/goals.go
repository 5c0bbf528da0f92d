package transformers

import (
	"fmt"
	"math"

	"zerotoai/engine/scale"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
)

const (
	predictID = "transformers.predict"
	checkID   = "transformers.check"
)

// guesses are the answers of the prediction, in billions of parameters.
var guesses = [...]float64{14, 47, 56}

// question asks how large a mixture of experts is.
func question() *predict.Predict {
	return &predict.Predict{
		ID:       predictID,
		Question: "In each of its layers, Mixtral 8x7B has 8 experts, and a token meets 2 of them. How many parameters does the model have?",
		Options: []string{
			"14 billion: 2 times 7 billion",
			"47 billion",
			"56 billion: 8 times 7 billion",
		},
		Truth: func() float64 { return float64(nearest(mixtral().Total)) },
		Explain: func(_, _ float64) string {
			n := mixtral()
			forward, rest := 0.0, 0.0
			for _, t := range n.Terms {
				if t.Ref == scale.ForwardRef {
					forward = t.Value
				} else {
					rest += t.Value
				}
			}
			return fmt.Sprintf("Only the feed-forward part is there eight times: %s. Attention, embeddings and all the rest, %s, are there once. Together that is %s. A token meets a quarter of the experts and all of the rest: %s.",
				short(forward), short(rest), short(n.Total), short(n.Active))
		},
	}
}

// mixtral is the last of the presets.
func mixtral() *scale.Count {
	ps := scale.Presets()
	n, err := scale.New(ps[len(ps)-1].Config)
	if err != nil {
		panic(err) // the presets can all be
	}
	return n
}

// nearest says which guess a count is nearest to.
func nearest(count float64) (best int) {
	for i, g := range guesses {
		if math.Abs(g*1e9-count) < math.Abs(guesses[best]*1e9-count) {
			best = i
		}
	}
	return best
}

// exercise asks for a GPT that has learned to write a sentence.
func exercise(w *training) *task.Task {
	return &task.Task{
		ID:   checkID,
		Goal: "Train the GPT until a sample is well formed: until it begins with a whole sentence that the tiny world could have written.",
		Done: func() bool { return w.pupil != nil && w.pupil.first > 0 },
		Progress: func() string {
			if n := w.steps() / 100 * 100; n > 0 {
				return fmt.Sprintf("Not yet, after more than %d steps.", n)
			}
			return "Press “Play” in the figure above."
		},
	}
}
