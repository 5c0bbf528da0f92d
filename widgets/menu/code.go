package menu

import (
	"fmt"
	"html"
	"math"
	"strings"

	"zerotoai/widgets/address"
)

// folder is where the guide's files lie.
func (m *Menu) folder() string {
	home := m.outlet.Home()
	return home[:strings.LastIndexByte(home, '/')+1]
}

// state is the state that an embed is asked to show: what follows a '#'.
func (m *Menu) state() string {
	chapter, _ := m.Source.Place()
	return strings.TrimPrefix(address.Address{Chapter: chapter, Values: m.Source.Values()}.String(), "#")
}

// element is the code of an element that shows the figure as it is now.
func (m *Menu) element() string {
	chapter, figure := m.Source.Place()
	return fmt.Sprintf("<script async src=\"%sembed.js\"></script>\n<zero-to-ai chapter=\"%s\" figure=\"%s\" state=\"%s\"></zero-to-ai>\n",
		html.EscapeString(m.folder()), chapter, figure, html.EscapeString(m.state()))
}

// frame is the code of a frame that does so without a script.
func (m *Menu) frame() string {
	chapter, figure := m.Source.Place()
	src := fmt.Sprintf("%sindex.html?embed=%s.%s#%s", m.folder(), chapter, figure, m.state())
	_, size := m.Source.Picture()
	return fmt.Sprintf("<iframe src=\"%s\" title=\"%s\" width=\"100%%\" height=\"%.0f\" loading=\"lazy\" allow=\"clipboard-write\"></iframe>\n",
		html.EscapeString(src), html.EscapeString(m.Of), math.Ceil(size.Y))
}
