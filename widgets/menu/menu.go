// Package menu is the menu of a figure: the link that leads to what it shows,
// the code that shows it on another page, its picture and its data as files,
// and a new beginning.
package menu

import (
	"zerotoai/widgets/address"
	"zerotoai/widgets/button"
	"zerotoai/widgets/export"
	"zerotoai/widgets/icon"
	"zerotoai/widgets/label"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/ui"
)

// A Source is the figure that a menu is of.
type Source interface {
	// Place is the chapter and the figure, as an embed asks for it.
	Place() (chapter, figure string)
	// Values are the state of the chapter, as an address tells it.
	Values() []address.Value
	// Picture is the figure as an SVG picture for other programs.
	Picture() (svg []byte, size paint.Point)
	// Data is what the figure shows in numbers and words; it may be none.
	Data() []ui.Dataset
	// State is what the figure and those that share something with it keep in
	// a link. Before some of it is set, Halt has them pause, and after that
	// Restored is called.
	State() []ui.Param
	Halt()
	Restored()
}

// A Menu is a figure's menu: an opener, and under the figure what it opens.
type Menu struct {
	ID     string
	Of     func() string // the name of the figure; asked when it is to be said
	Source Source
	Opener Opener

	open   bool
	before []address.Value // the state before the last reset
	said   string          // what became of what was asked for last
	outlet ui.Outlet
	items  []item
	told   label.Label
	parts  ui.Parts
	size   paint.Point
}

// An item is a button of the menu, and when it is there.
type item struct {
	button.Button
	there func() bool // nil is always
}

var _ ui.Widget = (*Menu)(nil)

// New returns a closed menu.
func New(id string, of func() string, s Source) *Menu {
	m := &Menu{ID: id, Of: of, Source: s}
	m.Opener = Opener{menu: m}
	m.told = label.Label{ID: id + ".told", Name: "Menu", Live: true}
	add := func(id, name string, i icon.Icon, do func(id string), there func() bool) {
		id = m.ID + "." + id
		m.items = append(m.items, item{button.Button{ID: id, Name: name, Icon: i, Do: func() { do(id) }}, there})
	}
	stateful := func() bool { return len(s.State()) > 0 }
	data := func() bool { return len(s.Data()) > 0 }
	add("link", "Copy link", icon.Link, m.copyLink, nil)
	add("element", "Copy embed code", icon.Link, m.copyElement, m.inFolder)
	add("iframe", "Copy iframe", icon.Link, m.copyFrame, nil)
	add("png", "Save PNG", icon.Download, m.keepPNG, nil)
	add("svg", "Save SVG", icon.Download, m.keepSVG, nil)
	add("csv", "Save CSV", icon.Download, m.keepCSV, data)
	add("json", "Save JSON", icon.Download, m.keepJSON, data)
	add("reset", "Reset", icon.Reset, m.reset, stateful)
	add("undo", "Undo reset", icon.Undo, m.undo, m.undoable)
	return m
}

// Layout implements ui.Widget: a menu that is closed takes no room.
func (m *Menu) Layout(c *ui.Context, room paint.Point) paint.Point {
	m.outlet, m.parts, m.size = c.Outlet, nil, paint.Point{}
	if !m.open {
		return m.size
	}
	var ws []ui.Widget
	for i := range m.items {
		if b := &m.items[i]; b.there == nil || b.there() {
			ws = append(ws, &b.Button)
		}
	}
	m.size = m.parts.Row(c, paint.Point{}, room, theme.Gap/2, ws...)
	m.told.Text = m.said
	size := m.parts.Place(c, &m.told, paint.Pt(0, m.size.Y+theme.Gap/2), room)
	m.size.Y += theme.Gap/2 + size.Y
	return m.size
}

// Handle implements ui.Widget.
func (m *Menu) Handle(e ui.Event) bool {
	if o, ok := e.(ui.Outcome); ok {
		return m.hear(o)
	}
	return m.parts.Handle(e)
}

// toggle opens or closes the menu.
func (m *Menu) toggle() { m.open, m.said = !m.open, "" }

// hear says what became of what the reader asked for.
func (m *Menu) hear(o ui.Outcome) bool {
	for _, i := range m.items {
		if i.ID == o.ID {
			m.said = o.State.Words()
			return true
		}
	}
	return false
}

// Draw implements ui.Widget.
func (m *Menu) Draw(c *ui.Context, to paint.Canvas) { m.parts.Draw(c, to) }

// Describe implements ui.Widget.
func (m *Menu) Describe() ui.Node {
	n := ui.Node{ID: m.ID + ".items", Role: ui.Group, Bounds: paint.Rect{Max: m.size}, Children: m.parts.Describe()}
	if m.open {
		n.Name = m.name()
	}
	return n
}

func (m *Menu) name() string { return "Menu of " + m.Of() }

// link leads to the figure in its present state.
func (m *Menu) link() string {
	chapter, figure := m.Source.Place()
	return m.outlet.Home() + address.Address{Chapter: chapter + "." + figure, Values: m.Source.Values()}.String()
}

func (m *Menu) copyLink(id string) { m.outlet.Copy(id, m.link()) }

func (m *Menu) copyElement(id string) { m.outlet.Copy(id, m.element()) }

func (m *Menu) copyFrame(id string) { m.outlet.Copy(id, m.frame()) }

func (m *Menu) keepSVG(id string) {
	svg, _ := m.Source.Picture()
	m.outlet.Keep(id, m.file("svg"), svg)
}

func (m *Menu) keepPNG(id string) {
	svg, size := m.Source.Picture()
	m.outlet.KeepPicture(id, m.file("png"), svg, size)
}

func (m *Menu) keepCSV(id string) { m.outlet.Keep(id, m.file("csv"), export.CSV(m.Source.Data())) }

func (m *Menu) keepJSON(id string) {
	data, err := export.JSON(m.Of(), m.link(), m.Source.Data())
	if err != nil {
		m.said = err.Error()
		return
	}
	m.outlet.Keep(id, m.file("json"), data)
}

// file is the name of a file of the figure.
func (m *Menu) file(ext string) string {
	chapter, figure := m.Source.Place()
	return chapter + "-" + figure + "." + ext
}

// reset has the figure begin anew.
func (m *Menu) reset(string) {
	ps := m.Source.State()
	m.before = address.Of(ps)
	m.Source.Halt()
	ui.Reset(ps)
	m.Source.Restored()
	m.said = "Reset."
}

// undo takes the last reset back.
func (m *Menu) undo(string) {
	m.Source.Halt()
	address.Restore(m.Source.State(), m.before)
	m.before = nil
	m.Source.Restored()
	m.said = "The reset is taken back."
}

// undoable reports whether there was something to reset, and nothing has
// changed since.
func (m *Menu) undoable() bool { return len(m.before) > 0 && len(address.Of(m.Source.State())) == 0 }
