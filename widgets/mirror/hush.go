package mirror

import "slices"

// Hush has the live outputs of e say what they say in was: a screen reader
// speaks whatever changes in them, which is too much while a figure moves by
// itself. It reports whether any of them has more to say.
func Hush(e *Element, was Element) (more bool) {
	said := map[string][]Element{}
	outputs(&was, func(o *Element) { said[o.Key] = o.Children })
	outputs(e, func(o *Element) {
		old, ok := said[o.Key]
		d := &differ{}
		if d.children(o.Key, old, o.Children); ok && len(d.ops) > 0 {
			o.Children, more = old, true
		}
	})
	return more
}

// outputs calls f for the outputs in e that are live.
func outputs(e *Element, f func(o *Element)) {
	if e.Tag == "output" && !slices.Contains(e.Attrs, Pair{"aria-live", "off"}) {
		f(e)
	}
	for i := range e.Children {
		outputs(&e.Children[i], f)
	}
}
