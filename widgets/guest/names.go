package guest

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"zerotoai/engine/checkpoint"
	"zerotoai/widgets/ui"
)

// What files are called that are read, and by which of checkpoint's names. The
// second ones are those that GPT-2 was published with.
var parts = []struct{ name, part string }{
	{"tokenizer.json", checkpoint.TokenizerFile},
	{"vocab.json", checkpoint.VocabFile}, {"encoder.json", checkpoint.VocabFile},
	{"merges.txt", checkpoint.MergesFile}, {"vocab.bpe", checkpoint.MergesFile},
	{"config.json", checkpoint.ConfigFile},
}

// spare are files that stand in a model's folder and are not needed.
var spare = []string{
	"tokenizer_config.json", "generation_config.json", "special_tokens_map.json", "added_tokens.json",
	"model.safetensors.index.json", "readme.md", ".gitattributes",
}

// others are the ends of names of weights in other forms.
var others = []string{
	".bin", ".pt", ".pth", ".ckpt", ".h5", ".msgpack", ".gguf", ".ggml", ".onnx", ".ot", ".tflite", ".npz", ".index", ".zip", ".gz", ".7z",
}

var (
	shard  = regexp.MustCompile(`\d+-of-\d+\.safetensors$`)
	copied = regexp.MustCompile(` ?\(\d+\)(\.[a-z]+)$`) // as browsers name a second download
)

// partOf says which part of a model a file is, going by its name, or why it is
// none.
func partOf(f ui.File) (part, why string) {
	name := copied.ReplaceAllString(strings.ToLower(path.Base(strings.ReplaceAll(f.Name, `\`, "/"))), "$1")
	has := func(end string) bool { return strings.HasSuffix(name, end) }
	switch {
	case slices.Contains(spare, name):
		return "", f.Title() + " is not needed."
	case shard.MatchString(name):
		return "", f.Title() + " is one of several files of weights. The guide reads weights that are in one file, as those of GPT-2 are: model.safetensors."
	case has(".safetensors"):
		return checkpoint.ModelFile, ""
	case slices.ContainsFunc(others, has):
		return "", f.Title() + " is not of a kind that the guide reads. It reads weights as model.safetensors, which most folders of models have as well."
	}
	for _, p := range parts {
		if rest, ok := strings.CutSuffix(name, p.name); ok && (rest == "" || strings.ContainsAny(rest[len(rest)-1:], "-_.")) {
			return p.part, ""
		}
	}
	return "", f.Title() + " is none of the files of a model."
}

// unlike says why a file cannot be what its name says, going by its first
// bytes, or "".
func unlike(f ui.File) string {
	start := string(f.Data[:min(len(f.Data), 64)])
	switch {
	case f.Size == 0:
		return f.Title() + " is empty."
	case strings.HasPrefix(start, "version https://git-lfs"):
		return f.Title() + " is not the file, but a note of git’s that says where it is. Fetch the file itself."
	case strings.HasPrefix(strings.TrimSpace(start), "<"):
		return f.Title() + " is a web page. Fetch the file that it offers."
	}
	return ""
}
