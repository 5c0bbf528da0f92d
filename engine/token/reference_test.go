package token

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// readers/check.sh runs the tests with these.
var (
	published = flag.String("gpt2", "", "a folder with GPT-2's vocab.json, merges.txt and tokenizer.json")
	another   = flag.String("tokenizer", "", "a tokenizer.json")
	theirIDs  = flag.String("ids", "", "what another library makes of texts with it")
)

// A reference is what other libraries make of a text; readers/make.mjs wrote it.
type reference struct {
	Text  string
	Words []string
	IDs   []int
	GPT2  []int
}

func read(t *testing.T, path ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func references(t *testing.T, path ...string) (rs []reference) {
	t.Helper()
	if err := json.Unmarshal(read(t, path...), &rs); err != nil || len(rs) < 40 {
		t.Fatalf("%d references: %v", len(rs), err)
	}
	return rs
}

// Words are cut and ids are made as in Hugging Face's library, which read the
// files in testdata.
func TestReference(t *testing.T) {
	fromJSON, err := ParseJSON(read(t, "testdata", "tokenizer.json"))
	if err != nil {
		t.Fatal(err)
	}
	fromGPT2, err := ParseGPT2(read(t, "testdata", "vocab.json"), read(t, "testdata", "merges.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range references(t, "testdata", "reference.json") {
		if !slices.Equal(slices.Collect(Words(r.Text)), r.Words) {
			t.Errorf("%q is cut %q, want %q", r.Text, slices.Collect(Words(r.Text)), r.Words)
		}
		for _, tok := range []*Tokenizer{fromJSON, fromGPT2} {
			if got := tok.EncodeSpecial(r.Text); !slices.Equal(got, r.IDs) {
				t.Errorf("%q is %v, want %v", r.Text, got, r.IDs)
			}
		}
	}
}

// With the published vocabulary ids are GPT-2's. It is too large to be kept
// here; readers/check.sh fetches it and runs this with -gpt2.
func TestGPT2(t *testing.T) {
	if *published == "" {
		return
	}
	fromJSON, err := ParseJSON(read(t, *published, "tokenizer.json"))
	if err != nil {
		t.Fatal(err)
	}
	fromGPT2, err := ParseGPT2(read(t, *published, "vocab.json"), read(t, *published, "merges.txt"))
	if err != nil {
		t.Fatal(err)
	}
	same(t, fromJSON, fromGPT2)
	if n := fromJSON.Size(); n != 50257 {
		t.Errorf("%d pieces", n)
	}
	for _, r := range references(t, "testdata", "reference.json") {
		if got := fromJSON.EncodeSpecial(r.Text); !slices.Equal(got, r.GPT2) {
			t.Errorf("%q is %v, want %v", r.Text, got, r.GPT2)
		}
		checkRoundTrip(t, fromJSON, r.Text)
	}
}

// Any tokenizer gives the same ids in Hugging Face's library, whose ids
// readers/check.sh asks for.
func TestOther(t *testing.T) {
	if *another == "" {
		return
	}
	tok, err := ParseJSON(read(t, *another))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range references(t, *theirIDs) {
		if got := tok.EncodeSpecial(r.Text); !slices.Equal(got, r.IDs) {
			t.Errorf("%q is %v, want %v", r.Text, got, r.IDs)
		}
	}
}
