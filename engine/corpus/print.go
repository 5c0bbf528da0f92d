package corpus

import (
	"fmt"
	"strings"
)

// String writes w in the notation of grammars, without its weight.
func (w way) String() string { return text(w.items) }

// text writes items in the notation of grammars.
func text(items []item) string {
	var b strings.Builder
	space := ""
	for _, it := range items {
		s := strings.TrimPrefix(fmt.Sprint(it), " ")
		if _, ok := it.(told); ok || s != "" && isSign(s[0]) {
			space = ""
		}
		b.WriteString(space + s)
		space = " "
		if _, ok := it.(ask); ok {
			space = ""
		}
	}
	return b.String()
}

// String writes "<rule>".
func (c call) String() string { return "<" + c.rule.name + ">" }

// String writes "{name=table.column !other ~other}", or "<table>".
func (d draw) String() string {
	if d.name == "" {
		return "<" + d.table.name + ">"
	}
	s := "{" + d.name + "=" + d.table.name
	if d.column > 0 {
		s += "." + d.table.columns[d.column]
	}
	if d.from != "" {
		s += " ~" + d.from
	}
	for _, n := range d.not {
		s += " !" + n
	}
	return s + "}"
}

// String writes "{name.column}".
func (m mention) String() string {
	if m.column == "" {
		return "{" + m.name + "}"
	}
	return "{" + m.name + "." + m.column + "}"
}

// String writes the mark of a question.
func (ask) String() string { return "^" }

// String writes nothing: the end of an answer has no mark.
func (told) String() string { return "" }
