package icon

import (
	"go/ast"
	"go/parser"
	"go/token"
	"image/color"
	"strconv"
	"testing"

	"zerotoai/widgets/paint"
)

// Every icon can be read and lies in its square, lines and all.
func TestIcons(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "data.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	ast.Inspect(f, func(node ast.Node) bool {
		v, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		d, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		n++
		p := Icon(d).path()
		for _, s := range p.Segments() {
			for _, q := range s.P {
				if q.X < 0 || q.X > grid || q.Y < 0 || q.Y > grid {
					t.Errorf("%s leaves its square at %v", v.Names[0], q)
				}
			}
		}
		return true
	})
	if n < 20 {
		t.Errorf("only %d icons", n)
	}
}

func TestDraw(t *testing.T) {
	var l paint.List
	Draw(&l, Play, paint.Box(0, 0, 18, 18), color.NRGBA{A: 255})
	Draw(&l, "", paint.Box(0, 0, 18, 18), color.NRGBA{A: 255})
	if l.Len() != 1 {
		t.Errorf("%d calls", l.Len())
	}
}
