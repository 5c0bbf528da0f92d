package buildagpt

import (
	"fmt"
	"math"
	"strings"

	"zerotoai/engine/minigpt"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/predict"
	"zerotoai/widgets/task"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

const (
	predictID = "build-a-gpt.predict"
	checkID   = "build-a-gpt.check"
	scoreID   = "build-a-gpt.score"
)

// gpt2Small is how many parameters GPT-2 small has.
const gpt2Small = 124_439_808

// counts are the answers of the prediction.
var counts = [...]float64{380, 3800, 380000}

// question asks how large the program's model is.
func question() *predict.Predict {
	return &predict.Predict{
		ID:       predictID,
		Question: "How many numbers does this GPT learn?",
		Options:  []string{"Some 400", "Some 4 thousand", "Some 400 thousand"},
		Truth: func() float64 {
			n, best := float64(minigpt.New(minigpt.Defaults()).Count()), 0
			for i, g := range counts {
				if math.Abs(math.Log(g/n)) < math.Abs(math.Log(counts[best]/n)) {
					best = i
				}
			}
			return float64(best)
		},
		Explain: func(_, _ float64) string {
			m := minigpt.New(minigpt.Defaults())
			return fmt.Sprintf("%s: %d letters and %d places of %d numbers each, and the matrices of one block. GPT-2 small has %s thousand times as many, made in the same way.",
				label.Whole(float64(m.Count())), len(m.Letters), m.Context, m.Width, label.Whole(math.Round(gpt2Small/1000/float64(m.Count()))))
		},
	}
}

// exercise asks for a training that gets below the stated loss.
func exercise(w *training) *task.Task {
	return &task.Task{
		ID:   checkID,
		Goal: fmt.Sprintf("Train the model until its loss, the mean of the last %d steps, is below %s.", together, label.Number(minigpt.Reached, 2)),
		Done: func() bool { loss, ok := w.recent(); return ok && loss < minigpt.Reached },
		Progress: func() string {
			if n := len(w.losses) / 100 * 100; n > 0 {
				return fmt.Sprintf("Not yet, after %d steps or more.", n)
			}
			return "Press “Play” in the figure above."
		},
	}
}

// told is a prediction that the score tells of on the same page.
type told struct{ *predict.Predict }

// Shared implements ui.Sharing.
func (told) Shared() any { return scoreID }

// An Answer is how a prediction of the reader came out.
type Answer struct {
	Chapter      string
	Given, Right bool
}

// score is how all of them came out.
type score struct {
	ui.Stack
	answers   func() []Answer
	now       []Answer
	sum, list label.Label
}

var _, _ ui.Sharing = told{}, (*score)(nil)

func newScore(answers func() []Answer) *score {
	s := &score{Stack: ui.Stack{ID: scoreID, Name: "Your predictions"}, answers: answers}
	s.sum = label.Label{ID: scoreID + ".sum", Font: theme.Text, Color: label.Ink, Words: s.total}
	s.list = label.Label{ID: scoreID + ".list", Font: theme.Small, Words: s.each}
	return s
}

// Shared implements ui.Sharing.
func (s *score) Shared() any { return scoreID }

// total counts them.
func (s *score) total() string {
	given, right := 0, 0
	for _, a := range s.now {
		if a.Given {
			given++
		}
		if a.Right {
			right++
		}
	}
	return fmt.Sprintf("You have made %d of %d predictions. %d came true.", given, len(s.now), right)
}

// each has a line for each. Some chapters ask twice.
func (s *score) each() string {
	var lines []string
	for i, a := range s.now {
		word := "not made yet"
		switch {
		case a.Right:
			word = "came true"
		case a.Given:
			word = "it was something else"
		}
		name := a.Chapter
		if i > 0 && s.now[i-1].Chapter == name {
			name += ", second question"
		}
		lines = append(lines, name+": "+word)
	}
	return strings.Join(lines, "\n")
}

// Layout implements ui.Widget.
func (s *score) Layout(c *ui.Context, room paint.Point) paint.Point {
	s.now = s.answers()
	s.Begin(c, room)
	s.Add(&s.sum, &s.list)
	return s.End()
}
