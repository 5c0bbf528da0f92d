package doc

import (
	"errors"
	"strings"
)

// magic starts every encoded document, with the version of the form.
const magic = "zdoc1"

// Encode writes d in the form that Decode reads: Markdown is read once, when
// the guide is made, and the program on a page needs no parser for it.
//
// The form is lengths and kinds as unsigned varints, and text as it is.
func Encode(d *Document) []byte {
	c := coder{buf: []byte(magic), notes: d.Notes}
	c.document(d)
	return c.buf
}

// Decode reads what Encode has written. Of anything else it says that it is
// damaged; it needs no more memory than a small multiple of data.
func Decode(data []byte) (*Document, error) {
	text, ok := strings.CutPrefix(string(data), magic)
	if !ok {
		return nil, errors.New("doc: this is not an encoded document")
	}
	c, d := coder{reading: true, rest: text}, &Document{}
	c.document(d)
	if c.failed || c.rest != "" {
		return nil, errors.New("doc: an encoded document is damaged")
	}
	return d, nil
}

func (c *coder) document(d *Document) {
	c.text(&d.Title)
	each(c, &c.notes, func(n **Note) {
		if c.reading {
			*n = &Note{}
		}
		c.number(&(*n).Number)
	})
	d.Notes = c.notes
	c.blocks(&d.Blocks)
	for _, n := range d.Notes {
		c.inlines(&n.Text)
	}
}

func (c *coder) blocks(bs *[]Block) {
	c.nested(func() { each(c, bs, c.block) })
}

// The kinds of blocks.
const (
	kindHeading = iota + 1
	kindParagraph
	kindList
	kindTable
	kindCode
	kindFormula
	kindAside
	kindFigure
)

func (c *coder) block(b *Block) {
	kind := blockKind(*b)
	c.number(&kind)
	switch kind {
	case kindHeading:
		h := as[Heading](c, b)
		if c.number(&h.Level); h.Level < 1 || h.Level > 3 {
			c.fail()
		}
		c.text(&h.ID)
		c.inlines(&h.Text)
	case kindParagraph:
		c.inlines(&as[Paragraph](c, b).Text)
	case kindList:
		l := as[List](c, b)
		c.flag(&l.Ordered)
		each(c, &l.Items, c.blocks)
	case kindTable:
		c.table(as[Table](c, b))
	case kindCode:
		k := as[Code](c, b)
		c.text(&k.Lang)
		c.text(&k.Text)
	case kindFormula:
		c.text(&as[Formula](c, b).TeX)
	case kindAside:
		a := as[Aside](c, b)
		choice(c, &a.Kind, Careful)
		c.text(&a.Title)
		c.blocks(&a.Blocks)
	case kindFigure:
		f := as[Figure](c, b)
		c.text(&f.Name)
		c.text(&f.Caption)
	default:
		c.fail()
	}
}

func blockKind(b Block) int {
	switch b.(type) {
	case *Heading:
		return kindHeading
	case *Paragraph:
		return kindParagraph
	case *List:
		return kindList
	case *Table:
		return kindTable
	case *Code:
		return kindCode
	case *Formula:
		return kindFormula
	case *Aside:
		return kindAside
	case *Figure:
		return kindFigure
	}
	return 0
}

func (c *coder) table(t *Table) {
	row := func(cells *[]Cell) {
		each(c, cells, func(cell *Cell) { c.inlines((*[]Inline)(cell)) })
		if len(*cells) != len(t.Align) {
			c.fail()
		}
	}
	each(c, &t.Align, func(a *Align) { choice(c, a, Right) })
	row(&t.Header)
	each(c, &t.Rows, row)
}

func (c *coder) inlines(ts *[]Inline) {
	c.nested(func() { each(c, ts, c.inline) })
}

// The kinds of inlines.
const (
	kindPlain = iota + 1
	kindVerbatim
	kindMath
	kindEmphasis
	kindLink
	kindTerm
	kindReference
)

func (c *coder) inline(t *Inline) {
	kind := inlineKind(*t)
	c.number(&kind)
	switch kind {
	case kindPlain:
		phrase[Plain](c, t)
	case kindVerbatim:
		phrase[Verbatim](c, t)
	case kindMath:
		phrase[Math](c, t)
	case kindEmphasis:
		e := as[Emphasis](c, t)
		c.flag(&e.Strong)
		c.inlines(&e.Text)
	case kindLink:
		l := as[Link](c, t)
		c.text(&l.URL)
		c.inlines(&l.Text)
	case kindTerm:
		m := as[Term](c, t)
		c.text(&m.ID)
		c.inlines(&m.Text)
	case kindReference:
		c.ref(as[Ref](c, t))
	default:
		c.fail()
	}
}

func inlineKind(t Inline) int {
	switch t.(type) {
	case Plain:
		return kindPlain
	case Verbatim:
		return kindVerbatim
	case Math:
		return kindMath
	case *Emphasis:
		return kindEmphasis
	case *Link:
		return kindLink
	case *Term:
		return kindTerm
	case *Ref:
		return kindReference
	}
	return 0
}

// phrase codes an inline that is nothing but text.
func phrase[T interface {
	~string
	Inline
}](c *coder, at *Inline) {
	var s string
	if v, ok := (*at).(T); ok {
		s = string(v)
	}
	c.text(&s)
	*at = T(s)
}

// ref codes a reference as the place of its source among the sources.
func (c *coder) ref(r *Ref) {
	i := 0
	for !c.reading && c.notes[i] != r.Note {
		i++
	}
	if c.number(&i); i >= len(c.notes) {
		c.fail()
		return
	}
	r.Note = c.notes[i]
}
