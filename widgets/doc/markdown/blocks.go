package markdown

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"zerotoai/widgets/doc"
)

// blocks reads what is in parent, which stands depth containers deep.
func (r *reader) blocks(parent ast.Node, depth int) (bs []doc.Block) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n.(type) {
		case *noteBlock, *ast.LinkReferenceDefinition:
			continue // read where they are referred to
		}
		if b := r.block(n, depth); b != nil {
			bs = append(bs, b)
		}
	}
	return bs
}

// block reads n. It returns nil after an error.
func (r *reader) block(n ast.Node, depth int) doc.Block {
	switch n := n.(type) {
	case *ast.Heading:
		return r.heading(n, depth)
	case *ast.Paragraph, *ast.TextBlock:
		return &doc.Paragraph{Text: r.inlines(n)}
	case *ast.List:
		return r.list(n, depth)
	case *ast.FencedCodeBlock:
		return r.fence(n, depth)
	case *ast.Blockquote:
		return r.aside(n, depth)
	case *formulaBlock:
		return r.formula(n)
	case *tableBlock:
		return r.table(n)
	}
	r.fail(n, "%s", unsupported(n))
	return nil
}

func (r *reader) heading(n *ast.Heading, depth int) doc.Block {
	switch {
	case n.Level > 3:
		r.fail(n, "headings of level %d are not supported", n.Level)
	case depth > 0:
		r.fail(n, "a heading must stand outside of lists and call-outs")
	case r.level == 0 && n.Level > 1:
		r.fail(n, "the first heading must be of level 1")
	case r.level > 0 && n.Level == 1:
		r.fail(n, "only the first heading is of level 1")
	case n.Level > r.level+1:
		r.fail(n, "a heading of level %d under one of level %d", n.Level, r.level)
	}
	text := r.inlines(n)
	plain := doc.PlainText(text)
	if r.level == 0 {
		r.doc.Title = plain
	}
	r.level = n.Level
	return &doc.Heading{Level: n.Level, ID: r.headingID(n, plain), Text: text}
}

// headingID makes an id from the words of a heading, as GitHub does. The
// second heading of the same words would silently get another id, which
// nobody could guess, so it is an error.
func (r *reader) headingID(n ast.Node, words string) string {
	id := strings.Map(func(c rune) rune {
		switch {
		case c == ' ' || c == '-':
			return '-'
		case unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_':
			return unicode.ToLower(c)
		}
		return -1
	}, words)
	switch {
	case strings.Trim(id, "-") == "":
		r.fail(n, "a heading without words")
	case r.ids[id]:
		r.fail(n, "a second heading with the id %q", id)
	}
	r.ids[id] = true
	return id
}

func (r *reader) list(n *ast.List, depth int) doc.Block {
	if n.IsOrdered() && n.Start != 1 {
		r.fail(n, "a list that starts with %d is not supported", n.Start)
	}
	l := &doc.List{Ordered: n.IsOrdered()}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		bs := r.blocks(item, depth+1)
		if len(bs) == 0 {
			r.fail(item, "an item without text")
		}
		l.Items = append(l.Items, bs)
	}
	return l
}

// fence reads a fenced block: code, or the place of a figure.
func (r *reader) fence(n *ast.FencedCodeBlock, depth int) doc.Block {
	info := ""
	if n.Info != nil {
		info = string(n.Info.Value(r.src))
	}
	body := string(n.Lines().Value(r.src))
	lang, name, _ := strings.Cut(info, " ")
	if lang != "figure" {
		if strings.TrimSpace(body) == "" {
			r.fail(n, "a code block without code")
		}
		return &doc.Code{Lang: info, Text: strings.TrimRight(body, "\n")}
	}
	f := &doc.Figure{Name: strings.TrimSpace(name), Caption: together(strings.Join(strings.Fields(body), " "))}
	switch {
	case !isName(f.Name):
		r.fail(n, "%q is no name for a figure: use lower-case letters, digits, - and .", f.Name)
	case r.figures[f.Name]:
		r.fail(n, "the figure %s has a place already", f.Name)
	case depth > 0:
		r.fail(n, "a figure must stand outside of lists and call-outs")
	}
	r.figures[f.Name] = true
	return f
}

// isName reports whether s can be the name of a figure, a term or a note.
func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-.") == ""
}
