package model

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/tokens"
)

// Names of numbers: of the tokens at I and J, of the piece that is token J of
// the vocabulary, and of the number that is J of a vector, counted from 1.
const (
	atI   = "{i}"
	atJ   = "{j}"
	piece = "{piece}"
	part  = "{number}"
)

// ofModel are numbers that the model has once.
var ofModel = map[string]string{
	"token": "id of " + atI, "position": "place of " + atI,
	"token embedding":    "token vector of " + atI + ", " + part,
	"position embedding": "position vector of " + atI + ", " + part,
	"embedding":          "input vector of " + atI + ", " + part,
	"ε":                  "ε", "head width": "width of a head", "√(head width)": "√(width of a head)",
	"logits":       "logit of " + piece + " after " + atI,
	"logits.top":   "largest logit after " + atI,
	"logits.below": "logit of " + piece + " after " + atI + " less the largest",
	"logits.exp":   "power of e for " + piece + " after " + atI,
	"logits.sum":   "sum of the powers after " + atI,
	"probability":  "probability of " + piece + " after " + atI,
}

// ofLayer are numbers that each layer has, ofHead those that each head has.
var (
	ofLayer = map[string]string{
		"attention.out": "what attention adds to " + atI + ", " + part,
		"mid":           "stream of " + atI + " after attention, " + part,
		"mlp.hidden":    "hidden neuron of " + atI + ", " + part,
		"mlp.active":    "hidden neuron of " + atI + " after GELU, " + part,
		"mlp.out":       "what feed-forward adds to " + atI + ", " + part,
		"out":           "stream of " + atI + " after the layer, " + part,
	}
	ofHead = map[string]string{
		"query": "query of " + atI + ", " + part, "key": "key of " + atI + ", " + part, "value": "value of " + atI + ", " + part,
		"match": "query of " + atI + " · key of " + atJ,
		"score": "score of " + atI + " on " + atJ, "score.top": "largest score of " + atI,
		"score.below": "score of " + atI + " on " + atJ + " less the largest",
		"score.exp":   "power of e for " + atI + " and " + atJ, "score.sum": "sum of the powers for " + atI,
		"weight": "attention of " + atI + " to " + atJ,
		"out":    "output for " + atI + ", " + part, "mixed": "mixed values for " + atI + ", " + part,
		"switch": "switch",
	}
	ofNorm = map[string]string{
		"": "normed vector of " + atI + ", " + part + ", with gain and bias", "normed": "normed vector of " + atI + ", " + part,
		"mean": "mean for " + atI, "centred": "vector of " + atI + " less its mean, " + part,
		"squared": "its square for " + atI + ", " + part, "variance": "variance for " + atI,
		"variance + ε": "variance + ε for " + atI, "deviation": "deviation for " + atI,
	}
)

// Name calls a number of a run, or of how its text was cut, by words.
func (t *Text) Name(r trace.Ref) string {
	if name, ok := t.cutName(r); ok {
		return name
	}
	rest, where := r.Name, ""
	if after, n, ok := numbered(rest, "lens"); ok {
		rest, where = after, fmt.Sprintf(" after %s", layers(n))
	}
	if after, n, ok := numbered(rest, "block"); ok {
		rest, where = after, fmt.Sprintf(", layer %d", n+1)
		if after, n, ok := numbered(rest, "head"); ok {
			return t.fill(ofHead[after], r) + where + fmt.Sprintf(", head %d", n+1)
		}
		if name, ok := ofLayer[rest]; ok {
			return t.fill(name, r) + where
		}
	}
	if name, ok := normName(rest); ok {
		return t.fill(name, r) + where
	}
	if name, ok := ofModel[rest]; ok {
		return t.fill(name, r) + where
	}
	return fmt.Sprintf("%s, row %d, column %d", r.Name, r.I, r.J) // a weight, by its name in the file
}

func layers(n int) string { return count(n, "layer") }

// count writes n things.
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return label.Whole(float64(n)) + " " + one + "s"
}

// numbered takes a prefix with a number and a dot off a name.
func numbered(name, prefix string) (rest string, n int, ok bool) {
	rest, ok = strings.CutPrefix(name, prefix)
	number, rest, dot := strings.Cut(rest, ".")
	n, err := strconv.Atoi(number)
	return rest, n, ok && dot && err == nil
}

// normName is that of a number of a layer norm: norm1, norm2.mean …
func normName(name string) (string, bool) {
	norm, what, _ := strings.Cut(name, ".")
	if norm != "norm" && norm != "norm1" && norm != "norm2" {
		return "", false
	}
	said, ok := ofNorm[what]
	return said, ok
}

// fill writes the places of a name.
func (t *Text) fill(name string, r trace.Ref) string {
	return strings.NewReplacer(
		atI, t.At(r.I), atJ, t.At(r.J), part, fmt.Sprintf("number %d", r.J+1), piece, "“"+tokens.Plain(t.tokenizer.Piece(r.J))+"”",
	).Replace(name)
}

// At names the token at a place, which is told, since a word may come twice:
// “The” (1).
func (t *Text) At(i int) string {
	if i < 0 || i >= len(t.IDs) {
		return "nothing"
	}
	return fmt.Sprintf("“%s” (%d)", tokens.Plain(t.tokenizer.Piece(t.IDs[i])), i+1)
}

// cutName is that of a number of an Encoding.
func (t *Text) cutName(r trace.Ref) (string, bool) {
	switch r.Name {
	case "piece":
		n := t.Encoding.Nodes[r.I]
		return "id of the piece “" + tokens.Show(t.Encoding.Text[n.Start:n.End]) + "”", true
	case "merge":
		return fmt.Sprintf("id that merge %d makes", r.I), true
	case "byte id":
		return fmt.Sprintf("id of the byte %d", r.I), true
	case "byte":
		return fmt.Sprintf("byte %d of the text, “%s”", r.I+1, tokens.Show(t.Encoding.Text[r.I:r.I+1])), true
	}
	return "", false
}

// Origin says where a number comes from that was not computed.
func (t *Text) Origin(r trace.Ref) string {
	switch r.Name {
	case "byte":
		return "a byte of your text"
	case "byte id", "merge":
		return "it stands in the tokenizer’s table"
	case "position":
		return "the place in the text, counted from 0"
	case "ε":
		return "a small number that keeps a layer norm from dividing by 0"
	case "head width":
		return "it is the model’s blueprint"
	}
	switch _, what, _ := strings.Cut(r.Name, ".head"); {
	case strings.HasSuffix(what, ".score"):
		return "the mask, because the other token comes later"
	case strings.HasSuffix(what, ".switch"):
		return "you have switched the head off"
	}
	return "a weight of the model, found in training"
}
