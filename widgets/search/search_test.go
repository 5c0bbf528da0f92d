package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"zerotoai/widgets/doc"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"":                           "",
		"How large is GPT-3?":        " how large is gpt 3",
		"Poincaré, Łukasiewicz, Øre": " poincare lukasiewicz ore",
		"Cafe\u0301 STRASSE Straße":  " cafe strasse strasse",
		"x² + σ":                     " x² σ",
		"🤖 🤖":                        "",
		"it’s":                       " it s",
	} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func heading(level int, id, text string) doc.Block {
	return &doc.Heading{Level: level, ID: id, Text: words(text)}
}

func paragraph(text string) doc.Block { return &doc.Paragraph{Text: words(text)} }
func words(text string) []doc.Inline  { return []doc.Inline{doc.Plain(text)} }
func note(n int, t string) *doc.Note  { return &doc.Note{Number: n, Text: words(t)} }
func document(bs ...doc.Block) *doc.Document {
	return &doc.Document{Title: doc.PlainText(bs[0].(*doc.Heading).Text), Blocks: bs}
}

func index() *Index {
	slopes := document(
		heading(1, "", "Slopes"), paragraph("How steep a curve is."),
		&doc.Figure{Name: "slopes.graph", Caption: "Drag the point along the curve."}, &doc.Figure{Name: "slopes.check"},
		heading(2, "flat", "Where the slope is zero"), paragraph("At a minimum the curve is flat."),
		&doc.Aside{Kind: doc.Try, Title: "Try this", Blocks: []doc.Block{&doc.List{Items: [][]doc.Block{{paragraph("Look for a plateau.")}}}}},
		&doc.Table{Header: []doc.Cell{words("Rule")}, Rows: [][]doc.Cell{{words("Chain rule")}}}, &doc.Code{Text: "df/dx"},
	)
	slopes.Notes = []*doc.Note{note(1, "Fermat, Methodus, 1636: on the slope.")}
	return NewIndex([]Page{
		{ID: "slopes", Kicker: "Chapter 2", Doc: slopes},
		{ID: "glossary", Kicker: "At the end", Terms: true, Doc: document(
			heading(1, "", "Glossary"), heading(2, "minimum", "Minimum"), paragraph("Where a curve is lowest."),
			heading(2, "slope", "Slope"), paragraph("How steep it is.")),
		},
	})
}

// urls are where the hits lead, in their order.
func urls(a Answer) string {
	var us []string
	for _, h := range a.Hits {
		us = append(us, h.URL)
	}
	return strings.Join(us, " ")
}

func TestFind(t *testing.T) {
	x := index()
	for query, want := range map[string]string{
		"slope":          "#glossary-slope #slopes #slopes-flat #slopes-source-1",
		"SLOPES":         "#slopes",
		"zero where":     "#slopes-flat",
		"min":            "#glossary-minimum #slopes-flat",
		"curve":          "#slopes.graph.figure #slopes #slopes-flat #glossary-minimum",
		"plateau":        "#slopes-flat",
		"chain":          "#slopes-flat",
		"df dx":          "#slopes-flat",
		"try this":       "#slopes-flat",
		"lope":           "", // not a word's beginning
		"slope elephant": "",
		"Férmat":         "#slopes-source-1",
		"":               "",
		"🤖":              "",
	} {
		if got := urls(x.Find(query)); got != want {
			t.Errorf("%q finds %s, want %s", query, got, want)
		}
	}
}

func TestHit(t *testing.T) {
	x := index()
	want := Hit{Name: "Where the slope is zero", Where: "Section · Chapter 2 · Slopes", URL: "#slopes-flat",
		Text: "… flat. Try this Look for a plateau. Rule Chain rule df/dx"}
	if got := x.Find("plateau").Hits[0]; got != want {
		t.Errorf("%+v", got)
	}
	want = Hit{Name: "Slope", Where: "Term", URL: "#glossary-slope", Text: "How steep it is."}
	if got := x.Find("slope").Hits[0]; got != want {
		t.Errorf("%+v", got)
	}
}

// A formula stands in a passage as one would type it, and is found so.
func TestFormula(t *testing.T) {
	p := &doc.Paragraph{Text: []doc.Inline{doc.Plain("Its slope is "), doc.Math(`\frac{\Delta y}{\Delta x}`), doc.Plain(".")}}
	x := NewIndex([]Page{{ID: "a", Doc: document(heading(1, "", "A"), p)}})
	if got := x.Find("Δy").Say; got[0] != 'N' {
		t.Errorf("Δy is not one word, and found: %s", got)
	}
	if got := x.Find("Δ y").Hits; len(got) != 1 || got[0].Text != "Its slope is Δ y/Δ x." {
		t.Errorf("%+v", got)
	}
}

// What came of it is said in words, whatever was asked.
func TestSay(t *testing.T) {
	many := make([]doc.Block, 0, 61)
	for range cap(many) {
		many = append(many, heading(1, "", "Cat"))
	}
	x := index()
	x.entries = append(x.entries, entries(Page{ID: "cats", Doc: document(many...)})...)
	for query, want := range map[string]string{
		"":                                    "Type the beginning",
		" \t\n":                               "Type the beginning",
		"🤖🤖":                                  "“🤖🤖” has neither letters nor digits",
		"elephant":                            "Nothing has “elephant”.",
		"<script>alert(1)</script>":           "Nothing has “<script>alert(1)</script>”.",
		"\xff\xfe":                            "Type the beginning",
		"plateau":                             "1 place.",
		"slope":                               "4 places.",
		"cat":                                 "The first 50 of 61 places.",
		strings.Repeat("slope ", 1000):        "4 places. Only the first 200 characters were looked for.",
		strings.Repeat("é", 100000):           "Nothing has “" + strings.Repeat("é", 39) + "…”.",
		strings.Repeat("\u202e", 3) + "epols": "Nothing has",
	} {
		if got := x.Find(query).Say; !strings.HasPrefix(got, want) {
			t.Errorf("of %.20q is said %q, want %q", query, got, want)
		}
	}
}

// Whatever is asked: every word that is asked for begins a word of every hit,
// and what is said is short and valid.
func FuzzFind(f *testing.F) {
	x := index()
	for _, s := range []string{"", "slope", "a\x00b", "ÅNGSTRÖM", "\xff", "<b>&amp;", "🤖 zero", strings.Repeat("x ", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		a := x.Find(query)
		if a.Say == "" || len(a.Say) > 400 || !utf8.ValidString(a.Say) || len(a.Hits) > Most {
			t.Fatalf("%q: %d hits, %q", query, len(a.Hits), a.Say)
		}
		asked, _ := limit(strings.ToValidUTF8(query, " "))
		for _, h := range a.Hits {
			for _, w := range strings.Fields(fold(asked)) {
				if !strings.Contains(fold(entryAt(x, h.URL).allWords), " "+w) {
					t.Fatalf("%q finds %+v, which has no %q", query, h, w)
				}
			}
		}
	})
}

func entryAt(x *Index, url string) entry {
	for _, e := range x.entries {
		if e.url == url {
			return e
		}
	}
	return entry{}
}
