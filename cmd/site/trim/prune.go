package trim

import (
	"bytes"
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strconv"
)

// replace puts the declarations of files, named by their places in the copy,
// in the place of those with the same names. A file may be of a new package.
func (c *clone) replace(files map[string][]byte) error {
	for name, src := range files {
		p := c.packageAt(path.Join(module, path.Dir(name)))
		f, err := c.parse(p, "standin_"+path.Base(name), src)
		if err != nil {
			return err
		}
		for _, u := range f.units {
			p.remove(u)
		}
		p.files = append(p.files, f)
	}
	return nil
}

func (c *clone) packageAt(path string) *pkg {
	p, ok := c.packages[path]
	if !ok {
		p = &pkg{path: path}
		c.packages[path] = p
	}
	return p
}

// remove cuts what u stands in for.
func (p *pkg) remove(u *unit) {
	for _, f := range p.files {
		f.units = slices.DeleteFunc(f.units, func(old *unit) bool {
			same := old.owner == u.owner && slices.ContainsFunc(old.names, func(n string) bool { return slices.Contains(u.names, n) })
			method := u.owner == "" && slices.Contains(u.names, old.owner)
			if same || method {
				old.cut()
			}
			return same || method
		})
	}
}

// prune cuts all that is not needed for what the program mentions.
func (c *clone) prune() {
	m := newMarker(c)
	for _, r := range c.wanted {
		m.mark(r)
	}
	for path, p := range c.packages {
		if !m.live[path] {
			delete(c.packages, path)
			continue
		}
		p.files = slices.DeleteFunc(p.files, func(f *file) bool { return !c.pruneFile(f, m) })
	}
}

// pruneFile cuts what is not marked in f, with the imports that were for it,
// and reports whether anything is left.
func (c *clone) pruneFile(f *file, m *marker) bool {
	used := map[string]bool{}
	kept := 0
	for _, u := range f.units {
		if !m.kept[u] {
			u.cut()
			continue
		}
		kept++
		for _, r := range u.mentions {
			used[r.path] = true
		}
	}
	for _, decl := range f.ast.Decls {
		if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			c.pruneImports(f, d, used)
		}
	}
	for from, to := range imported {
		f.src = bytes.ReplaceAll(f.src, []byte(strconv.Quote(from)), []byte(strconv.Quote(to)))
	}
	return kept > 0
}

// pruneImports cuts those of an import declaration that are not used.
func (c *clone) pruneImports(f *file, d *ast.GenDecl, used map[string]bool) {
	for _, s := range d.Specs {
		spec := s.(*ast.ImportSpec)
		name, path := c.importOf(spec)
		if name == "_" || used[path] {
			continue
		}
		var node ast.Node = spec
		if !d.Lparen.IsValid() {
			node = d
		}
		blank(f.src[c.offset(node.Pos()):c.offset(node.End())])
	}
}

// cut blanks u out of its file's text.
func (u *unit) cut() { blank(u.file.src[u.from:u.to]) }

// blank overwrites all but the ends of lines.
func blank(text []byte) {
	for i, b := range text {
		if b != '\n' {
			text[i] = ' '
		}
	}
}

// A marker finds what is needed.
type marker struct {
	decls map[ref][]*unit // by name; a type's methods by its name, too
	inits map[string][]*unit
	needs map[string][]string // the packages that a package imports for what they do at the start
	kept  map[*unit]bool
	live  map[string]bool // packages of which something is kept
}

func newMarker(c *clone) *marker {
	m := &marker{map[ref][]*unit{}, map[string][]*unit{}, map[string][]string{}, map[*unit]bool{}, map[string]bool{}}
	for path, p := range c.packages {
		for _, f := range p.files {
			for _, u := range f.units {
				m.add(path, u)
			}
			for _, spec := range f.ast.Imports {
				if name, imp := c.importOf(spec); name == "_" {
					m.needs[path] = append(m.needs[path], imp)
				}
			}
		}
	}
	return m
}

func (m *marker) add(path string, u *unit) {
	names := u.names
	if u.owner != "" {
		names = []string{u.owner}
	}
	if len(names) == 0 {
		m.inits[path] = append(m.inits[path], u)
	}
	for _, n := range names {
		m.decls[ref{path, n}] = append(m.decls[ref{path, n}], u)
	}
}

// mark keeps what is called r, and all that it mentions.
func (m *marker) mark(r ref) {
	us := m.decls[r]
	if len(us) > 0 {
		m.start(r.path)
	}
	for _, u := range us {
		m.keep(u)
	}
}

// start keeps what a package does when the program starts.
func (m *marker) start(path string) {
	if m.live[path] {
		return
	}
	m.live[path] = true
	for _, u := range m.inits[path] {
		m.keep(u)
	}
	for _, p := range m.needs[path] {
		m.start(p)
	}
}

func (m *marker) keep(u *unit) {
	if m.kept[u] {
		return
	}
	m.kept[u] = true
	for _, r := range u.mentions {
		m.mark(r)
	}
}
