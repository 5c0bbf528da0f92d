package claude

import (
	"fmt"
	"math"
	"strings"

	"zerotoai/widgets/label"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
)

const (
	predictID = "claude.predict"
	checkID   = "claude.check"
)

// passGuesses are the answers of the prediction, in passes through the model.
var passGuesses = [...]float64{1, typical, 270}

// question asks how often a model is gone through for an answer.
func question() *predict.Predict {
	return &predict.Predict{
		ID:       predictID,
		Question: fmt.Sprintf("An answer has %d words. How often must the whole model be gone through to write it?", typical),
		Options:  []string{"Once, for all of it", fmt.Sprintf("%d times, once for each word", typical), "About 270 times"},
		Truth: func() float64 {
			best := 0
			for i, g := range passGuesses {
				if passes := tokensOf(typical); math.Abs(g-passes) < math.Abs(passGuesses[best]-passes) {
					best = i
				}
			}
			return float64(best)
		},
		Explain: func(_, _ float64) string {
			return fmt.Sprintf("A pass makes one token, and a token is often less than a word: %d words of English are some %s tokens. You saw it above: the answer came piece by piece.", typical, label.Whole(math.Round(tokensOf(typical))))
		},
	}
}

// exercise asks for an answer to a question of the reader's own.
func exercise(w *stations) *task.Task {
	return &task.Task{
		ID:   checkID,
		Goal: "Ask the model a question of your own and let it answer to the end. Then open the station at which one token is chosen of all that could come next.",
		Done: func() bool {
			return w.ended() && w.made > atStream && strings.TrimSpace(w.question) != gravity && w.open == atSample
		},
		Progress: func() string {
			switch {
			case strings.TrimSpace(w.question) == gravity || w.model == nil || w.empty():
				return "Write your question in the first figure."
			case !w.ended() || w.made <= atStream:
				return "The answer is not complete yet: press “Play”."
			}
			return "The answer is there. Now open the station."
		},
	}
}
