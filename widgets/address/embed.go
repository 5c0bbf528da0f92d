package address

import (
	"net/url"
	"strings"
)

// An Embed is what the part of an address after the '?' asks for: one chapter
// alone, or one of its figures, on somebody else's page.
//
//	?embed=functions.graph&theme=dark&motion=reduce&hide=caption
type Embed struct {
	Chapter   string // "" if the guide is asked for as a whole
	Figure    string // without the chapter; "" for the whole chapter
	Theme     string // "dark", "light" or "" for what the reader's system says
	Still     bool   // nothing is to move by itself
	NoCaption bool   // the figure's caption is on the page around it
	NoMenu    bool   // figures have no menu
	Bare      bool   // figures have no controls
}

// ParseEmbed reads the part of an address after the '?', which it may start
// with. What means nothing is left out.
func ParseEmbed(search string) (e Embed) {
	if len(search) > maxLength {
		return e
	}
	q, _ := url.ParseQuery(strings.TrimPrefix(search, "?")) // what can be read of it
	chapter, figure, _ := strings.Cut(q.Get("embed"), ".")
	if e.Chapter = word(chapter); e.Chapter == "" {
		return Embed{}
	}
	e.Figure = word(figure)
	if t := q.Get("theme"); t == "dark" || t == "light" {
		e.Theme = t
	}
	e.Still = q.Get("motion") == "reduce"
	for part := range strings.SplitSeq(q.Get("hide"), ",") {
		switch part {
		case "caption":
			e.NoCaption = true
		case "menu":
			e.NoMenu = true
		case "controls":
			e.Bare = true
		}
	}
	return e
}
