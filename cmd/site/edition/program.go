package edition

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"zerotoai/cmd/site/site"
	"zerotoai/cmd/site/trim"
)

// Root is the folder of the module that the working directory is in.
func Root() (string, error) {
	out, err := goTool("", nil, "env", "GOMOD")
	mod := strings.TrimSpace(out)
	if err == nil && filepath.Base(mod) != "go.mod" {
		err = fmt.Errorf("edition: the working directory is not in the guide's folder")
	}
	return filepath.Dir(mod), err
}

// The packages that are compiled for the page and for its jobs.
const (
	program = "./cmd/guide"
	worker  = "./cmd/worker"
)

// Compile gives s its programs.
func Compile(s *site.Site) (err error) {
	if s.Wasm, err = Program(); err == nil {
		s.Worker, err = Worker()
	}
	return err
}

// Program compiles the guide for browsers, with as much of Ebitengine as it
// needs.
func Program() ([]byte, error) {
	root, err := Root()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "trim")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	work, err := trim.Workspace(root, program, dir)
	if err != nil {
		return nil, err
	}
	return compile(root, program, "GOWORK="+work)
}

// Whole is like Program, with the whole of Ebitengine: what it shows is what
// Program's shows.
func Whole() ([]byte, error) {
	root, err := Root()
	if err != nil {
		return nil, err
	}
	return compile(root, program, "GOWORK=off")
}

// Worker compiles the program that does jobs, which is one without a screen.
func Worker() ([]byte, error) {
	root, err := Root()
	if err != nil {
		return nil, err
	}
	return compile(root, worker, "GOWORK=off")
}

// compile compiles a package with texts that have been read. It leaves the
// state of the working copy out, so that the same source gives the same bytes.
func compile(root, pkg string, env ...string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "guide")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	texts, err := readTexts(root, dir)
	if err != nil {
		return nil, err
	}
	wasm := filepath.Join(dir, "program.wasm")
	if _, err := goTool(root, env, "build", "-overlay", texts, "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", wasm, pkg); err != nil {
		return nil, err
	}
	return os.ReadFile(wasm)
}

// goTool runs the go command for browsers in dir, with more environment, and
// returns what it prints.
func goTool(dir string, env []string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOWASM="), env...)
	var words strings.Builder
	cmd.Stderr = &words
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, words.String())
	}
	return string(out), nil
}
