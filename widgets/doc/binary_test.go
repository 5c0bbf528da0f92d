package doc

import (
	"bytes"
	"reflect"
	"testing"
)

// What is encoded comes back, with each reference to the same source.
func TestEncode(t *testing.T) {
	for name, d := range map[string]*Document{"everything": everything, "empty": {}} {
		got, err := Decode(Encode(d))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(got, d) {
			t.Errorf("%s comes back as\n%s", name, HTML(got, Options{}))
		}
		for w := range got.Words() {
			if r, ok := w.(*Ref); ok && r.Note != got.Notes[r.Note.Number-1] {
				t.Errorf("%s: a reference is not to one of the sources", name)
			}
		}
	}
}

func TestDecodeDamaged(t *testing.T) {
	whole := Encode(everything)
	for n := range whole {
		if _, err := Decode(whole[:n]); err == nil {
			t.Errorf("the first %d bytes of %d are a document", n, len(whole))
		}
	}
	if _, err := Decode(append(bytes.Clone(whole), 0)); err == nil {
		t.Error("a document may go on after its end")
	}
	for what, b := range map[string]Block{
		"a heading of level 0":         &Heading{},
		"a heading of level 4":         &Heading{Level: 4},
		"a call-out of no kind":        &Aside{Kind: Careful + 1},
		"text on no side":              &Table{Align: []Align{Right + 1}, Header: cells("a")},
		"a row with too few cells":     &Table{Align: []Align{Left, Left}, Header: cells("a", "b"), Rows: [][]Cell{cells("a")}},
		"a header with too many cells": &Table{Align: []Align{Left}, Header: cells("a", "b")},
	} {
		if _, err := Decode(Encode(&Document{Blocks: []Block{b}})); err == nil {
			t.Errorf("%s is not noticed", what)
		}
	}
	deep := []Inline{Plain("x")}
	for range deepest {
		deep = []Inline{&Emphasis{Text: deep}}
	}
	if _, err := Decode(Encode(&Document{Blocks: []Block{&Paragraph{Text: deep}}})); err == nil {
		t.Error("a document may be nested without end")
	}
}

// Whatever is read is a document that can be written and read again.
func FuzzDecode(f *testing.F) {
	f.Add(Encode(everything))
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Decode(data)
		if err != nil {
			return
		}
		again, err := Decode(Encode(d))
		if err != nil || !reflect.DeepEqual(again, d) {
			t.Errorf("%q is read as a document that comes back as another: %v", data, err)
		}
	})
}
