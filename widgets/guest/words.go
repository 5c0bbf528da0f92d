package guest

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/weights"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/label"
	"zerotoai/widgets/table"
)

// words says how things stand.
func (g *Guest) words() string {
	switch {
	case g.left():
		return g.stays()
	case g.reading != nil && g.reading.loading == nil:
		return g.said + "The tokenizer and the blueprint are being read."
	case g.reading != nil:
		return g.said + "The weights are being read."
	case g.used && g.open:
		return g.said
	case g.used:
		return g.said + g.stays()
	case len(g.files) == 0 && g.Shelf.Guest() != nil:
		return g.said + "Your model is read: " + g.Shelf.Guest().Plan() + "."
	case len(g.files) == 0:
		return g.said + "Choose the files of a model of GPT-2’s architecture, or let them fall here. " + g.stays()
	}
	if missing := g.missing(); len(missing) > 0 {
		return g.said + "Still missing: " + strings.Join(missing, " and ") + "."
	}
	return g.said + "All that is needed is there. Choose config.json as well if there is one: without it, a head is taken to be 64 numbers wide."
}

// stays says which model is read now.
func (g *Guest) stays() string {
	if g.Shelf.Guest() != nil {
		return "The model that you brought before is still read."
	}
	return "The guide’s own model is read."
}

// rows list the files and what there is of them.
func (g *Guest) rows() (rows [][]table.Cell) {
	_, whole := g.files[checkpoint.TokenizerFile]
	for _, part := range order {
		f, ok := g.files[part]
		yours := "missing"
		switch half := part == checkpoint.VocabFile || part == checkpoint.MergesFile; {
		case ok && half && whole:
			yours = "not needed"
		case ok:
			yours = label.Bytes(float64(f.Size))
		case half && (whole || !g.inTwo()), part == checkpoint.TokenizerFile && g.inTwo():
			continue
		case part == checkpoint.ConfigFile:
			yours = "not there"
		}
		rows = append(rows, []table.Cell{{Text: part}, {Text: yours, Strong: ok}})
	}
	return rows
}

// readSoFar is how much of the weights has been read.
func (g *Guest) readSoFar() []bars.Row {
	r := g.reading
	done := min(r.meter.read.Load(), r.size)
	return []bars.Row{{Name: "read", Value: float64(done), Full: float64(r.size), Text: fmt.Sprintf("%s of %s", megabytes(done), megabytes(r.size))}}
}

// megabytes are not rounded to digits, since they count up.
func megabytes(bytes int64) string { return label.Fixed(float64(bytes)/1e6, 1) + "\u00a0MB" }

// welcome says what was read.
func welcome(r *reading) string {
	c := r.model.Weights.Config
	s := fmt.Sprintf("Your model is read: %s, %s parameters, which take %s of memory. All figures that read a model read it now.",
		r.model.Plan(), label.Whole(float64(c.Parameters())), label.Bytes(4*float64(c.Parameters())))
	if r.checked.Guessed {
		s += " There was no config.json, so that a head is 64 numbers wide is a guess."
	}
	return s
}

// refusal says what does not fit, and what to do about it.
func refusal(r *reading) string {
	var f *checkpoint.Fault
	if errors.As(r.err, &f) {
		return "Not read. In " + f.File + ": " + clean(plain(f.Err.Error())) + "." + advice(f.Err, f)
	}
	return "Not read. " + sentence(plain(r.err.Error())) + advice(r.err, nil)
}

// advice is what to do after an error.
func advice(err error, f *checkpoint.Fault) string {
	switch {
	case errors.Is(err, checkpoint.ErrForeign):
		return " Models that fit are GPT-2, DistilGPT-2, and others that were made from them."
	case errors.Is(err, checkpoint.ErrHeads):
		return " Choose config.json as well: it says so."
	case errors.Is(err, weights.ErrCut), errors.Is(err, io.ErrUnexpectedEOF):
		return " Fetch the file again."
	case f != nil && f.File == checkpoint.ConfigFile:
		return " Take the config.json that stands beside the weights."
	case f != nil && f.File == checkpoint.ModelFile:
		return " The guide reads safetensors files of GPT-2’s architecture, in float32, float16 or bfloat16."
	case f != nil:
		return " The guide reads tokenizers of GPT-2’s kind, byte-level BPE."
	}
	return ""
}

// from are the parts of the guide that begin their errors with their names.
var from = []string{"checkpoint: ", "weights: ", "safetensors: ", "token: ", "gpt: ", "model: ", "config.json: ", "tokenizer.json: ", "vocab.json: ", "merges.txt: "}

// plain is what an error says to who does not know the program.
func plain(why string) string {
	for i := 0; i < len(from); i++ {
		if rest, ok := strings.CutPrefix(why, from[i]); ok {
			why, i = rest, -1
		}
	}
	return why
}

// mostSaid is how many characters of an error are shown: a file may have long
// names.
const mostSaid = 300

// clean is what can be shown of an error, which may have anything in it that
// stands in a file.
func clean(why string) string {
	letters := []rune(strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(why, "�")))
	if len(letters) > mostSaid {
		letters = append(letters[:mostSaid:mostSaid], '…')
	}
	return string(letters)
}

// sentence makes one of what an error says.
func sentence(why string) string {
	text := clean(why)
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[n:] + "."
}
