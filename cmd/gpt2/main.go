// Gpt2 continues a text with a model of GPT-2's architecture, from a folder
// with the files that such models are published as: config.json,
// model.safetensors, and tokenizer.json or vocab.json and merges.txt.
//
//	go run ./cmd/gpt2 folder "The cat sat on"
//
// It is the guide's engine without the guide, at any size. With -random it
// writes a folder with a model of GPT-2's own size that has learned nothing,
// to see what such a model takes: the memory and the speed are printed last.
//
// It also runs as WebAssembly, under Node. What such a model takes in the guide
// itself, in a browser, cmd/measure says.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"time"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/engine/weights"
)

// options is how a text is continued.
type options struct {
	sample.Settings
	tokens int    // how many are generated at most
	seed   uint64 // of what is drawn
}

func main() {
	log.SetFlags(0)
	var o options
	random := flag.String("random", "", "write a random model into this `folder`")
	small := flag.Bool("small", false, "with -random: a tiny one")
	f32 := flag.Bool("f32", false, "with -random: in F32 instead of F16")
	flag.Float64Var(&o.Temperature, "temperature", 0.7, "0 always takes the most likely token")
	flag.IntVar(&o.TopK, "k", 40, "how many tokens top-k keeps, 0 for all")
	flag.Float64Var(&o.TopP, "p", 0.9, "how much probability top-p keeps")
	flag.IntVar(&o.tokens, "n", 40, "how many tokens to generate")
	flag.Uint64Var(&o.seed, "seed", 1, "of what is drawn")
	flag.Parse()
	if err := run(os.Stdout, *random, *small, *f32, o, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

func run(out io.Writer, random string, small, f32 bool, o options, args []string) error {
	if random != "" {
		c, t := gpt.GPT2(), weights.F16
		if small {
			c = gpt.Config{Layers: 2, Heads: 2, Width: 64, Context: 64, Vocabulary: 400}
		}
		if f32 {
			t = weights.F32
		}
		return writeRandom(random, c, t, o.seed)
	}
	if len(args) != 2 {
		return errors.New("two things are needed: a folder with a model, and the text to go on from")
	}
	start := time.Now()
	m, err := open(args[0])
	if err != nil {
		return err
	}
	took := time.Since(start)
	speed, err := m.generate(out, args[1], o)
	if err != nil {
		return err
	}
	report(out, m, took, speed)
	return nil
}

// generate writes a text and its continuation, and returns how many tokens a
// second were generated after the first.
func (m *model) generate(out io.Writer, text string, o options) (speed float64, err error) {
	ids := m.tok.Encode(text)
	end, hasEnd := m.tok.Special(endOfText)
	if len(ids) == 0 && hasEnd {
		ids = append(ids, end)
	}
	fmt.Fprint(out, text)
	g, r := gpt.NewGenerator(m.weights), rand.New(rand.NewPCG(o.seed, 0))
	var d sample.Distribution
	var start time.Time
	n := 0
	for ; n < o.tokens; n++ {
		logits, err := g.Logits(ids)
		if err == nil {
			err = d.Set(logits, o.Settings)
		}
		if err != nil {
			return 0, err
		}
		if n == 0 {
			start = time.Now()
		}
		id := d.Draw(r.Float64())
		if hasEnd && id == end {
			break
		}
		ids = append(ids, id)
		fmt.Fprint(out, m.tok.Piece(id))
	}
	fmt.Fprintln(out)
	return float64(max(n-1, 0)) / time.Since(start).Seconds(), nil
}

// report writes what the run took, a figure on a line.
func report(out io.Writer, m *model, load time.Duration, speed float64) {
	c := m.weights.Config
	kept, cache := 4*len(m.weights.Data), 4*2*c.Layers*c.Context*c.Width
	peak := peakMemory()
	fmt.Fprintln(out)
	for _, f := range []struct {
		name  string
		value float64
		unit  string
	}{
		{"weights", float64(kept) / 1e6, "MB"},
		{"cache of keys and values", float64(cache) / 1e6, "MB"},
		{"peak memory", float64(peak) / 1e6, "MB"},
		{"peak memory / (weights + cache)", float64(peak) / float64(kept+cache), ""},
		{"loading", load.Seconds(), "s"},
		{"generating", speed, "tokens/s"},
	} {
		fmt.Fprintf(out, "%s: %.2f %s\n", f.name, f.value, f.unit)
	}
}
