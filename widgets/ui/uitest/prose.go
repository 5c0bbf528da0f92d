package uitest

import (
	"regexp"
	"strings"
	"testing"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/doc/markdown"
)

// Prose holds the numbers in the text of a chapter to sayings: pieces of that
// text that a test has made, with the numbers of an engine, or taken from a
// source. It fails the test for a saying that the text does not have and for
// a number of the text that stands in no saying. A saying has $x$ for a formula
// and `x` for code, whose own numbers need none; notes are sources themselves.
func Prose(t *testing.T, text []byte, sayings ...string) {
	t.Helper()
	for _, f := range unheld(t, text, sayings) {
		t.Error(f)
	}
}

func unheld(t *testing.T, src []byte, sayings []string) (faults []string) {
	t.Helper()
	d, err := markdown.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	text := words(d)
	open := formulas.ReplaceAllStringFunc(text, blank)
	for _, s := range sayings {
		s = spaced(s)
		at := strings.Index(text, s)
		if at < 0 {
			faults = append(faults, "the text does not say: "+s)
		}
		for ; at >= 0; at = strings.Index(text, s) {
			open = open[:at] + blank(s) + open[at+len(s):]
			text = text[:at] + blank(s) + text[at+len(s):]
		}
	}
	for _, m := range numbers.FindAllStringIndex(open, -1) {
		around := text[max(0, m[0]-40):min(len(text), m[1]+40)]
		faults = append(faults, "nothing holds "+open[m[0]:m[1]]+" in: "+strings.ToValidUTF8(around, ""))
	}
	return faults
}

var (
	formulas = regexp.MustCompile("\\$[^$]*\\$|`[^`]*`")
	numbers  = regexp.MustCompile(`−?\d([\d.,]*\d)?`)
)

// blank is spaces as long as s.
func blank(s string) string { return strings.Repeat(" ", len(s)) }

// words is the running text of d and the captions of its figures.
func words(d *doc.Document) string {
	var b strings.Builder
	for block := range d.Every() {
		switch block := block.(type) {
		case *doc.Figure:
			b.WriteString(block.Caption)
		case *doc.Heading, *doc.Paragraph, *doc.Table:
			writeWords(&b, block)
		}
		b.WriteByte(' ')
	}
	return spaced(b.String())
}

// spaced is s with one space where there is any, also where a line must not end.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

func writeWords(b *strings.Builder, block doc.Block) {
	for t := range (&doc.Document{Blocks: []doc.Block{block}}).Words() {
		switch t := t.(type) {
		case doc.Plain:
			b.WriteString(string(t))
		case doc.Verbatim:
			b.WriteString("`" + string(t) + "`")
		case doc.Math:
			b.WriteString("$" + string(t) + "$")
		}
	}
}
