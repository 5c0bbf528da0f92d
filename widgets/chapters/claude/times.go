package claude

import (
	"fmt"
	"math"
	"time"

	"zerotoai/engine/gpt"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/label"
)

// workNames are the kinds of work whose times are shown, in their order.
var workNames = []struct {
	work int
	name string
}{
	{request, "request"}, {cutting, "tokenize"}, {int(gpt.Embedding), "embed, position"}, {int(gpt.Attention), "attention"},
	{int(gpt.FeedForward), "feed-forward"}, {int(gpt.Unembedding), "logits"}, {drawing, "sample"},
}

// within says how long kinds of work have taken so far, if it is measured.
func (w *stations) within(works ...int) string {
	if w.clock == nil {
		return ""
	}
	var sum time.Duration
	for _, k := range works {
		sum += w.spent[k]
	}
	s := " Measured here: " + milliseconds(sum)
	if w.passes > 1 {
		s += " in " + passes(w.passes)
	}
	return s + "."
}

// least is what can still be told from nothing: browsers round what they tell
// of time.
const least = 50 * time.Microsecond

func milliseconds(d time.Duration) string {
	if d < least {
		return "less than 0.1\u00a0ms"
	}
	return label.Fixed(float64(d)/1e6, 1) + "\u00a0ms"
}

// timeRows are the times so far.
func (w *stations) timeRows() (rows []bars.Row) {
	for _, k := range workNames {
		r := bars.Row{Name: k.name, Text: "not measured"}
		if w.clock != nil {
			r.Value, r.Text = float64(w.spent[k.work]), milliseconds(w.spent[k.work])
		}
		rows = append(rows, r)
	}
	return rows
}

// total is the time of all work so far.
func (w *stations) total() (sum time.Duration) {
	for _, d := range w.spent {
		sum += d
	}
	return sum
}

// speed says how quickly the answer came.
func (w *stations) speed() string {
	total := w.total()
	if w.clock == nil || total < least || w.passes == 0 {
		return ""
	}
	return fmt.Sprintf(" %s took %s on this machine: %s tokens a second. In a data centre both the model and the machine are others.",
		passes(w.passes), milliseconds(total), label.Whole(float64(int(float64(w.passes)/total.Seconds()))))
}

func passes(n int) string {
	if n == 1 {
		return "1 pass"
	}
	return fmt.Sprintf("%d passes", n)
}

// doubts says that the model guessed, where it did.
func (w *stations) doubts() string {
	if len(w.Drawn) == 0 {
		return " The model’s numbers have left all bounds, so nothing can be drawn."
	}
	if w.doubt.Much() {
		return fmt.Sprintf(" But the question is unlike all that the model has read: on average it gave each next token of it one chance in %s. What it says then is a guess, even where it sounds like an answer.", label.Whole(math.Round(w.doubt.Value)))
	}
	return ""
}
