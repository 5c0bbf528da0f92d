package buildagpt

import (
	"fmt"
	"math"
	"strings"

	"zerotoai/engine/minigpt"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/chart"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

const pictureID = linesID + ".picture"

// A shower makes the picture of a stop.
type shower = func(r *run) ui.Widget

// tokens shows a vector for each token.
func tokens(name, title string) shower {
	return func(r *run) ui.Widget { return data(r, title, r.letters(r.Tokens), r.each(name)) }
}

// gradients shows the gradients of a vector for each token.
func gradients(name, title string) shower {
	return func(r *run) ui.Widget { return grads(r, title, r.letters(r.Tokens), r.each(name)) }
}

// learned shows a matrix that will be learned, and learnedGradients its gradients.
func learned(name, title string) shower {
	return func(r *run) ui.Widget {
		m := r.fresh.Matrices[name]
		return data(r, title, r.rowNames(name, len(m)), m)
	}
}

func learnedGradients(name, title string) shower {
	return func(r *run) ui.Widget {
		m := r.fresh.Matrices[name]
		return grads(r, title, r.rowNames(name, len(m)), m)
	}
}

// rowNames are those of the rows of a matrix.
func (r *run) rowNames(matrix string, n int) []string {
	if matrix == "letters" {
		return r.all()
	}
	return numbered(n)
}

// data shows the numbers of vectors, and grads their gradients.
func data(r *run, title string, rows []string, vs minigpt.Matrix) *squares {
	s := &squares{ID: pictureID, Name: title, Rows: rows, Refs: func(row, col int) trace.Ref { return r.Ref(vs[row], col) }}
	for _, v := range vs {
		s.Values = append(s.Values, v.Data)
	}
	return s
}

func grads(r *run, title string, rows []string, vs minigpt.Matrix) *squares {
	s := &squares{ID: pictureID, Name: title, Rows: rows, Color: label.Backward, Refs: func(row, col int) trace.Ref { return r.GradRef(vs[row], col) }}
	for _, v := range vs {
		s.Values = append(s.Values, v.Grad)
	}
	return s
}

func attention(r *run) ui.Widget {
	s := data(r, "The weights of attention of the first head", r.letters(r.Tokens), r.each("weights"))
	s.Color = label.Attention
	return s
}

// ofFirstStep shows a number of the first step for the table of letters.
func ofFirstStep(name, title string, color label.Color) shower {
	return func(r *run) ui.Widget {
		m := r.fresh.Matrices["letters"]
		s := &squares{ID: pictureID, Name: title, Rows: r.all(), Color: color, Refs: func(row, col int) trace.Ref {
			ref := r.update().Ref(name, r.row(m[row]), col)
			ref.Name = ofUpdate + ref.Name
			return ref
		}}
		for _, v := range m {
			values := make([]float64, len(v.Data))
			for j := range values {
				values[j] = r.update().Value(name, r.row(v), j)
			}
			s.Values = append(s.Values, values)
		}
		return s
	}
}

var (
	batchGradients = ofFirstStep(minigpt.BatchGradient, "Gradients of the table of letters, by the whole batch", label.Backward)
	meansPicture   = ofFirstStep(minigpt.MeanGradient, "The means of gradients that Adam keeps, of the table of letters", label.Backward)
	updatePicture  = ofFirstStep(minigpt.Moved, "How far each number of the table of letters has moved", nil)
)

// said is chips: words, each over its name.
func said(title string, pairs ...string) *chips {
	p := &chips{ID: pictureID, Name: title}
	for i := 0; i < len(pairs); i += 2 {
		p.Over, p.Down = append(p.Over, pairs[i]), append(p.Down, pairs[i+1])
	}
	return p
}

func settingsPicture(r *run) ui.Widget {
	s := r.fresh.Settings
	return said("The settings of this run", fmt.Sprint(s.Width), "Width", fmt.Sprint(s.Heads), "Heads", fmt.Sprint(s.Blocks), "Blocks", fmt.Sprint(s.Context), "Context",
		fmt.Sprint(s.Batch), "Batch", fmt.Sprint(s.Steps), "Steps", label.Number(s.Rate, 3), "Rate", fmt.Sprint(s.Seed), "Seed")
}

func chancePicture(r *run) ui.Widget {
	p, chance := said("Random numbers"), minigpt.Chance(r.fresh.Seed)
	for i := range 8 {
		p.Over, p.Down = append(p.Over, label.Fixed(chance.Float(), 4)), append(p.Down, fmt.Sprint(i+1))
	}
	return p
}

func vocabularyPicture(r *run) ui.Widget {
	return &chips{ID: pictureID, Name: "The vocabulary", Over: r.all(), Down: numbersOf(len(r.fresh.Letters), func(t int) int { return t })}
}

// firstPicture is the first line of the text.
func firstPicture(r *run) ui.Widget {
	line, _, _ := strings.Cut(r.fresh.Text, "\n")
	tokens := r.fresh.Encode("\n" + line + "\n")
	return &chips{ID: pictureID, Name: "The first line and its tokens", Over: r.letters(tokens), Down: numbersOf(len(tokens), func(i int) int { return tokens[i] })}
}

// numbersOf writes n whole numbers.
func numbersOf(n int, of func(i int) int) (texts []string) {
	for i := range n {
		texts = append(texts, fmt.Sprint(of(i)))
	}
	return texts
}

func examplePicture(r *run) ui.Widget {
	return &chips{ID: pictureID, Name: "What is read, and what comes next", Over: r.letters(r.Tokens), Down: r.letters(r.Next)}
}

// matricesPicture is all that will be learned, in the order of its making.
func matricesPicture(r *run) ui.Widget {
	p := said("The matrices")
	for i, row := range r.fresh.Learned {
		if i == 0 || row.Name != r.fresh.Learned[i-1].Name {
			p.Over = append(p.Over, row.Name)
			p.Down = append(p.Down, fmt.Sprintf("%d × %d", len(r.fresh.Matrices[row.Name]), len(row.Data)))
		}
	}
	return p
}

func modelPicture(r *run) ui.Widget {
	m := r.fresh
	return said("The model", fmt.Sprint(len(m.Letters)), "Letters", fmt.Sprint(len(m.Learned)), "Learned, rows", fmt.Sprint(len(m.Matrices)), "Matrices", fmt.Sprint(m.Done), "Done")
}

// onTape is some vectors of the tape: its beginning, or its end backwards.
func onTape(beginning bool) shower {
	return func(r *run) ui.Widget {
		p := said("The end of the tape, backwards")
		if beginning {
			p.Name = "The beginning of the tape"
		}
		for i := range 12 {
			v := r.Tape[i]
			if !beginning {
				v = r.Tape[len(r.Tape)-1-i]
			}
			p.Over, p.Down = append(p.Over, v.Name), append(p.Down, fmt.Sprint(len(v.Data)))
		}
		return p
	}
}

// rowOf is a bar of a number that can say how it was made.
func (r *run) rowOf(name string, ref trace.Ref) bars.Row {
	s, _ := r.Explain(ref)
	return bars.Row{Name: name, Value: s.Value, Explains: ref}
}

// some shows numbers as bars.
func some(title string, format func(float64) string, rows []bars.Row) *bars.Bars {
	return &bars.Bars{ID: pictureID, Name: title, Format: format, Rows: func() []bars.Row { return rows }}
}

func three(v float64) string { return label.Number(v, 3) }

// normPicture is how the size of the third token's vector comes about.
func normPicture(r *run) ui.Widget {
	var rows []bars.Row
	for _, part := range []string{"sum of squares", "width", "mean square", "size"} {
		rows = append(rows, r.rowOf(part, r.Part(r.at("normed"), part, 0)))
	}
	return some("For the third token, the", three, rows)
}

// powersPicture is those of the third token's scores.
func powersPicture(r *run) ui.Widget {
	var rows []bars.Row
	for i := range third + 1 {
		rows = append(rows, r.rowOf("power at "+r.letter(r.Tokens[i]), r.Part(r.at("weights"), "exponential", i)))
	}
	return some("For the third token, the", three, append(rows, r.rowOf("sum", r.Part(r.at("weights"), "total", 0))))
}

// sharesPicture is the shares of some letters after the third token.
func sharesPicture(r *run) ui.Widget {
	var rows []bars.Row
	for letter := range r.fresh.Letters {
		rows = append(rows, r.rowOf(r.letter(letter), r.Ref(r.at("shares"), letter)))
	}
	return some("Share of", percent, rows)
}

// surprisePicture is the surprise at each letter.
func surprisePicture(r *run) ui.Widget {
	var rows []bars.Row
	for i, v := range r.each("surprise") {
		rows = append(rows, r.rowOf(r.letter(r.Tokens[i])+" then "+r.letter(r.Next[i]), r.Ref(v, 0)))
	}
	return some("Surprise at", three, append(rows, r.rowOf("the mean, loss", r.Ref(r.loss(), 0))))
}

// lossGradients are those of the surprises, and that of the loss.
func lossGradients(r *run) ui.Widget {
	var rows []bars.Row
	for i, v := range r.each("surprise") {
		rows = append(rows, r.rowOf("surprise after "+r.letter(r.Tokens[i]), r.GradRef(v, 0)))
	}
	b := some("Gradient of the", three, append(rows, r.rowOf("loss", r.GradRef(r.loss(), 0))))
	b.Color = label.Backward
	return b
}

func ratePicture(r *run) ui.Widget {
	s := r.fresh.Settings
	half := s.Rate * (1 - float64(s.Steps/2)/float64(s.Steps))
	return said("The rate", three(s.Rate), "first step", three(half), fmt.Sprintf("after %d", s.Steps/2))
}

func freshPicture(r *run) ui.Widget {
	p := said("The two numbers")
	for _, step := range []int{1, 10, r.fresh.Steps} {
		p.Over = append(p.Over, three(1-math.Pow(0.9, float64(step)))+", "+three(1-math.Pow(0.99, float64(step))))
		p.Down = append(p.Down, fmt.Sprintf("step %d", step))
	}
	return p
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
