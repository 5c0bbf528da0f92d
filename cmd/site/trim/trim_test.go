package trim

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const program = "./cmd/guide"

// root is the module's folder.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// notLinked is what Ebitengine imports and a page needs nothing of, and a reader
// of Markdown. Each would make the program larger and its start longer.
var notLinked = strings.Fields(`
	go/ast go/build go/constant go/parser go/printer go/token math/big
	archive/zip encoding/gob log/slog net os/exec text/tabwriter text/template
	github.com/hajimehoshi/ebiten/v2/internal/shader github.com/hajimehoshi/ebiten/v2/internal/vmprotocol
	github.com/yuin/goldmark/parser`)

// TestLinked is the contract with Ebitengine: the program compiles with the
// copy, and with what is left of it only.
func TestLinked(t *testing.T) {
	dir := t.TempDir()
	work, err := Workspace(root(t), program, dir)
	if err != nil {
		t.Fatal(err)
	}
	env := []string{"GOWORK=" + work, "GOOS=js", "GOARCH=wasm"}
	out, err := run(root(t), nil, env, "go", "list", "-deps", program)
	if err != nil {
		t.Fatal(err)
	}
	packages := strings.Fields(string(out))
	for _, p := range notLinked {
		if slices.Contains(packages, p) {
			t.Errorf("the program is linked with %s", p)
		}
	}
	if !slices.Contains(packages, module) {
		t.Errorf("the program is not linked with %s", module)
	}
	if testing.Short() {
		return
	}
	if _, err := run(root(t), nil, env, "go", "build", "-trimpath", "-o", os.DevNull, program); err != nil {
		t.Error(err)
	}
}

// The same module gives the same copy, wherever it is made.
func TestReproducible(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the compiler of shaders twice")
	}
	var copies [2]string
	for i := range copies {
		copies[i] = t.TempDir()
		if _, err := Workspace(root(t), program, copies[i]); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("diff", "-r", filepath.Join(copies[0], "ebiten"), filepath.Join(copies[1], "ebiten")).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// Stand-ins for another version would be for other declarations.
func TestVersion(t *testing.T) {
	mod, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(mod, []byte("\t"+module+" "+Version+"\n")) {
		t.Errorf("go.mod has another version of %s than %s", module, Version)
	}
	var l listed
	l.ImportPath = module
	l.Module = &struct{ Path, Version string }{module, "v2.0.0"}
	if err := new(clone).add(l); err == nil || !strings.Contains(err.Error(), "v2.0.0") {
		t.Errorf("another version gives %v", err)
	}
}
