package chapters

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"zerotoai/widgets/chapters/opening"
	"zerotoai/widgets/doc"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/formula"
	"zerotoai/widgets/model"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/ui/uitest"
)

func pages(t *testing.T) []*flow.Page {
	t.Helper()
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	shelf := &model.Shelf{}
	shelf.Put(m)
	ps, err := Pages(&opening.Choices{Theme: opening.System}, shelf, func() {})
	if err != nil {
		t.Fatal(err)
	}
	return ps
}

// The text of a page calls the figures that there are, knows its terms, and
// has its formulas laid out. No name is used twice.
func TestDrift(t *testing.T) {
	ps := pages(t)
	glossary := ps[0].Glossary
	ids := map[string]bool{}
	for _, p := range ps {
		called := p.Doc.Figures()
		for name := range p.Figures {
			if !slices.Contains(called, name) {
				t.Errorf("%s: the text does not call the figure %s", p.ID, name)
			}
		}
		for _, name := range called {
			if p.Figures[name] == nil {
				t.Errorf("%s: there is no figure %s", p.ID, name)
			}
		}
		for _, term := range p.Doc.Terms() {
			if _, ok := glossary(term); !ok {
				t.Errorf("%s: the glossary does not know %q", p.ID, term)
			}
		}
		inline, display := p.Doc.Math()
		for _, tex := range inline {
			if _, ok := formula.Lookup(tex, false); !ok {
				t.Errorf("%s: nobody has laid out $%s$", p.ID, tex)
			}
		}
		for _, tex := range display {
			if _, ok := formula.Lookup(tex, true); !ok {
				t.Errorf("%s: nobody has laid out $$%s$$", p.ID, tex)
			}
		}
		p.Layout(uitest.Context(t, &theme.Dark), paint.Pt(390, 1e6))
		walk(p.Describe(), func(n ui.Node) {
			if ids[n.ID] {
				t.Errorf("%s: two nodes are called %q", p.ID, n.ID)
			}
			ids[n.ID] = true
		})
	}
}

func walk(n ui.Node, f func(ui.Node)) {
	f(n)
	for _, c := range n.Children {
		walk(c, f)
	}
}

// The words of tables stand whole, on phones and on desks.
func TestTables(t *testing.T) {
	for _, p := range pages(t) {
		for _, width := range []float64{320, 390, 1280} {
			p.Layout(uitest.Context(t, &theme.Dark), paint.Pt(width, 1e6))
			cells(p.Describe(), func(n ui.Node) {
				lines := strings.Split(ended(n.Text), "\n")
				for i, next := range lines[1:] {
					last, _ := utf8.DecodeLastRuneInString(lines[i])
					first, _ := utf8.DecodeRuneInString(next)
					if unicode.IsLetter(last) && unicode.IsLetter(first) {
						t.Errorf("%s, %g wide: a word of a table is broken: %q", p.ID, width, lines)
					}
				}
			})
		}
	}
}

// cells calls f with what stands in the tables of the text.
func cells(n ui.Node, f func(ui.Node)) {
	walk(n, func(n ui.Node) {
		if (n.Role == ui.Cell || n.Role == ui.Head) && n.Text != nil {
			f(n)
		}
	})
}

// ended is a text with its lines ended.
func ended(t *ui.Text) string {
	var b strings.Builder
	for _, ph := range t.Phrases {
		for _, piece := range ph.Pieces {
			b.WriteString(piece.Text)
			if piece.Break {
				b.WriteString("\n")
			}
		}
	}
	return b.String()
}

// Each chapter has what a chapter has: a title, a lede, an explanation, a
// prediction, a checkpoint and a way on.
func TestWhole(t *testing.T) {
	for i, p := range pages(t)[1 : len(All)+1] {
		if p.Doc.Title == "" || lede(p.Doc) == "" {
			t.Errorf("%s has no title or no lede", p.ID)
		}
		kinds := map[doc.AsideKind]bool{}
		for _, b := range p.Doc.Blocks {
			if a, ok := b.(*doc.Aside); ok {
				kinds[a.Kind] = true
			}
		}
		for _, k := range []doc.AsideKind{doc.Seeing, doc.Try, doc.Matters, doc.World} {
			if !kinds[k] {
				t.Errorf("%s has no call-out %q", p.ID, k.Title())
			}
		}
		goals := 0
		for _, w := range p.Figures {
			if _, ok := w.(ui.Goal); ok {
				goals++
			}
		}
		if goals < 2 {
			t.Errorf("%s has %d goals, want a prediction and a checkpoint", p.ID, goals)
		}
		if i+1 < len(All) && !strings.Contains(string(All[i].Text), "(#"+All[i+1].ID+")") {
			t.Errorf("%s does not lead on to %s", p.ID, All[i+1].ID)
		}
	}
}

// Every page but the first leads to the contents, at its start and at its end,
// and to the pages before and after it. The contents are there.
func TestWays(t *testing.T) {
	ps := pages(t)
	c, addresses := uitest.Context(t, &theme.Dark), map[string][]string{}
	there := map[string]bool{}
	for _, p := range ps {
		p.Layout(c, paint.Pt(800, 1e6))
		there["#"+p.ID] = true
		walk(p.Describe(), func(n ui.Node) {
			there["#"+n.ID] = true
			if n.Text == nil {
				return
			}
			for _, ph := range n.Text.Phrases {
				if ph.Kind == ui.PhraseLink {
					addresses[p.ID] = append(addresses[p.ID], ph.URL)
				}
			}
		})
	}
	for i, p := range ps[1:] {
		got := addresses[p.ID]
		home := slices.Index(got, contentsURL)
		if home != 0 || !slices.Contains(got[1:], contentsURL) {
			t.Errorf("%s leads to %q, not to the contents first and last", p.ID, got)
		}
		for _, j := range []int{i, i + 2} {
			if 0 < j && j < len(ps) && !slices.Contains(got, "#"+ps[j].ID) {
				t.Errorf("%s does not lead to %s", p.ID, ps[j].ID)
			}
		}
	}
	for id, urls := range addresses {
		for _, url := range urls {
			if strings.HasPrefix(url, "#") && !there[url] {
				t.Errorf("%s leads to %s, which is not there", id, url)
			}
		}
	}
}

// Every number that can be asked where it comes from opens a card.
func TestCards(t *testing.T) {
	c := uitest.Context(t, &theme.Dark)
	asked := 0
	for _, p := range pages(t) {
		p.Layout(c, paint.Pt(800, 1e6))
		p.View = paint.Box(0, 0, 1e6, 1e6)
		walk(p.Describe(), func(n ui.Node) {
			if n.Role != ui.Output || n.Explains.Name == "" {
				return
			}
			asked++
			p.Handle(ui.Set{ID: n.ID})
			p.Layout(c, paint.Pt(800, 1e6))
			closers := buttons(p, "Close")
			if len(closers) == 0 {
				t.Errorf("%s: asking for %q opens nothing", p.ID, n.Name)
			}
			for _, id := range closers {
				p.Handle(ui.Set{ID: id})
			}
			p.Layout(c, paint.Pt(800, 1e6))
		})
	}
	if asked < 10 {
		t.Errorf("only %d numbers can be asked", asked)
	}
}

// buttons lists the ids of the buttons called name.
func buttons(p *flow.Page, name string) (ids []string) {
	walk(p.Describe(), func(n ui.Node) {
		if n.Role == ui.Button && n.Name == name {
			ids = append(ids, n.ID)
		}
	})
	return ids
}

// What a figure shows of another one is up to date, though only what has
// changed is laid out and told: whatever control is used, laying everything out
// changes nothing. A figure that fails here shares something and does not say
// so: it is to be a ui.Sharing.
func TestFiguresShareState(t *testing.T) {
	c := uitest.Context(t, &theme.Dark)
	for _, p := range pages(t)[1:] {
		p.View = paint.Box(0, 0, 1e6, 1e6)
		p.Layout(c, paint.Pt(800, 1e6))
		p.News()
		var controls []ui.Node
		walk(p.Describe(), func(n ui.Node) {
			if n.Role.Control() {
				controls = append(controls, n)
			}
		})
		said := told(p, p.Describe().Children)
		for i, n := range controls {
			if testing.Short() && i%3 > 0 {
				continue
			}
			p.Handle(another(n))
			p.Layout(c, paint.Pt(800, 1e6))
			news, ok := p.News()
			if !ok {
				news = p.Describe().Children
			}
			maps.Copy(said, told(p, news))
			shown := pictures(c, p, said)
			p.Touch()
			p.Layout(c, paint.Pt(800, 1e6))
			all := told(p, p.Describe().Children)
			for name, is := range pictures(c, p, all) {
				if shown[name] != is || said[name] != all[name] {
					t.Errorf("%s does not follow %s", name, n.ID)
				}
			}
			p.News()
		}
	}
}

// another asks a control for something else than it says.
func another(n ui.Node) ui.Set {
	s := ui.Set{ID: n.ID, Number: n.Range.Min + 0.7*(n.Range.Max-n.Range.Min), Text: n.Value + "1"}
	if len(n.Options) > 0 {
		s.Text = n.Options[len(n.Options)-1]
	}
	return s
}

// told is what those of nodes that are figures say, by their ids.
func told(p *flow.Page, nodes []ui.Node) map[string]string {
	said := map[string]string{}
	for _, n := range nodes {
		if strings.HasSuffix(n.ID, ".figure") {
			var b strings.Builder
			n.WriteText(&b)
			said[n.ID] = b.String()
		}
	}
	return said
}

// pictures are the pictures of the figures named.
func pictures[V any](c *ui.Context, p *flow.Page, names map[string]V) map[string]string {
	made := map[string]string{}
	for name := range names {
		made[name] = string(p.Picture(c, name))
	}
	return made
}

// Progress is kept as text and read again; damaged text is dropped.
func TestProgress(t *testing.T) {
	c := uitest.Context(t, &theme.Dark)
	from := pages(t)
	kept := Memory(from)
	p := from[1]
	p.View = paint.Box(0, 0, 1e6, 1e6)
	p.Layout(c, paint.Pt(800, 1e6))
	p.Handle(ui.Set{ID: "functions.graph.input", Number: 1.4})
	text := Progress(kept)
	if text == "" {
		t.Fatal("nothing is kept of a checkpoint that was reached")
	}
	to := pages(t)
	Recall(Memory(to), text)
	if got := contentsOf(to)[0]; got.Done != 1 {
		t.Errorf("recalled %+v", got)
	}
	for _, bad := range []string{"?functions.check=maybe", "%%%", "\x00\xff", strings.Repeat("?a=b&", 5000)} {
		again := pages(t)
		Recall(Memory(again), bad)
		if got := contentsOf(again)[0]; got.Done != 0 {
			t.Errorf("%.20q recalls %+v", bad, got)
		}
	}
}

// Whatever is found where the progress was kept, what is taken of it is written
// so that it is taken again.
func FuzzRecall(f *testing.F) {
	for _, s := range []string{"", "?functions.check=done", "#opening?functions.check=done&x=1", "functions.check=done&functions.check=", "?a=%00&=&%zz=1"} {
		f.Add(s)
	}
	memory := func(t *testing.T, progress string) []ui.Param {
		ps, err := Pages(&opening.Choices{Theme: opening.System}, &model.Shelf{}, func() {})
		if err != nil {
			t.Fatal(err)
		}
		m := Memory(ps)
		Recall(m, progress)
		return m
	}
	f.Fuzz(func(t *testing.T, s string) {
		kept := Progress(memory(t, s))
		if again := Progress(memory(t, kept)); again != kept {
			t.Errorf("of %q is kept %q, and of that %q", s, kept, again)
		}
	})
}
