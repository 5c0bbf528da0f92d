package token_test

import (
	"fmt"

	"zerotoai/engine/token"
)

// A tokenizer learns which bytes stand together, cuts a text that it has not
// seen, and puts it together again.
func Example() {
	t, err := token.Train("the cat sat on the mat; the cat sat", 260)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range t.Merges() {
		fmt.Printf("%q + %q\n", t.Piece(m.Left), t.Piece(m.Right))
	}
	ids := t.Encode("the hat")
	for _, id := range ids {
		fmt.Printf("%d %q\n", id, t.Piece(id))
	}
	fmt.Println(t.Decode(ids))
	// Output:
	// "a" + "t"
	// "h" + "e"
	// "t" + "he"
	// " " + "c"
	// 258 "the"
	// 32 " "
	// 104 "h"
	// 256 "at"
	// the hat <nil>
}
