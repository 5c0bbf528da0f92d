package token

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// A Reader reads the files of tokenizers.
type Reader struct {
	// Rest is called between parts of the work, which may take half a second. nil:
	// it is done at a stretch.
	Rest func()
}

// A pace says when to rest.
type pace struct {
	rest func()
	done int // pieces and merges that have been dealt with
}

// partSize is after how many pieces or merges there is a rest.
const partSize = 2000

func (p *pace) step() {
	if p.done++; p.rest != nil && p.done%partSize == 0 {
		p.rest()
	}
}

// A vocabulary is pieces as files write them, with their ids, in the order of
// the file.
type vocabulary struct {
	texts []string
	ids   map[string]int
	pace  *pace
}

// UnmarshalJSON reads an object of numbers, and refuses a name that it has
// twice.
func (v *vocabulary) UnmarshalJSON(data []byte) error {
	v.ids = map[string]int{}
	d := json.NewDecoder(bytes.NewReader(data))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return errors.New("the vocabulary is no object")
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		v.pace.step()
		var id int
		if err := d.Decode(&id); err != nil {
			return fmt.Errorf("the id of %q: %w", name, err)
		}
		if err := v.add(name.(string), id); err != nil {
			return err
		}
	}
	return nil
}

func (v *vocabulary) add(text string, id int) error {
	if _, ok := v.ids[text]; ok {
		return fmt.Errorf("the piece %q is there twice", text)
	}
	v.texts, v.ids[text] = append(v.texts, text), id
	return nil
}

// A plan is what a file says about a tokenizer.
type plan struct {
	vocab   vocabulary
	merges  []written
	special map[string]bool
	pace    *pace
}

// A written merge is the two pieces, as files write them.
type written [2]string

// build makes a tokenizer as planned, or says why none can be. The special
// tokens must be in the vocabulary.
func (p plan) build() (*Tokenizer, error) {
	t := &Tokenizer{ranks: make(map[pair]int32, len(p.merges))}
	for _, work := range []func(*Tokenizer) error{p.placePieces, p.findBytes, p.makeMerges, p.placeSpecial, p.checkOrigins} {
		if err := work(t); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// placePieces puts each piece where its id says. The ids must be 0, 1, 2 …
func (p plan) placePieces(t *Tokenizer) error {
	t.pieces = make([]string, len(p.vocab.texts))
	for _, text := range p.vocab.texts {
		p.pace.step()
		id := p.vocab.ids[text]
		if id < 0 || id >= len(t.pieces) {
			return fmt.Errorf("the piece %q has the id %d, and the ids of %d pieces are 0 to %d", text, id, len(t.pieces), len(t.pieces)-1)
		}
		if t.pieces[id] != "" {
			return fmt.Errorf("the piece %q has the id %d, which %q has already", text, id, spell(t.pieces[id]))
		}
		piece, err := p.piece(text)
		if err != nil {
			return err
		}
		t.pieces[id] = piece
	}
	return nil
}

func (p plan) piece(text string) (string, error) {
	switch {
	case text == "":
		return "", errors.New("a piece without bytes")
	case p.special[text]:
		return text, nil
	}
	return unspell(text)
}

func (p plan) findBytes(t *Tokenizer) error {
	for b := range t.bytes {
		sign := string(alphabet[b])
		id, ok := p.vocab.ids[sign]
		if !ok {
			return fmt.Errorf("the byte %#02x, written %q, is no piece", b, sign)
		}
		t.bytes[b] = int32(id)
	}
	return nil
}

func (p plan) makeMerges(t *Tokenizer) error {
	for rank, m := range p.merges {
		p.pace.step()
		var ids [3]int
		for i, text := range []string{m[0], m[1], m[0] + m[1]} {
			id, ok := p.vocab.ids[text]
			if !ok || text == "" {
				return fmt.Errorf("merge %d, of %q and %q: there is no piece %q", rank, m[0], m[1], text)
			}
			ids[i] = id
		}
		if first, ok := t.ranks[pair{int32(ids[0]), int32(ids[1])}]; ok {
			return fmt.Errorf("merge %d, of %q and %q, is merge %d already", rank, m[0], m[1], first)
		}
		t.addMerge(ids[0], ids[1], ids[2])
	}
	return nil
}

func (p plan) placeSpecial(t *Tokenizer) error {
	for text := range p.special {
		t.special = append(t.special, special{p.vocab.ids[text], text})
	}
	slices.SortFunc(t.special, func(a, b special) int { return cmp.Compare(a.id, b.id) })
	return nil
}

// checkOrigins checks that each piece is a byte, or merged, or special, and
// only one of that.
func (p plan) checkOrigins(t *Tokenizer) error {
	made := make([]bool, len(t.pieces))
	for _, id := range t.bytes {
		made[id] = true
	}
	for _, m := range t.merges {
		made[m.Into] = true
	}
	for _, s := range t.special {
		if made[s.id] {
			return fmt.Errorf("the special token %q is also a byte or the result of a merge", s.text)
		}
		made[s.id] = true
	}
	for _, text := range p.vocab.texts {
		p.pace.step()
		if id := p.vocab.ids[text]; !made[id] {
			return fmt.Errorf("the piece %q (id %d) is not a byte, nor made by a merge, nor an added token", text, id)
		}
	}
	return nil
}
