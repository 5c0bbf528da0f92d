package token

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// The parts of a tokenizer.json. What is kept raw may be null, or must be a
// certain thing; see check.
type file struct {
	Version       string          `json:"version"`
	Truncation    json.RawMessage `json:"truncation"`
	Padding       json.RawMessage `json:"padding"`
	AddedTokens   []addedToken    `json:"added_tokens"`
	Normalizer    json.RawMessage `json:"normalizer"`
	PreTokenizer  json.RawMessage `json:"pre_tokenizer"`
	PostProcessor json.RawMessage `json:"post_processor"`
	Decoder       json.RawMessage `json:"decoder"`
	Model         model           `json:"model"`
}

type addedToken struct {
	ID         int    `json:"id"`
	Content    string `json:"content"`
	SingleWord bool   `json:"single_word"`
	LStrip     bool   `json:"lstrip"`
	RStrip     bool   `json:"rstrip"`
	Normalized bool   `json:"normalized"`
	Special    bool   `json:"special"`
}

type model struct {
	Type                    string          `json:"type"`
	Dropout                 json.RawMessage `json:"dropout"`
	UnkToken                json.RawMessage `json:"unk_token"`
	ContinuingSubwordPrefix *string         `json:"continuing_subword_prefix"`
	EndOfWordSuffix         *string         `json:"end_of_word_suffix"`
	FuseUnk                 bool            `json:"fuse_unk"`
	ByteFallback            bool            `json:"byte_fallback"`
	IgnoreMerges            bool            `json:"ignore_merges"`
	Vocab                   vocabulary      `json:"vocab"`
	Merges                  merges          `json:"merges"`
}

// byteLevel is the pre-tokenizer, and the decoder, of GPT-2.
type byteLevel struct {
	Type           string `json:"type"`
	AddPrefixSpace bool   `json:"add_prefix_space"`
	TrimOffsets    bool   `json:"trim_offsets"`
	UseRegex       *bool  `json:"use_regex"` // true if it is not there
}

// merges are what can be merged, in the order of the file.
type merges struct {
	list []written
	pace *pace
}

// UnmarshalJSON reads an array of merges.
func (m *merges) UnmarshalJSON(data []byte) error {
	if null(data) {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if start, err := d.Token(); err != nil || start != json.Delim('[') {
		return errors.New("the merges are no array")
	}
	for d.More() {
		m.pace.step()
		var w written
		if err := d.Decode(&w); err != nil {
			return err
		}
		m.list = append(m.list, w)
	}
	return nil
}

// UnmarshalJSON reads a merge as older files have it, "a b", or as newer ones
// have it, ["a", "b"].
func (w *written) UnmarshalJSON(data []byte) error {
	if data[0] == '"' {
		var line string
		if err := json.Unmarshal(data, &line); err != nil {
			return err
		}
		return w.parse(line)
	}
	var texts []string
	if err := json.Unmarshal(data, &texts); err != nil {
		return err
	}
	if len(texts) != 2 {
		return fmt.Errorf("a merge of %d pieces: %q", len(texts), texts)
	}
	w[0], w[1] = texts[0], texts[1]
	return nil
}

// ParseJSON reads a tokenizer from a tokenizer.json of Hugging Face. It must
// be one of GPT-2's kind: a BPE model with ByteLevel as its pre-tokenizer and
// decoder, whose pieces are bytes, results of merges, and special tokens. What
// else it has is refused, by its name, as the ids would not be the same. Data
// of any length and kind is safe to read.
func ParseJSON(data []byte) (*Tokenizer, error) { return Reader{}.JSON(data) }

// JSON is ParseJSON.
func (r Reader) JSON(data []byte) (*Tokenizer, error) {
	t, err := parseJSON(data, &pace{rest: r.Rest})
	if err != nil {
		return nil, fmt.Errorf("token: tokenizer.json: %w", err)
	}
	return t, nil
}

func parseJSON(data []byte, pace *pace) (*Tokenizer, error) {
	var f file
	f.Model.Vocab.pace, f.Model.Merges.pace = pace, pace
	if err := decode(data, &f); err != nil {
		return nil, err
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	p := plan{vocab: f.Model.Vocab, merges: f.Model.Merges.list, special: map[string]bool{}, pace: pace}
	for _, a := range f.AddedTokens {
		if err := p.addToken(a); err != nil {
			return nil, err
		}
	}
	return p.build()
}

// decode reads the one value that data is, and refuses names that v does not
// have.
func decode(data []byte, v any) error {
	if !utf8.Valid(data) {
		return errors.New("not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return place(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("more than one value: at byte %d", d.InputOffset())
	}
	return nil
}

// place adds to an error where it is, if that is known.
func place(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("at byte %d: %w", syntax.Offset, err)
	case errors.As(err, &kind):
		return fmt.Errorf("at byte %d: %w", kind.Offset, err)
	}
	return err
}

func (p *plan) addToken(a addedToken) error {
	switch {
	case a.SingleWord || a.LStrip || a.RStrip:
		return fmt.Errorf("added token %q: single_word, lstrip and rstrip are not supported", a.Content)
	case !a.Special:
		return fmt.Errorf("added token %q: one that is not special is not supported", a.Content)
	case p.special[a.Content]:
		return fmt.Errorf("added token %q is there twice", a.Content)
	}
	if id, ok := p.vocab.ids[a.Content]; ok && id != a.ID {
		return fmt.Errorf("added token %q has the id %d, and %d in the vocabulary", a.Content, a.ID, id)
	} else if !ok {
		if err := p.vocab.add(a.Content, a.ID); err != nil {
			return err
		}
	}
	p.special[a.Content] = true
	return nil
}

// check refuses what would make other ids than GPT-2's way makes.
func (f file) check() error {
	if f.Version != "1.0" {
		return fmt.Errorf("version %q is not supported", f.Version)
	}
	for _, p := range []struct {
		name string
		raw  json.RawMessage
	}{{"truncation", f.Truncation}, {"padding", f.Padding}, {"normalizer", f.Normalizer}, {"model.dropout", f.Model.Dropout}, {"model.unk_token", f.Model.UnkToken}} {
		if !null(p.raw) {
			return fmt.Errorf("%s is not supported%s", p.name, kindOfPart(p.raw))
		}
	}
	if err := f.checkByteLevel(); err != nil {
		return err
	}
	return f.Model.check()
}

func null(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// kindOfPart says of what type a part is, if it says so itself.
func kindOfPart(raw json.RawMessage) string {
	var p struct{ Type string }
	if json.Unmarshal(raw, &p) != nil || p.Type == "" {
		return ""
	}
	return ": it is " + p.Type
}

func (f file) checkByteLevel() error {
	pre, err := asByteLevel("pre_tokenizer", f.PreTokenizer)
	if err != nil {
		return err
	}
	if pre.AddPrefixSpace {
		return errors.New("pre_tokenizer: add_prefix_space is not supported")
	}
	if pre.UseRegex != nil && !*pre.UseRegex {
		return errors.New("pre_tokenizer: use_regex must be true")
	}
	if _, err := asByteLevel("decoder", f.Decoder); err != nil || null(f.PostProcessor) {
		return err
	}
	_, err = asByteLevel("post_processor", f.PostProcessor) // concerns offsets only
	return err
}

func asByteLevel(name string, raw json.RawMessage) (b byteLevel, err error) {
	var kind struct{ Type string }
	if null(raw) {
		return b, fmt.Errorf("%s is missing: it must be ByteLevel", name)
	}
	if err := json.Unmarshal(raw, &kind); err != nil || kind.Type != "ByteLevel" {
		return b, fmt.Errorf("%s must be ByteLevel%s", name, kindOfPart(raw))
	}
	if err := decode(raw, &b); err != nil {
		return b, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}

func (m model) check() error {
	switch {
	case m.Type != "BPE" && m.Type != "": // GPT-2's own file has none
		return fmt.Errorf("model: the type %s is not supported", m.Type)
	case m.ContinuingSubwordPrefix != nil && *m.ContinuingSubwordPrefix != "":
		return errors.New("model: continuing_subword_prefix is not supported")
	case m.EndOfWordSuffix != nil && *m.EndOfWordSuffix != "":
		return errors.New("model: end_of_word_suffix is not supported")
	case m.ByteFallback:
		return errors.New("model: byte_fallback is not supported")
	case m.IgnoreMerges:
		return errors.New("model: ignore_merges is not supported")
	}
	return nil
}
