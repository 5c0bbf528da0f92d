package edition

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// licences gathers the licences of all that a site carries: of the guide, of
// the fonts and drawings in its folder, of Go and of the modules that the
// programs are linked with. Most of them ask to be passed on.
func licences(root string) ([]byte, error) {
	goroot, err := goTool(root, nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	add := func(title, file string) error {
		text, err := os.ReadFile(file)
		if err == nil {
			fmt.Fprintf(&b, "%s\n%s\n\n%s\n\n\n", title, strings.Repeat("=", len(title)), bytes.TrimSpace(text))
		}
		return err
	}
	if err := add("From Zero to AI", filepath.Join(root, "LICENSE")); err != nil {
		return nil, err
	}
	if err := addOwn(root, add); err != nil {
		return nil, err
	}
	if err := add("Go", filepath.Join(strings.TrimSpace(goroot), "LICENSE")); err != nil {
		return nil, err
	}
	err = addModules(root, add)
	return b.Bytes(), err
}

// addOwn adds the licences that lie in the guide's folders beside what they
// are about: font.LICENSE.txt beside font.ttf, or LICENSE for a whole folder.
func addOwn(root string, add func(title, file string) error) error {
	for _, dir := range []string{"static", "widgets"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == "node_modules" {
				return fs.SkipDir
			}
			if err != nil || !strings.Contains(d.Name(), "LICENSE") {
				return err
			}
			title, _, ok := strings.Cut(d.Name(), ".LICENSE")
			if !ok {
				title, err = filepath.Rel(root, filepath.Dir(path))
			}
			return errors.Join(err, add(filepath.ToSlash(title), path))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// addModules adds the licences of the modules in the programs.
func addModules(root string, add func(title, file string) error) error {
	out, err := goTool(root, nil, "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", program, worker)
	if err != nil {
		return err
	}
	modules := strings.Split(strings.TrimSpace(out), "\n")
	slices.Sort(modules)
	for _, m := range slices.Compact(modules) {
		title, dir, ok := strings.Cut(m, "\t")
		if !ok {
			continue // of the standard library
		}
		files, err := filepath.Glob(filepath.Join(dir, "LICENSE*"))
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return fmt.Errorf("edition: %s has no licence in %s", title, dir)
		}
		for _, f := range files {
			if err := add(title, f); err != nil {
				return err
			}
		}
	}
	return nil
}
