package token

import "fmt"

// In files a piece is written with one printable sign for each byte, so that
// no piece has a space in it and all are valid Unicode. A byte that Latin-1
// prints is that sign; the others, in their order, are the signs from U+0100
// on: a space is Ġ, a line feed Ċ. The table is that of GPT-2.

var alphabet, byteOf = func() (signs [256]rune, bytes map[rune]byte) {
	next := rune(256)
	bytes = map[rune]byte{}
	for b := range signs {
		signs[b] = rune(b)
		if b <= ' ' || 0x7f <= b && b <= 0xa0 || b == 0xad {
			signs[b] = next
			next++
		}
		bytes[signs[b]] = byte(b)
	}
	return signs, bytes
}()

// spell writes a piece as files have it.
func spell(piece string) string {
	signs := make([]rune, len(piece))
	for i := range signs {
		signs[i] = alphabet[piece[i]]
	}
	return string(signs)
}

// unspell returns the piece that is written as text.
func unspell(text string) (string, error) {
	piece := make([]byte, 0, len(text))
	for _, r := range text {
		b, ok := byteOf[r]
		if !ok {
			return "", fmt.Errorf("the piece %q has %q in it, which stands for no byte", text, r)
		}
		piece = append(piece, b)
	}
	return string(piece), nil
}
