// Package minigpt is a whole GPT in one file: chance, tokens, a tape that
// differentiates, attention, training and sampling.
package minigpt

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Settings say what a model learns from, how large it is, and how it learns.
type Settings struct {
	Text                          string  // one example a line
	Width, Heads, Blocks, Context int     // numbers a token, heads a block, blocks, tokens it can look at
	Batch, Steps                  int     // examples a step, steps of the whole training
	Rate                          float64 // of learning, at first
	Seed                          uint64  // of all that is left to chance
}

// Chance is a stream of random numbers: SplitMix64 (Steele, Lea, Flood 2014).
type Chance uint64

// Float returns a number from 0 on and below 1.
func (c *Chance) Float() float64 {
	*c += 0x9e3779b97f4a7c15
	z := uint64(*c)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return float64((z^z>>31)>>11) / (1 << 53)
}

// A Tensor is a matrix, row after row. It knows what it was made from, and in
// Grad how much the loss would change with each of its numbers.
type Tensor struct {
	Name       string
	Rows, Cols int
	Data, Grad []float64
	From       []*Tensor
	back       func() // hands Grad on to the Grad of From
}

func tensor(name string, rows, cols int, from ...*Tensor) *Tensor {
	return &Tensor{name, rows, cols, make([]float64, rows*cols), make([]float64, rows*cols), from, nil}
}

func (t *Tensor) row(i int) (data, grad []float64) {
	return t.Data[i*t.Cols : (i+1)*t.Cols], t.Grad[i*t.Cols : (i+1)*t.Cols]
}

// byRow makes a tensor row by row, forward and backward.
func (t *Tensor) byRow(out *Tensor, forward func(i int, x, y []float64), backward func(i int, x, dx, y, dy []float64)) *Tensor {
	for i := range out.Rows {
		forward(i, t.Data[i*t.Cols:][:t.Cols], out.Data[i*out.Cols:][:out.Cols])
	}
	out.back = func() {
		for i := range out.Rows {
			x, dx := t.row(i)
			y, dy := out.row(i)
			backward(i, x, dx, y, dy)
		}
	}
	return out
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func addTo(sum []float64, by float64, a []float64) {
	for i := range a {
		sum[i] += by * a[i]
	}
}

// dots multiplies each row of t with each row of o: the matrix product t·oᵀ.
func (t *Tensor) dots(name string, o *Tensor) *Tensor {
	return t.byRow(tensor(name, t.Rows, o.Rows, t, o), func(i int, x, y []float64) {
		for j := range y {
			data, _ := o.row(j)
			y[j] = dot(x, data)
		}
	}, func(i int, x, dx, y, dy []float64) {
		for j, g := range dy {
			data, grad := o.row(j)
			addTo(dx, g, data)
			addTo(grad, g, x)
		}
	})
}

func (t *Tensor) plus(name string, o *Tensor) *Tensor {
	return t.byRow(tensor(name, t.Rows, t.Cols, t, o), func(i int, x, y []float64) {
		data, _ := o.row(i)
		addTo(y, 1, x)
		addTo(y, 1, data)
	}, func(i int, x, dx, y, dy []float64) {
		_, grad := o.row(i)
		addTo(dx, 1, dy)
		addTo(grad, 1, dy)
	})
}

func (t *Tensor) relu(name string) *Tensor {
	return t.byRow(tensor(name, t.Rows, t.Cols, t), func(i int, x, y []float64) {
		for j := range x {
			y[j] = max(x[j], 0)
		}
	}, func(i int, x, dx, y, dy []float64) {
		for j := range x {
			if x[j] > 0 {
				dx[j] += dy[j]
			}
		}
	})
}

// norm brings rows to a mean square of 1 (RMSNorm, Zhang and Sennrich 2019).
func (t *Tensor) norm(name string) *Tensor {
	n := float64(t.Cols)
	size := func(x []float64) float64 { return math.Sqrt(dot(x, x)/n + 1e-5) }
	return t.byRow(tensor(name, t.Rows, t.Cols, t), func(i int, x, y []float64) {
		addTo(y, 1/size(x), x)
	}, func(i int, x, dx, y, dy []float64) {
		addTo(dx, 1/size(x), dy)
		addTo(dx, -dot(y, dy)/n/size(x), y)
	})
}

// softmax makes each row, times scale, shares of 1. Under a mask row i has its
// first i+1 numbers only: no token looks at those that come after it.
func (t *Tensor) softmax(name string, scale float64, mask bool) *Tensor {
	return t.byRow(tensor(name, t.Rows, t.Cols, t), func(i int, x, y []float64) {
		if mask {
			x, y = x[:i+1], y[:i+1]
		}
		sum, top := 0.0, slices.Max(x)
		for j := range x {
			y[j] = math.Exp(scale * (x[j] - top))
			sum += y[j]
		}
		for j := range y {
			y[j] /= sum
		}
	}, func(i int, x, dx, y, dy []float64) {
		along := dot(y, dy)
		for j := range y {
			dx[j] += scale * y[j] * (dy[j] - along)
		}
	})
}

// surprise is the mean of -ln of the shares that the right tokens were given.
func (t *Tensor) surprise(name string, right []int) *Tensor {
	out, n := tensor(name, 1, 1, t), float64(len(right))
	for i, r := range right {
		out.Data[0] -= math.Log(t.Data[i*t.Cols+r]) / n
	}
	out.back = func() {
		for i, r := range right {
			t.Grad[i*t.Cols+r] -= out.Grad[0] / n / t.Data[i*t.Cols+r]
		}
	}
	return out
}

// pick takes rows out of a table.
func (t *Tensor) pick(name string, rows []int) *Tensor {
	out := tensor(name, len(rows), t.Cols, t)
	for i, r := range rows {
		copy(out.Data[i*t.Cols:], t.Data[r*t.Cols:][:t.Cols])
	}
	out.back = func() {
		for i, r := range rows {
			_, sum := t.row(r)
			_, grad := out.row(i)
			addTo(sum, 1, grad)
		}
	}
	return out
}

// Backward fills in Grad of all that t was made from: from the end to the
// beginning, so that each tensor has heard of all that was made from it.
func (t *Tensor) Backward() {
	var tape []*Tensor
	var visit func(t *Tensor)
	visit = func(t *Tensor) {
		if !slices.Contains(tape, t) {
			for _, f := range t.From {
				visit(f)
			}
			tape = append(tape, t)
		}
	}
	visit(t)
	t.Grad[0] = 1
	for _, t := range slices.Backward(tape) {
		if t.back != nil {
			t.back()
		}
	}
}

// A Model is all that is learned, and how far that has come.
type Model struct {
	Settings
	Letters       []rune // the vocabulary; the end of a line also is its beginning
	Params        []*Tensor
	Done          int // steps
	lines         [][]int
	chance        Chance
	letter, place *Tensor
	blocks        []block
	mean, square  [][]float64 // of the gradients, for Adam
}

type head struct{ query, key, value, out *Tensor }

type block struct {
	heads    []head
	up, down *Tensor
}

// New returns a model that has learned nothing yet.
func New(s Settings) *Model {
	text := strings.TrimSpace(s.Text)
	m := &Model{Settings: s, Letters: []rune("\n" + text), chance: Chance(s.Seed)}
	slices.Sort(m.Letters)
	m.Letters = slices.Compact(m.Letters)
	for line := range strings.SplitSeq(text, "\n") {
		m.lines = append(m.lines, m.Encode("\n"+line+"\n"))
	}
	w, small := s.Width, s.Width/s.Heads
	m.letter, m.place = m.param("letters", len(m.Letters), w), m.param("places", s.Context, w)
	for range s.Blocks {
		var b block
		for range s.Heads {
			q, k, v := m.param("query", small, w), m.param("key", small, w), m.param("value", small, w)
			b.heads = append(b.heads, head{q, k, v, m.param("out", w, small)})
		}
		b.up, b.down = m.param("up", 4*w, w), m.param("down", w, 4*w)
		m.blocks = append(m.blocks, b)
	}
	return m
}

// param adds a matrix to what is learned, with small random numbers in it.
func (m *Model) param(name string, rows, cols int) *Tensor {
	p := tensor(name, rows, cols)
	for i := range p.Data { // a sum of twelve is as good as normal
		for range 12 {
			p.Data[i] += (m.chance.Float() - 0.5) / math.Sqrt(float64(cols))
		}
	}
	m.Params = append(m.Params, p)
	m.mean = append(m.mean, make([]float64, rows*cols))
	m.square = append(m.square, make([]float64, rows*cols))
	return p
}

// Encode returns the tokens of a text: where its letters stand in the vocabulary.
func (m *Model) Encode(text string) (tokens []int) {
	for _, r := range text {
		if i, ok := slices.BinarySearch(m.Letters, r); ok {
			tokens = append(tokens, i)
		}
	}
	return tokens
}

// Forward returns what the model expects after each of tokens: a row of shares
// for each, divided the more evenly the higher the temperature is.
func (m *Model) Forward(tokens []int, temperature float64) *Tensor {
	places := make([]int, len(tokens))
	for i := range places {
		places[i] = i
	}
	x := m.letter.pick("letter rows", tokens).plus("sum", m.place.pick("place rows", places))
	for _, b := range m.blocks {
		n := x.norm("normed")
		for _, h := range b.heads {
			x = x.plus("attended", h.attend(n))
		}
		x = x.plus("thought", x.norm("normed").dots("up", b.up).relu("relu").dots("down", b.down))
	}
	return x.norm("last").dots("logits", m.letter).softmax("shares", 1/temperature, false)
}

func (h head) attend(x *Tensor) *Tensor {
	q, k := x.dots("queries", h.query), x.dots("keys", h.key)
	weights := q.dots("scores", k).softmax("weights", 1/math.Sqrt(float64(q.Cols)), true)
	values := h.value.dots("values", x) // a column for each token
	return weights.dots("mixed", values).dots("brought back", h.out)
}

// Example draws a line by chance, or a part of one that is too long: tokens,
// and what comes after each.
func (m *Model) Example() (tokens, next []int) {
	line := m.lines[int(m.chance.Float()*float64(len(m.lines)))]
	n := min(len(line)-1, m.Context)
	from := int(m.chance.Float() * float64(len(line)-n))
	return line[from : from+n], line[from+1 : from+n+1]
}

// Step learns from one batch and returns its mean loss.
func (m *Model) Step() (loss float64, err error) {
	for range m.Batch {
		tokens, next := m.Example()
		l := m.Forward(tokens, 1).surprise("loss", next)
		l.Backward()
		loss += l.Data[0] / float64(m.Batch)
	}
	if guessing := math.Log(float64(len(m.Letters))); !(loss < 5*guessing) {
		return loss, fmt.Errorf("step %d: a loss of %.3g is far worse than guessing: the learning rate is too high", m.Done+1, loss)
	}
	m.update()
	return loss, nil
}

// update is Adam (Kingma and Ba 2014) with a rate that falls to 0.
func (m *Model) update() {
	rate := m.Rate * (1 - float64(m.Done)/float64(m.Steps))
	m.Done++
	fresh, fresher := 1-math.Pow(0.9, float64(m.Done)), 1-math.Pow(0.99, float64(m.Done))
	for k, p := range m.Params {
		mean, square := m.mean[k], m.square[k]
		for i, g := range p.Grad {
			g /= float64(m.Batch)
			mean[i] += 0.1 * (g - mean[i])
			square[i] += 0.01 * (g*g - square[i])
			p.Data[i] -= rate * mean[i] / fresh / (math.Sqrt(square[i]/fresher) + 1e-8)
		}
		clear(p.Grad)
	}
}

// Write lets the model write a line, letter by letter.
func (m *Model) Write(chance *Chance, temperature float64) string {
	text := "\n"
	for tokens := m.Encode(text); len(tokens) < m.Context; tokens = m.Encode(text) {
		shares := m.Forward(tokens, temperature)
		row, _ := shares.row(len(tokens) - 1)
		next, left := 0, chance.Float()
		for next < len(row)-1 && left >= row[next] {
			left -= row[next]
			next++
		}
		if m.Letters[next] == '\n' {
			break
		}
		text += string(m.Letters[next])
	}
	return text[1:]
}
