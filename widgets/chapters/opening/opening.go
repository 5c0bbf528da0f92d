// Package opening is the first screen of the guide: its promise, a living
// picture, and the table of contents.
package opening

import (
	_ "embed"
	"strings"

	"zerotoai/widgets/choice"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// Text is the opening's text.
//
//go:embed opening.md
var Text []byte

// Choices are what the reader chooses for the whole guide.
type Choices struct {
	Theme string // one of Themes
}

// The choices of theme.
const (
	System = "As my system"
	Dark   = "Dark"
	Light  = "Light"
)

// Themes are the choices of theme in the order of the list.
var Themes = []string{System, Dark, Light}

// KeyOf is what is kept of a choice of theme, for the page to read before the
// guide runs; ThemeOf reads it.
func KeyOf(theme string) string {
	if theme == System {
		return ""
	}
	return strings.ToLower(theme)
}

// ThemeOf returns the choice that KeyOf made key of; anything else is System.
func ThemeOf(key string) string {
	for _, t := range Themes {
		if KeyOf(t) == key {
			return t
		}
	}
	return System
}

// New makes the opening's figures. contents lists the chapters as they stand;
// changed is called when the reader has chosen anew.
func New(contents func() []Entry, choices *Choices, changed func()) map[string]ui.Widget {
	return map[string]ui.Widget{
		"opening.descent":  newPicture(),
		"opening.contents": &contentsList{entries: contents},
		"opening.choices":  newSettings(choices, changed),
	}
}

// settings is the row of the reader's choices.
type settings struct {
	theme choice.Choice
	parts ui.Parts
}

var _ ui.Widget = (*settings)(nil)

func newSettings(c *Choices, changed func()) *settings {
	return &settings{theme: choice.Choice{ID: "opening.theme", Name: "Theme", Options: Themes, Value: &c.Theme, Changed: changed}}
}

func (s *settings) Layout(c *ui.Context, room paint.Point) paint.Point {
	s.parts = nil
	return s.parts.Place(c, &s.theme, paint.Point{}, paint.Pt(min(room.X, 220), room.Y))
}

func (s *settings) Handle(e ui.Event) bool              { return s.parts.Handle(e) }
func (s *settings) Draw(c *ui.Context, to paint.Canvas) { s.parts.Draw(c, to) }
func (s *settings) Describe() ui.Node {
	n := ui.Node{ID: "opening.choices", Role: ui.Group, Name: "Your choices", Children: s.parts.Describe()}
	for _, c := range n.Children {
		n.Bounds.Max = paint.Pt(max(n.Bounds.Max.X, c.Bounds.Max.X), max(n.Bounds.Max.Y, c.Bounds.Max.Y))
	}
	return n
}
