package buildagpt

import (
	"fmt"
	"math"
	"strings"

	"zerotoai/engine/minigpt"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// A stop is some lines of the program, and what they have just done.
type stop struct {
	mark  string // how their first line begins, without tabs
	lines int
	words func(r *run) string
	show  func(r *run) ui.Widget
	learn bool // the learner makes its steps here
}

const pictureID = linesID + ".picture"

// stops are in the order in which the program does its work.
var stops = []stop{
	{"type Settings struct {", 7, settingsWords, settingsPicture, false},
	{"func (c *Chance) Float() float64 {", 7, fixed("There is no chance in a computer. A counter, stirred by three lines of arithmetic, gives numbers that look like it. These are the first eight from seed 1; they are the same on every machine."), chancePicture, false},
	{"slices.Sort(m.Letters)", 2, func(r *run) string {
		return fmt.Sprintf("All letters of the text, sorted, each once: the vocabulary has %d. The number of a letter is its token. ¶ is the end of a line, which is also the beginning of the next.", len(r.fresh.Letters))
	}, vocabularyPicture, false},
	{"m.lines = append(m.lines, m.Encode(", 1, fixed("Every line becomes a list of tokens. This is the first name of a bird."), firstPicture, false},
	{"p.Data[i] += (m.chance.Float()", 1, func(r *run) string {
		return fmt.Sprintf("What will be learned begins as random numbers: %s of them, in %d matrices. This is one: which questions a token asks. Filled squares are positive, outlined ones negative.", label.Whole(float64(r.fresh.Count())), len(r.fresh.Params))
	}, func(r *run) ui.Widget {
		return matrixOf("The random numbers of the first query matrix", r.fresh.Params[2], numbered(r.fresh.Params[2].Rows))
	}, false},
	{"line := m.lines[", 4, fixed("A line is drawn by chance. Above: what the model reads. Below each letter: what it has to expect there, which is simply the letter after."), examplePicture, false},
	{`x := m.letter.pick("letter rows"`, 1, fixed("Each token fetches its row from the table of letters, and its place in the line fetches one from the table of places. Their sum is where the model starts: a vector of 16 numbers for each token."), tensorPicture("sum"), false},
	{`n := x.norm("normed")`, 1, fixed("Each row is brought to the same size, so that no token shouts."), tensorPicture("normed"), false},
	{`q, k := x.dots("queries", h.query)`, 1, fixed("The first head asks: a query of 8 numbers for each token, made from its row by a matrix. The keys, with which tokens answer, are made alike."), tensorPicture("queries"), false},
	{`weights := q.dots("scores", k)`, 1, func(r *run) string {
		t := r.tensor("weights")
		return fmt.Sprintf("Query times key says how well they fit. Softmax makes shares of 1 of each row. The mask leaves out what comes later: the first token can look only at itself, with a weight of %s.", label.Number(t.Data[0], 3))
	}, weightsPicture, false},
	{`values := h.value.dots("values", x)`, 1, fixed("What a token hands on when it is looked at: its values, here a column for each token, 8 numbers high."), func(r *run) ui.Widget {
		return matrixOf("The values of the first head, a column for each token", r.tensor("values"), numbered(r.tensor("values").Rows))
	}, false},
	{`return weights.dots("mixed", values)`, 1, fixed("Each token gets a mixture of the values it looks at, in the shares of the weights, and one more matrix brings that back to 16 numbers."), tensorPicture("mixed"), false},
	{`x = x.plus("attended", h.attend(n))`, 1, fixed("What attention found is added to what was there: the residual stream. Nothing is lost."), tensorPicture("attended"), false},
	{`x = x.plus("thought"`, 1, fixed("Each token thinks by itself: 64 neurons, of which ReLU puts all that are negative to 0. You see their outputs; empty places are silent neurons. A second matrix brings the result back, and it is added as well."), tensorPicture("relu"), false},
	{`return x.norm("last")`, 1, func(r *run) string {
		t := r.tensor("shares")
		i := t.Rows - 1
		return fmt.Sprintf("The last vector of each token is compared with the row of every letter, and softmax makes shares of that. After “%s”, “%s” would be right. It has a share of %s: nothing has been learned yet.", shown(r.fresh.Decode(r.tokens)), r.letter(r.next[i]), percent(t.Data[i*t.Cols+r.next[i]]))
	}, sharesPicture, false},
	{"out.Data[0] -= math.Log(", 1, func(r *run) string {
		return fmt.Sprintf("The loss is the mean surprise, −ln of each right letter’s share: %s here. Who takes all %d letters for equally likely has ln %d = %s.", label.Number(r.tensor("loss").Data[0], 4), len(r.fresh.Letters), len(r.fresh.Letters), label.Number(r.fresh.Uniform(), 4))
	}, surprisePicture, false},
	{"t.Grad[0] = 1", 1, func(r *run) string {
		return fmt.Sprintf("Now backwards. On the tape stand all %d tensors that the loss was made from, in order. The loss changes with itself one to one: its gradient is 1.", len(r.Tape))
	}, tapePicture, false},
	{"t.Grad[i*t.Cols+r] -= out.Grad[0]", 1, fixed("The first step back: how the loss would change with each share. Only the right letters’ shares count, and more of each would make the loss smaller: all are negative."), func(r *run) ui.Widget {
		return gradientOf("Gradients of the shares", r.tensor("shares"), r.rows(r.tokens))
	}, false},
	{"dx[j] += scale * y[j]", 1, fixed("Back through softmax, to the logits: for each letter the share that it has, less 1 where it is the right one."), func(r *run) ui.Widget {
		return gradientOf("Gradients of the logits", r.tensor("logits"), r.rows(r.tokens))
	}, false},
	{"addTo(dx, g, data)", 2, fixed("Back through every matrix product, down to the weights. These are the gradients of the first query matrix."), func(r *run) ui.Widget {
		return gradientOf("Gradients of the first query matrix", r.fresh.Params[2], numbered(r.fresh.Params[2].Rows))
	}, false},
	{"p.Data[i] -= rate * mean[i]", 1, func(r *run) string {
		return fmt.Sprintf("Eight such examples make a batch. Then Adam moves each number against its gradient: in the first step by nearly the learning rate, %s, whatever the size of the gradient. You see how far the table of letters has moved.", label.Number(r.fresh.Rate, 3))
	}, updatePicture, false},
	{"m.update()", 1, func(r *run) string {
		if n := len(r.losses); n > 0 {
			return fmt.Sprintf("Again and again. The model has made %d of %d steps here, and the last loss is %s.", n, lessons, label.Number(r.losses[n-1], 3))
		}
		return "Again and again: this is where all of the learning happens."
	}, curvePicture, true},
	{"next, left := 0, chance.Float()", 5, func(r *run) string {
		return fmt.Sprintf("A number by chance goes through the shares until they have used it up: there stands the next letter. The model that has made %d steps writes these words.", len(r.losses))
	}, wordsPicture, true},
}

func fixed(words string) func(*run) string { return func(*run) string { return words } }

func percent(share float64) string { return label.Number(100*share, 2) + " %" }

// tensorPicture shows a tensor that has a row for each token.
func tensorPicture(name string) func(r *run) ui.Widget {
	return func(r *run) ui.Widget {
		return matrixOf("The numbers of “"+name+"”", r.tensor(name), r.rows(r.tokens))
	}
}

func weightsPicture(r *run) ui.Widget {
	return &squares{ID: pictureID, Name: "The weights of attention of the first head", Rows: r.rows(r.tokens), Values: r.tensor("weights").Data, Color: label.Attention, Tensor: r.tensor("weights")}
}

func settingsWords(r *run) string {
	s := r.fresh.Settings
	return fmt.Sprintf("What it learns from, and how large it is: the names of %d birds, %d numbers for each token, %d heads. Everything else follows from these.", strings.Count(s.Text, "\n")+1, s.Width, s.Heads)
}

func settingsPicture(r *run) ui.Widget {
	s := r.fresh.Settings
	p := &chips{ID: pictureID, Name: "The settings of this run"}
	for name, v := range orderedSettings(s) {
		p.Over, p.Down = append(p.Over, v), append(p.Down, name)
	}
	return p
}

// orderedSettings are those that are numbers.
func orderedSettings(s minigpt.Settings) func(yield func(name, value string) bool) {
	return func(yield func(name, value string) bool) {
		_ = yield("Width", fmt.Sprint(s.Width)) && yield("Heads", fmt.Sprint(s.Heads)) && yield("Blocks", fmt.Sprint(s.Blocks)) &&
			yield("Context", fmt.Sprint(s.Context)) && yield("Batch", fmt.Sprint(s.Batch)) && yield("Steps", fmt.Sprint(s.Steps)) &&
			yield("Rate", label.Number(s.Rate, 3)) && yield("Seed", fmt.Sprint(s.Seed))
	}
}

func chancePicture(r *run) ui.Widget {
	p, chance := &chips{ID: pictureID, Name: "Random numbers"}, minigpt.Chance(r.fresh.Seed)
	for i := range 8 {
		p.Over, p.Down = append(p.Over, label.Fixed(chance.Float(), 4)), append(p.Down, fmt.Sprint(i+1))
	}
	return p
}

func vocabularyPicture(r *run) ui.Widget {
	p := &chips{ID: pictureID, Name: "The vocabulary", Over: r.all()}
	for t := range r.fresh.Letters {
		p.Down = append(p.Down, fmt.Sprint(t))
	}
	return p
}

func firstPicture(r *run) ui.Widget {
	line, _, _ := strings.Cut(r.fresh.Text, "\n")
	tokens := r.fresh.Encode("\n" + line + "\n")
	p := &chips{ID: pictureID, Name: "The first line and its tokens", Over: r.rows(tokens)}
	for _, t := range tokens {
		p.Down = append(p.Down, fmt.Sprint(t))
	}
	return p
}

func examplePicture(r *run) ui.Widget {
	return &chips{ID: pictureID, Name: "What is read, and what comes next", Over: r.rows(r.tokens), Down: r.rows(r.next)}
}

// sharesPicture is the ten largest shares after the last token.
func sharesPicture(r *run) ui.Widget {
	t := r.tensor("shares")
	return &bars.Bars{ID: pictureID, Name: "Share of", Format: percent, Rows: func() (rows []bars.Row) {
		for i, v := range t.Data[(t.Rows-1)*t.Cols:][:12] {
			rows = append(rows, bars.Row{Name: r.letter(i), Value: v})
		}
		return rows
	}}
}

// surprisePicture is the surprise at each letter.
func surprisePicture(r *run) ui.Widget {
	t := r.tensor("shares")
	return &bars.Bars{ID: pictureID, Name: "Surprise at", Format: func(v float64) string { return label.Number(v, 3) }, Rows: func() (rows []bars.Row) {
		for i, n := range r.next {
			rows = append(rows, bars.Row{Name: r.letter(r.tokens[i]) + " then " + r.letter(n), Value: -math.Log(t.Data[i*t.Cols+n])})
		}
		return rows
	}}
}

// tapePicture is the last tensors of the tape, the loss first.
func tapePicture(r *run) ui.Widget {
	p := &chips{ID: pictureID, Name: "The end of the tape, backwards"}
	for i := len(r.Tape) - 1; i >= 0 && len(p.Over) < 12; i-- {
		p.Over, p.Down = append(p.Over, r.Tape[i].Name), append(p.Down, fmt.Sprintf("%d × %d", r.Tape[i].Rows, r.Tape[i].Cols))
	}
	return p
}

// updatePicture is how far the first step has moved the table of letters.
func updatePicture(r *run) ui.Widget {
	var moved []float64
	for i, v := range r.stepped.Params[0].Data {
		moved = append(moved, v-r.fresh.Params[0].Data[i])
	}
	return &squares{ID: pictureID, Name: "How far each number of the table of letters has moved", Rows: r.all(), Values: moved}
}

func curvePicture(r *run) ui.Widget {
	return &chart.Chart{ID: pictureID, Name: "Loss while it learns", YName: "loss", Data: func() chart.Data {
		return chart.Data{Lines: []chart.Line{chart.Training(smooth(r.losses, 5))}, Levels: levels(r.fresh), Steps: lessons}
	}}
}

// levels are what a model is measured by.
func levels(m *minigpt.Model) []chart.Level {
	return []chart.Level{{Name: fmt.Sprintf("All %d letters equally likely", len(m.Letters)), Value: m.Uniform()}, {Name: "Each letter as often as in the text", Value: m.Single()}}
}

// smooth is the means of n losses each.
func smooth(losses []float64, n int) (pts []paint.Point) {
	for from := 0; from+n <= len(losses); from += n {
		pts = append(pts, paint.Pt(float64(from+n), mean(losses[from:from+n])))
	}
	return pts
}

func mean(vs []float64) (m float64) {
	for _, v := range vs {
		m += v / float64(len(vs))
	}
	return m
}

func wordsPicture(r *run) ui.Widget {
	p := &chips{ID: pictureID, Name: "What it writes"}
	chance := minigpt.Chance(2)
	for i := range 8 {
		p.Over, p.Down = append(p.Over, shown(r.learner.Write(&chance, 0.7))), append(p.Down, fmt.Sprint(i+1))
	}
	return p
}
