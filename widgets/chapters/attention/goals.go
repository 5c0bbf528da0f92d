package attention

import (
	"fmt"
	"math"
	"slices"

	"zerotoai/engine/gpt"
	"zerotoai/widgets/model"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
)

const (
	predictID = "attention.predict"
	checkID   = "attention.check"
)

// The answers of the prediction, in their order.
const (
	tells = iota
	slightly
	same
)

// The two sentences of the prediction.
const (
	tiredText = "The cat sat on the mat because it was tired. The"
	softText  = "The cat sat on the mat because it was soft. The"
)

// question asks whether "it" can know what it is.
func question(s *model.Shelf) *predict.Predict {
	return &predict.Predict{
		ID:       predictID,
		Question: "Compare the token “it” in the two sentences, one with “tired” and one with “soft”. Does its attention differ?",
		Options: []string{
			tells:    "Yes: it goes to the cat in one and to the mat in the other",
			slightly: "A little, in some heads",
			same:     "Not at all, in no head",
		},
		Truth: func() float64 {
			if s.Guide() == nil {
				return math.NaN()
			}
			return float64(outcome(difference(s.Guide())))
		},
		Explain: func(_, _ float64) string {
			return "“tired” and “soft” come after “it”, and a token sees only what stands before it. So at “it” the model cannot know yet. What “it” is, it finds out later, where it needs the answer: at the last token, “The”."
		},
	}
}

// outcome says which answer a largest difference of two weights makes true.
func outcome(most float64) int {
	switch {
	case most == 0:
		return same
	case most < 0.5:
		return slightly
	}
	return tells
}

// difference is how far apart two weights of "it" are in the two sentences, at
// most, in any head. It is NaN while that is not computed.
func difference(m *model.Model) (most float64) {
	a, b := m.Text(tiredText), m.Text(softText)
	one, err := m.Run(a.IDs)
	two, also := m.Run(b.IDs)
	if err != nil || also != nil || one == nil || two == nil {
		return math.NaN()
	}
	it := slices.Index(a.Pieces(), " it")
	for l := range m.Weights.Config.Layers {
		for h := range m.Weights.Config.Heads {
			head := gpt.Head{Layer: l, Head: h}
			was := model.Attention(two, head, it)
			for j, w := range model.Attention(one, head, it) {
				most = max(most, math.Abs(w-was[j]))
			}
		}
	}
	return most
}

// checkpoint asks for another head without which the answer is broken.
func checkpoint(t *it) *task.Task {
	return &task.Task{
		ID:   checkID,
		Goal: "On the second figure, with “tired”: one more head is needed. Find a head, other than the one that looks at the answer, without which the model goes on with another word.",
		Done: func() bool {
			off := t.off()
			return len(off) == 1 && off[0] != t.carrier && t.ok(t.base) && t.run != nil && !t.ok(t.run)
		},
		Progress: func() string {
			switch off := t.off(); {
			case t.base != nil && !t.ok(t.base):
				return "This model does not say what “it” is, with all heads on. The guide’s own model does."
			case len(off) == 0:
				return "All heads are on."
			case len(off) > 1:
				return fmt.Sprintf("%d heads are off. Leave only one off.", len(off))
			case off[0] == t.carrier:
				return "That is the head that looks at the answer. Look for another one."
			default:
				return "Without " + headName(off[0]) + " the answer is still right."
			}
		},
	}
}
