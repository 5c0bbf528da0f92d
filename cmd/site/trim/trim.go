// Package trim makes a copy of Ebitengine that lacks what no page needs: the
// compiler of shaders, which links much of Go's own parser and arithmetic of
// any precision, and the aids for whoever writes a game, such as archives of
// images and a protocol for virtual machines. The guide's program becomes
// smaller by a third, and starts without compiling shaders.
//
// Nothing of Ebitengine's is kept here. The copy is made anew for each build
// from the module that go.mod names, in three steps:
//
//  1. Its shaders are compiled, by its own compiler: package precompile in the
//     folder _ebiten, run inside the copy, writes them down as Go.
//  2. Declarations give way to those of the same name in _ebiten and in what
//     precompile has written. A type takes its methods with it.
//  3. What is not mentioned any more goes, from the guide's own packages down,
//     and with it what only that has imported.
//
// The copy is used by way of a workspace, so that go.mod stays as it is.
package trim

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Version is the version of Ebitengine that the stand-ins are made for.
const Version = "v2.10.4"

const module = "github.com/hajimehoshi/ebiten/v2"

//go:embed _ebiten
var embedded embed.FS

// imported is what is imported in place of packages of the standard library.
var imported = map[string]string{"log/slog": module + "/internal/slog"}

// Workspace writes into dir what the go command needs to compile program, a
// package of the module at root, with a trimmed Ebitengine for browsers. It
// returns the file to be named by the variable GOWORK.
func Workspace(root, program, dir string) (gowork string, err error) {
	c, err := readCopy(root, program)
	if err != nil {
		return "", err
	}
	files, err := workspace(root)
	if err != nil {
		return "", err
	}
	standIns, err := readStandIns()
	if err != nil {
		return "", err
	}
	const precompile = "internal/precompile/main.go"
	compiled, err := c.precompile(root, standIns[precompile], files)
	if err != nil {
		return "", err
	}
	delete(standIns, precompile)
	maps.Copy(standIns, compiled)
	if err := c.replace(standIns); err != nil {
		return "", err
	}
	c.prune()
	maps.Copy(files, c.files())
	return filepath.Join(dir, "go.work"), write(dir, files)
}

// workspace returns what makes the folder ebiten beside it stand for the
// module, with the versions of all others as they are.
func workspace(root string) (map[string][]byte, error) {
	out, err := run(root, nil, []string{"GOWORK=off"}, "go", "list", "-m", "-f", "{{.GoVersion}}")
	if err != nil {
		return nil, err
	}
	version := strings.TrimSpace(string(out))
	return map[string][]byte{
		"go.work":       fmt.Appendf(nil, "go %s\n\nuse (\n\t%q\n\t./ebiten\n)\n", version, filepath.ToSlash(root)),
		"ebiten/go.mod": fmt.Appendf(nil, "module %s\n\ngo %s\n", module, version),
	}, nil
}

// readStandIns returns the files of _ebiten by their places in the copy.
func readStandIns() (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(embedded, "_ebiten", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[strings.TrimPrefix(name, "_ebiten/")], err = embedded.ReadFile(name)
		return err
	})
	return files, err
}

// precompile runs main inside of the copy, on the shaders of the copy, and
// returns the files that it gives. The copy is whole as yet.
func (c *clone) precompile(root string, main []byte, workspace map[string][]byte) (map[string][]byte, error) {
	sources, err := c.shaders()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "precompile")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	files := c.files()
	maps.Copy(files, workspace)
	files["ebiten/internal/precompile/main.go"] = main
	if err := write(dir, files); err != nil {
		return nil, err
	}
	in, err := json.Marshal(sources)
	if err != nil {
		return nil, err
	}
	out, err := run(root, in, []string{"GOWORK=" + filepath.Join(dir, "go.work"), "GOOS=", "GOARCH="}, "go", "run", module+"/internal/precompile")
	if err != nil {
		return nil, err
	}
	var texts map[string]string
	if err := json.Unmarshal(out, &texts); err != nil {
		return nil, err
	}
	written := map[string][]byte{}
	for name, text := range texts {
		written[name] = []byte(text)
	}
	return written, nil
}

// write writes files into dir, by their names with slashes.
func write(dir string, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			return err
		}
	}
	return nil
}

// run runs a command in dir with more environment and returns what it prints.
func run(dir string, in []byte, env []string, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env, cmd.Stdin = dir, append(os.Environ(), env...), bytes.NewReader(in)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("trim: %s %s: %w\n%s", name, strings.Join(args, " "), err, &said)
	}
	return out, nil
}
