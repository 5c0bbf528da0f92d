package chapters

import (
	"zerotoai/widgets/doc"
	"zerotoai/widgets/flow"
)

// contentsURL leads to the table of contents, on the opening page.
const contentsURL = "#opening-chapters"

// dot stands between two links. A line may end after it, but not begin with it.
const dot = "\u00a0· "

// lead ends each chapter with the ways to its neighbours and to the contents,
// and starts it with the way back.
func lead(pages []*flow.Page) {
	for i, p := range pages[1:] {
		p.Home = contentsURL
		links := []doc.Inline{to("Contents", contentsURL)}
		if i > 0 {
			links = append(links, doc.Plain(dot), to("Previous: "+pages[i].Doc.Title, "#"+pages[i].ID))
		}
		if i+2 < len(pages) {
			links = append(links, doc.Plain(dot), to("Next: "+pages[i+2].Doc.Title, "#"+pages[i+2].ID))
		}
		p.Doc.Blocks = append(p.Doc.Blocks, &doc.Paragraph{Text: links})
	}
}

func to(words, url string) doc.Inline {
	return &doc.Link{URL: url, Text: []doc.Inline{doc.Plain(words)}}
}
