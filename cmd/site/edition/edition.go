// Package edition puts the guide's site together: its chapters, its fonts, its
// program and the licences of them all.
package edition

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"zerotoai/cmd/site/site"
	"zerotoai/static"
	"zerotoai/widgets/chapters"
	"zerotoai/widgets/chapters/opening"
	"zerotoai/widgets/doc"
	"zerotoai/widgets/formula"
	"zerotoai/widgets/model"
	"zerotoai/widgets/typeset"
)

// New returns the site of the guide but for its programs, which take longest
// to make: see Compile. It must be called inside the module's folder.
func New() (*site.Site, error) {
	root, err := Root()
	if err != nil {
		return nil, err
	}
	s := &site.Site{Math: math}
	if s.Shell, err = fs.Sub(static.Page, "page"); err != nil {
		return nil, err
	}
	if s.Fonts, err = fs.Sub(static.Fonts, "fonts"); err != nil {
		return nil, err
	}
	if s.Kernel, err = fs.Sub(static.Kernel, "kernel"); err != nil {
		return nil, err
	}
	if s.Model, err = fs.Sub(static.Model, "model"); err != nil {
		return nil, err
	}
	fonts, err := typeset.Load(s.Fonts)
	if err != nil {
		return nil, err
	}
	s.Shaper = typeset.New(fonts, 1)
	if s.WasmExec, err = os.ReadFile(filepath.Join(root, "wasm_exec.js")); err != nil {
		return nil, err
	}
	if s.Licences, err = licences(root); err != nil {
		return nil, err
	}
	s.Pages, err = pages()
	return s, err
}

// pages returns the guide's pages as they are before anybody has read them.
func pages() (ps []site.Page, err error) {
	m, err := model.Shipped()
	if err != nil {
		return nil, err
	}
	shelf := &model.Shelf{}
	shelf.Put(m)
	book, err := chapters.Pages(&opening.Choices{Theme: opening.Themes[0]}, shelf, func() {})
	if err != nil {
		return nil, err
	}
	for _, p := range book {
		if err := checkMath(p.Doc); err != nil {
			return nil, fmt.Errorf("%s: %w", p.ID, err)
		}
		ps = append(ps, site.Page{ID: p.ID, Kicker: p.Kicker, Home: p.Home, Doc: p.Doc, Figures: p.Figures})
	}
	return ps, nil
}

// checkMath checks that every formula of d has been laid out.
func checkMath(d *doc.Document) error {
	inline, display := d.Math()
	for _, tex := range inline {
		if _, ok := formula.Lookup(tex, false); !ok {
			return fmt.Errorf("the formula $%s$ is not in the table: run widgets/formula/make/make.sh", tex)
		}
	}
	for _, tex := range display {
		if _, ok := formula.Lookup(tex, true); !ok {
			return fmt.Errorf("the formula $$%s$$ is not in the table: run widgets/formula/make/make.sh", tex)
		}
	}
	return nil
}

// math is the MathML of a formula that checkMath has found.
func math(tex string, display bool) string {
	f, _ := formula.Lookup(tex, display)
	return f.MathML
}
