package typeset

import (
	"encoding/binary"
	"math"
	"slices"
)

// Break implements Shaper.
func (t *Type) Break(spans []Span, width float64) []Line {
	return t.paragraph(spans).lines(width, t.foreign)
}

// paragraph measures spans, or finds them measured.
func (t *Type) paragraph(spans []Span) *paragraph {
	key := spansKey(spans)
	if p, ok := t.paragraphs.Get(key); ok {
		return p
	}
	spans = slices.Clone(spans)
	for i := range spans {
		spans[i].Font = t.snap(spans[i].Font)
	}
	p := newParagraph(spans)
	for i := 0; i < len(spans); {
		if s := spans[i]; s.Box != (Box{}) {
			p.x[p.starts[i]] = s.Box.Width
			i++
			continue
		}
		next := alike(spans, i)
		t.measure(p, p.starts[i], p.starts[next], spans[i].Font)
		i = next
	}
	p.add()
	t.paragraphs.Put(key, p, len(key))
	return p
}

// alike returns the end of the spans from the i-th that are in one font:
// browsers kern a link with the comma after it.
func alike(spans []Span, i int) (end int) {
	for end = i + 1; end < len(spans) && spans[end].Box == (Box{}) && spans[end].Font == spans[i].Font; end++ {
	}
	return end
}

// spansKey is a text that only equal spans have.
func spansKey(spans []Span) string {
	var b []byte
	number := func(v float64) { b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v)) }
	for _, s := range spans {
		flags := byte(0)
		if s.Font.Italic {
			flags |= 1
		}
		if s.Keep {
			flags |= 2
		}
		b = append(b, byte(s.Font.Family), flags)
		b = binary.AppendVarint(b, int64(s.Font.Weight))
		number(s.Font.Size)
		number(s.Box.Width)
		number(s.Box.Ascent)
		number(s.Box.Descent)
		b = binary.AppendVarint(b, int64(len(s.Text)))
		b = append(b, s.Text...)
	}
	return string(b)
}
