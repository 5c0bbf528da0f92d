package doc

import (
	"encoding/binary"
	"math"
)

// A coder goes through a document and either writes what it finds or fills it
// with what it reads, so that the two cannot differ.
type coder struct {
	reading bool
	buf     []byte // written
	rest    string // to be read
	notes   []*Note
	depth   int
	failed  bool
}

// deepest is how deep blocks and inlines may be nested.
const deepest = 100

func (c *coder) fail() { c.failed, c.rest = true, "" }

// number codes a number that is not negative.
func (c *coder) number(v *int) {
	if !c.reading {
		c.buf = binary.AppendUvarint(c.buf, uint64(*v))
		return
	}
	u, n := binary.Uvarint([]byte(c.rest[:min(len(c.rest), binary.MaxVarintLen64)]))
	if n <= 0 || u > math.MaxInt32 {
		c.fail()
		return
	}
	*v, c.rest = int(u), c.rest[n:]
}

func (c *coder) text(s *string) {
	n := len(*s)
	c.number(&n)
	switch {
	case !c.reading:
		c.buf = append(c.buf, *s...)
	case n > len(c.rest):
		c.fail()
	default:
		*s, c.rest = c.rest[:n], c.rest[n:]
	}
}

func (c *coder) flag(b *bool) {
	n := 0
	if *b {
		n = 1
	}
	c.number(&n)
	*b = n == 1
}

// each codes the elements of a slice. The memory for them is taken as they
// come: each takes a byte at least.
func each[T any](c *coder, s *[]T, one func(*T)) {
	n := len(*s)
	c.number(&n)
	for i := 0; i < n && !c.failed; i++ {
		if c.reading {
			var v T
			one(&v)
			*s = append(*s, v)
		} else {
			one(&(*s)[i])
		}
	}
}

// as returns what at holds, and when reading puts a T there.
func as[T, I any](c *coder, at *I) *T {
	if c.reading {
		*at = any(new(T)).(I)
	}
	return any(*at).(*T)
}

// choice codes one of a few numbers, of which last is the last.
func choice[T ~uint8](c *coder, v *T, last T) {
	n := int(*v)
	if c.number(&n); n > int(last) {
		c.fail()
		return
	}
	*v = T(n)
}

// nested codes what may hold more of its kind.
func (c *coder) nested(code func()) {
	if c.depth++; c.depth > deepest {
		c.fail()
	} else {
		code()
	}
	c.depth--
}
