package trim

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// A ref is the name of a declaration of a package.
type ref struct{ path, name string }

// A unit is a declaration that is kept or cut as a whole.
type unit struct {
	file     *file
	from, to int      // its place in the file's text, with its comment
	names    []string // that it declares; of what is there whether mentioned or not, none
	owner    string   // of a method: its receiver's type
	node     ast.Node
	mentions []ref // may be more than it truly mentions, never less
}

// units returns the declarations of a file of the package called path, without
// its imports.
func (c *clone) units(path string, f *file) (us []*unit) {
	add := func(node ast.Node, doc *ast.CommentGroup, owner string, names ...string) {
		from := node.Pos()
		if doc != nil {
			from = doc.Pos()
		}
		us = append(us, &unit{
			file: f, from: c.offset(from), to: c.offset(node.End()),
			names: names, owner: owner, node: node, mentions: c.mentions(path, f, node),
		})
	}
	for _, decl := range f.ast.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			switch {
			case d.Recv != nil:
				add(d, d.Doc, base(d.Recv.List[0].Type), d.Name.Name)
			case d.Name.Name == "init" || linked(d.Doc):
				add(d, d.Doc, "")
			default:
				add(d, d.Doc, "", d.Name.Name)
			}
		case *ast.GenDecl:
			switch {
			case d.Tok == token.IMPORT:
			case d.Tok == token.CONST || !d.Lparen.IsValid(): // constants may count on those before them
				add(d, d.Doc, "", declared(d.Specs...)...)
			default:
				for _, s := range d.Specs {
					add(s, docOf(s), "", declared(s)...)
				}
			}
		}
	}
	return us
}

func (c *clone) offset(p token.Pos) int { return c.fset.Position(p).Offset }

// base returns the name of a receiver's type.
func base(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return base(t.X)
	case *ast.IndexExpr:
		return base(t.X)
	case *ast.IndexListExpr:
		return base(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}

// declared returns the names that specs declare, of those that have one: a
// variable without a name is an assertion.
func declared(specs ...ast.Spec) (names []string) {
	for _, s := range specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			names = append(names, s.Name.Name)
		case *ast.ValueSpec:
			for _, n := range s.Names {
				if n.Name != "_" {
					names = append(names, n.Name)
				}
			}
		}
	}
	return names
}

// linked reports whether a function may be called from where it is not
// mentioned.
func linked(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:linkname ") })
}

func docOf(s ast.Spec) *ast.CommentGroup {
	switch s := s.(type) {
	case *ast.TypeSpec:
		return s.Doc
	case *ast.ValueSpec:
		return s.Doc
	}
	return nil
}

// mentions returns what node mentions, of the package called path and of those
// that its file imports.
func (c *clone) mentions(path string, f *file, node ast.Node) (rs []ref) {
	imports := c.imports(f)
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && imports[x.Name] != "" {
				rs = append(rs, ref{imports[x.Name], n.Sel.Name})
				return false
			}
		case *ast.Ident:
			rs = append(rs, ref{path, n.Name})
		}
		return true
	})
	slices.SortFunc(rs, compareRefs)
	return slices.Compact(rs)
}

func compareRefs(a, b ref) int {
	return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.name, b.name))
}
