package mirror

import (
	"slices"
	"strings"
)

// An Op is one thing to do to the page. Which fields are used stands with the Kind.
type Op struct {
	Kind                Kind
	Key                 string
	Tag, Parent, Before string
	Name, Value         string
}

// A Kind is what an Op does.
type Kind byte

// The kinds of Ops. Before names the sibling to stand before; "" is the end.
const (
	Create  Kind = 'c' // Key, Tag, Parent, Before; a Text has its words in Value
	Move    Kind = 'm' // Key, Parent, Before
	Remove  Kind = 'r' // Key, and everything in it
	Attr    Kind = 'a' // Key, Name, Value
	Unset   Kind = 'x' // Key, Name: the attribute goes
	Style   Kind = 's' // Key, Name, Value
	Prop    Kind = 'p' // Key, Name, Value
	SetText Kind = 't' // Key, Value
	SetHTML Kind = 'h' // Key, Value
)

// Diff lists what makes the page that shows old show new, inside the element
// called parent. A nil old is nothing; the same element may not change place
// from one parent to another.
func Diff(parent string, old *Element, new Element) []Op {
	d := &differ{}
	if old == nil || old.Key != new.Key || old.Tag != new.Tag {
		if old != nil {
			d.add(Op{Kind: Remove, Key: old.Key})
		}
		d.create(parent, "", new)
		return d.ops
	}
	d.update(*old, new)
	return d.ops
}

type differ struct{ ops []Op }

func (d *differ) add(op Op) { d.ops = append(d.ops, op) }

func (d *differ) create(parent, before string, e Element) {
	d.add(Op{Kind: Create, Key: e.Key, Tag: e.Tag, Parent: parent, Before: before, Value: e.Text})
	if e.Tag != Text {
		d.content(Element{Key: e.Key, Tag: e.Tag}, e)
	}
}

func (d *differ) update(old, new Element) {
	if new.Tag == Text {
		if old.Text != new.Text {
			d.add(Op{Kind: SetText, Key: new.Key, Value: new.Text})
		}
		return
	}
	d.content(old, new)
}

// content brings attributes, children and properties up to date. Properties
// come last: a select takes a value only when it has the option.
func (d *differ) content(old, new Element) {
	d.pairs(new.Key, Attr, old.Attrs, new.Attrs)
	d.pairs(new.Key, Style, old.Styles, new.Styles)
	if new.HTML != old.HTML {
		d.add(Op{Kind: SetHTML, Key: new.Key, Value: new.HTML})
	}
	d.children(new.Key, old.Children, new.Children)
	d.pairs(new.Key, Prop, old.Props, new.Props)
}

func (d *differ) pairs(key string, kind Kind, old, new []Pair) {
	if slices.Equal(old, new) { // as of nearly all elements
		return
	}
	was := map[string]string{}
	for _, p := range old {
		was[p.Name] = p.Value
	}
	for _, p := range new {
		if v, ok := was[p.Name]; !ok || v != p.Value {
			d.add(Op{Kind: kind, Key: key, Name: p.Name, Value: p.Value})
		}
		delete(was, p.Name)
	}
	for _, p := range old { // in order, so that the same trees give the same list
		if _, gone := was[p.Name]; gone {
			unset := Op{Kind: Unset, Key: key, Name: p.Name}
			if kind != Attr {
				unset.Kind = kind
			}
			d.add(unset)
		}
	}
}

func (d *differ) children(parent string, old, new []Element) {
	if alike(old, new) {
		for i := len(new) - 1; i >= 0; i-- {
			d.update(old[i], new[i])
		}
		return
	}
	was, order := d.prune(old, new)
	before := ""
	for i := len(new) - 1; i >= 0; i-- {
		e := new[i]
		if o, ok := was[e.Key]; ok {
			if n := len(order) - 1; n >= 0 && order[n] == e.Key {
				order = order[:n]
			} else {
				d.add(Op{Kind: Move, Key: e.Key, Parent: parent, Before: before})
				order = without(order, e.Key)
			}
			d.update(o, e)
		} else {
			d.create(parent, before, e)
		}
		before = e.Key
	}
}

// prune removes what new has not. It returns what stays, and in which order.
func (d *differ) prune(old, new []Element) (stays map[string]Element, order []string) {
	tags := make(map[string]string, len(new))
	for _, e := range new {
		tags[e.Key] = e.Tag
	}
	stays = make(map[string]Element, len(old))
	for _, e := range old {
		if tag, ok := tags[e.Key]; ok && tag == e.Tag {
			stays[e.Key], order = e, append(order, e.Key)
		} else {
			d.add(Op{Kind: Remove, Key: e.Key})
		}
	}
	return stays, order
}

// alike reports whether old and new are the same elements in the same order.
func alike(old, new []Element) bool {
	return slices.EqualFunc(old, new, func(a, b Element) bool { return a.Key == b.Key && a.Tag == b.Tag })
}

func without(keys []string, key string) []string {
	for i, k := range keys {
		if k == key {
			return append(keys[:i:i], keys[i+1:]...)
		}
	}
	return keys
}

// The separators of Encode. Control characters do not occur in the texts:
// clean drops them.
const (
	fieldEnd = "\x1f"
	opEnd    = "\x1e"
)

// Encode writes ops for the page's script: one call with one string costs
// less than many small ones.
func Encode(ops []Op) string {
	var b strings.Builder
	for _, op := range ops {
		fields := []string{string(op.Kind), op.Key}
		switch op.Kind {
		case Create:
			fields = append(fields, op.Tag, op.Parent, op.Before, op.Value)
		case Move:
			fields = append(fields, op.Parent, op.Before)
		case Attr, Style, Prop:
			fields = append(fields, op.Name, op.Value)
		case Unset:
			fields = append(fields, op.Name)
		case SetText, SetHTML:
			fields = append(fields, op.Value)
		}
		for _, f := range fields {
			b.WriteString(clean(f))
			b.WriteString(fieldEnd)
		}
		b.WriteString(opEnd)
	}
	return b.String()
}

func clean(s string) string {
	if !strings.ContainsAny(s, fieldEnd+opEnd) {
		return s
	}
	return strings.NewReplacer(fieldEnd, "", opEnd, "").Replace(s)
}
