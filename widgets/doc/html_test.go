package doc

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write what HTML does now into testdata")

const nasty = `<script>alert("x")</script> & 'y'`

var source = &Note{Number: 1, Text: []Inline{Plain("A " + nasty), &Link{URL: "https://example.org/?a=1&b=\"2\"", Text: words("page")}}}

// everything has each kind of block and inline, with text that would be markup
// if it were not escaped.
var everything = &Document{
	Title: "All",
	Blocks: []Block{
		&Heading{Level: 1, ID: "all", Text: words("All " + nasty)},
		&Paragraph{Text: []Inline{
			Plain("One\n" + nasty), Verbatim(nasty), Math("a<b"),
			&Emphasis{Text: []Inline{&Emphasis{Strong: true, Text: words(nasty)}}},
			&Link{URL: "#all?a=1&b=" + nasty, Text: words(nasty)},
			&Term{ID: "word", Text: words("Word")},
			&Ref{Note: source}, &Ref{Note: source},
		}},
		&Heading{Level: 2, ID: `"id`, Text: []Inline{Math("x")}},
		&List{Items: [][]Block{
			{paragraph("one"), &List{Ordered: true, Items: [][]Block{{paragraph("inner")}}}},
			{&Code{Text: nasty}},
		}},
		&Heading{Level: 3, ID: "c", Text: words("C")},
		&Table{Align: []Align{Left, Center, Right}, Header: cells("a", "b", nasty), Rows: [][]Cell{cells("1", nasty, "3")}},
		&Table{Align: []Align{Left, Left}, Header: cells("a", "b"), Rows: [][]Cell{cells("1", "2")}},
		&Code{Lang: `go" x="`, Text: nasty},
		&Formula{TeX: "a<b"},
		&Aside{Kind: Try, Title: nasty, Blocks: []Block{paragraph("Do.")}},
		&Aside{Kind: World, Blocks: []Block{paragraph("So.")}},
		&Figure{Name: `one"two`, Caption: nasty},
		&Figure{Name: "empty", Caption: "Nothing"},
	},
	Notes: []*Note{source},
}

func words(s string) []Inline  { return []Inline{Plain(s)} }
func paragraph(s string) Block { return &Paragraph{Text: words(s)} }
func cells(ss ...string) (c []Cell) {
	for _, s := range ss {
		c = append(c, words(s))
	}
	return c
}

func picture(name string) []byte {
	if name == "empty" {
		return nil
	}
	return []byte("<svg></svg>\n")
}

func mathML(tex string, display bool) string {
	return fmt.Sprintf("<math>%d %v</math>", len(tex), display)
}

// TestHTML holds the HTML of everything, on its own page and as a part of one.
func TestHTML(t *testing.T) {
	for name, o := range map[string]Options{
		"alone": {},
		"part":  {Prefix: "part-", Deeper: 1, Figure: picture, Math: mathML},
	} {
		file := "testdata/" + name + ".html"
		got := HTML(everything, o)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is now\n%s", file, got)
		}
		if bytes.Contains(got, []byte("<script")) || bytes.Contains(got, []byte("alert(\"")) {
			t.Errorf("%s: text has become markup", file)
		}
	}
}

func TestListings(t *testing.T) {
	inline, display := everything.Math()
	for _, tt := range []struct {
		name      string
		got, want []string
	}{
		{"figures", everything.Figures(), []string{`one"two`, "empty"}},
		{"terms", everything.Terms(), []string{"word"}},
		{"formulas in text", inline, []string{"a<b", "x"}},
		{"formulas", display, []string{"a<b"}},
	} {
		if !slices.Equal(tt.got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

// TestEvery holds that inner blocks are walked, in the order of reading, and
// that a walk can be left.
func TestEvery(t *testing.T) {
	var kinds []string
	for b := range everything.Every() {
		kinds = append(kinds, fmt.Sprintf("%T", b))
	}
	want := []string{"*doc.List", "*doc.Paragraph", "*doc.List", "*doc.Paragraph", "*doc.Code"}
	if got := kinds[3:8]; !slices.Equal(got, want) {
		t.Errorf("a list is walked as %v, want %v", got, want)
	}
	n := 0
	for range everything.Words() {
		if n++; n == 5 {
			break
		}
	}
	if n != 5 {
		t.Errorf("a walk left after 5 words has seen %d", n)
	}
}

func TestPlainText(t *testing.T) {
	ts := []Inline{Plain("a\nb "), &Emphasis{Text: []Inline{Verbatim("c"), &Ref{Note: source}}}, Math("^2"), &Term{ID: "t", Text: words(" d")}}
	if got, want := PlainText(ts), "a b c^2 d"; got != want {
		t.Errorf("PlainText is %q, want %q", got, want)
	}
}
