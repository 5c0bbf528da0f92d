// Package site writes the guide as a folder that any web server can hand out
// and that opens by double click: the article as HTML with its figures as
// pictures, and the program that brings the figures to life.
//
// There is one way of loading, for http and for file alike: classic scripts
// that carry their bytes as text. Browsers let a page opened from a disk
// neither fetch files nor load modules. Names hold a hash of what is in the
// file, so that caches never mix two versions. The same input gives the same
// bytes.
package site

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/typeset"
	"zerotoai/widgets/ui"
)

// A Site is what the folder is made from.
type Site struct {
	Pages []Page

	// Shell holds the templates, style sheets and scripts of the page, and
	// Fonts the files of typeset.Files.
	Shell, Fonts fs.FS

	// Kernel holds kernel.js and the modules that it loads.
	Kernel fs.FS

	// Model holds the files of the model that the chapters read.
	Model fs.FS

	// Shaper measures the text of the figures.
	Shaper typeset.Shaper

	// Math writes a formula as MathML.
	Math func(tex string, display bool) string

	WasmExec []byte // Go's wasm_exec.js
	Wasm     []byte // the program of the page, as the Go tool makes it
	Worker   []byte // the program that does jobs
	Licences []byte // of everything in the folder

	// Base is the path under which the site will be found, for the one page
	// that does not know where it is: 404.html. The empty Base is "/".
	Base string
}

// A Page is a chapter, the opening or the glossary.
type Page struct {
	ID      string
	Kicker  string // the line above the title
	Home    string // the address of the table of contents, or ""
	Doc     *doc.Document
	Figures map[string]ui.Widget
}

// Build writes the site into the folder out. Files of an earlier build are
// overwritten or, if their names hold an old hash, removed; others stay.
func (s *Site) Build(out string) error {
	files, err := s.Files()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(out, name), data, 0o644); err != nil {
			return err
		}
	}
	return removeOld(out, files)
}

// hashed is the form of the names that newAsset makes.
var hashed = regexp.MustCompile(`^[a-z]+-[0-9a-f]{12}\.[a-z]+$`)

func removeOld(out string, files map[string][]byte) error {
	entries, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, ours := files[e.Name()]; ours || !hashed.MatchString(e.Name()) {
			continue
		}
		if err := os.Remove(filepath.Join(out, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// Single is the file that holds all of the guide: to be mailed or carried.
const Single = "from-zero-to-ai.html"

// Files returns what Build writes, by name.
func (s *Site) Files() (map[string][]byte, error) {
	a, err := s.assets()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{".nojekyll": nil, "licences.txt": s.Licences}
	for _, f := range a.all() {
		files[f.Name] = f.data
	}
	if files["index.html"], err = s.index(a, files); err != nil {
		return nil, err
	}
	loaded := slices.Collect(maps.Keys(files))
	loaded = slices.DeleteFunc(loaded, func(name string) bool { return !hashed.MatchString(name) })
	if files[Service], err = s.service(files["index.html"], loaded); err != nil {
		return nil, err
	}
	if files[Single], err = s.single(a); err != nil {
		return nil, err
	}
	if files["embed.js"], err = fs.ReadFile(s.Shell, "embed.js"); err != nil { // other sites know it by this name
		return nil, err
	}
	files["404.html"], err = s.notFound()
	return files, err
}

// join puts the files of the shell one after the other.
func (s *Site) join(names ...string) ([]byte, error) {
	var b bytes.Buffer
	for _, name := range names {
		data, err := fs.ReadFile(s.Shell, name)
		if err != nil {
			return nil, err
		}
		b.Write(data)
	}
	return b.Bytes(), nil
}

func (s *Site) style() ([]byte, error) {
	sheet, err := s.join("style.css", "live.css")
	if err != nil {
		return nil, err
	}
	return slices.Concat(families(), colours(&theme.Light, &theme.Dark), icons(), sheet), nil
}
