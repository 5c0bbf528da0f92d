package trim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A clone is the packages of Ebitengine that the program is linked with, to be
// made into a smaller copy.
type clone struct {
	fset     *token.FileSet
	packages map[string]*pkg   // by import path
	names    map[string]string // of all packages, by import path
	wanted   []ref             // what the program mentions
}

// A pkg is a package of the copy.
type pkg struct {
	path  string
	files []*file
	data  map[string][]byte // embedded files, by name
}

// A file is a source file and the declarations in it. What is cut out of it is
// replaced by empty lines: a trace of calls names the lines of the original.
type file struct {
	name  string
	src   []byte
	ast   *ast.File
	units []*unit
}

// listed is what go list says of a package.
type listed struct {
	ImportPath, Name, Dir string
	GoFiles, EmbedFiles   []string
	Imports               []string
	Module                *struct{ Path, Version string }
}

// readCopy reads the packages of Ebitengine that program is linked with in a
// browser.
func readCopy(root, program string) (*clone, error) {
	out, err := run(root, nil, []string{"GOOS=js", "GOARCH=wasm", "GOWORK=off"}, "go", "list", "-deps", "-json=ImportPath,Name,Dir,GoFiles,EmbedFiles,Imports,Module", program)
	if err != nil {
		return nil, err
	}
	c := &clone{fset: token.NewFileSet(), packages: map[string]*pkg{}, names: map[string]string{}}
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var l listed
		if err := d.Decode(&l); err != nil {
			return nil, err
		}
		c.names[l.ImportPath] = l.Name
		if err := c.add(l); err != nil {
			return nil, err
		}
	}
	if len(c.wanted) == 0 {
		return nil, fmt.Errorf("trim: %s does not use %s", program, module)
	}
	return c, nil
}

// add reads a package of Ebitengine, or what another package mentions of it.
func (c *clone) add(l listed) error {
	ours := l.Module != nil && l.Module.Path == module
	if ours && l.Module.Version != Version {
		return fmt.Errorf("trim: %s is %s, but what stands in for parts of it is made for %s", module, l.Module.Version, Version)
	}
	if !ours && !slices.ContainsFunc(l.Imports, inModule) {
		return nil
	}
	p := &pkg{path: l.ImportPath, data: map[string][]byte{}}
	for _, name := range l.GoFiles {
		src, err := os.ReadFile(filepath.Join(l.Dir, name))
		if err != nil {
			return err
		}
		f, err := c.parse(p, name, src)
		if err != nil {
			return err
		}
		p.files = append(p.files, f)
	}
	if !ours {
		c.want(p)
		return nil
	}
	for _, name := range l.EmbedFiles {
		var err error
		if p.data[name], err = os.ReadFile(filepath.Join(l.Dir, name)); err != nil {
			return err
		}
	}
	c.packages[p.path] = p
	return nil
}

func inModule(path string) bool { return path == module || strings.HasPrefix(path, module+"/") }

// want notes what a package outside of the copy mentions of it.
func (c *clone) want(p *pkg) {
	for _, f := range p.files {
		for _, u := range f.units {
			for _, r := range u.mentions {
				if inModule(r.path) {
					c.wanted = append(c.wanted, r)
				}
			}
		}
	}
}

// parse reads a source file of p.
func (c *clone) parse(p *pkg, name string, src []byte) (*file, error) {
	tree, err := parser.ParseFile(c.fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	f := &file{name: name, src: slices.Clone(src), ast: tree}
	f.units = c.units(p.path, f)
	return f, nil
}

// imports returns the names that f calls its imports by.
func (c *clone) imports(f *file) map[string]string {
	names := map[string]string{}
	for _, spec := range f.ast.Imports {
		name, path := c.importOf(spec)
		names[name] = path
	}
	return names
}

// importOf returns what is imported in the copy, and its name in the file.
func (c *clone) importOf(spec *ast.ImportSpec) (name, path string) {
	path, _ = strconv.Unquote(spec.Path.Value) // the parser has seen to it
	if to, ok := imported[path]; ok {
		path = to
	}
	if spec.Name != nil {
		return spec.Name.Name, path
	}
	if name, ok := c.names[path]; ok {
		return name, path
	}
	return lastOf(path), path
}

func lastOf(p string) string { return path.Base(p) }

// shaders returns the sources of all shaders, which Ebitengine marks.
func (c *clone) shaders() (sources []string, err error) {
	for _, p := range c.packages {
		for _, f := range p.files {
			for _, decl := range f.ast.Decls {
				g, ok := decl.(*ast.GenDecl)
				if !ok || !marked(g.Doc) {
					continue
				}
				src, err := constant(g)
				if err != nil {
					return nil, fmt.Errorf("trim: %s: %w", c.fset.Position(g.Pos()), err)
				}
				sources = append(sources, src)
			}
		}
	}
	if len(sources) == 0 {
		err = fmt.Errorf("trim: %s marks no shaders", module)
	}
	return sources, err
}

// marked reports whether a comment says that its constant is a shader.
func marked(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return c.Text == "//ebitengine:shadersource" })
}

// constant returns the text that g declares.
func constant(g *ast.GenDecl) (string, error) {
	if len(g.Specs) == 1 {
		if spec, ok := g.Specs[0].(*ast.ValueSpec); ok && len(spec.Values) == 1 {
			if lit, ok := spec.Values[0].(*ast.BasicLit); ok {
				return strconv.Unquote(lit.Value)
			}
		}
	}
	return "", fmt.Errorf("a shader is not one constant")
}

// files returns the copy as it is now, by names inside of a workspace.
func (c *clone) files() map[string][]byte {
	files := map[string][]byte{}
	for _, p := range c.packages {
		dir := path.Join("ebiten", strings.TrimPrefix(p.path, module))
		for _, f := range p.files {
			files[path.Join(dir, f.name)] = f.src
		}
		for name, data := range p.data {
			files[path.Join(dir, name)] = data
		}
	}
	return files
}
