//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is what the import paths of the guide's packages begin with.
const module = "zerotoai/"

// A floor is packages that may import those on the floors before theirs, but
// not one another. From outside of the module and the standard library they
// may import what is in outside, with all that is under it; their tests what
// is in tests as well, and package uitest.
type floor struct{ pkgs, outside, tests string }

const uitest = "widgets/ui/uitest"

const chrome = "github.com/chromedp/chromedp github.com/chromedp/cdproto"

// floors says who may import whom. It is policy, made before the code: do not
// change it to make a build pass. A package of its own line is a decision; so
// is every word in the second and the third column.
var floors = []floor{
	{pkgs: "engine/weights", outside: "github.com/x448/float16"},
	{pkgs: "engine/tensor", outside: "golang.org/x/sys/cpu"},
	{pkgs: "engine/trace engine/job"},
	{pkgs: "engine/expr engine/descent engine/gpt engine/minigpt engine/token engine/sample engine/corpus"},
	{pkgs: "engine/checkpoint engine/cluster engine/nn engine/quant engine/rl engine/scale"},
	{pkgs: "engine/grad engine/moe engine/rlhf engine/ssm engine/vectors"},
	{pkgs: "engine/workshop"},

	{pkgs: "static"},
	{pkgs: "widgets/paint"},
	{pkgs: "widgets/typeset", outside: "github.com/go-text/typesetting golang.org/x/image/math golang.org/x/text"},
	{pkgs: "widgets/paint/svg widgets/theme widgets/doc"},
	{pkgs: "widgets/icon"},
	{pkgs: "widgets/doc/markdown", outside: "github.com/yuin/goldmark"},
	{pkgs: "widgets/formula widgets/search"},
	{pkgs: "widgets/ui"},
	{pkgs: uitest},

	{pkgs: "widgets/address widgets/label"},
	{pkgs: "widgets/button widgets/choice widgets/field widgets/readout widgets/slider widgets/toggle widgets/export"},
	{pkgs: "widgets/bars widgets/card widgets/graph widgets/network widgets/plot widgets/predict widgets/runner widgets/table widgets/task widgets/tokens"},
	{pkgs: "widgets/chart widgets/curve widgets/heat"},
	{pkgs: "widgets/arcs widgets/brackets widgets/equation widgets/matrix widgets/model widgets/plane widgets/vector widgets/wording"},
	{pkgs: "widgets/model/reference widgets/model/untrained widgets/guest widgets/menu"},

	{pkgs: "widgets/flow widgets/chapters/opening widgets/chapters/functions widgets/chapters/derivatives widgets/chapters/gradientdescent widgets/chapters/learning widgets/chapters/neuralnetworks widgets/chapters/activations widgets/chapters/backpropagation widgets/chapters/embedding widgets/chapters/attention widgets/chapters/transformers widgets/chapters/sampling widgets/chapters/claude widgets/chapters/buildagpt"},
	{pkgs: "widgets/chapters"},
	{pkgs: "widgets/mirror"},
	{pkgs: "widgets/screen", outside: "github.com/hajimehoshi/ebiten/v2 golang.org/x/image/vector"},

	{pkgs: "cmd/site/site", tests: chrome + " " + module + "cmd/site/edition"},
	{pkgs: "cmd/site/trim"},
	{pkgs: "cmd/site/edition"},
	{pkgs: "cmd/site"},
	{pkgs: "cmd/guide", tests: chrome},
	{pkgs: "cmd/gpt2 cmd/worker"},
	{pkgs: "cmd/measure/soak", outside: chrome},
	{pkgs: "cmd/measure", outside: chrome},

	{pkgs: "cmd/train/course"},
	{pkgs: "cmd/train/exam"},
	{pkgs: "cmd/train"},
}

// notInEngines is what engines may not import even of the standard library:
// clocks, chance and the world are their callers'.
const notInEngines = "time os net math/rand syscall image"

// A listed package is what go list says of it.
type listed struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func TestFloors(t *testing.T) {
	for _, system := range [][]string{{"GOOS=" + hostOS(t)}, {"GOOS=js", "GOARCH=wasm"}} {
		for _, p := range list(t, system) {
			checkFloor(t, p)
		}
	}
}

// hostOS is the system that the tests are built on, whatever is set around them.
func hostOS(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOHOSTOS").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// list returns the module's packages as they are on a system.
func list(t *testing.T, system []string) (ps []listed) {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", module+"...")
	cmd.Env, cmd.Stderr = append(os.Environ(), system...), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var p listed
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		ps = append(ps, p)
	}
	return ps
}

func checkFloor(t *testing.T, p listed) {
	t.Helper()
	name := strings.TrimPrefix(p.ImportPath, module)
	here := floorOf(name)
	if here < 0 {
		t.Errorf("%s stands on no floor", name)
		return
	}
	for _, path := range p.Imports {
		if why := refuse(name, here, path); why != "" {
			t.Errorf("%s imports %s: %s", name, path, why)
		}
	}
	for _, path := range slices.Concat(p.TestImports, p.XTestImports) {
		if path != p.ImportPath && path != module+uitest && !under(path, floors[here].tests) && refuseTest(here, path) {
			t.Errorf("the tests of %s import %s", name, path)
		}
	}
}

// floorOf returns where a package stands, or -1.
func floorOf(name string) int {
	return slices.IndexFunc(floors, func(f floor) bool { return slices.Contains(strings.Fields(f.pkgs), name) })
}

// refuse returns why the package called name may not import path, or "".
func refuse(name string, here int, path string) string {
	below, own := strings.CutPrefix(path, module)
	switch {
	case own && floorOf(below) >= here:
		return "it is not below it"
	case !own && foreign(path) && !under(path, floors[here].outside):
		return "the floor does not allow it"
	case strings.HasPrefix(name, "engine/") && under(path, notInEngines):
		return "an engine is mathematics"
	case name != uitest && (path == "testing" || below == uitest):
		return "it is for tests"
	}
	return ""
}

// refuseTest is like refuse, for tests, which may use all of the standard library.
func refuseTest(here int, path string) bool {
	below, own := strings.CutPrefix(path, module)
	if own {
		return floorOf(below) >= here
	}
	return foreign(path) && !under(path, floors[here].outside)
}

// foreign reports whether path is of another module.
func foreign(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return strings.Contains(first, ".")
}

// under reports whether path is one of roots or under one.
func under(path, roots string) bool {
	return slices.ContainsFunc(strings.Fields(roots), func(root string) bool {
		return path == root || strings.HasPrefix(path, root+"/")
	})
}

// Every floor is of packages that there are, each on one floor.
func TestFloorsStand(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range floors {
		for _, name := range strings.Fields(f.pkgs) {
			if _, err := os.Stat(filepath.Join("..", "..", name)); err != nil || seen[name] {
				t.Errorf("%s is not there, or on two floors", name)
			}
			seen[name] = true
		}
	}
}

// The browser is reached from the page's two packages and from the worker, in
// files that say so.
func TestScript(t *testing.T) {
	for _, path := range sources(t) {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		dir := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../../")
		allowed := under(dir, "widgets/screen widgets/mirror cmd/worker") && strings.HasSuffix(path, "_js.go")
		for _, imp := range file.Imports {
			if imp.Path.Value == `"syscall/js"` && !allowed {
				t.Errorf("%s imports syscall/js", path)
			}
		}
	}
}

// sources returns the Go files of the module, for whatever system they are.
func sources(t *testing.T) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if n := d.Name(); d.IsDir() && n != ".." && (n == "testdata" || n == "node_modules" || n[0] == '.' || n[0] == '_') {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") {
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil || len(paths) == 0 {
		t.Fatal("no Go files: ", err)
	}
	return paths
}
