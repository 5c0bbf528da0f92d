package typeset

// A Memo keeps what has been made of texts. A guide has some thousands of them,
// most short, but what a reader types may be as long as it likes: when all texts
// that are kept are longer than Room together, all go.
type Memo[K comparable, V any] struct {
	Room int // in bytes of text

	kept map[K]V
	used int
}

// beside is what a text takes beside what its length asks for, in bytes of text.
const beside = 64

// Get returns what is kept for key.
func (m *Memo[K, V]) Get(key K) (v V, ok bool) {
	v, ok = m.kept[key]
	return v, ok
}

// Put keeps v, which has been made of a text that is so many bytes long.
func (m *Memo[K, V]) Put(key K, v V, long int) {
	if m.used += long + beside; m.kept == nil || m.used > m.Room {
		m.kept, m.used = map[K]V{}, long+beside
	}
	m.kept[key] = v
}
