package checkpoint

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"zerotoai/engine/gpt"
	"zerotoai/engine/token"
	"zerotoai/engine/weights"
)

// The files of a model, as Hugging Face's tools name them.
const (
	ModelFile     = "model.safetensors"
	ConfigFile    = "config.json"
	TokenizerFile = "tokenizer.json"
	VocabFile     = "vocab.json" // with MergesFile, where there is no TokenizerFile
	MergesFile    = "merges.txt"
)

// MostText is how many bytes a file may have that is not the weights. Those of
// GPT-2 have about a megabyte.
const MostText = 32 << 20

// Files are those of a model, by their names. They are read in parts.
type Files map[string]*io.SectionReader

// A Fault is what is wrong with a file, or with what it says beside the others.
type Fault struct {
	File string
	Err  error
}

// Error implements error.
func (f *Fault) Error() string { return fmt.Sprintf("checkpoint: %s: %v", f.File, f.Err) }

// Unwrap returns what is wrong.
func (f *Fault) Unwrap() error { return f.Err }

func fault(file string, err error) error {
	if err == nil {
		return nil
	}
	return &Fault{file, err}
}

// A Checked is a model whose files fit together. The numbers of its weights have
// not been read.
type Checked struct {
	Config    gpt.Config
	Tokenizer *token.Tokenizer
	Guessed   bool // there was no ConfigFile, so that heads are 64 wide is a guess

	file *weights.File
	rest func()
}

// Check reads all that files say of a model but the numbers of its weights, and
// checks that it is of GPT-2's architecture and that they fit together. An error
// is a *Fault or says which file is missing. Without ConfigFile the blueprint is
// told from the shapes of the weights. Data of any kind is safe to check, and
// nothing is allocated that is larger than twice what a text file may have.
//
// To read a tokenizer may take half a second; rest is called now and then
// meanwhile, if it is not nil.
func Check(files Files, rest func()) (*Checked, error) {
	c := &Checked{rest: rest}
	for _, part := range []func(Files) error{c.openTokenizer, c.openWeights, c.openConfig} {
		if err := part(files); err != nil {
			return nil, err
		}
	}
	if c.Config.Vocabulary < c.Tokenizer.Size() {
		return nil, fault(files.tokenizer(), fmt.Errorf("the tokenizer has %d tokens, and the model knows %d", c.Tokenizer.Size(), c.Config.Vocabulary))
	}
	return c, nil
}

// Begin makes room for the weights.
func (c *Checked) Begin() (*Loading, error) {
	l, err := Begin(c.file, c.Config)
	return l, fault(ModelFile, err)
}

// text returns all of a file that is not the weights.
func (files Files) text(name string) ([]byte, error) {
	r := files[name]
	switch {
	case r == nil:
		return nil, fault(name, errMissing)
	case r.Size() > MostText:
		return nil, fault(name, fmt.Errorf("it has %d bytes, more than %d", r.Size(), MostText))
	}
	data := make([]byte, r.Size())
	if n, err := r.ReadAt(data, 0); n < len(data) {
		return nil, fault(name, fmt.Errorf("it could be read up to byte %d: %w", n, err))
	}
	return data, nil
}

// tokenizer is the file that says what tokens there are.
func (files Files) tokenizer() string {
	if files[TokenizerFile] != nil {
		return TokenizerFile
	}
	return VocabFile
}

func (c *Checked) openTokenizer(files Files) error {
	name := files.tokenizer()
	data, err := files.text(name)
	if err != nil {
		return err
	}
	read := token.Reader{Rest: c.rest}
	if name == TokenizerFile {
		c.Tokenizer, err = read.JSON(data)
		return fault(name, err)
	}
	merges, err := files.text(MergesFile)
	if err != nil {
		return err
	}
	c.Tokenizer, err = read.GPT2(data, merges)
	return fault(name, err)
}

func (c *Checked) openWeights(files Files) (err error) {
	r := files[ModelFile]
	if r == nil {
		return fault(ModelFile, errMissing)
	}
	if c.file, err = weights.Open(r, r.Size()); err == nil {
		err = foreign(c.file)
	}
	return fault(ModelFile, err)
}

// openConfig finds the blueprint, and checks that the weights are of it.
func (c *Checked) openConfig(files Files) (err error) {
	if c.Guessed = files[ConfigFile] == nil; c.Guessed {
		if c.Config, err = Infer(c.file, 0); err == nil {
			err = check(c.file, c.Config)
		}
		return fault(ModelFile, err)
	}
	data, err := files.text(ConfigFile)
	if err != nil {
		return err
	}
	if c.Config, err = ReadConfig(data); err != nil {
		return fault(ConfigFile, err)
	}
	if told, err := Infer(c.file, c.Config.Heads); err == nil && told != c.Config {
		return fault(ConfigFile, differ(c.Config, told))
	}
	return fault(ModelFile, check(c.file, c.Config))
}

// differ says where a config.json and the weights are not of one model.
func differ(says, told gpt.Config) error {
	for _, n := range []struct {
		what     string
		is, want int
	}{
		{"n_layer", says.Layers, told.Layers}, {"n_embd", says.Width, told.Width},
		{"n_positions", says.Context, told.Context}, {"vocab_size", says.Vocabulary, told.Vocabulary},
	} {
		if n.is != n.want {
			return fmt.Errorf("%s is %d, and in the weights it is %d", n.what, n.is, n.want)
		}
	}
	return nil
}

// errMissing says that there is no such file.
var errMissing = errors.New("it is missing")

// ErrForeign says that weights are of another architecture.
var ErrForeign = errors.New("not of GPT-2’s architecture")

// families are what tensors of other architectures are called, by what their
// names have in them.
var families = []struct{ mark, family string }{
	{"self_attn.q_proj", "Llama, Mistral, Qwen or another model of their kind"},
	{"self_attn.qkv_proj", "Phi-3 or another model of its kind"},
	{"gpt_neox.", "GPT-NeoX or Pythia"},
	{"attn.attention.q_proj", "GPT-Neo"},
	{"self_attention.query_key_value", "BLOOM or Falcon"},
	{"attention.self.query", "BERT or another model of its kind"},
	{"SelfAttention.q", "T5"},
	{"decoder.layers.0.encoder_attn", "BART or another model that translates"},
	{"mixer.in_proj", "Mamba"},
	{"lora_A", "LoRA, a change to a model and not a model"},
	{"vision_model.", "a model of images"},
	{"first_stage_model.", "a model of images"},
}

// foreign names the architecture that the names of tensors tell, if it is
// another one.
func foreign(f *weights.File) error {
	for _, e := range f.Entries {
		for _, k := range families {
			if strings.Contains(e.Name, k.mark) {
				return fmt.Errorf("%w: the tensor %.60q is of %s", ErrForeign, e.Name, k.family)
			}
		}
	}
	return nil
}
