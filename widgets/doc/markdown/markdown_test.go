package markdown_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/doc/markdown"
)

var update = flag.Bool("update", false, "write what Parse does now into testdata")

// A sample is one case of a file in testdata: Markdown and, after a line of
// "---->", what becomes of it: HTML or an error.
type sample struct{ name, source, result string }

const arrow = "---->\n"

// readSamples reads cases that each start with a line "==== name".
func readSamples(t *testing.T, file string) (ss []sample) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for part := range strings.SplitSeq("\n"+string(data), "\n==== ") {
		if name, rest, ok := strings.Cut(part, "\n"); ok && name != "" {
			source, result, _ := strings.Cut(rest+"\n", arrow)
			ss = append(ss, sample{name, source, strings.TrimSpace(result)})
		}
	}
	if len(ss) == 0 {
		t.Fatalf("%s holds no cases", file)
	}
	return ss
}

func resultOf(source string) string {
	d, err := markdown.Parse([]byte(source))
	if err != nil {
		return "error: " + err.Error()
	}
	out := string(doc.HTML(d, doc.Options{Math: showMath}))
	out = strings.TrimPrefix(out, "<article>\n")
	return strings.TrimSpace(strings.TrimSuffix(out, "</article>\n"))
}

func showMath(tex string, display bool) string {
	return fmt.Sprintf("<math %v>%s</math>", display, tex)
}

// TestParse holds the cases in testdata/*.txt. To add one, write "==== name",
// Markdown and "---->" into a file, run the test with -update and read the
// difference.
func TestParse(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		var now bytes.Buffer
		for _, s := range readSamples(t, file) {
			result := resultOf(s.source)
			fmt.Fprintf(&now, "==== %s\n%s%s%s\n\n", s.name, s.source, arrow, result)
			t.Run(filepath.Base(file)+"/"+s.name, func(t *testing.T) {
				if !*update && result != s.result {
					t.Errorf("%s\nis read as\n%s\nwant\n%s", s.source, result, s.result)
				}
			})
		}
		if *update {
			if err := os.WriteFile(file, now.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestTree holds what HTML does not tell apart.
func TestTree(t *testing.T) {
	d, err := markdown.Parse([]byte("# A *good* title\n\n> [!TIP]\n> **Do:** it.\n\n$$\na\n= b\n$$\n\nand $c$, [x](term:y)\n\n```figure one.two\nA\ncaption\n```\n"))
	if err != nil {
		t.Fatal(err)
	}
	if d.Title != "A good title" {
		t.Errorf("title %q", d.Title)
	}
	if a := d.Blocks[1].(*doc.Aside); a.Kind != doc.Try || a.Title != "Do" {
		t.Errorf("call-out %v %q", a.Kind, a.Title)
	}
	if f := d.Blocks[2].(*doc.Formula); f.TeX != "a = b" {
		t.Errorf("formula %q", f.TeX)
	}
	if f := d.Blocks[4].(*doc.Figure); f.Name != "one.two" || f.Caption != "A caption" {
		t.Errorf("figure %q %q", f.Name, f.Caption)
	}
	inline, display := d.Math()
	if fmt.Sprint(inline, display, d.Terms(), d.Figures()) != "[c] [a = b] [y] [one.two]" {
		t.Error(inline, display, d.Terms(), d.Figures())
	}
}

// TestSameNote holds that references to one source share it.
func TestSameNote(t *testing.T) {
	d, err := markdown.Parse([]byte("A[^b], B[^a], C[^b].\n\n[^a]: first\n[^b]: second\n"))
	if err != nil {
		t.Fatal(err)
	}
	p := d.Blocks[0].(*doc.Paragraph)
	if p.Text[1].(*doc.Ref).Note != p.Text[5].(*doc.Ref).Note {
		t.Error("two references to one source lead to two")
	}
	if len(d.Notes) != 2 || doc.PlainText(d.Notes[0].Text) != "second" || d.Notes[1].Number != 2 {
		t.Error("sources are not in the order of their references")
	}
}

var lineNumber = regexp.MustCompile(`^line ([0-9]+): .`)

// FuzzParse holds what must be true of all text: Parse returns; an error has a
// line that the text has; what is read comes out as HTML that is closed.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		data, _ := os.ReadFile(file)
		for part := range strings.SplitSeq(string(data), "\n==== ") {
			_, rest, _ := strings.Cut(part, "\n")
			source, _, _ := strings.Cut(rest, arrow)
			f.Add([]byte(source))
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		d, err := markdown.Parse(src)
		if err != nil {
			checkLine(t, err, src)
			return
		}
		checkClosed(t, doc.HTML(d, doc.Options{}))
	})
}

func checkLine(t *testing.T, err error, src []byte) {
	t.Helper()
	m := lineNumber.FindStringSubmatch(err.Error())
	if m == nil {
		t.Fatalf("an error without a line: %v", err)
	}
	var line int
	fmt.Sscan(m[1], &line)
	if lines := 1 + bytes.Count(src, []byte("\n")); line < 1 || line > lines {
		t.Fatalf("%v, in %d lines", err, lines)
	}
}

var tag = regexp.MustCompile(`<(/?)([a-z0-9]+)[^>]*>`)

// checkClosed checks that every element ends inside the one it started in.
func checkClosed(t *testing.T, html []byte) {
	t.Helper()
	var open []string
	for _, m := range tag.FindAllStringSubmatch(string(html), -1) {
		switch {
		case m[2] == "br":
		case m[1] == "":
			open = append(open, m[2])
		case len(open) == 0 || open[len(open)-1] != m[2]:
			t.Fatalf("</%s> ends what is open: %v\n%s", m[2], open, html)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Fatalf("%v stays open\n%s", open, html)
	}
}

// No line ends between a number and its sign for hundredths.
func TestTogether(t *testing.T) {
	d, err := markdown.Parse([]byte("# Shares\n\nHere are 46.7 % and\n10 %, and `10 %`.\n\n```figure a.b\nOf 5 %\n```\n"))
	if err != nil {
		t.Fatal(err)
	}
	html := string(doc.HTML(d, doc.Options{}))
	for _, want := range []string{"46.7\u00a0% and 10\u00a0%,", "<code>10 %</code>", "Of 5\u00a0%"} {
		if !strings.Contains(html, want) {
			t.Errorf("%q lacks %q", html, want)
		}
	}
}
