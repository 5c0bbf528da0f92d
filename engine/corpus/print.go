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
	for _, it := range items {
		s := fmt.Sprint(it)
		if w, ok := it.(word); !ok || !isSign(w[0]) {
			s = " " + strings.TrimPrefix(s, " ")
		}
		b.WriteString(s)
	}
	return strings.ReplaceAll(strings.TrimSpace(b.String()), "^ ", "^")
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
