package checkpoint

import (
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/gpt"
	"zerotoai/engine/weights"
)

var tiny = gpt.Config{Layers: 2, Heads: 2, Width: 128, Context: 8, Vocabulary: 11}

func random(t testing.TB, c gpt.Config) *gpt.Weights {
	t.Helper()
	w, err := gpt.NewWeights(c)
	if err != nil {
		t.Fatal(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 2)).NormFloat64)
	return w
}

// file opens tensors as a file of F32.
func file(t testing.TB, ts []weights.Tensor) *weights.File {
	t.Helper()
	var b bytes.Buffer
	if err := weights.Write(&b, weights.F32, nil, ts); err != nil {
		t.Fatal(err)
	}
	return opened(t, b.Bytes())
}

func opened(t testing.TB, data []byte) *weights.File {
	t.Helper()
	f, err := weights.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// tensors are those of a random tiny model after a change.
func tensors(t testing.TB, change func(ts []weights.Tensor) []weights.Tensor) []weights.Tensor {
	return change(Tensors(random(t, tiny)))
}

func TestSaveAndLoad(t *testing.T) {
	w := random(t, tiny)
	for _, typ := range []weights.DType{weights.F32, weights.F16} {
		var b bytes.Buffer
		if err := Save(&b, typ, w, map[string]string{"seed": "1"}); err != nil {
			t.Fatal(err)
		}
		f := opened(t, b.Bytes())
		if f.Metadata["format"] != "pt" || f.Metadata["seed"] != "1" {
			t.Errorf("the metadata is %v", f.Metadata)
		}
		c, err := ReadConfig(WriteConfig(tiny, 10))
		if err != nil || c != tiny {
			t.Fatalf("%+v, %v", c, err)
		}
		got, err := Load(f, c)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range got.Data {
			if d := math.Abs(float64(v - w.Data[i])); d > math.Abs(float64(w.Data[i]))/2048+1e-7 || typ == weights.F32 && d != 0 {
				t.Fatalf("%s: number %d is %v, was %v", typ, i, v, w.Data[i])
			}
		}
	}
	if err := Save(io.Discard, weights.BF16, w, nil); err == nil {
		t.Error("BF16 is written")
	}
}

// Files as others write them.
func TestLoadOthers(t *testing.T) {
	lead := func(ts []weights.Tensor) []weights.Tensor {
		for i := range ts {
			ts[i].Name = prefix + ts[i].Name
		}
		return ts
	}
	masks := func(p string) []weights.Tensor {
		return []weights.Tensor{{Name: p + "h.0.attn.bias", Shape: []int{1, 1, 8, 8}, Data: make([]float32, 64)}, {Name: p + "h.1.attn.masked_bias", Data: make([]float32, 1)}}
	}
	tied := func(ts []weights.Tensor) weights.Tensor {
		return weights.Tensor{Name: head, Shape: ts[0].Shape, Data: ts[0].Data}
	}
	for name, change := range map[string]func(ts []weights.Tensor) []weights.Tensor{
		"as published":     func(ts []weights.Tensor) []weights.Tensor { return append(ts, masks("")...) },
		"with a prefix":    func(ts []weights.Tensor) []weights.Tensor { return append(lead(ts), masks(prefix)...) },
		"with a head":      func(ts []weights.Tensor) []weights.Tensor { return append(ts, tied(ts)) },
		"with both":        func(ts []weights.Tensor) []weights.Tensor { return append(lead(ts), tied(ts)) },
		"the other way on": func(ts []weights.Tensor) []weights.Tensor { slices.Reverse(ts); return ts },
	} {
		t.Run(name, func(t *testing.T) {
			f := file(t, tensors(t, change))
			w, err := Load(f, tiny)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(w.Data, random(t, tiny).Data) {
				t.Error("the numbers are others")
			}
			if c, err := Infer(f, 0); err != nil || c != tiny {
				t.Errorf("the shapes tell %+v, %v", c, err)
			}
		})
	}
}

// Every tensor that is missing or of another shape is named, and so is what is
// not GPT-2's.
func TestRefuse(t *testing.T) {
	for i, w := range Tensors(random(t, tiny)) {
		missing := tensors(t, func(ts []weights.Tensor) []weights.Tensor { return slices.Delete(ts, i, i+1) })
		turned := tensors(t, func(ts []weights.Tensor) []weights.Tensor {
			ts[i].Shape = append([]int{1}, ts[i].Shape...)
			return ts
		})
		for _, ts := range [][]weights.Tensor{missing, turned} {
			if _, err := Load(file(t, ts), tiny); err == nil || !strings.Contains(err.Error(), `"`+w.Name+`"`) {
				t.Errorf("%s: %v", w.Name, err)
			}
		}
	}
	one := []float32{1}
	for _, other := range []weights.Tensor{
		{Name: "score.weight", Shape: []int{1}, Data: one},
		{Name: "h.2.ln_1.weight", Shape: []int{1}, Data: one},
		{Name: "h.00.attn.bias", Shape: []int{1}, Data: one},
		{Name: "transformer.h.0.attn.bias", Shape: []int{1}, Data: one},
		{Name: head, Shape: []int{1}, Data: one},
		{Name: head, Shape: []int{11, 128}, Data: make([]float32, 11*128)},
	} {
		ts := tensors(t, func(ts []weights.Tensor) []weights.Tensor { return append(ts, other) })
		if _, err := Load(file(t, ts), tiny); err == nil || !strings.Contains(err.Error(), `"`+other.Name+`"`) {
			t.Errorf("%s: %v", other.Name, err)
		}
	}
	if _, err := Load(file(t, Tensors(random(t, tiny))), gpt.Config{}); err == nil {
		t.Error("a blueprint of zeros is one")
	}
}

// A weight that is not a number is loaded, and found by who asks.
func TestNotFinite(t *testing.T) {
	ts := tensors(t, func(ts []weights.Tensor) []weights.Tensor {
		ts[5].Data[7] = float32(math.NaN())
		return append(ts, weights.Tensor{Name: head, Shape: ts[0].Shape, Data: ts[0].Data})
	})
	ts[0].Data[3] = float32(math.NaN()) // also in the head, which is the same
	w, err := Load(file(t, ts), tiny)
	if err != nil {
		t.Fatal(err)
	}
	if err := weights.Finite(Tensors(w)); err == nil || !strings.Contains(err.Error(), `"wte.weight": number 3`) {
		t.Error(err)
	}
	if err := weights.Finite(Tensors(w)[1:]); err == nil || !strings.Contains(err.Error(), `"`+ts[5].Name+`": number 7`) {
		t.Error(err)
	}
}

func TestInfer(t *testing.T) {
	f := file(t, Tensors(random(t, tiny)))
	four := tiny
	four.Heads = 4
	if c, err := Infer(f, 4); err != nil || c != four {
		t.Errorf("with four heads: %+v, %v", c, err)
	}
	if _, err := Infer(f, 3); err == nil {
		t.Error("128 is divided among three heads")
	}
	narrow := gpt.Config{Layers: 1, Heads: 2, Width: 12, Context: 2, Vocabulary: 3}
	f = file(t, Tensors(random(t, narrow)))
	if _, err := Infer(f, 0); err == nil || !strings.Contains(err.Error(), "say how many") {
		t.Errorf("a width of 12: %v", err)
	}
	if c, err := Infer(f, 2); err != nil || c != narrow {
		t.Errorf("a width of 12 and two heads: %+v, %v", c, err)
	}
	for _, ts := range [][]weights.Tensor{
		nil,
		{{Name: tokens, Shape: []int{2, 64}, Data: make([]float32, 128)}},
		{{Name: tokens, Shape: []int{128}, Data: make([]float32, 128)}, {Name: "wpe.weight", Shape: []int{2, 64}, Data: make([]float32, 128)}},
		{{Name: tokens, Shape: []int{0, 64}}, {Name: "wpe.weight", Shape: []int{2, 64}, Data: make([]float32, 128)}, {Name: "h.0.x", Shape: []int{0}}},
		{{Name: tokens, Shape: []int{2, 64}, Data: make([]float32, 128)}, {Name: "wpe.weight", Shape: []int{2, 64}, Data: make([]float32, 128)}, {Name: "h.9223372036854775806.x", Shape: []int{0}}},
	} {
		if c, err := Infer(file(t, ts), 0); err == nil {
			t.Errorf("%v tell %+v", ts, c)
		}
	}
}

func TestReadConfig(t *testing.T) {
	published := `{"activation_function":"gelu_new","architectures":["GPT2LMHeadModel"],"attn_pdrop":0.1,"bos_token_id":50256,
		"embd_pdrop":0.1,"eos_token_id":50256,"initializer_range":0.02,"layer_norm_epsilon":1e-05,"model_type":"gpt2","n_ctx":1024,
		"n_embd":768,"n_head":12,"n_layer":12,"n_positions":1024,"resid_pdrop":0.1,"summary_type":"cls_index","n_inner":null,
		"task_specific_params":{"text-generation":{"do_sample":true,"max_length":50}},"vocab_size":50257}`
	if c, err := ReadConfig([]byte(published)); err != nil || c != gpt.GPT2() {
		t.Errorf("as published: %+v, %v", c, err)
	}
	bare := `{"n_layer":1,"n_head":2,"n_embd":4,"n_ctx":5,"vocab_size":6}`
	if c, err := ReadConfig([]byte(bare)); err != nil || c != (gpt.Config{Layers: 1, Heads: 2, Width: 4, Context: 5, Vocabulary: 6}) {
		t.Errorf("what is necessary: %+v, %v", c, err)
	}
	for _, c := range []struct{ old, new, why string }{
		{`"n_layer":12`, `"n_layer":0`, "layers is 0"},
		{`"n_layer":12`, `"n_layer":-1`, "layers is -1"},
		{`"n_layer":12`, `"n_layer":1152921504606846976`, "layers is"},
		{`"n_layer":12`, `"n_layer":1.5`, "n_layer"},
		{`"n_layer":12`, `"n_layer":"12"`, "n_layer"},
		{`"n_layer":12`, `"n_layer":null`, "n_layer is missing"},
		{`"n_layer":12,`, ``, "n_layer is missing"},
		{`"n_head":12,`, ``, "n_head is missing"},
		{`"n_embd":768,`, ``, "n_embd is missing"},
		{`"vocab_size":50257`, `"x":0`, "vocab_size is missing"},
		{`"n_head":12`, `"n_head":7`, "divided among 7 heads"},
		{`"n_ctx":1024`, `"n_ctx":512`, "n_ctx is 512 and n_positions 1024"},
		{`"n_inner":null`, `"n_inner":1000`, "n_inner is 1000"},
		{`gelu_new`, `relu`, `activation_function is "relu"`},
		{`1e-05`, `1e-6`, "layer_norm_epsilon"},
		{`"model_type":"gpt2"`, `"model_type":"llama"`, `model_type is "llama"`},
		{`"model_type":"gpt2"`, `"scale_attn_weights":false`, "scale_attn_weights"},
		{`"model_type":"gpt2"`, `"scale_attn_by_inverse_layer_idx":true`, "scale_attn_by_inverse_layer_idx"},
		{`"model_type":"gpt2"`, `"add_cross_attention":true`, "add_cross_attention"},
		{`"model_type":"gpt2"`, `"tie_word_embeddings":false`, "tie_word_embeddings"},
		{`{`, `[`, "config.json: "},
		{`{`, ``, "config.json: "},
		{`"n_inner":null`, `"n_inner":3072`, ""},
		{`"model_type":"gpt2"`, `"scale_attn_weights":true,"add_cross_attention":false`, ""},
	} {
		_, err := ReadConfig([]byte(strings.Replace(published, c.old, c.new, 1)))
		if c.why == "" != (err == nil) || err != nil && !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v, want %q", c.new, err, c.why)
		}
	}
}

// All that loading allocates, given back or not, is the weights and a little:
// the file is never held beside them.
func TestMemory(t *testing.T) {
	c := gpt.Config{Layers: 2, Heads: 4, Width: 256, Context: 64, Vocabulary: 20_000}
	var b bytes.Buffer
	if err := Save(&b, weights.F16, random(t, c), nil); err != nil {
		t.Fatal(err)
	}
	f := opened(t, b.Bytes())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	w, err := Load(f, c)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if kept, took := uint64(4*len(w.Data)), after.TotalAlloc-before.TotalAlloc; took > kept+2<<20 {
		t.Errorf("%d bytes are kept, %d were allocated", kept, took)
	}
}

func FuzzReadConfig(f *testing.F) {
	f.Add(WriteConfig(tiny, 10))
	f.Add([]byte(`{"n_layer":1,"n_head":2,"n_embd":4,"n_ctx":5,"n_inner":16,"vocab_size":6}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ReadConfig(data)
		if err != nil {
			return
		}
		if again, err := ReadConfig(WriteConfig(c, 0)); err != nil || again != c {
			t.Errorf("%+v becomes %+v, %v", c, again, err)
		}
	})
}

// FuzzLoad opens files that are nearly those of a model, as hostile ones are.
func FuzzLoad(f *testing.F) {
	small := gpt.Config{Layers: 1, Heads: 1, Width: 1, Context: 1, Vocabulary: 2}
	var b bytes.Buffer
	if err := Save(&b, weights.F16, random(f, small), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes(), 1)
	f.Fuzz(func(t *testing.T, data []byte, heads int) {
		file, err := weights.Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		c, err := Infer(file, heads)
		if err != nil {
			return
		}
		w, err := Load(file, c)
		if err != nil {
			return
		}
		if n := 2 * len(w.Data); n > len(data) {
			t.Errorf("%d bytes of weights in a file of %d", n, len(data))
		}
	})
}

// A model that is loaded in parts is the model.
func TestLoading(t *testing.T) {
	w, err := gpt.NewWeights(gpt.Config{Layers: 3, Heads: 1, Width: 64, Context: 16, Vocabulary: 70_000})
	if err != nil {
		t.Fatal(err)
	}
	for i := range w.Data {
		w.Data[i] = float32(i % 1000)
	}
	var b bytes.Buffer
	if err := Save(&b, weights.F32, w, nil); err != nil {
		t.Fatal(err)
	}
	f, err := weights.Open(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	l, err := Begin(f, w.Config)
	if err != nil {
		t.Fatal(err)
	}
	var parts []float64
	for more := true; more; {
		if more, err = l.Next(); err != nil {
			t.Fatal(err)
		}
		parts = append(parts, l.Part())
	}
	if len(parts) != 2 || parts[0] < 0.5 || parts[1] != 1 || !slices.Equal(l.Weights.Data, w.Data) {
		t.Errorf("loaded in the parts %v", parts)
	}
}
