package embedding

import (
	"fmt"
	"math"
	"strconv"

	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/table"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// Windows says how much text models read at once, in tokens and in the
// reader's own text.
type windows struct {
	ui.Stack
	*reading

	table table.Table
	about label.Label
}

var (
	_ ui.Sharing   = (*windows)(nil)
	_ model.Reader = (*windows)(nil)
)

const windowsID = "tokens.windows"

// A window is how many tokens a model reads at once, as its makers say it. The
// sources stand in the text.
type window struct {
	name   string
	tokens int
}

var published = []window{
	{"GPT-2", 1024},
	{"GPT-3", 2048},
	{"Llama 3.1", 128_000},
	{"Haiku 4.5", 200_000},
	{"Gemini 3 Pro", 1_048_576},
}

func newWindows(r *reading) *windows {
	w := &windows{Stack: ui.Stack{ID: windowsID, Name: "Context windows"}, reading: r}
	w.table = table.Table{ID: windowsID + ".table", Name: "Context windows", Heads: []string{"model", "window", "fits"}, Rows: w.rows}
	w.about = label.Label{ID: windowsID + ".about", Name: "Your text", Font: theme.Small, Color: label.Ink, Live: true, Words: w.says}
	return w
}

// Read implements model.Reader.
func (w *windows) Read(m *model.Model) { w.read(m) }

func (w *windows) rows() (rows [][]table.Cell) {
	for _, x := range append([]window{{"this page’s", w.model.Weights.Config.Context}}, published...) {
		rows = append(rows, []table.Cell{{Text: x.name}, {Text: short(x.tokens)}, {Text: w.fits(x.tokens)}})
	}
	return rows
}

// fits says how often the text goes into a window.
func (w *windows) fits(window int) string {
	n := len(w.list)
	switch {
	case n == 0:
		return "–"
	case n > window:
		return "no"
	}
	return short(window/n) + "×"
}

// short writes a number as makers of models do: in thousands where it has many,
// and in millions.
func short(n int) string {
	switch {
	case n >= 1_000_000:
		return strconv.Itoa(n/1_000_000) + "M"
	case n >= 10_000:
		return strconv.Itoa(n/1000) + "K"
	}
	return whole(n)
}

// ruleOfThumb is how many tokens an English word takes: 100 for 75.
const ruleOfThumb = 100. / 75

// whole writes a whole number with commas between thousands.
func whole(n int) string { return label.Whole(float64(n)) }

// says measures the reader's text.
func (w *windows) says() string {
	per := w.perWord()
	if math.IsNaN(per) {
		return "Your text in the first figure has no words to measure."
	}
	return fmt.Sprintf("Your text: %s in %s, so %s tokens for each word with the tokenizer of this page. The rule of thumb says %s.",
		count(len(w.list), "token"), count(w.words(), "word"), label.Fixed(per, 2), label.Fixed(ruleOfThumb, 2))
}

func count(n int, of string) string {
	if n == 1 {
		return "1 " + of
	}
	return whole(n) + " " + of + "s"
}

// Layout implements ui.Widget.
func (w *windows) Layout(c *ui.Context, room paint.Point) paint.Point {
	w.Begin(c, room)
	w.Add(&w.table, &w.about)
	return w.End()
}

// Shared implements ui.Sharing.
func (w *windows) Shared() any { return w.reading }
