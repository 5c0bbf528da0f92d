package mirror

import "slices"

// Heir returns the key of the control that is to have the focus when the page
// shows new instead of old, and the control called key had it. It is key
// itself as long as it can be operated. One that has gone leaves the focus to
// what has come in its group, or stands in its place there; a group that has
// gone, to where the reader came from; past are the controls that had the
// focus before, the latest last. It is "" if nothing is left.
func Heir(old, new Element, key string, past []string) string {
	if e, ok := find(new, key); ok && control(e) {
		return key
	}
	up := path(old, key)
	if len(up) == 0 {
		return ""
	}
	group := up[len(up)-1]
	if k := successor(group, new, key); k != "" {
		return k
	}
	for _, k := range slices.Backward(past) {
		if e, ok := find(new, k); ok && control(e) {
			return k
		}
	}
	for _, group := range slices.Backward(up) {
		if k := successor(group, new, key); k != "" {
			return k
		}
	}
	return ""
}

// successor returns the first control of a group that was not there before or,
// without one, that which stands where key stood.
func successor(group, new Element, key string) string {
	now, ok := find(new, group.Key)
	if !ok {
		return ""
	}
	before, after := controls(group), controls(now)
	if len(after) == 0 {
		return ""
	}
	for _, k := range after {
		if !slices.Contains(before, k) {
			return k
		}
	}
	return after[min(max(0, slices.Index(before, key)), len(after)-1)]
}

// control reports whether the reader can operate e by keys.
func control(e Element) bool {
	switch e.Tag {
	case "button", "input", "select":
		return !e.has("disabled")
	case "a":
		return e.has("href")
	}
	return false
}

func (e Element) has(name string) bool {
	return slices.ContainsFunc(e.Attrs, func(p Pair) bool { return p.Name == name })
}

// controls lists the keys of the controls in e.
func controls(e Element) (keys []string) {
	if control(e) {
		keys = append(keys, e.Key)
	}
	for _, c := range e.Children {
		keys = append(keys, controls(c)...)
	}
	return keys
}

// find returns the element called key in e.
func find(e Element, key string) (Element, bool) {
	up := path(Element{Children: []Element{e}}, key)
	if len(up) == 0 {
		return Element{}, false
	}
	for _, c := range up[len(up)-1].Children {
		if c.Key == key {
			return c, true
		}
	}
	return Element{}, false
}

// path lists the elements that the one called key is in, the outermost first.
func path(e Element, key string) []Element {
	for _, c := range e.Children {
		if c.Key == key {
			return []Element{e}
		}
		if up := path(c, key); up != nil {
			return append([]Element{e}, up...)
		}
	}
	return nil
}
