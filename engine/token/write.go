package token

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// JSON returns the tokenizer as a tokenizer.json, which ParseJSON and Hugging
// Face's libraries read.
func (t *Tokenizer) JSON() []byte {
	split := true
	level := toJSON(byteLevel{Type: "ByteLevel", TrimOffsets: true, UseRegex: &split}, "")
	f := file{Version: "1.0", PreTokenizer: level, Decoder: level}
	for _, s := range t.special {
		f.AddedTokens = append(f.AddedTokens, addedToken{ID: s.id, Content: s.text, Special: true})
	}
	f.Model = model{Type: "BPE", Vocab: t.vocabulary()}
	for _, m := range t.merges {
		f.Model.Merges.list = append(f.Model.Merges.list, written{t.text(m.Left), t.text(m.Right)})
	}
	return toJSON(f, "  ")
}

// GPT2 returns the tokenizer as vocab.json and merges.txt, which ParseGPT2 and
// the tools of GPT-2 read.
func (t *Tokenizer) GPT2() (vocab, merges []byte) {
	merges = []byte(mergesHeader + "\n")
	for _, m := range t.merges {
		merges = append(merges, t.text(m.Left)+" "+t.text(m.Right)+"\n"...)
	}
	return toJSON(t.vocabulary(), ""), merges
}

// vocabulary returns the pieces as files write them, by their ids.
func (t *Tokenizer) vocabulary() vocabulary {
	v := vocabulary{ids: map[string]int{}}
	for id := range t.pieces {
		v.texts = append(v.texts, t.text(id))
		v.ids[v.texts[id]] = id
	}
	return v
}

// text returns a piece as files write it.
func (t *Tokenizer) text(id int) string {
	if t.IsSpecial(id) {
		return t.pieces[id]
	}
	return spell(t.pieces[id])
}

// MarshalJSON writes the pieces in the order that they have.
func (v vocabulary) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, text := range v.texts {
		b.WriteString(","[:min(i, 1)])
		b.Write(bytes.TrimSpace(toJSON(text, "")))
		b.WriteString(":" + strconv.Itoa(v.ids[text]))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// MarshalJSON writes an array.
func (m merges) MarshalJSON() ([]byte, error) { return toJSON(m.list, ""), nil }

// MarshalJSON writes a merge on one line, which all readers know.
func (w written) MarshalJSON() ([]byte, error) { return toJSON(w[0]+" "+w[1], ""), nil }

// toJSON writes v, which must be such that it can be written.
func toJSON(v any, indent string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		panic("token: " + err.Error())
	}
	return b.Bytes()
}
