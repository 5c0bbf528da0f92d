//go:build !js

package main

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/accessibility"

	"zerotoai/widgets/chapters"
	"zerotoai/widgets/chapters/opening"
	"zerotoai/widgets/doc"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/model"
)

// axe-core finds nothing to object to: in the guide as it is painted, and in text
// mode, where the colours of the text are its own.
func TestAxe(t *testing.T) {
	ctx, from := browser(t), serve(t, dist(t))
	for _, of := range []struct {
		width int
		theme string
		text  bool
	}{{320, "dark", true}, {390, "dark", false}, {1280, "light", false}, {320, "light", true}} {
		p := tab(t, ctx, from, of.width)
		p.navigate("404.html")
		p.run("localStorage.setItem('zerotoai.theme', '" + of.theme + "')")
		p.navigate("")
		p.wait("zerotoai.ready && zerotoai.painted")
		if of.text {
			p.run("zerotoai.textMode('')")
			p.wait("zerotoai.ready && document.documentElement.classList.contains('text')")
		}
		noAxe(p)
	}
}

func pagesOf(t *testing.T) []*flow.Page {
	t.Helper()
	pages, err := chapters.Pages(new(opening.Choices), new(model.Shelf), func() {})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// axeFinds is a function that gives what axe-core objects to in a window.
const axeFinds = `(w, options) => w.axe.run(w.document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], ...options })
	.then(r => r.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | ')))`

// noAxe holds what a page shows now to axe-core.
func noAxe(p *page) {
	p.t.Helper()
	axe, err := os.ReadFile("testdata/axe.min.js")
	if err != nil {
		p.t.Fatal(err)
	}
	p.run(string(axe))
	found := eval[[]string](p, "("+axeFinds+")(window)")
	for _, v := range found {
		p.t.Errorf("%s %d wide: %s", eval[string](p, "location.search"), eval[int](p, "innerWidth"), v)
	}
}

// Who goes through the guide with a screen reader hears the headings and the
// figures in the order of the text, each once and no level left out, and of each
// control what it is called.
func TestScreenReader(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "", 900)
	heard := spoken(p)
	level := 0
	var marks []string
	for _, n := range heard {
		switch {
		case slices.Contains(named, n.role) && n.name == "":
			t.Errorf("a %s without a name, after %q", n.role, marks[len(marks)-1])
		case n.role == "heading":
			if n.level > level+1 {
				t.Errorf("%q is a heading of level %d after one of %d", n.name, n.level, level)
			}
			level = n.level
		}
		if n.role == "heading" || n.role == "figure" {
			marks = append(marks, n.role+" "+n.name)
		}
	}
	inOrder(t, marks)
}

// inOrder holds that the headings and the captions of all chapters are among
// marks, in their order, and no heading twice in a chapter.
func inOrder(t *testing.T, marks []string) {
	for _, page := range pagesOf(t) {
		var want []string
		for b := range page.Doc.Every() {
			switch b := b.(type) {
			case *doc.Heading:
				want = append(want, "heading "+doc.PlainText(b.Text))
			case *doc.Figure:
				if b.Caption != "" {
					want = append(want, "figure "+b.Caption)
				}
			}
		}
		for _, w := range want {
			at := slices.Index(marks, w)
			if at < 0 {
				t.Errorf("%s: %.80q is not heard, or not in its order", page.ID, w)
				continue
			}
			for _, m := range marks[:at] {
				if slices.Contains(want, m) {
					t.Errorf("%s: %.80q is heard twice, or before %.80q", page.ID, m, w)
				}
			}
			marks = marks[at+1:]
		}
	}
}

// named are the roles that are nothing without a name.
var named = []string{
	"button", "link", "textbox", "searchbox", "slider", "spinbutton", "combobox", "listbox", "option", "checkbox", "switch",
	"radio", "radiogroup", "tab", "menuitem", "figure", "image", "img", "heading", "dialog", "math",
}

// A said is a node of the accessibility tree, as it is spoken.
type said struct {
	role, name string
	level      int // of a heading
}

// spoken returns what a screen reader finds, in its order.
func spoken(p *page) (said []said) {
	p.t.Helper()
	tree := call(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range tree.Nodes {
		byID[n.NodeID] = n
	}
	var walk func(n *accessibility.Node)
	walk = func(n *accessibility.Node) {
		if !n.Ignored {
			said = append(said, toSay(n))
		}
		for _, id := range n.ChildIDs {
			if child := byID[id]; child != nil {
				walk(child)
			}
		}
	}
	walk(tree.Nodes[0])
	return said
}

func toSay(n *accessibility.Node) (s said) {
	s.role, s.name = text(n.Role), text(n.Name)
	for _, p := range n.Properties {
		if p.Name == "level" {
			json.Unmarshal(p.Value.Value, &s.level) // what is no number is no level
		}
	}
	return s
}

// text is a value of the tree, or "" if it is no text.
func text(v *accessibility.Value) (s string) {
	if v == nil || json.Unmarshal(v.Value, &s) != nil {
		return ""
	}
	return s
}
