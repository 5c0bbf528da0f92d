// Package checkpoint reads and writes models of GPT-2's architecture as
// Hugging Face's tools do: the weights as a safetensors file, the blueprint as
// config.json. So published models open here, and ours open elsewhere.
//
//	c, err := checkpoint.ReadConfig(data)
//	f, err := weights.Open(r, size)
//	model, err := checkpoint.Load(f, c)
//
// Loading takes the memory of the weights as float32 and a mebibyte.
package checkpoint

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"strconv"
	"strings"

	"zerotoai/engine/gpt"
	"zerotoai/engine/weights"
)

const (
	prefix = "transformer." // led the names in models that were saved with their head
	head   = "lm_head.weight"
	tokens = "wte.weight"
)

// Load returns the model that f has the weights of, of blueprint c. All of
// GPT-2's tensors must be there in the shapes that c asks for; nothing is
// allocated before that is known. The names may all begin with "transformer.".
// Of other tensors there may be the causal masks that older files have
// (h.0.attn.bias, h.0.attn.masked_bias), which are not read, and lm_head.weight
// if it is the same as wte.weight. Any other is an error: f has another
// architecture, or more layers than c.
//
// Weights that are not finite are loaded; see weights.Finite and Tensors.
func Load(f *weights.File, c gpt.Config) (*gpt.Weights, error) {
	l, err := Begin(f, c)
	if err != nil {
		return nil, err
	}
	if _, err := l.next(l.all); err != nil {
		return nil, err
	}
	return l.Weights, nil
}

// A Loading is a model that is being loaded, for who has other things to do
// meanwhile. See Load.
type Loading struct {
	Weights *gpt.Weights     // those that have been loaded, and zeros
	Fresh   []weights.Tensor // what the last Next has loaded

	f           *weights.File
	rest        []weights.Tensor
	loaded, all int // numbers
}

// Begin checks that f has the weights of a model of blueprint c, and makes room
// for them.
func Begin(f *weights.File, c gpt.Config) (*Loading, error) {
	if err := check(f, c); err != nil {
		return nil, err
	}
	w, err := gpt.NewWeights(c)
	if err != nil {
		return nil, err
	}
	return &Loading{Weights: w, f: f, rest: named(lead(f), w.Tensors()), all: len(w.Data)}, nil
}

// check checks that f has the weights of a model of blueprint c, and no others.
func check(f *weights.File, c gpt.Config) error {
	if err := c.Check(); err != nil {
		return err
	}
	lead := lead(f)
	want := named(lead, c.Tensors())
	if err := f.Check(want); err != nil {
		return err
	}
	return checkOthers(f, lead, want)
}

// atOnce is how many numbers are loaded at once at least: enough that what it
// takes to read a tensor at all does not count.
const atOnce = 4 << 20

// Next loads the next tensors and reports whether there are more to load. The
// mebibyte of Load is another one each time.
func (l *Loading) Next() (more bool, err error) { return l.next(atOnce) }

// next loads tensors until they have so many numbers.
func (l *Loading) next(least int) (more bool, err error) {
	n, numbers := 0, 0
	for ; n < len(l.rest) && numbers < least; n++ {
		numbers += len(l.rest[n].Data)
	}
	if err := l.f.Load(l.rest[:n]); err != nil {
		return false, err
	}
	l.Fresh, l.rest, l.loaded = l.rest[:n], l.rest[n:], l.loaded+numbers
	if len(l.rest) == 0 {
		return false, checkHead(l.f, l.Weights)
	}
	return true, nil
}

// Part returns how much of the model has been loaded, 0 to 1.
func (l *Loading) Part() float64 { return float64(l.loaded) / float64(l.all) }

// Save writes a model as a safetensors file of type F32 or F16, which Load
// reads. The metadata says that it is for PyTorch, as readers want it, and
// what the caller adds.
func Save(out io.Writer, t weights.DType, w *gpt.Weights, metadata map[string]string) error {
	all := map[string]string{"format": "pt"}
	maps.Copy(all, metadata)
	return weights.Write(out, t, all, Tensors(w))
}

// Tensors returns the weights of a model by their names. They share its
// numbers.
func Tensors(w *gpt.Weights) []weights.Tensor { return named("", w.Tensors()) }

func named(lead string, ts []gpt.Tensor) []weights.Tensor {
	out := make([]weights.Tensor, len(ts))
	for i, t := range ts {
		out[i] = weights.Tensor{Name: lead + t.Name, Shape: t.Shape, Data: t.Data}
	}
	return out
}

// lead returns what the names in f begin with, but for that of the head.
func lead(f *weights.File) string {
	if _, ok := f.Find(prefix + tokens); ok {
		return prefix
	}
	return ""
}

// checkOthers checks that all tensors but those that are wanted are known.
func checkOthers(f *weights.File, lead string, want []weights.Tensor) error {
	wanted := map[string]bool{head: true}
	for _, t := range want {
		wanted[t.Name] = true
	}
	for _, e := range f.Entries {
		if !wanted[e.Name] && !isMask(strings.TrimPrefix(e.Name, lead)) {
			return fmt.Errorf("checkpoint: tensor %q is not one of GPT-2's with this many layers", e.Name)
		}
	}
	return nil
}

// isMask reports whether a name is that of the mask of some layer.
func isMask(name string) bool {
	_, layer, ok := cutLayer(name)
	return ok && (layer == "attn.bias" || layer == "attn.masked_bias")
}

// cutLayer takes a name like h.11.ln_1.weight apart.
func cutLayer(name string) (layer int, rest string, ok bool) {
	name, ok = strings.CutPrefix(name, "h.")
	number, rest, dot := strings.Cut(name, ".")
	layer, err := strconv.Atoi(number)
	return layer, rest, ok && dot && err == nil && layer >= 0 && strconv.Itoa(layer) == number
}

// checkHead checks that what makes logits of the last layer's numbers is the
// embedding, if f has it on its own.
func checkHead(f *weights.File, w *gpt.Weights) error {
	e, ok := f.Find(head)
	if !ok {
		return nil
	}
	if err := f.Check([]weights.Tensor{{Name: head, Shape: []int{w.Config.Vocabulary, w.Config.Width}}}); err != nil {
		return err
	}
	other := -1
	err := f.Numbers(e.Name, func(at int, numbers []float32) {
		for i, v := range numbers {
			if mine := w.Tokens.Data[at+i]; other < 0 && v != mine && (v == v || mine == mine) {
				other = at + i
			}
		}
	})
	if err == nil && other >= 0 {
		err = fmt.Errorf("checkpoint: tensor %q differs from %s in number %d: a head of its own is not supported", head, tokens, other)
	}
	return err
}

// Infer returns the blueprint that the shapes in f tell, for a file without a
// config.json. How many heads there are shapes do not tell; heads says so. If
// it is 0, heads are 64 wide, as in all models that were published as GPT-2;
// it is an error if the width cannot be divided so.
func Infer(f *weights.File, heads int) (gpt.Config, error) {
	lead := lead(f)
	var c gpt.Config
	for _, part := range []struct {
		name string
		rows *int
	}{{tokens, &c.Vocabulary}, {"wpe.weight", &c.Context}} {
		e, ok := f.Find(lead + part.name)
		if !ok || len(e.Shape) != 2 {
			return c, fmt.Errorf("checkpoint: tensor %q is missing or no matrix, so the model's sizes are not known", lead+part.name)
		}
		*part.rows, c.Width = e.Shape[0], e.Shape[1]
	}
	for _, e := range f.Entries {
		if layer, _, ok := cutLayer(strings.TrimPrefix(e.Name, lead)); ok {
			c.Layers = max(c.Layers, layer+1)
		}
	}
	c.Heads = heads
	if heads == 0 {
		c.Heads = c.Width / headWidth
		if c.Width%headWidth != 0 {
			return c, ErrHeads
		}
	}
	return c, c.Check()
}

// headWidth is the width of a head in GPT-2, of all sizes.
const headWidth = 64

// ErrHeads says that a file alone does not tell a blueprint.
var ErrHeads = errors.New("checkpoint: shapes do not tell how many heads there are, and the width is no multiple of 64: say how many")
