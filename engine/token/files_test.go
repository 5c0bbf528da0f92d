package token

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the files in testdata anew")

// The tokenizer of the tests, as files: they change only when its text does or
// the way to write them.
func TestGolden(t *testing.T) {
	tok := trained(t, 400)
	vocab, merges := tok.GPT2()
	for name, got := range map[string][]byte{"tokenizer.json": tok.JSON(), "vocab.json": vocab, "merges.txt": merges} {
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s has changed; if it should, run the test with -update", path)
		}
	}
}

func same(t *testing.T, a, b *Tokenizer) {
	t.Helper()
	if !slices.Equal(a.pieces, b.pieces) || a.bytes != b.bytes || !slices.Equal(a.merges, b.merges) || !slices.Equal(a.special, b.special) {
		t.Error("what was read is not what was written")
	}
}

func TestReadWritten(t *testing.T) {
	for _, special := range [][]string{nil, {eot}, {eot, "<|\"<>&\u2028🐱 \\|>"}} {
		tok, err := Train(text, 400, special...)
		if err != nil {
			t.Fatal(err)
		}
		read, err := ParseJSON(tok.JSON())
		if err != nil {
			t.Fatal(err)
		}
		same(t, read, tok)
		if read, err = ParseGPT2(tok.GPT2()); err != nil {
			t.Fatal(err)
		}
		same(t, read, tok)
	}
}

// Files as others write them: without what may be left out, with merges as
// pairs, with the ids in another order, without the special token in the
// vocabulary, with carriage returns.
func TestReadOthers(t *testing.T) {
	tok := trained(t, 400)
	for name, change := range map[string]func(m map[string]any){
		"bare": func(m map[string]any) {
			for _, key := range []string{"truncation", "padding", "normalizer", "post_processor"} {
				delete(m, key)
			}
			for _, key := range []string{"type", "dropout", "unk_token", "byte_fallback", "ignore_merges"} {
				delete(m["model"].(map[string]any), key)
			}
		},
		"GPT-2": func(m map[string]any) {
			m["post_processor"] = map[string]any{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false}
			m["model"].(map[string]any)["continuing_subword_prefix"] = ""
			m["model"].(map[string]any)["end_of_word_suffix"] = ""
		},
		"pairs": func(m map[string]any) {
			merges := m["model"].(map[string]any)["merges"].([]any)
			for i, line := range merges {
				merges[i] = strings.Split(line.(string), " ")
			}
		},
		"added only": func(m map[string]any) { delete(m["model"].(map[string]any)["vocab"].(map[string]any), eot) },
	} {
		t.Run(name, func(t *testing.T) {
			read, err := ParseJSON(changed(t, tok.JSON(), change))
			if err != nil {
				t.Fatal(err)
			}
			same(t, read, tok)
		})
	}
	vocab, merges := tok.GPT2()
	for _, m := range [][]byte{bytes.ReplaceAll(merges, []byte("\n"), []byte("\r\n")), bytes.TrimPrefix(merges, []byte(mergesHeader+"\n")), bytes.TrimSpace(merges)} {
		read, err := ParseGPT2(vocab, m)
		if err != nil {
			t.Fatal(err)
		}
		same(t, read, tok)
	}
}

// changed returns a JSON file after a change.
func changed(t *testing.T, data []byte, change func(m map[string]any)) []byte {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	change(m)
	out, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Ids that are not those of bytes, as GPT-2's.
func TestOtherIDs(t *testing.T) {
	tok := trained(t, 400)
	n := tok.Size()
	data := changed(t, tok.JSON(), func(m map[string]any) {
		v := m["model"].(map[string]any)["vocab"].(map[string]any)
		for text, id := range v {
			v[text] = n - 1 - int(id.(float64))
		}
		m["added_tokens"].([]any)[0].(map[string]any)["id"] = 0
	})
	read, err := ParseJSON(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range nasty {
		checkRoundTrip(t, read, s)
		want := tok.Encode(s)
		for i := range want {
			want[i] = n - 1 - want[i]
		}
		if got := read.Encode(s); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
	again, err := ParseJSON(read.JSON())
	if err != nil {
		t.Fatal(err)
	}
	same(t, again, read)
}

// Merges in an order in which they cannot be made, and two that make the same
// piece: they are files of the right kind, and mean what the package says.
func TestOddMerges(t *testing.T) {
	vocab, _ := trained(t, 257).GPT2()
	v := strings.Replace(string(vocab), `"<|endoftext|>":256`, `"abc":256,"bc":257,"ab":258,"abcd":259,"abcabc":260`, 1)
	tok, err := ParseGPT2([]byte(v), []byte("abc d\na bc\nb c\na b\nab c\nabc abc\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"abc", "abcd", "aab", "abcabcabcd", "ababcdbc", "abab", "bcbcabc"} {
		checkRoundTrip(t, tok, s)
	}
	if got := tok.Encode("abcd"); !slices.Equal(got, []int{259}) {
		t.Errorf("abcd is %v", got)
	}
}

// What is wrong is named.
func TestRefuseJSON(t *testing.T) {
	good := string(trained(t, 270).JSON())
	for _, c := range []struct{ old, new, why string }{
		{`"version": "1.0"`, `"version": "2.0"`, `version "2.0" is not supported`},
		{`"truncation": null`, `"truncation": {"max_length": 5}`, "truncation is not supported"},
		{`"normalizer": null`, `"normalizer": {"type": "NFC"}`, "normalizer is not supported: it is NFC"},
		{`"normalizer": null`, `"normaliser": null`, `unknown field "normaliser"`},
		{`"post_processor": null`, `"post_processor": {"type": "TemplateProcessing", "single": []}`, "post_processor must be ByteLevel: it is TemplateProcessing"},
		{`"post_processor": null`, `"post_processor": {"type": "ByteLevel", "more": 1}`, `post_processor: json: unknown field "more"`},
		{`"post_processor": null`, `"post_processor": 7`, "post_processor must be ByteLevel"},
		{`"pre_tokenizer": {`, `"pre_tokenizer": null, "decoder": {`, "pre_tokenizer is missing"},
		{`"type": "ByteLevel"`, `"type": "Metaspace"`, "pre_tokenizer must be ByteLevel: it is Metaspace"},
		{`"add_prefix_space": false`, `"add_prefix_space": true`, "add_prefix_space is not supported"},
		{`"use_regex": true`, `"use_regex": false`, "use_regex must be true"},
		{`"type": "BPE"`, `"type": "WordPiece"`, "the type WordPiece is not supported"},
		{`"dropout": null`, `"dropout": 0.1`, "model.dropout is not supported"},
		{`"unk_token": null`, `"unk_token": "?"`, "model.unk_token is not supported"},
		{`"continuing_subword_prefix": null`, `"continuing_subword_prefix": "##"`, "continuing_subword_prefix is not supported"},
		{`"end_of_word_suffix": null`, `"end_of_word_suffix": "</w>"`, "end_of_word_suffix is not supported"},
		{`"byte_fallback": false`, `"byte_fallback": true`, "byte_fallback is not supported"},
		{`"ignore_merges": false`, `"ignore_merges": true`, "ignore_merges is not supported"},
		{`"single_word": false`, `"single_word": true`, `added token "<|endoftext|>": single_word`},
		{`"special": true`, `"special": false`, "not special"},
		{`"id": 269`, `"id": 268`, `the id 268, and 269 in the vocabulary`},
		{`"content": "<|endoftext|>"`, `"content": "other"`, `"other" has the id 269`},
		{`"content": "<|endoftext|>"`, `"content": "Ġt"`, `has the id 269, and`},
		{`"<|endoftext|>": 269`, `"<|end|>": 269, "<|endoftext|>": 269`, "which"},
		{`"<|endoftext|>": 269`, `"<|endoftext|>": 269, "Ġtx": 270`, `"Ġtx" (id 270) is not a byte`},
		{`"<|endoftext|>": 269`, `"<|endoftext|>": 269, "日": 270`, "stands for no byte"},
		{`"<|endoftext|>": 269`, `"<|endoftext|>": 269, "": 270`, "without bytes"},
		{`"content": "<|endoftext|>"`, `"content": ""`, `"<|endoftext|>"`},
		{`"<|endoftext|>": 269`, `"<|endoftext|>": 269, "zz": 271`, "has the id 271, and the ids of 271 pieces are 0 to 270"},
		{`"<|endoftext|>": 269`, `"<|endoftext|>": 269, "zz": -1`, "has the id -1"},
		{`"<|endoftext|>": 269`, `"<|endoftext|>": 269, "zz": 1152921504606846976`, "has the id 1152921504606846976"},
		{`"<|endoftext|>": 269`, `"<|endoftext|>": 269, "zz": 1e99`, "cannot unmarshal"},
		{`"<|endoftext|>": 269`, `"<|endoftext|>": 269, "zz": 2.5`, `the id of "zz"`},
		{`"<|endoftext|>": 269`, `"<|endoftext|>": 269, "zz": null, "zz": null`, "twice"},
		{`"a": 97`, `"a": 98`, "which"},
		{`"a": 97,`, ``, "has the id"},
		{`"vocab": {`, `"vocab": [{`, "invalid"},
		{`"vocab": {`, `"vocab": 5, "x": {`, "no object"},
		{`"merges": [`, `"merges": ["a",`, "not two pieces"},
		{`"merges": [`, `"merges": ["a b c",`, "not two pieces"},
		{`"merges": [`, `"merges": ["q q",`, `merge 0, of "q" and "q": there is no piece "qq"`},
		{`"merges": [`, `"merges": [["a", "b", "c"],`, "a merge of 3 pieces"},
		{`"merges": [`, `"merges": [["", "a"],`, `there is no piece ""`},
		{`"merges": [`, `"merges": [7,`, "cannot unmarshal"},
		{"{", "{\xff", "not UTF-8"},
		{"}\n", "} {}", "more than one value"},
		{`"merges": [`, `"merges": [`, ""},
	} {
		i := strings.Index(good, c.old)
		if c.old == "}\n" {
			i = len(good) - 2
		}
		if i < 0 {
			t.Fatalf("there is no %s to change", c.old)
		}
		_, err := ParseJSON([]byte(good[:i] + c.new + good[i+len(c.old):]))
		if c.why == "" != (err == nil) || err != nil && !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v, want %q", c.new, err, c.why)
		}
	}
}

// A merge that is there twice, one that makes the special token, and a special
// token that is there twice.
func TestRefuseTwice(t *testing.T) {
	good := string(trained(t, 270).JSON())
	first := good[strings.Index(good, `"merges": [`)+len(`"merges": [`):]
	first = strings.TrimSpace(first[:strings.Index(first, ",")])
	added := good[strings.Index(good, `"added_tokens": [`)+len(`"added_tokens": [`):]
	added = added[:strings.Index(added, "]")]
	for _, c := range []struct{ old, new, why string }{
		{`"merges": [`, `"merges": [` + first + ",", "is merge 0 already"},
		{`"added_tokens": [`, `"added_tokens": [` + added + ",", "there twice"},
	} {
		if _, err := ParseJSON([]byte(strings.Replace(good, c.old, c.new, 1))); err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v, want %q", c.new, err, c.why)
		}
	}
	made := changed(t, []byte(good), func(m map[string]any) {
		a := m["added_tokens"].([]any)[0].(map[string]any)
		a["content"], a["id"] = "he", m["model"].(map[string]any)["vocab"].(map[string]any)["he"]
	})
	if _, err := ParseJSON(made); err == nil || !strings.Contains(err.Error(), "also a byte or the result of a merge") {
		t.Errorf("a special token that is merged: %v", err)
	}
}

func TestRefuseGPT2(t *testing.T) {
	vocab, merges := trained(t, 270).GPT2()
	for _, c := range []struct{ vocab, merges, why string }{
		{"", string(merges), "vocab.json: EOF"},
		{"[]", string(merges), "vocab.json: the vocabulary is no object"},
		{"{}", "", `the byte 0x00, written "Ā", is no piece`},
		{string(vocab) + "x", string(merges), "vocab.json: more than one value"},
		{string(vocab), "\xff", "merges.txt: not UTF-8"},
		{string(vocab), "a b\nc\n", `merges.txt: line 2: "c" is not`},
		{string(vocab), "a b\nc  d\n", "line 2"},
		{string(vocab), "t h\na b\n#version: 1\n", "there is no piece"},
		{string(vocab), string(merges) + "z q\n", `of "z" and "q": there is no piece "zq"`},
	} {
		if _, err := ParseGPT2([]byte(c.vocab), []byte(c.merges)); err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%.20q, %.20q: %v, want %q", c.vocab, c.merges, err, c.why)
		}
	}
}

// checkRead checks a tokenizer that was read from whatever was there.
func checkRead(t *testing.T, tok *Tokenizer) {
	t.Helper()
	for _, s := range []string{text[:60], "\xff\x00 ", eot} {
		checkRoundTrip(t, tok, s)
	}
	read, err := ParseJSON(tok.JSON())
	if err != nil {
		t.Fatal(err)
	}
	same(t, read, tok)
	if read, err = ParseGPT2(tok.GPT2()); err != nil {
		t.Fatal(err)
	}
	same(t, read, tok)
}

// spliced returns data with cut bytes from at on replaced.
func spliced(data []byte, at, cut uint, by []byte) []byte {
	at = min(at, uint(len(data)))
	cut = min(cut, uint(len(data))-at)
	return slices.Concat(data[:at], by, data[at+cut:])
}

// A whole file is long, so most of what is tried is a good one with something
// else somewhere in it.
// Who reads a large tokenizer can rest meanwhile, and reads the same.
func TestRest(t *testing.T) {
	large := &Tokenizer{ranks: map[pair]int32{}}
	for b := range 256 {
		large.pieces, large.bytes[b] = append(large.pieces, string([]byte{byte(b)})), int32(b)
	}
	for i := range 2 * partSize {
		left, right := 'a'+i/200, 'A'+i%200
		large.pieces = append(large.pieces, large.pieces[left]+large.pieces[right%256])
		large.addMerge(left, right%256, 256+i)
	}
	rests := 0
	r := Reader{Rest: func() { rests++ }}
	whole, err := r.JSON(large.JSON())
	if n := rests; err != nil || n < 8 || !slices.Equal(whole.Merges(), large.Merges()) {
		t.Errorf("%d rests: %v", n, err)
	}
	rests = 0
	halves, err := r.GPT2(large.GPT2())
	if n := rests; err != nil || n < 8 || !slices.Equal(halves.Merges(), large.Merges()) {
		t.Errorf("%d rests: %v", n, err)
	}
}

func FuzzParseJSON(f *testing.F) {
	good := trained(f, 270).JSON()
	for _, by := range []string{"", "0", `"a"`, `{"type":"NFC"}`, `"at": 256,`, "[]", "}"} {
		for at := range 12 {
			f.Add([]byte(by), uint(at*len(good)/12), uint(len(by)))
		}
	}
	f.Add([]byte(`{"version":"1.0","pre_tokenizer":{"type":"ByteLevel"},"decoder":{"type":"ByteLevel"},"model":{"vocab":{"a":0},"merges":[["a","b"],"a b"]}}`), uint(0), uint(len(good)))
	f.Fuzz(func(t *testing.T, by []byte, at, cut uint) {
		if tok, err := ParseJSON(spliced(good, at, cut, by)); err == nil {
			checkRead(t, tok)
		} else if !strings.HasPrefix(err.Error(), "token: tokenizer.json: ") {
			t.Error(err)
		}
	})
}

func FuzzParseGPT2(f *testing.F) {
	vocab, merges := trained(f, 270).GPT2()
	for _, by := range []string{"", "0", "a b\n", `"at": 256,`, "}"} {
		for at := range 12 {
			f.Add([]byte(by), uint(at*len(vocab)/12), uint(len(by)), []byte(by), uint(at*len(merges)/12), uint(len(by)))
		}
	}
	f.Fuzz(func(t *testing.T, byV []byte, atV, cutV uint, byM []byte, atM, cutM uint) {
		if tok, err := ParseGPT2(spliced(vocab, atV, cutV, byV), spliced(merges, atM, cutM, byM)); err == nil {
			checkRead(t, tok)
		} else if !strings.HasPrefix(err.Error(), "token: ") {
			t.Error(err)
		}
	})
}
