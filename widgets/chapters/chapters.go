// Package chapters is the table of contents of the guide.
package chapters

import (
	_ "embed"
	"fmt"
	"strings"

	"zerotoai/widgets/address"
	"zerotoai/widgets/chapters/activations"
	"zerotoai/widgets/chapters/attention"
	"zerotoai/widgets/chapters/backpropagation"
	"zerotoai/widgets/chapters/buildagpt"
	"zerotoai/widgets/chapters/claude"
	"zerotoai/widgets/chapters/derivatives"
	"zerotoai/widgets/chapters/embedding"
	"zerotoai/widgets/chapters/functions"
	"zerotoai/widgets/chapters/gradientdescent"
	"zerotoai/widgets/chapters/learning"
	"zerotoai/widgets/chapters/neuralnetworks"
	"zerotoai/widgets/chapters/opening"
	"zerotoai/widgets/chapters/sampling"
	"zerotoai/widgets/chapters/transformers"
	"zerotoai/widgets/doc"
	"zerotoai/widgets/flow"
	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// A Chapter is a text and the figures it calls by name.
type Chapter struct {
	ID   string
	Text []byte // Markdown
	New  func() map[string]ui.Widget

	// Read is in the place of New in chapters that read the model.
	Read func(*model.Shelf) map[string]ui.Widget

	// End is in the place of New in the last chapter, which tells how the
	// reader's predictions came out.
	End func(answers func() []buildagpt.Answer) map[string]ui.Widget
}

// figures makes the chapter's figures.
func (ch Chapter) figures(s *model.Shelf, answers func() []buildagpt.Answer) map[string]ui.Widget {
	switch {
	case ch.Read != nil:
		return ch.Read(s)
	case ch.End != nil:
		return ch.End(answers)
	}
	return ch.New()
}

// All is the chapters in reading order. The order is here and nowhere else.
var All = []Chapter{
	{ID: "functions", Text: functions.Text, New: functions.New},
	{ID: "derivatives", Text: derivatives.Text, New: derivatives.New},
	{ID: "gradient-descent", Text: gradientdescent.Text, New: gradientdescent.New},
	{ID: "ai-ml-dl", Text: learning.Text, New: learning.New},
	{ID: "neural-networks", Text: neuralnetworks.Text, New: neuralnetworks.New},
	{ID: "activation-functions", Text: activations.Text, New: activations.New},
	{ID: "backpropagation", Text: backpropagation.Text, New: backpropagation.New},
	{ID: "tokens", Text: embedding.Text, Read: embedding.New},
	{ID: "attention", Text: attention.Text, Read: attention.New},
	{ID: "transformers", Text: transformers.Text, Read: transformers.New},
	{ID: "sampling", Text: sampling.Text, Read: sampling.New},
	{ID: "claude", Text: claude.Text, Read: claude.New},
	{ID: "build-a-gpt", Text: buildagpt.Text, End: buildagpt.New},
}

const glossaryID = "glossary"

//go:embed glossary.md
var glossaryText []byte

// Pages makes the guide: its opening, the chapters and the glossary. The
// choices are the reader's; changed is called when one has been made anew. The
// model on the shelf is asked for when a chapter that reads it comes near.
func Pages(choices *opening.Choices, shelf *model.Shelf, changed func()) ([]*flow.Page, error) {
	glossary, err := read(glossaryText)
	if err != nil {
		return nil, fmt.Errorf("glossary: %w", err)
	}
	entries := entriesOf(glossary)
	lookUp := func(term string) (flow.Entry, bool) { e, ok := entries[term]; return e, ok }

	var pages []*flow.Page
	contents := func() []opening.Entry { return contentsOf(pages) }
	answers := func() []buildagpt.Answer { return answersOf(pages) }
	add := func(id, kicker string, text []byte, figures map[string]ui.Widget) error {
		d, err := read(text)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		pages = append(pages, &flow.Page{ID: id, Kicker: kicker, Doc: d, Figures: figures, Glossary: lookUp})
		return nil
	}
	if err := add("opening", "", opening.Text, opening.New(contents, choices, changed)); err != nil {
		return nil, err
	}
	for i, ch := range All {
		if err := add(ch.ID, fmt.Sprintf("Chapter %d", i+1), ch.Text, ch.figures(shelf, answers)); err != nil {
			return nil, err
		}
		if ch.Read != nil {
			pages[i+1].Near = shelf.Want
		}
	}
	pages = append(pages, &flow.Page{ID: glossaryID, Kicker: "At the end", Doc: glossary, Glossary: lookUp})
	lead(pages)
	return pages, nil
}

// entriesOf cuts the glossary into its entries, by the ids of their headings.
func entriesOf(d *doc.Document) map[string]flow.Entry {
	entries := map[string]flow.Entry{}
	id := ""
	for _, b := range d.Blocks {
		if h, ok := b.(*doc.Heading); ok {
			if id = ""; h.Level == 2 {
				id = h.ID
				entries[id] = flow.Entry{Title: doc.PlainText(h.Text)}
			}
			continue
		}
		if id != "" {
			e := entries[id]
			e.Blocks = append(e.Blocks, b)
			entries[id] = e
		}
	}
	return entries
}

// contentsOf lists the chapters of pages with the reader's progress.
func contentsOf(pages []*flow.Page) (es []opening.Entry) {
	for i, p := range pages {
		if i == 0 || i > len(All) {
			continue
		}
		e := opening.Entry{ID: p.ID, Number: i, Title: p.Doc.Title, Lede: lede(p.Doc)}
		for _, w := range p.Figures {
			if g, ok := w.(ui.Goal); ok {
				e.Goals++
				if g.Reached() {
					e.Done++
				}
			}
		}
		es = append(es, e)
	}
	return es
}

// A guess is a prediction.
type guess interface {
	ui.Goal
	Right() bool
}

// answersOf lists the predictions of pages, in reading order.
func answersOf(pages []*flow.Page) (as []buildagpt.Answer) {
	for _, p := range pages {
		for _, name := range p.Doc.Figures() {
			if q, ok := p.Figures[name].(guess); ok {
				as = append(as, buildagpt.Answer{Chapter: p.Doc.Title, Given: q.Reached(), Right: q.Right()})
			}
		}
	}
	return as
}

// lede is the sentence under the title.
func lede(d *doc.Document) string {
	for _, b := range d.Blocks {
		if p, ok := b.(*doc.Paragraph); ok {
			return doc.PlainText(p.Text)
		}
	}
	return ""
}

// Memory lists what is kept of the reader's answers. It is to be called once,
// before anything has changed.
func Memory(pages []*flow.Page) (ps []ui.Param) {
	for _, p := range pages {
		for _, name := range p.Doc.Figures() {
			if r, ok := p.Figures[name].(ui.Remembering); ok {
				ps = append(ps, r.Memory()...)
			}
		}
	}
	return ps
}

// Progress writes what memory lists as one line of text.
func Progress(memory []ui.Param) string {
	return strings.TrimPrefix(address.Address{Values: address.Of(memory)}.String(), "#")
}

// Recall takes what Progress has written. Damaged text is dropped, wholly or
// in part.
func Recall(memory []ui.Param, progress string) {
	address.Restore(memory, address.Parse(progress).Values)
}
