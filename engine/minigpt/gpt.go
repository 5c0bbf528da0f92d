// Package minigpt is a whole GPT in one file: chance, a tape that
// differentiates, tokens, attention, training and sampling.
package minigpt

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Settings say what a model learns from, how large it is, and how it learns.
type Settings struct {
	Text         string  // one example a line
	Width, Heads int     // numbers a token, heads a block
	Blocks       int     // one after the other
	Context      int     // the most tokens that are read
	Batch, Steps int     // examples a step, steps of the whole training
	Rate         float64 // of learning, at first
	Seed         uint64  // of all that is left to chance
}

// Chance is a stream of random numbers: a linear congruential generator with
// the constants of Knuth's MMIX. The same seed gives the same run everywhere.
type Chance uint64

// Float returns a number from 0 on and below 1.
func (c *Chance) Float() float64 {
	*c = *c*6364136223846793005 + 1442695040888963407
	return float64(*c>>11) / (1 << 53)
}

// A Vector is a list of numbers. In Grad it hears how much the loss would change
// with each of them; From is kept for who asks how they were made.
type Vector struct {
	Name         string
	Data, Grad   []float64
	From         []Matrix
	back         func(grad []float64) // hands Grad on to the Grad of From
	mean, square []float64            // of its gradients so far, if it is learned
}

// A Matrix is a list of vectors of one length: its rows.
type Matrix []*Vector

// A Tape has vectors in the order in which they were made.
type Tape []*Vector

func (t *Tape) vector(name string, data []float64, back func(grad []float64), from ...Matrix) *Vector {
	v := &Vector{Name: name, Data: data, Grad: make([]float64, len(data)), From: from, back: back}
	*t = append(*t, v)
	return v
}

// Backward fills in the gradients, from the last vector, which is the loss, to
// the first: so each has heard of all that was made from it before it hands on.
func (t Tape) Backward() {
	t[len(t)-1].Grad[0] = 1
	for _, v := range slices.Backward(t) {
		v.back(v.Grad)
	}
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

// times is the product of a matrix and a vector: how well each row fits to x.
func (t *Tape) times(name string, m Matrix, x *Vector) *Vector {
	y := make([]float64, len(m))
	for i, row := range m {
		y[i] = dot(row.Data, x.Data)
	}
	return t.vector(name, y, func(grad []float64) {
		for i, row := range m {
			addTo(row.Grad, grad[i], x.Data)
			addTo(x.Grad, grad[i], row.Data)
		}
	}, m, Matrix{x})
}

// mix adds up rows, each as often as its share says.
func (t *Tape) mix(name string, m Matrix, shares *Vector) *Vector {
	y := make([]float64, len(m[0].Data))
	for i, row := range m {
		addTo(y, shares.Data[i], row.Data)
	}
	return t.vector(name, y, func(grad []float64) {
		for i, row := range m {
			addTo(row.Grad, shares.Data[i], grad)
			shares.Grad[i] += dot(row.Data, grad)
		}
	}, m, Matrix{shares})
}

// sum adds up vectors, each of them as often as share says.
func (t *Tape) sum(name string, share float64, vs ...*Vector) *Vector {
	shares := slices.Repeat([]float64{share}, len(vs))
	return t.mix(name, vs, &Vector{Data: shares, Grad: make([]float64, len(vs))})
}

// relu is the bend between two matrices.
func (t *Tape) relu(name string, x *Vector) *Vector {
	y := make([]float64, len(x.Data))
	for i, v := range x.Data {
		y[i] = max(v, 0)
	}
	return t.vector(name, y, func(grad []float64) {
		for i, v := range x.Data {
			if v > 0 {
				x.Grad[i] += grad[i]
			}
		}
	}, Matrix{x})
}

// norm brings a vector to a mean square of 1 (RMSNorm, Zhang and Sennrich 2019).
func (t *Tape) norm(name string, x *Vector) *Vector {
	y, n := make([]float64, len(x.Data)), float64(len(x.Data))
	size := math.Sqrt(dot(x.Data, x.Data)/n + 1e-5)
	addTo(y, 1/size, x.Data)
	return t.vector(name, y, func(grad []float64) {
		addTo(x.Grad, 1/size, grad)
		addTo(x.Grad, -dot(y, grad)/n/size, y)
	}, Matrix{x})
}

// softmax makes shares of numbers: all of them positive, and together 1.
func (t *Tape) softmax(name string, x *Vector, scale float64) *Vector {
	y, sum := make([]float64, len(x.Data)), 0.0
	top := slices.Max(x.Data) // less this, no exponential is too large
	for i, v := range x.Data {
		y[i] = math.Exp(scale * (v - top))
		sum += y[i]
	}
	for i := range y {
		y[i] /= sum
	}
	return t.vector(name, y, func(grad []float64) {
		mean := dot(y, grad)
		for i, share := range y {
			x.Grad[i] += scale * share * (grad[i] - mean)
		}
	}, Matrix{x})
}

// surprise is -ln of the share that the right token was given.
func (t *Tape) surprise(name string, shares *Vector, right int) *Vector {
	y := -math.Log(shares.Data[right])
	return t.vector(name, []float64{y}, func(grad []float64) {
		shares.Grad[right] -= grad[0] / shares.Data[right]
	}, Matrix{shares})
}

// A Model is all that is learned, and how far that has come.
type Model struct {
	Settings
	Letters  []rune            // the vocabulary; the end of a line also is its beginning
	Learned  Tape              // every row of every matrix
	Matrices map[string]Matrix // the same, by name
	Done     int               // steps
	lines    [][]int           // the examples, as tokens
	chance   Chance
}

// New returns a model that has learned nothing yet.
func New(s Settings) *Model {
	text := "\n" + strings.TrimSpace(s.Text)
	m := &Model{Settings: s, Matrices: map[string]Matrix{}, chance: Chance(s.Seed)}
	m.Letters = slices.Compact(slices.Sorted(slices.Values([]rune(text))))
	for line := range strings.SplitSeq(text[1:], "\n") {
		m.lines = append(m.lines, m.Encode("\n"+line+"\n"))
	}
	m.Reader().Read(0, 1) // makes each matrix at its first use
	return m
}

// Encode returns the tokens of a text: where its letters stand in the
// vocabulary, or -1.
func (m *Model) Encode(text string) (tokens []int) {
	for _, letter := range text {
		tokens = append(tokens, slices.Index(m.Letters, letter))
	}
	return tokens
}

// matrix returns what is learned under a name. At first these are random numbers,
// so small that the matrix makes a vector neither longer nor shorter.
func (m *Model) matrix(name string, rows, cols int) Matrix {
	for len(m.Matrices[name]) < rows {
		row := m.Learned.vector(name, make([]float64, cols), nil)
		row.mean, row.square = make([]float64, cols), make([]float64, cols)
		for i := range row.Data {
			row.Data[i] = (2*m.chance.Float() - 1) * math.Sqrt(3/float64(cols))
		}
		m.Matrices[name] = append(m.Matrices[name], row)
	}
	return m.Matrices[name]
}

// A Reader reads a text, token by token. It keeps what each head has made of
// those that it has read, for those that follow to look back at.
type Reader struct {
	*Model
	Tape
	keys, values map[string]Matrix // of each head
	place        int
}

// Reader returns one that has read nothing yet.
func (m *Model) Reader() *Reader {
	return &Reader{Model: m, keys: map[string]Matrix{}, values: map[string]Matrix{}}
}

// Read reads a token and returns what the model expects after it: a share for
// each letter, divided the more evenly the higher the temperature is.
func (r *Reader) Read(token int, temperature float64) *Vector {
	letters, places := r.matrix("letters", len(r.Letters), r.Width), r.matrix("places", r.Context, r.Width)
	x := r.sum("start", 1, letters[token], places[r.place])
	r.place++
	for b := range r.Blocks {
		n := r.norm("normed", x)
		for h := range r.Heads {
			x = r.sum("attended", 1, x, r.attend(fmt.Sprintf("head %d.%d ", b+1, h+1), n))
		}
		neurons := r.relu("relu", r.linear(fmt.Sprintf("up %d", b+1), r.norm("normed again", x), 4*r.Width))
		x = r.sum("thought", 1, x, r.linear(fmt.Sprintf("down %d", b+1), neurons, r.Width))
	}
	return r.softmax("shares", r.times("logits", letters, r.norm("last", x)), 1/temperature)
}

// attend brings what a head finds at the tokens so far: their values, each in
// the share in which its key fits to the query.
func (r *Reader) attend(head string, x *Vector) *Vector {
	size := r.Width / r.Heads
	query := r.linear(head+"query", x, size)
	r.keys[head] = append(r.keys[head], r.linear(head+"key", x, size))
	r.values[head] = append(r.values[head], r.linear(head+"value", x, size))
	scores := r.times("scores", r.keys[head], query)
	weights := r.softmax("weights", scores, 1/math.Sqrt(float64(size)))
	return r.linear(head+"out", r.mix("mixed", r.values[head], weights), r.Width)
}

// linear is the product of the matrix of that name, with n rows, and x.
func (r *Reader) linear(name string, x *Vector, n int) *Vector {
	return r.times(name, r.matrix(name, n, len(x.Data)), x)
}

// Example draws a line by chance, or a part of one that is too long: tokens,
// and what comes after each.
func (m *Model) Example() (tokens, next []int) {
	line := m.lines[int(m.chance.Float()*float64(len(m.lines)))]
	n := min(len(line)-1, m.Context)
	from := int(m.chance.Float() * float64(len(line)-n))
	return line[from : from+n], line[from+1 : from+n+1]
}

// Loss reads an example and returns the mean surprise, the last vector of the tape.
func (r *Reader) Loss(tokens, next []int) float64 {
	var surprises Matrix
	for i, token := range tokens {
		surprises = append(surprises, r.surprise("surprise", r.Read(token, 1), next[i]))
	}
	return r.sum("loss", 1/float64(len(tokens)), surprises...).Data[0]
}

// Step learns from one batch and returns its mean loss.
func (m *Model) Step() (loss float64) {
	for range m.Batch {
		r := m.Reader()
		loss += r.Loss(m.Example()) / float64(m.Batch)
		r.Backward()
	}
	m.update()
	return loss
}

// update is Adam (Kingma and Ba 2014) with a rate that falls to 0.
func (m *Model) update() {
	rate := m.Rate * (1 - float64(m.Done)/float64(m.Steps))
	m.Done++
	fresh, fresher := 1-math.Pow(0.9, float64(m.Done)), 1-math.Pow(0.99, float64(m.Done))
	for _, row := range m.Learned {
		for i, g := range row.Grad {
			g /= float64(m.Batch)
			row.mean[i] += 0.1 * (g - row.mean[i])
			row.square[i] += 0.01 * (g*g - row.square[i])
			row.Data[i] -= rate * row.mean[i] / fresh / (math.Sqrt(row.square[i]/fresher) + 1e-8)
		}
		clear(row.Grad)
	}
}

// Write lets the model write a line, letter by letter.
func (m *Model) Write(chance *Chance, temperature float64) (text string) {
	r, token := m.Reader(), slices.Index(m.Letters, '\n')
	for r.place < m.Context && !strings.HasSuffix(text, "\n") {
		shares, left := r.Read(token, temperature).Data, chance.Float()
		for token = 0; left >= shares[token] && token < len(shares)-1; token++ {
			left -= shares[token]
		}
		text += string(m.Letters[token])
	}
	return strings.TrimSuffix(text, "\n")
}
