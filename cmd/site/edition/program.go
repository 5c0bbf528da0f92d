package edition

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Root is the folder of the module that the working directory is in.
func Root() (string, error) {
	out, err := goTool("", "env", "GOMOD")
	mod := strings.TrimSpace(out)
	if err == nil && filepath.Base(mod) != "go.mod" {
		err = fmt.Errorf("edition: the working directory is not in the guide's folder")
	}
	return filepath.Dir(mod), err
}

// Program compiles the guide for browsers. The state of the working copy is
// left out, so that the same source gives the same bytes.
func Program() ([]byte, error) {
	root, err := Root()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "guide")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	wasm := filepath.Join(dir, "guide.wasm")
	if _, err := goTool(root, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", wasm, "./cmd/guide"); err != nil {
		return nil, err
	}
	return os.ReadFile(wasm)
}

// goTool runs the go command for browsers in dir and returns what it prints.
func goTool(dir string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOWASM=")
	var words strings.Builder
	cmd.Stderr = &words
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, words.String())
	}
	return string(out), nil
}
