package trim

import (
	"go/token"
	"path"
	"strings"
	"testing"
)

// library is a module to be pruned: its files, by their places.
var library = map[string]string{
	"a.go": `package ebiten

import (
	"archive/zip"
	"log/slog"
	"os"

	"github.com/hajimehoshi/ebiten/v2/internal/b"
	_ "github.com/hajimehoshi/ebiten/v2/internal/started"
)

// Draw is wanted.
func Draw() { b.Paint(); slog.Debug("x") }

// Dump is not.
func Dump() { zip.NewReader(nil, 0); os.Exit(b.Code) }

type (
	kept struct{}
	dropped struct{}
)

var _ [1]byte = [size]byte{}

const size = 1

//go:linkname reached
func reached() {}

func init() { one() }

func one() { _ = kept{} }

func (kept) String() string { return "" }

func (dropped) String() string { return "" }
`,
	"internal/b/b.go": `package b

import "os"

const (
	First = iota
	Second
)

const Code = 3

type Brush struct{ big int }

func (b *Brush) Wide() { os.Exit(1) }

func (b *Brush) Move() {}

func Paint() { new(Brush).Move(); _ = Second }
`,
	"internal/c/c.go": `package c

import "github.com/hajimehoshi/ebiten/v2/internal/b"

func init() { _ = b.Code }
`,
	"internal/started/s.go": "package started\n\nfunc init() { start() }\n\nfunc start() {}\n\nfunc stop() {}\n",
}

// standIn makes Brush smaller.
var standIn = map[string][]byte{"internal/b/brush.go": []byte(`package b

type Brush struct{}

func (b *Brush) Move() {}
`)}

// pruned prunes the library for a program that mentions Draw.
func pruned(t *testing.T) map[string]string {
	t.Helper()
	c := &clone{fset: token.NewFileSet(), packages: map[string]*pkg{}, names: map[string]string{module: "ebiten"}, wanted: []ref{{module, "Draw"}}}
	for name, src := range library {
		p := c.packageAt(path.Join(module, path.Dir(name)))
		f, err := c.parse(p, path.Base(name), []byte(src))
		if err != nil {
			t.Fatal(err)
		}
		p.files = append(p.files, f)
	}
	if err := c.replace(standIn); err != nil {
		t.Fatal(err)
	}
	c.prune()
	files := map[string]string{}
	for name, src := range c.files() {
		files[strings.TrimPrefix(name, "ebiten/")] = string(src)
	}
	return files
}

func TestPrune(t *testing.T) {
	files := pruned(t)
	for name, want := range map[string]struct{ has, lacks []string }{
		"a.go": {
			has:   []string{"Draw", "kept struct", "String() string", "size = 1", "reached", "one", "init", "b.Paint", "_ [1]byte", "internal/started"},
			lacks: []string{"Dump", "dropped", "zip", `"os"`},
		},
		"internal/b/b.go":             {has: []string{"First", "Second", "Paint"}, lacks: []string{"Code", "Brush struct", "Move() {}", `"os"`}},
		"internal/b/standin_brush.go": {has: []string{"Brush struct", "Move() {}"}},
		"internal/started/s.go":       {has: []string{"init", "start()"}, lacks: []string{"stop"}},
	} {
		for _, words := range want.has {
			if !strings.Contains(files[name], words) {
				t.Errorf("%s has lost %q", name, words)
			}
		}
		for _, words := range want.lacks {
			if strings.Contains(files[name], words) {
				t.Errorf("%s still has %q", name, words)
			}
		}
	}
	if _, ok := files["internal/c/c.go"]; ok || len(files) != 4 {
		t.Errorf("a package that nobody imports is kept: %d files", len(files))
	}
}

// What stays is where it was, and what stood in for a package of the standard
// library is imported.
func TestPruneInPlace(t *testing.T) {
	got := strings.Split(pruned(t)["a.go"], "\n")
	for i, line := range strings.Split(library["a.go"], "\n") {
		switch strings.TrimSpace(got[i]) {
		case "", strings.TrimSpace(line), `"` + imported["log/slog"] + `"`:
		default:
			t.Errorf("line %d is %q, was %q", i+1, got[i], line)
		}
	}
	if !strings.Contains(strings.Join(got, "\n"), imported["log/slog"]) {
		t.Error("log/slog is still imported")
	}
}
