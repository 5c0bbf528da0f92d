package token

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// mergesHeader is the first line of a merges.txt.
const mergesHeader = "#version: 0.2"

// ParseGPT2 reads a tokenizer from the two files that GPT-2 was published
// with: vocab.json (encoder.json there), the pieces with their ids; and
// merges.txt (vocab.bpe), a merge on a line after the first one. A piece that
// is no byte and that no merge makes is a special token. Data of any length
// and kind is safe to read.
func ParseGPT2(vocab, merges []byte) (*Tokenizer, error) { return Reader{}.GPT2(vocab, merges) }

// GPT2 is ParseGPT2.
func (r Reader) GPT2(vocab, merges []byte) (*Tokenizer, error) {
	p := plan{special: map[string]bool{}, pace: &pace{rest: r.Rest}}
	p.vocab.pace = p.pace
	if err := decode(vocab, &p.vocab); err != nil {
		return nil, fmt.Errorf("token: vocab.json: %w", err)
	}
	if err := p.readMerges(merges); err != nil {
		return nil, fmt.Errorf("token: merges.txt: %w", err)
	}
	p.findSpecial()
	t, err := p.build()
	if err != nil {
		return nil, fmt.Errorf("token: vocab.json and merges.txt: %w", err)
	}
	return t, nil
}

func (p *plan) readMerges(data []byte) error {
	if !utf8.Valid(data) {
		return errors.New("not UTF-8")
	}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		p.pace.step()
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" || number == 1 && strings.HasPrefix(text, "#version") {
			continue
		}
		var w written
		if err := w.parse(text); err != nil {
			return fmt.Errorf("line %d: %w", number, err)
		}
		p.merges = append(p.merges, w)
	}
	return nil
}

// parse reads a merge that is written on one line.
func (w *written) parse(line string) error {
	parts := strings.Split(line, " ")
	if len(parts) != 2 {
		return fmt.Errorf("%q is not two pieces with a space between them", line)
	}
	w[0], w[1] = parts[0], parts[1]
	return nil
}

// findSpecial takes what nothing makes for special tokens.
func (p *plan) findSpecial() {
	made := map[string]bool{}
	for _, r := range alphabet {
		made[string(r)] = true
	}
	for _, m := range p.merges {
		made[m[0]+m[1]] = true
	}
	for _, text := range p.vocab.texts {
		if !made[text] {
			p.special[text] = true
		}
	}
}
