// Package address reads and writes the part of the guide's address after the
// '#': the chapter, and the state of its figures.
//
//	#derivatives?curve=sin%20x&x=3
//	#derivatives.tangent?x=3        leads to a figure
//
// An address may come from anywhere, so reading never fails: what means
// nothing is left out.
package address

import (
	"net/url"
	"slices"
	"strings"

	"zerotoai/widgets/ui"
)

// An Address is a place in the guide.
type Address struct {
	Chapter string // or with a point and a figure behind it, or the id of a heading, a source or a term; "" is the start
	Values  []Value
}

// A Value is what the address says of one parameter.
type Value struct{ Name, Text string }

// Limits on what is read: more is noise.
const (
	maxLength = 8 << 10
	maxValues = 64
)

// Parse reads the part of an address after the '#', which it may start with.
func Parse(s string) (a Address) {
	s = strings.TrimPrefix(s, "#")
	if len(s) > maxLength {
		s, _, _ = strings.Cut(s, "?")
		s = s[:min(len(s), maxLength)]
	}
	chapter, query, _ := strings.Cut(s, "?")
	a.Chapter = word(chapter)
	for pair := range strings.SplitSeq(query, "&") {
		name, text, ok := strings.Cut(pair, "=")
		t, err := url.QueryUnescape(text)
		if name = word(name); !ok || err != nil || name == "" || len(a.Values) == maxValues {
			continue
		}
		a.Values = append(a.Values, Value{name, t})
	}
	return a
}

// word returns s if it could be the name of something in the guide.
func word(s string) string {
	for _, r := range s {
		if !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' || r == '.' || 'A' <= r && r <= 'Z') {
			return ""
		}
	}
	if len(s) > 80 {
		return ""
	}
	return s
}

// String writes a as Parse reads it, with its '#'.
func (a Address) String() string {
	var b strings.Builder
	b.WriteString("#" + a.Chapter)
	sep := "?"
	for _, v := range a.Values {
		b.WriteString(sep + v.Name + "=" + strings.ReplaceAll(url.QueryEscape(v.Text), "+", "%20"))
		sep = "&"
	}
	return b.String()
}

// Of returns the values of params that are not what a figure starts with.
func Of(params []ui.Param) (vs []Value) {
	for _, p := range params {
		if t := p.Get(); t != "" {
			vs = append(vs, Value{p.Name, t})
		}
	}
	return vs
}

// Tells reports whether vs name any of params.
func Tells(vs []Value, params []ui.Param) bool {
	return slices.ContainsFunc(vs, func(v Value) bool {
		return slices.ContainsFunc(params, func(p ui.Param) bool { return p.Name == v.Name })
	})
}

// Restore sets the params that vs name. It returns how many were taken;
// a value that its parameter refuses leaves the parameter as it is.
func Restore(params []ui.Param, vs []Value) (taken int) {
	for _, v := range vs {
		for _, p := range params {
			if p.Name == v.Name && p.Set(v.Text) == nil {
				taken++
			}
		}
	}
	return taken
}

// Nearest returns which of ids the chapter of an address means: the one that
// is the same but for case, or is the start of it, or starts with it; "" if
// there is none.
func Nearest(chapter string, ids []string) string {
	c := strings.ToLower(chapter)
	if c == "" {
		return ""
	}
	for _, id := range ids {
		if id == c {
			return id
		}
	}
	for _, id := range ids {
		if len(c) >= 4 && (strings.HasPrefix(id, c) || strings.HasPrefix(c, id)) {
			return id
		}
	}
	return ""
}
