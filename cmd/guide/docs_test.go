//go:build !js

package main

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// Every package says what it is, and every exported name what it stands for.
func TestDocs(t *testing.T) {
	fset, files := token.NewFileSet(), map[string][]*ast.File{}
	for _, path := range sources(t) {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		files[dir] = append(files[dir], f)
	}
	for dir, fs := range files {
		name := strings.TrimPrefix(dir, "../../")
		p, err := doc.NewFromFiles(fset, fs, module+name)
		if err != nil {
			t.Fatal(err)
		}
		checkDocs(t, name, p)
	}
}

func checkDocs(t *testing.T, name string, p *doc.Package) {
	t.Helper()
	if p.Doc == "" {
		t.Errorf("%s has no package comment", name)
	}
	values(t, name, p.Consts, p.Vars)
	funcs(t, name, p.Funcs)
	for _, typ := range p.Types {
		if typ.Doc == "" {
			t.Errorf("%s.%s has no comment", name, typ.Name)
		}
		values(t, name, typ.Consts, typ.Vars)
		funcs(t, name, typ.Funcs)
		funcs(t, name+"."+typ.Name, typ.Methods)
	}
}

func funcs(t *testing.T, of string, fs []*doc.Func) {
	t.Helper()
	for _, f := range fs {
		if f.Doc == "" {
			t.Errorf("%s.%s has no comment", of, f.Name)
		}
	}
}

// values checks constants and variables: their group has a comment, or each.
func values(t *testing.T, of string, groups ...[]*doc.Value) {
	t.Helper()
	for _, group := range groups {
		for _, v := range group {
			if v.Doc != "" {
				continue
			}
			for _, s := range v.Decl.Specs {
				s := s.(*ast.ValueSpec)
				if s.Doc == nil && s.Comment == nil {
					t.Errorf("%s.%s has no comment", of, s.Names[0])
				}
			}
		}
	}
}
