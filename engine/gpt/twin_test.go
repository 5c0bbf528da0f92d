package gpt

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// The twin is the model once more in float64, number by number, from the
// formulas of the package comment. It is slow and obvious.
type twin struct {
	Config
	at map[string][]float64
}

func newTwin(w *Weights) twin {
	t := twin{w.Config, map[string][]float64{}}
	for _, tensor := range w.Tensors() {
		for _, v := range tensor.Data {
			t.at[tensor.Name] = append(t.at[tensor.Name], float64(v))
		}
	}
	return t
}

// logits returns the logits after each token of one sequence.
func (t twin) logits(tokens []int, off ...Head) (logits [][]float64) {
	d := t.Width
	x := make([][]float64, len(tokens))
	for i, id := range tokens {
		for j := range d {
			x[i] = append(x[i], t.at["wte.weight"][id*d+j]+t.at["wpe.weight"][i*d+j])
		}
	}
	for l := range t.Layers {
		h := fmt.Sprintf("h.%d.", l)
		add(x, t.linear(h+"attn.c_proj", t.heads(l, t.linear(h+"attn.c_attn", t.norm(h+"ln_1", x)), off)))
		hidden := t.linear(h+"mlp.c_fc", t.norm(h+"ln_2", x))
		for _, row := range hidden {
			for j, v := range row {
				row[j] = v / 2 * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(v+0.044715*v*v*v)))
			}
		}
		add(x, t.linear(h+"mlp.c_proj", hidden))
	}
	for _, row := range t.norm("ln_f", x) {
		var out []float64
		for id := range t.Vocabulary {
			out = append(out, dot(row, t.at["wte.weight"][id*d:]))
		}
		logits = append(logits, out)
	}
	return logits
}

func (t twin) heads(l int, qkv [][]float64, off []Head) (out [][]float64) {
	n, d := t.HeadWidth(), t.Width
	out = zeroRows(len(qkv), d)
	for h := range t.Heads {
		for i := range qkv {
			var weights []float64
			for j := range i + 1 {
				weights = append(weights, dot(qkv[i][h*n:h*n+n], qkv[j][d+h*n:])/math.Sqrt(float64(n)))
			}
			softmax(weights)
			for _, o := range off {
				if o == (Head{l, h}) {
					clear(weights)
				}
			}
			for j, p := range weights {
				for c := range n {
					out[i][h*n+c] += p * qkv[j][2*d+h*n+c]
				}
			}
		}
	}
	return out
}

func (t twin) linear(name string, x [][]float64) [][]float64 {
	w, b := t.at[name+".weight"], t.at[name+".bias"]
	y := zeroRows(len(x), len(b))
	for r := range x {
		for j := range b {
			y[r][j] = b[j]
			for i, v := range x[r] {
				y[r][j] += v * w[i*len(b)+j]
			}
		}
	}
	return y
}

func (t twin) norm(name string, x [][]float64) [][]float64 {
	gain, bias := t.at[name+".weight"], t.at[name+".bias"]
	y := zeroRows(len(x), len(gain))
	for r := range x {
		var mean, square float64
		for _, v := range x[r] {
			mean += v / float64(len(gain))
		}
		for _, v := range x[r] {
			square += (v - mean) * (v - mean) / float64(len(gain))
		}
		for j, v := range x[r] {
			y[r][j] = gain[j]*(v-mean)/math.Sqrt(square+1e-5) + bias[j]
		}
	}
	return y
}

// loss returns the sum of the losses over the tokens that have a target.
func (t twin) loss(tokens, targets []int, length int) (sum float64) {
	for b := 0; b < len(tokens); b += length {
		for i, logits := range t.logits(tokens[b : b+length]) {
			if id := targets[b+i]; id != NoTarget {
				softmax(logits)
				sum -= math.Log(logits[id])
			}
		}
	}
	return sum
}

func zeroRows(n, width int) (rows [][]float64) {
	for range n {
		rows = append(rows, make([]float64, width))
	}
	return rows
}

func add(x, y [][]float64) {
	for r := range x {
		for j := range x[r] {
			x[r][j] += y[r][j]
		}
	}
}

func dot(a, b []float64) (s float64) {
	for i, v := range a {
		s += v * b[i]
	}
	return s
}

func softmax(x []float64) {
	var sum float64
	for i, v := range x {
		x[i] = math.Exp(v)
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}

// small is a blueprint with several of everything, no two numbers alike.
func small() Config { return Config{Layers: 2, Heads: 3, Width: 12, Context: 7, Vocabulary: 11} }

// random returns a model whose weights are all drawn, gains and biases too,
// and large enough that every part of it matters.
func random(tb testing.TB, c Config, seed uint64) *Weights {
	tb.Helper()
	w, err := NewWeights(c)
	if err != nil {
		tb.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(seed, 0))
	w.Init(rnd.NormFloat64)
	for i := range w.Data {
		w.Data[i] += float32(0.3 * rnd.NormFloat64())
	}
	return w
}

// text returns tokens, and targets of which every fourth is not to be learned.
func text(c Config, n int, seed uint64) (tokens, targets []int) {
	rnd := rand.New(rand.NewPCG(seed, 1))
	for i := range n {
		tokens = append(tokens, rnd.IntN(c.Vocabulary))
		targets = append(targets, rnd.IntN(c.Vocabulary))
		if i%4 == 1 {
			targets[i] = NoTarget
		}
	}
	return tokens, targets
}
