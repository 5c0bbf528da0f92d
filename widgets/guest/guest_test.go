package guest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"weak"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
	"zerotoai/engine/token"
	"zerotoai/engine/weights"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

// odd is a blueprint like no published one.
var odd = gpt.Config{Layers: 2, Heads: 3, Width: 48, Context: 20, Vocabulary: 270}

// made are the files of a random model.
func made(t testing.TB, c gpt.Config) map[string][]byte {
	t.Helper()
	tok, err := token.Train(strings.Repeat("the cat sat on the mat and the dog ran ", 3), c.Vocabulary, "<|endoftext|>")
	if err != nil {
		t.Fatal(err)
	}
	if tok.Size() != c.Vocabulary {
		t.Fatalf("a tokenizer of %d", tok.Size())
	}
	w, err := gpt.NewWeights(c)
	if err != nil {
		t.Fatal(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 2)).NormFloat64)
	var file bytes.Buffer
	if err := checkpoint.Save(&file, weights.F16, w, nil); err != nil {
		t.Fatal(err)
	}
	vocab, merges := tok.GPT2()
	return map[string][]byte{
		checkpoint.ModelFile: file.Bytes(), checkpoint.ConfigFile: checkpoint.WriteConfig(c, 0),
		checkpoint.TokenizerFile: tok.JSON(), checkpoint.VocabFile: vocab, checkpoint.MergesFile: merges,
	}
}

func file(name string, data []byte) ui.File {
	return ui.File{File: job.File{ReaderAt: bytes.NewReader(data), Size: int64(len(data))}, Name: name, Data: data}
}

// A table is a guest before a reader, with a shelf.
type desk struct {
	t     *testing.T
	c     *ui.Context
	g     *Guest
	shelf *model.Shelf
	parts []func() // of work aside that are waiting, if it waits
	files map[string][]byte
}

func newDesk(t *testing.T) *desk {
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, c: uitest.Context(t, &theme.Dark), shelf: &model.Shelf{}, files: made(t, odd)}
	d.shelf.Put(m)
	d.g = New("own", d.shelf)
	d.lay()
	return d
}

func (d *desk) lay() { d.g.Layout(d.c, paint.Pt(700, 1e6)) }

// slow lets work aside wait for go.
func (d *desk) slow() {
	d.shelf.Aside = func(work, then func()) { d.parts = append(d.parts, func() { work(); then() }) }
}

// one does a part that waits.
func (d *desk) one() bool {
	if len(d.parts) == 0 {
		return false
	}
	part := d.parts[0]
	d.parts = d.parts[1:]
	part()
	d.lay()
	return true
}

// give chooses files: by their names, or others.
func (d *desk) give(files ...any) {
	d.t.Helper()
	var fs []ui.File
	for _, f := range files {
		switch f := f.(type) {
		case string:
			fs = append(fs, file(f, d.files[f]))
		case ui.File:
			fs = append(fs, f)
		}
	}
	if !d.g.Handle(ui.Files{ID: "own.files", Files: fs}) {
		d.t.Error("files are not taken")
	}
	d.lay()
}

// says checks what the figure says, and whose model is read.
func (d *desk) says(guest bool, wants ...string) {
	d.t.Helper()
	said := uitest.Find(d.t, d.g, ui.Output, "Your model").Value
	for _, want := range wants {
		if !strings.Contains(said, want) {
			d.t.Errorf("it says %q, not %q", said, want)
		}
	}
	if (d.shelf.Guest() != nil) != guest {
		d.t.Errorf("a guest on the shelf: %v; it says %q", !guest, said)
	}
}

// press presses a button.
func (d *desk) press(name string) {
	d.t.Helper()
	uitest.Set(d.t, d.c, d.g, ui.Button, name, 0, "")
	d.lay()
}

// has reports whether there is a button.
func (d *desk) has(name string) bool {
	for _, n := range d.g.Describe().Children {
		if n.Role == ui.Button && n.Name == name {
			return true
		}
	}
	return false
}

const (
	aModel  = checkpoint.ModelFile
	aConfig = checkpoint.ConfigFile
	aTok    = checkpoint.TokenizerFile
	aVocab  = checkpoint.VocabFile
	aMerges = checkpoint.MergesFile
)

// The files may come together or one after another, in any order.
func TestOrder(t *testing.T) {
	for _, turns := range [][][]any{
		{{aModel, aTok, aConfig}},
		{{aConfig, aTok, aModel}},
		{{aConfig}, {aModel}, {aTok}},
		{{aTok}, {aConfig, aModel}},
		{{aMerges, aConfig}, {aModel}, {aVocab}},
		{{aVocab, aMerges, aModel, aConfig, aTok}},
	} {
		d := newDesk(t)
		for _, names := range turns {
			d.says(false, "")
			d.give(names...)
		}
		d.says(true, "2 layers, 3 heads in each, 48 numbers for each token, 270 tokens")
		if m := d.shelf.Open(); m.Weights.Config != odd || m.Tokenizer.Size() != odd.Vocabulary {
			t.Errorf("%v: another model is open: %+v", turns, m.Weights.Config)
		}
	}
}

func TestMissing(t *testing.T) {
	d := newDesk(t)
	d.give(aModel)
	d.says(false, "Still missing: tokenizer.json")
	d.give(aVocab)
	d.says(false, "Still missing: merges.txt")
	d.give(aMerges)
	d.says(false, "Choose config.json as well")
	d.press("Read without config.json")
	d.says(false, "Not read", "how many heads", "Choose config.json as well: it says so")
	wide := odd
	wide.Width, wide.Heads = 64, 1
	d.files = made(t, wide)
	d.give(aModel, aTok)
	d.press("Read without config.json")
	d.says(true, "1 head in each, 64 numbers", "is a guess")
}

// Names as browsers and older packages write them.
func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"model (1).safetensors": aModel, "MODEL.SAFETENSORS": aModel, "gpt2-vocab.json": aVocab, "encoder.json": aVocab, "vocab.bpe": aMerges,
		"gpt2-merges.txt": aMerges, "tokenizer(2).json": aTok, `C:\models\config.json`: aConfig, "a/b/config.json": aConfig,
		"tokenizer_config.json": "", "generation_config.json": "", "model.safetensors.index.json": "", "pytorch_model.bin": "", "x.gguf": "",
		"model-00001-of-00002.safetensors": "", "": "", "myconfig.json": "", "\u202e": "", "notes.txt": "",
	} {
		part, why := partOf(ui.File{Name: name})
		if part != want || (why == "") != (want != "") {
			t.Errorf("%q is %q, because %q", name, part, why)
		}
	}
}

// What is no file of a model is said, and nothing else changes.
func TestRefuseFiles(t *testing.T) {
	d := newDesk(t)
	for why, f := range map[string]ui.File{
		"“model.safetensors” is empty":                file(aModel, nil),
		"one of several files":                        file("model-00001-of-00002.safetensors", []byte("x")),
		"as model.safetensors":                        file("pytorch_model.bin", []byte("x")),
		"note of git’s":                               file(aModel, []byte("version https://git-lfs.github.com/spec/v1\n")),
		"web page":                                    file(aConfig, []byte(" \n<!DOCTYPE html>")),
		"“tokenizer_config.json” is not needed":       file("tokenizer_config.json", []byte("{}")),
		"“pic.png” is none of the files of a model":   file("pic.png", []byte("x")),
		"a file without a name is none of the files ": file("\u202e\x00", []byte("x")),
	} {
		d.give(f)
		d.says(false, why)
	}
	var photos []any
	for i := range 30 {
		photos = append(photos, file(fmt.Sprintf("%d.jpg", i), []byte("x")))
	}
	d.give(photos...)
	d.says(false, "“3.jpg” is none of the files of a model. And so on: 26 more.")
	d.give(file("a.safetensors", d.files[aModel]), file("b.safetensors", d.files[aModel]), aTok, aConfig)
	d.says(false, "more than one file that could be model.safetensors", "Still missing: model.safetensors")
	d.g.Handle(ui.Files{ID: "own.files", Err: errors.New("“gpt2” is a folder: choose the files in it")})
	d.lay()
	d.says(false, "folder")
	d.give(aModel)
	d.says(true)
	if d.g.Handle(ui.Files{ID: "another", Files: []ui.File{file(aModel, nil)}}) {
		t.Error("files of another button are taken")
	}
}

// What does not fit is said with its file, and what to do.
func TestRefuse(t *testing.T) {
	good := made(t, odd)
	deeper, other := odd, odd
	deeper.Layers, other.Vocabulary = 3, 265
	llama := new(bytes.Buffer)
	if err := weights.Write(llama, weights.F16, nil, []weights.Tensor{{Name: "model.layers.0.self_attn.q_proj.weight", Shape: []int{1}, Data: []float32{1}}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		part string
		data []byte
		want []string
	}{
		{aModel, []byte("hello, world"), []string{"In model.safetensors: the header", "safetensors files of GPT-2’s"}},
		{aModel, good[aModel][:len(good[aModel])-1], []string{"cut off", "Fetch the file again"}},
		{aModel, llama.Bytes(), []string{"not of GPT-2’s architecture", "Llama", "DistilGPT-2"}},
		{aModel, made(t, deeper)[aModel], []string{"In config.json: n_layer is 2, and in the weights it is 3", "beside the weights"}},
		{aModel, made(t, other)[aModel], []string{"vocab_size is 270, and in the weights it is 265"}},
		{aTok, made(t, other)[aTok], []string{"265 tokens", "270", "not of the same model"}},
		{aTok, []byte("{}"), []string{"In tokenizer.json", "byte-level BPE"}},
		{aConfig, []byte("[]"), []string{"In config.json: "}},
		{aConfig, []byte(strings.Replace(string(good[aConfig]), "gelu_new", "relu\u202e\n", 1)), []string{"In config.json: "}},
		{aModel, spoilt(t, float32(math.NaN())), []string{"In model.safetensors: tensor", "is NaN"}},
		{aModel, spoilt(t, 3e38), []string{"In model.safetensors: ", "too large to go on with"}},
	} {
		d := newDesk(t)
		d.files[c.part] = c.data
		d.give(aModel, aTok, aConfig)
		d.says(false, append(c.want, "Not read.", "The guide’s own model is read")...)
		uitest.Check(t, d.g)
		d.files = good
		d.give(aModel, aTok, aConfig)
		d.says(true, "Your model is read")
	}
}

// spoilt is a model with weights that are no use.
func spoilt(t *testing.T, weight float32) []byte {
	w, err := gpt.NewWeights(odd)
	if err != nil {
		t.Fatal(err)
	}
	for i := range w.Data {
		w.Data[i] = weight
	}
	var b bytes.Buffer
	if err := checkpoint.Save(&b, weights.F32, w, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A vast is a file that says it is a large model, and has nothing but a header.
type vast struct{ header []byte }

func (v vast) ReadAt(b []byte, offset int64) (int, error) {
	if offset >= int64(len(v.header)) {
		return 0, io.EOF
	}
	return copy(b, v.header[offset:]), nil
}

// A model for which there is no room is refused before room is made for it.
func TestTooLarge(t *testing.T) {
	c := gpt.Config{Layers: 48, Heads: 25, Width: 1600, Context: 1024, Vocabulary: 270}
	entries, at := map[string]any{}, int64(0)
	for _, ts := range c.Tensors() {
		n := int64(2)
		for _, k := range ts.Shape {
			n *= int64(k)
		}
		entries[ts.Name] = map[string]any{"dtype": "F16", "shape": ts.Shape, "data_offsets": []int64{at, at + n}}
		at += n
	}
	header, err := json.Marshal(entries)
	if err != nil {
		t.Fatal(err)
	}
	n := len(header)
	whole := append([]byte{byte(n), byte(n >> 8), byte(n >> 16), 0, 0, 0, 0, 0}, header...)
	d := newDesk(t)
	f := ui.File{File: job.File{ReaderAt: vast{whole}, Size: int64(len(whole)) + at}, Name: aModel}
	d.give(f, aTok, file(aConfig, checkpoint.WriteConfig(c, 0)))
	d.says(false, "5.91\u00a0GB", "1.6\u00a0GB", "Not read")
}

// While a model is read the reader can wait, watch, cancel and change their
// mind; the guest before leaves when it is sure that another one comes.
func TestWhileReading(t *testing.T) {
	d := newDesk(t)
	d.slow()
	d.give(aModel, aTok, aConfig)
	d.says(false, "are being read")
	uitest.Check(t, d.g)
	for d.one() {
	}
	d.says(true, "Your model is read")
	first := d.shelf.Guest()

	d.give(aModel, aTok, aConfig)
	d.press("Cancel")
	d.says(true, "Cancelled", "you brought before is still read")
	d.one()
	if d.one() || d.shelf.Guest() != first || d.g.reading != nil {
		t.Error("what was cancelled goes on")
	}

	d.give(aModel, aTok, aConfig) // the newer one wins
	small := odd
	small.Layers = 1
	d.files = made(t, small)
	d.give(aModel)
	d.says(true, "you have chosen other files", "Still missing: tokenizer.json")
	d.give(aTok, aConfig)
	if len(d.parts) != 1 {
		t.Fatalf("%d parts are done at once", len(d.parts))
	}
	d.one()
	d.one()
	d.says(false, "being read") // it is known to fit, so the first one has left
	for d.one() {
	}
	d.says(true, "1 layer,")

	d.give(aModel, aTok, aConfig)
	d.one()
	d.one()
	d.press("Cancel")
	d.says(false, "Cancelled", "guide’s own model")
	for d.one() {
	}
	d.says(false, "Cancelled")
}

// The guide's model comes back from here and from a gate.
func TestBack(t *testing.T) {
	d := newDesk(t)
	guide := d.shelf.Guide()
	d.give(aModel, aTok, aConfig)
	if !d.has("Back to the guide’s model") || d.shelf.Open() == guide {
		t.Fatal("there is no way back")
	}
	d.press("Back to the guide’s model")
	d.says(false, "Choose the files", "guide’s own model")
	d.give(aModel, aTok, aConfig)
	d.says(true, "Your model is read")
	d.shelf.Invite(nil)
	if !d.g.Handle(ui.Notice{}) {
		t.Error("the figure does not notice that its model has left")
	}
	d.lay()
	d.says(false, "Choose the files")
	if d.has("Back to the guide’s model") || d.shelf.Open() != guide {
		t.Error("the guide's model is not back")
	}
	d.give(aModel, aTok, aConfig)
	d.give(aModel, aTok, file(aConfig, []byte("{}")))
	d.says(true, "Not read.", "you brought before is still read")
	d.shelf.Invite(nil)
	d.lay()
	d.says(false, "Not read.", "The guide’s own model is read")
}

func TestGuest(t *testing.T) {
	for name, does := range map[string]func(d *desk){
		"at first":      func(*desk) {},
		"part by part":  func(d *desk) { d.give(aModel) },
		"enough":        func(d *desk) { d.give(aModel, aTok) },
		"refused":       func(d *desk) { d.give(aModel, aTok); d.press("Read without config.json") },
		"read":          func(d *desk) { d.give(aModel, aTok, aConfig) },
		"in two pieces": func(d *desk) { d.give(aVocab, file("photo.png", []byte("x"))) },
	} {
		t.Run(name, func(t *testing.T) {
			uitest.Golden(t, func() ui.Widget {
				d := newDesk(t)
				does(d)
				return d.g
			})
		})
	}
}

// What is being read is shown, with a way to stop it.
func TestReading(t *testing.T) {
	d := newDesk(t)
	d.slow()
	d.give(aModel, aTok, aConfig)
	d.one()
	d.one()
	if n := uitest.Find(t, d.g, ui.Output, "Read, read"); n.Value != "0.0\u00a0MB of 0.1\u00a0MB" {
		t.Errorf("it has read %q", n.Value)
	}
	d.g.reading.meter.read.Add(50_000)
	uitest.Golden(t, func() ui.Widget { return d.g })
}

// Room is made when the guest before has left, or after so many turns.
func TestRoom(t *testing.T) {
	files := map[string]ui.File{}
	for name, data := range made(t, odd) {
		files[name] = file(name, data)
	}
	r, before := newReading(files, func() {}, nil), &model.Model{}
	r.before = weak.Make(before)
	for range 5 {
		r.part()
	}
	if r.err != nil || r.loading != nil {
		t.Fatalf("room is made while the figures read the guest before: %v", r.err)
	}
	runtime.KeepAlive(before)
	before = nil
	r.part()
	if r.loading == nil {
		t.Error("there is no room although the guest before has left")
	}
	r, before = newReading(files, func() {}, nil), &model.Model{}
	r.before = weak.Make(before)
	for range 1 + mostTurns {
		r.part()
	}
	if runtime.KeepAlive(before); r.loading == nil {
		t.Error("it is waited forever")
	}
}

// The meter tells now and then, and stops what is stopped.
func TestMeter(t *testing.T) {
	times := 0
	m := &meter{ReaderAt: bytes.NewReader(make([]byte, 3*told)), tell: func() { times++ }}
	b := make([]byte, told/4)
	for at := 0; at < 3*told; at += len(b) {
		if n, err := m.ReadAt(b, int64(at)); n != len(b) || err != nil {
			t.Fatal(n, err)
		}
	}
	if times != 3 || m.read.Load() != 3*told {
		t.Errorf("it was told %d times of %d bytes", times, m.read.Load())
	}
	m.stopped.Store(true)
	if _, err := m.ReadAt(b, 0); !errors.Is(err, errStopped) {
		t.Error(err)
	}
}

// FuzzGuest lets files of any content and name fall on the figure.
func FuzzGuest(f *testing.F) {
	files := made(f, gpt.Config{Layers: 1, Heads: 1, Width: 4, Context: 2, Vocabulary: 257})
	f.Add("model.safetensors", files[aModel], files[aTok], files[aConfig])
	f.Add("a.safetensors", files[aModel], files[aTok], []byte{})
	f.Add("config (1).json", files[aConfig], []byte("{}"), []byte(`{"n_layer":1}`))
	f.Fuzz(func(t *testing.T, name string, a, b, c []byte) {
		shelf := &model.Shelf{}
		g := New("own", shelf)
		g.take(ui.Files{Files: []ui.File{file(name, a), file(aTok, b), file(aConfig, c)}})
		g.take(ui.Files{Files: []ui.File{file(aModel, a)}})
		for _, said := range []string{g.words(), fmt.Sprint(g.rows())} {
			if strings.ContainsAny(said, "\n\r\x00\u202e\u2028") || len(said) > 4000 {
				t.Errorf("it says %q", said)
			}
		}
	})
}
