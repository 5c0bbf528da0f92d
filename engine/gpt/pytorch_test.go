package gpt

import (
	"bytes"
	"math"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"zerotoai/engine/weights"
)

// A reference is what testdata/reference.py wrote.
type reference struct {
	t        *testing.T
	settings map[string]string
	tensors  map[string][]float32
}

func readReference(t *testing.T, path string) reference {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := weights.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r := reference{t, f.Metadata, map[string][]float32{}}
	for _, e := range f.Entries {
		tensor := weights.Tensor{Name: e.Name, Shape: e.Shape, Data: make([]float32, e.Len())}
		r.must(f.Load([]weights.Tensor{tensor}))
		r.tensors[e.Name] = tensor.Data
	}
	return r
}

func (r reference) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r reference) number(name string) float64 {
	r.t.Helper()
	v, err := strconv.ParseFloat(r.settings[name], 64)
	r.must(err)
	return v
}

func (r reference) integer(name string) int { return int(r.number(name)) }

func (r reference) integers(name string) []int {
	r.t.Helper()
	if len(r.tensors[name]) == 0 {
		r.t.Fatal("no ", name)
	}
	var is []int
	for _, v := range r.tensors[name] {
		is = append(is, int(v))
	}
	return is
}

// same compares numbers; tol is relative to values over 1.
func (r reference) same(name string, got []float32, tol float64) {
	r.t.Helper()
	want := r.tensors[name]
	if len(got) != len(want) {
		r.t.Fatalf("%s has %d numbers, not %d", name, len(got), len(want))
	}
	for i, v := range want {
		if !near(float64(got[i]), float64(v), tol) {
			r.t.Fatalf("%s[%d] is %v, want %v", name, i, got[i], v)
		}
	}
}

// Logits, loss, all gradients and some steps of AdamW are those of PyTorch.
func TestPyTorch(t *testing.T) {
	r := readReference(t, "testdata/reference.safetensors")
	for _, name := range []string{"a.", "b."} {
		c := Config{r.integer(name + "layers"), r.integer(name + "heads"), r.integer(name + "width"), r.integer(name + "context"), r.integer(name + "vocabulary")}
		w, err := NewWeights(c)
		r.must(err)
		for _, tensor := range w.Tensors() {
			if n := copy(tensor.Data, r.tensors[name+"weights."+tensor.Name]); n != len(tensor.Data) {
				t.Fatalf("%s has %d numbers", tensor.Name, n)
			}
		}
		r.gradients(name, w)
		r.steps(name, w)
	}
}

func (r reference) gradients(name string, w *Weights) {
	batch, length := r.integer("batch"), r.integer(name+"length")
	n := batch * length
	p := NewPass(w.Config, batch, length)
	loss, counted, err := p.Gradients(w, r.integers(name + "tokens")[:n], r.integers(name + "targets")[:n])
	r.must(err)
	r.same(name+"logits", p.State.Logits.Data, 1e-5)
	if want := r.tensors[name+"losses"][0]; !near(loss/float64(counted), float64(want), 1e-6) {
		r.t.Errorf("the loss is %v, want %v", loss/float64(counted), want)
	}
	for _, g := range p.Gradient.Tensors() {
		for i := range g.Data {
			g.Data[i] /= float32(counted)
		}
		r.same(name+"gradient."+g.Name, g.Data, 1e-5)
	}
}

func (r reference) steps(name string, w *Weights) {
	length := r.integer(name + "length")
	tokens, targets := r.integers(name+"tokens"), r.integers(name+"targets")
	s := Settings{
		Batch: r.integer("batch"), Micro: 1, Length: length, Steps: r.integer("steps"),
		Rate: r.number("rate"), Floor: r.number("floor"), Decay: r.number("decay"), Clip: r.number("clip"),
		Beta1: r.number("beta1"), Beta2: r.number("beta2"), Epsilon: r.number("epsilon"),
	}
	tr, err := NewTrainer(w, s, func(n int, to, next []int) {
		copy(to, tokens[n*length:])
		copy(next, targets[n*length:])
	}, 2)
	r.must(err)
	var losses, norms []float32
	for range s.Steps {
		report, err := tr.Step()
		r.must(err)
		losses, norms = append(losses, float32(report.Loss)), append(norms, float32(report.Norm))
	}
	r.same(name+"losses", losses, 1e-5)
	r.same(name+"norms", norms, 1e-5)
	for _, after := range w.Tensors() {
		r.same(name+"after."+after.Name, after.Data, 5e-5) // AdamW divides by the gradient: its rounding weighs more
	}
}

// pytorch returns a Python that has PyTorch, or "".
func pytorch() string {
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import torch").Run() == nil {
			return python
		}
	}
	return ""
}

// Where PyTorch is, the script is run: it makes what is committed, and it
// agrees on a model that it reads from a file of F16.
func TestPyTorchHere(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes seconds")
	}
	python := pytorch()
	if python == "" {
		t.Log("there is no Python with PyTorch: nothing is compared")
		return
	}
	run := func(args ...string) {
		t.Helper()
		if out, err := exec.Command(python, append([]string{"testdata/reference.py"}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	again, model, given := t.TempDir()+"/again", t.TempDir()+"/model", t.TempDir()+"/given"
	run(again)
	committed := readReference(t, "testdata/reference.safetensors")
	for name, want := range readReference(t, again).tensors {
		committed.same(name, want, 1e-6)
	}
	w := random(t, Config{Layers: 4, Heads: 4, Width: 32, Context: 40, Vocabulary: 60}, 2)
	writeModel(t, model, w)
	tokens, _ := text(w.Config, 30, 3)
	args := []string{given, model, "4"}
	for _, id := range tokens {
		args = append(args, strconv.Itoa(id))
	}
	run(args...)
	readReference(t, given).given(w)
}

// writeModel writes w as F16, and makes w what has been written.
func writeModel(t *testing.T, path string, w *Weights) {
	t.Helper()
	var ts []weights.Tensor
	for _, tensor := range w.Tensors() {
		ts = append(ts, weights.Tensor(tensor))
	}
	var b bytes.Buffer
	err := weights.Write(&b, weights.F16, nil, ts)
	if err == nil {
		err = os.WriteFile(path, b.Bytes(), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	f, err := weights.Open(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err == nil {
		err = f.Load(ts)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The model that the guide ships, and what PyTorch says of it. When the model
// is made anew, so must be this, of any text:
//
//	cd testdata && python3 reference.py shipped.safetensors ../../../static/model/model.safetensors 4 ID ID ...
const (
	shippedModel     = "../../static/model/model.safetensors"
	shippedReference = "testdata/shipped.safetensors"
)

// Logits, loss and gradients of the shipped model are those of PyTorch.
func TestPyTorchShipped(t *testing.T) {
	r, model := readReference(t, shippedReference), readReference(t, shippedModel)
	width := len(model.tensors["ln_f.bias"])
	w, err := NewWeights(Config{
		Layers: r.integer("layers"), Heads: r.integer("heads"), Width: width,
		Context: len(model.tensors["wpe.weight"]) / width, Vocabulary: len(model.tensors["wte.weight"]) / width,
	})
	r.must(err)
	for _, tensor := range w.Tensors() {
		if n := copy(tensor.Data, model.tensors[tensor.Name]); n != len(tensor.Data) {
			t.Fatalf("%s has %d numbers", tensor.Name, n)
		}
	}
	r.given(w)
	run, err := NewRun(w, r.integers("tokens")[:len(r.tensors["logits"])/w.Config.Vocabulary])
	r.must(err)
	for i, want := range r.tensors["logits"] {
		if d := math.Abs(float64(run.State.Logits.Data[i] - want)); !(d <= 1e-4) {
			t.Fatalf("logit %d is off by %v", i, d)
		}
	}
}

// given compares what the script said of a model and a text: logits, loss, and
// of each gradient the length and the sum weighted by cos 0, cos 1, cos 2 …
func (r reference) given(w *Weights) {
	r.t.Helper()
	ids := r.integers("tokens")
	n := len(ids) - 1
	p := NewPass(w.Config, 1, n)
	loss, _, err := p.Gradients(w, ids[:n], ids[1:])
	r.must(err)
	r.same("logits", p.State.Logits.Data, 1e-4)
	r.same("loss", []float32{float32(loss / float64(n))}, 1e-5)
	for _, g := range p.Gradient.Tensors() {
		var squares, weighted float64
		for i, v := range g.Data {
			mean := float64(v) / float64(n)
			squares += mean * mean
			weighted += mean * math.Cos(float64(i))
		}
		want := r.tensors["gradient."+g.Name]
		if length := math.Sqrt(squares); !near(length, float64(want[0]), 1e-5) || !near(weighted, float64(want[1]), 1e-4) {
			r.t.Errorf("the gradient of %s has length %v and weighted sum %v, want %v", g.Name, length, weighted, want)
		}
	}
}
