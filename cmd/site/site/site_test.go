package site_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zerotoai/cmd/site/site"
	"zerotoai/static"
	"zerotoai/widgets/doc/markdown"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

// A dot is a figure with something to clip and something to say.
type dot struct{ size paint.Point }

func (d *dot) Layout(_ *ui.Context, room paint.Point) paint.Point {
	d.size = paint.Pt(room.X, 40)
	return d.size
}

func (d *dot) Handle(ui.Event) bool { return false }

func (d *dot) Draw(c *ui.Context, to paint.Canvas) {
	to.Group(paint.Group{Clip: paint.Rect{Max: d.size}}, func(to paint.Canvas) {
		to.Fill(paint.Circle(paint.Pt(20, 20), 10), c.Theme.Held)
	})
}

func (d *dot) Describe() ui.Node {
	return ui.Node{ID: "dot", Name: "A dot", Children: []ui.Node{
		{ID: "dot.x", Role: ui.Slider, Name: "Place"},
		{ID: "dot.image", Role: ui.Image, Name: "Its place", Value: `"here" & <there>`},
	}}
}

// A list is a table of contents.
type list struct{ dot }

func (*list) Describe() ui.Node {
	return ui.Node{Role: ui.List, Name: "Chapters", Children: []ui.Node{
		{Role: ui.Item, Children: []ui.Node{{Role: ui.Link, Name: "1 & only", URL: "#first"}}},
	}}
}

// A knob has nothing to show.
type knob struct{ dot }

func (*knob) Describe() ui.Node { return ui.Node{Role: ui.Toggle, Name: "Theme"} }

func page(t *testing.T, id, text string) site.Page {
	t.Helper()
	d, err := markdown.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return site.Page{ID: id, Kicker: "Part " + id, Doc: d, Figures: map[string]ui.Widget{
		id + ".dot": &dot{}, id + ".list": &list{}, id + ".knob": &knob{},
	}}
}

// sample is a small site around a program.
func sample(t *testing.T, wasm []byte) *site.Site {
	t.Helper()
	exec, err := os.ReadFile("../../../wasm_exec.js")
	if err != nil {
		t.Fatal(err)
	}
	return &site.Site{
		Pages: []site.Page{
			page(t, "opening", "# Sample\n\nThe start.\n\n```figure opening.list\nParts\n```\n\n```figure opening.knob\nChoices\n```\n"),
			page(t, "first", "# First\n\nA [word](term:word)[^a] and $x$.\n\n> [!TIP]\n> Do.\n\n## Part\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```figure first.dot\nA dot\n```\n\n$$\ny\n$$\n\n[^a]: [Here](https://example.org).\n"),
			page(t, "second", "# Second\n\nBack to [a part](#first-part).\n\n## Part\n\n```figure second.dot\nA dot\n```\n"),
			page(t, "glossary", "# Glossary\n\n## Word\n\nMeaning.\n"),
		},
		Shell: sub(t, static.Page, "page"), Fonts: sub(t, static.Fonts, "fonts"), Kernel: sub(t, static.Kernel, "kernel"), Model: sub(t, static.Model, "model"),
		Shaper:   typeset.Fixed{},
		Math:     func(tex string, display bool) string { return "<math><mi>" + tex + "</mi></math>" },
		WasmExec: exec, Wasm: wasm, Licences: []byte("none"),
	}
}

func sub(t *testing.T, fsys fs.FS, dir string) fs.FS {
	t.Helper()
	s, err := fs.Sub(fsys, dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func filesOf(t *testing.T, s *site.Site) map[string][]byte {
	t.Helper()
	files, err := s.Files()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestPage checks the page of the sample by the laws of check_test.go.
func TestPage(t *testing.T) {
	s := sample(t, []byte("program"))
	checkSite(t, s, filesOf(t, s))
}

func TestFigures(t *testing.T) {
	index := string(filesOf(t, sample(t, nil))["index.html"])
	for _, want := range []string{
		`width="650" height="40" alt="A dot. Its place: &#34;here&#34; &amp; &lt;there&gt;" loading="lazy"`,
		`<img class="light" src="figure-`, `<img class="dark" src="figure-`,
		"<nav aria-label=\"Chapters\">\n<ul>\n<li><a href=\"#first\">1 &amp; only</a></li>",
		`<h1>Sample</h1>`, `<h2>First</h2>`, `<h3 id="first-part">Part</h3>`,
	} {
		if !strings.Contains(index, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(index, "opening.knob") {
		t.Error("the page shows a figure that has nothing to show")
	}
}

func TestMissingFigure(t *testing.T) {
	s := sample(t, nil)
	s.Pages[1].Figures = nil
	if _, err := s.Files(); err == nil || !strings.Contains(err.Error(), "first.dot") {
		t.Errorf("a figure that is missing gives %v", err)
	}
}

func TestReproducible(t *testing.T) {
	a, b := filesOf(t, sample(t, []byte("x"))), filesOf(t, sample(t, []byte("x")))
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			t.Errorf("%s differs from build to build", name)
		}
	}
	for name := range filesOf(t, sample(t, []byte("y"))) {
		if strings.HasPrefix(name, "guide-") && a[name] != nil {
			t.Error("another program has the same name")
		}
	}
}

func TestBuildRemovesOld(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"boot-0123456789ab.js", "mine.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := sample(t, nil)
	if err := s.Build(dir); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if want := len(filesOf(t, s)) + 1; len(entries) != want { // mine.txt stays
		t.Errorf("%d files, want %d: %v", len(entries), want, entries)
	}
}

// TestLoaders holds that what the loaders carry is what went in.
func TestLoaders(t *testing.T) {
	program := bytes.Repeat([]byte("program "), 100)
	for name, data := range filesOf(t, sample(t, program)) {
		switch {
		case strings.HasPrefix(name, "guide-"):
			checkGuide(t, string(data), program)
		case strings.HasPrefix(name, "fonts-"):
			checkFonts(t, string(data))
		}
	}
}

func checkGuide(t *testing.T, script string, want []byte) {
	t.Helper()
	_, text, _ := strings.Cut(script, `"`)
	text, _, _ = strings.Cut(text, `"`)
	r, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(text)))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the program comes out as %d bytes, %v", len(got), err)
	}
}

func checkFonts(t *testing.T, script string) {
	t.Helper()
	text := strings.TrimPrefix(script, "window.zerotoai.fonts = ")
	text = strings.TrimSuffix(text, ",\n];\n") + "]"
	var fonts []struct{ File, Family, Weight, Style, Data string }
	if err := json.Unmarshal([]byte(text), &fonts); err != nil {
		t.Fatal(err)
	}
	if len(fonts) != len(typeset.Files) {
		t.Fatalf("%d fonts, want %d", len(fonts), len(typeset.Files))
	}
	for i, f := range fonts {
		want, err := fs.ReadFile(static.Fonts, "fonts/"+f.File)
		if err != nil {
			t.Fatal(err)
		}
		got, err := base64.StdEncoding.DecodeString(f.Data)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not the file", f.File)
		}
		if f.Family != typeset.Files[i].CSS || (f.Style == "italic") != typeset.Files[i].Italic {
			t.Errorf("%s is called %s %s", f.File, f.Family, f.Style)
		}
	}
}

var variable = regexp.MustCompile(`var\((--[a-z-]+)`)

// TestColours holds that every colour and family that the style sheet uses is
// defined there, from the theme.
func TestColours(t *testing.T) {
	for name, data := range filesOf(t, sample(t, nil)) {
		if !strings.HasPrefix(name, "style-") {
			continue
		}
		used := variable.FindAllStringSubmatch(string(data), -1)
		if len(used) == 0 {
			t.Error("the style sheet uses no variables")
		}
		for _, m := range used {
			if !strings.Contains(string(data), m[1]+": ") {
				t.Errorf("%s is not defined", m[1])
			}
		}
	}
}

// TestWasmExec holds that the copy of Go's runtime support is that of the
// toolchain: it changes with it.
func TestWasmExec(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skipf("needs the go command: %v", err)
	}
	want, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib/wasm/wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../../wasm_exec.js")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("wasm_exec.js is not the toolchain's: run ./build.sh build")
	}
}
