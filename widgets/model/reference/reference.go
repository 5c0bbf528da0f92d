// Package reference is what another program says of the guide's model: it is for
// the tests of what the guide says. reference.py wrote it, from the files of
// the model alone, and shares no code with the guide.
//
// When the model is trained anew, so must this be:
//
//	python3 reference.py ../../../static/model > reference.json
package reference

import (
	_ "embed"
	"encoding/json"
)

// A Text is a text, and what the model makes of it.
type Text struct {
	Text      string
	Tokens    []int
	Attention [][][][]float64 // [layer][head][i][j], j up to i
	Lens      [][][]Chance    // [blocks][i]: the best five after token i, as they would be after so many blocks
	Samples   []Sample
}

// A Sample is what may come after the text under some settings, the best first:
// at most 200 tokens.
type Sample struct {
	Temperature float64
	TopK        int // 0 is off
	TopP        float64
	Kept        []Chance
}

// A Chance is a token and its probability.
type Chance struct {
	ID int
	P  float64
}

// UnmarshalJSON reads [ID, P].
func (c *Chance) UnmarshalJSON(data []byte) error {
	var pair [2]float64
	err := json.Unmarshal(data, &pair)
	c.ID, c.P = int(pair[0]), pair[1]
	return err
}

//go:embed reference.json
var file []byte

// Texts returns three texts: two of the model's world, and one of others,
// with letters, signs and spaces that are hard to cut. The error is that of
// reading the file.
func Texts() (ts []Text, err error) {
	err = json.Unmarshal(file, &ts)
	return ts, err
}
