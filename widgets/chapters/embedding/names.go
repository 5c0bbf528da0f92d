package embedding

import (
	"fmt"
	"strconv"

	"zerotoai/engine/trace"
	"zerotoai/widgets/tokens"
)

// tableName and placesName are what Hugging Face's files call the embedding of
// the tokens and of the positions.
const (
	tableName  = "wte.weight"
	placesName = "wpe.weight"
)

// name says what a number of an explanation is.
func (r *reading) name(ref trace.Ref) string {
	i, j := ref.I, ref.J
	word := func(id int) string { return tokens.Name(r.piece(id)) }
	switch ref.Name {
	case "tokens per word":
		return ref.Name
	case "tokens", "words":
		return ref.Name + " of the text"
	case "piece":
		if i < 0 || i >= len(r.encoding.Nodes) { // it was of a text that is gone
			return ref.String()
		}
		return "id of " + word(r.encoding.Nodes[i].ID)
	case "merge":
		return fmt.Sprintf("what merge %d makes", i+1)
	case "byte id":
		return fmt.Sprintf("id of the byte %02X", i)
	case "byte":
		return fmt.Sprintf("byte %d of the text", i+1)
	case tableName:
		return fmt.Sprintf("number %d of %s", j+1, word(i))
	case "cosine":
		return fmt.Sprintf("cosine of %s and %s", word(i), word(j))
	case "dot":
		return fmt.Sprintf("%s · %s", word(i), word(j))
	case "lengths":
		return "product of the lengths"
	case "length":
		return "length of " + word(i)
	case "coordinate":
		return fmt.Sprintf("%s along direction %d", word(j), i+1)
	case "component":
		return fmt.Sprintf("number %d of direction %d", j+1, i+1)
	case "centred":
		return fmt.Sprintf("number %d of %s, from the mean", j+1, word(i))
	case "mean":
		return fmt.Sprintf("mean of number %d", i+1)
	}
	return ref.String()
}

// origin says where a number comes from that was not computed.
func (r *reading) origin(ref trace.Ref) string {
	switch ref.Name {
	case "tokens":
		return "counted after all merges"
	case "words":
		return "counted: what white space parts"
	case "merge":
		m := r.model.Tokenizer.Merges()[ref.I]
		return fmt.Sprintf("merge %d of the tokenizer’s file joins %s and %s", ref.I+1, tokens.Name(r.piece(m.Left)), tokens.Name(r.piece(m.Right)))
	case "byte id":
		return "the tokenizer’s file numbers the bytes so"
	case "byte":
		return "the text has this byte, in UTF-8, as " + strconv.Quote(r.encoding.Text[ref.I:ref.I+1])
	case tableName:
		return fmt.Sprintf("a weight, learned in training: row %d, column %d of %s", ref.I, ref.J, tableName)
	case placesName:
		return fmt.Sprintf("a weight, learned in training: row %d, column %d of %s", ref.I, ref.J, placesName)
	case "component":
		return "found by a search for the direction along which the words differ most"
	}
	return ""
}
