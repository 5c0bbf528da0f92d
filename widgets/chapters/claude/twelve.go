package claude

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/engine/trace"
	"zerotoai/widgets/bars"
	"zerotoai/widgets/label"
	"zerotoai/widgets/model"
	"zerotoai/widgets/readout"
	"zerotoai/widgets/theme"
	"zerotoai/widgets/tokens"
	"zerotoai/widgets/ui"
	"zerotoai/widgets/wording"
)

const (
	shownNext  = 8  // tokens with a bar
	shownPlace = 12 // tokens of which the attention is shown: the last ones
)

// twelve are the stations.
func (w *stations) twelve() []station {
	whole := func(name string) func(t, c int) trace.Ref {
		return func(t, c int) trace.Ref { return trace.Ref{Name: name, I: t, J: c} }
	}
	here := func(what string) func(t, c int) trace.Ref {
		return func(t, c int) trace.Ref { return gpt.BlockRef(w.layer, what, t, c) }
	}
	sent := &label.Label{ID: stationsID + ".message", Font: theme.Code, Color: label.Ink, Words: w.message}
	return []station{
		atType:    {"You type", w.saysType, []ui.Widget{w.count("letters", "Characters", w.letters), w.count("bytes", "Bytes", func() int { return len(w.question) })}},
		atRequest: {"Request", w.saysRequest, []ui.Widget{sent}},
		atTokenize: {"Tokenize", w.saysTokenize, []ui.Widget{
			w.number("id", "Id", 0, func() trace.Ref { return gpt.TokenRef(w.at.Place) }),
		}},
		atEmbed: {"Embed", w.saysEmbed, []ui.Widget{w.vector("token", "Token vector", whole("token embedding"))}},
		atPosition: {"Position", w.saysPosition, []ui.Widget{
			w.vector("position", "Position vector", whole("position embedding")),
			w.vector("sum", "Their sum", whole("embedding")),
		}},
		atLayers: {"Layers", w.saysLayers, []ui.Widget{
			&w.layers,
			w.vector("attention", "What attention adds", here("attention.out")),
			w.vector("forward", "What feed-forward adds", here("mlp.out")),
			w.vector("out", "After the layer", here("out")),
		}},
		atAttention: {"Attention", w.saysAttention, []ui.Widget{
			&w.layers, &w.heads,
			&bars.Bars{ID: stationsID + ".weights", Name: "Attention", Rows: w.attentionRows, Color: label.Attention, Open: w.card.Show},
		}},
		atWeights: {"Weights", w.saysWeights, []ui.Widget{
			w.counted("parameters", "Parameters", parametersRef), w.counted("products", "Multiplications", multiplicationsRef),
		}},
		atLogits: {"Logits", w.saysLogits, []ui.Widget{&bars.Bars{ID: stationsID + ".logits", Name: "Logit", Rows: w.logitRows, Open: w.card.Show}}},
		atSample: {"Sample", w.saysSample, []ui.Widget{&bars.Bars{ID: stationsID + ".chances", Name: "Chance", Rows: w.chanceRows, Open: w.card.Show}}},
		atRepeat: {"Repeat", w.saysRepeat, []ui.Widget{
			w.count("passes", "Passes so far", func() int { return w.passes }), w.count("length", "Tokens of the text now", func() int { return len(w.Text.IDs) }),
		}},
		atStream: {"Stream", w.saysStream, []ui.Widget{&bars.Bars{ID: stationsID + ".times", Name: "Time", Rows: w.timeRows}}},
	}
}

// count is the read-out of something that is counted.
func (w *stations) count(id, name string, n func() int) *readout.Readout {
	return &readout.Readout{ID: stationsID + "." + id, Name: name, Value: func() string { return label.Whole(float64(n())) }}
}

// number is the read-out of a number that opens.
func (w *stations) number(id, name string, places int, ref func() trace.Ref) *readout.Readout {
	return &readout.Readout{
		ID: stationsID + "." + id, Name: name, Explains: ref, Open: w.card.Show,
		Value: func() string { s, _ := w.Explain(ref()); return label.Fixed(s.Value, places) },
	}
}

// counted is the read-out of a number of the multiplications.
func (w *stations) counted(id, name string, ref trace.Ref) *readout.Readout {
	return &readout.Readout{
		ID: stationsID + "." + id, Name: name, Room: 12, Explains: func() trace.Ref { return ref }, Open: w.card.Show,
		Value: func() string { s, _ := w.Explain(ref); return label.Whole(s.Value) },
	}
}

func (w *stations) letters() int { return utf8.RuneCountInString(w.question) }

// words say what happens at the station that is looked at.
func (w *stations) words() string {
	switch {
	case w.empty():
		return "There is nothing to answer. Type a question."
	case w.made == 0:
		return "Press “Play”, or “Step” for one station at a time."
	case w.going && w.made < len(w.all):
		return fmt.Sprintf("Station %d: being computed.", w.lit()+1)
	}
	s := w.all[w.open]
	return fmt.Sprintf("%d. %s. %s", w.open+1, s.name, s.says())
}

// about says what of the question is read.
func (w *stations) about() string {
	if w.empty() || w.Text.Dropped == 0 {
		return ""
	}
	return fmt.Sprintf("Your question has %s tokens. The last %d are read: with an answer, more does not fit into the model’s context.", label.Whole(float64(w.Text.Dropped+w.Start)), w.Start)
}

// here names the token that is looked at.
func (w *stations) here() string { return w.word(w.at.Place) }

func (w *stations) word(i int) string {
	return named(w.model, w.Text.IDs[i])
}

// named is a token in words.
func named(m *model.Model, id int) string {
	if piece := tokens.Plain(m.Tokenizer.Piece(id)); strings.TrimSpace(piece) != "" {
		return "“" + piece + "”"
	}
	return "a space"
}

func (w *stations) width() int { return w.model.Weights.Config.Width }

func (w *stations) saysType() string {
	return "Each key sends a character, and each character is one byte or more. That is all that leaves your hand."
}

func (w *stations) saysRequest() string {
	return "A program packs your question into a message. This one has the shape that Anthropic publishes for its programming interface; here it stays on this page, nothing is sent."
}

func (w *stations) saysTokenize() string {
	return fmt.Sprintf("The tokenizer cuts the question into %s, each with a number, its id.", wording.Count(w.Start, "token")) + w.within(cutting)
}

func (w *stations) saysEmbed() string {
	return fmt.Sprintf("The id of %s chooses its row in a table with %s rows: %s.", w.here(), label.Whole(float64(w.model.Weights.Config.Vocabulary)), wording.Count(w.width(), "number"))
}

func (w *stations) saysPosition() string {
	return fmt.Sprintf("Place %d of the text has a row of its own in a second table. The sum of the two rows says what stands there and where.", w.at.Place+1) + w.within(int(gpt.Embedding))
}

func (w *stations) saysLayers() string {
	return fmt.Sprintf("%s goes through %s, all of them built alike. Each adds something to its vector.", w.here(), wording.Count(w.model.Weights.Config.Layers, "layer")) +
		w.within(int(gpt.Attention), int(gpt.FeedForward))
}

func (w *stations) saysAttention() string {
	return fmt.Sprintf("Inside of each layer %s look back. Here is how head %d of layer %d shares out the attention of %s.", wording.Count(w.model.Weights.Config.Heads, "head"), w.head+1, w.layer+1, w.here()) +
		w.within(int(gpt.Attention))
}

func (w *stations) saysWeights() string {
	return fmt.Sprintf("All of it was multiplying by weights that training has found, and adding up. The weights stay as they are: the model learns nothing from your question. Counted here is a whole pass over %s, up to the logits.", wording.Count(w.shown.State.Length, "token"))
}

func (w *stations) saysLogits() string {
	return fmt.Sprintf("The vector of %s meets the row of each token of the vocabulary: a logit for each says how well it would go on.", w.here()) + w.within(int(gpt.Unembedding))
}

func (w *stations) saysSample() string {
	s := settings()
	said := fmt.Sprintf("The logits become chances, at temperature %s, top-k %d and top-p %s.", label.Fixed(s.Temperature, 1), s.TopK, label.Fixed(s.TopP, 1))
	if i := w.at.Place + 1 - w.Start; 0 <= i && i < len(w.Drawn) {
		said += fmt.Sprintf(" The random number was %s, and so %s was drawn, with a chance of %s.", label.Fixed(w.Drawn[i].U, 3), named(w.model, w.Drawn[i].ID), wording.Percent(w.Drawn[i].Q))
	}
	return said + w.within(drawing)
}

func (w *stations) saysRepeat() string {
	return "The drawn token is put behind the text, and all begins again at station 4 with a text that is one token longer. One pass makes one token. Here a pass reads all of the text anew, so that every number can be opened; other programs keep the keys and values, and read only the new token."
}

func (w *stations) saysStream() string {
	s := "Each token is shown as soon as it is there. "
	switch {
	case !w.ended():
		return s + "Press “Step” for one token more."
	case w.Stop == model.Finished:
		s += "The last token that was drawn says that the text ends, so the answer ends."
	case w.Stop == model.Full:
		s += "It stops here, for " + model.Full + "."
	default:
		s += fmt.Sprintf("Cut off after %s, as the message asks.", wording.Count(len(w.Drawn), "token"))
	}
	return s + w.doubts() + w.speed()
}

// answerWords is the answer so far.
func (w *stations) answerWords() string {
	if w.made <= atStream || len(w.Drawn) == 0 {
		return ""
	}
	return tokens.Show(strings.TrimPrefix(w.Written(), " "))
}

// tokens are the text; at the station of attention with what each one gets.
func (w *stations) tokens() (ts []tokens.Token) {
	for i, p := range w.Text.Pieces() {
		ts = append(ts, tokens.Of(p, w.Text.IDs[i]))
		if i >= w.Start {
			ts[i].Share, ts[i].Color = 1, label.Forward
		}
	}
	return ts
}

// attentionRows are what the place gives to the tokens up to it.
func (w *stations) attentionRows() (rows []bars.Row) {
	h := gpt.Head{Layer: w.layer, Head: w.head}
	ws := make([]float64, w.at.Place+1)
	for j := range ws {
		ws[j] = float64(w.shown.State.Attention(0, h).Row(w.at.Place)[j])
	}
	shares := label.Percents(ws)
	for j := max(0, len(ws)-shownPlace); j < len(ws); j++ {
		rows = append(rows, bars.Row{Name: fmt.Sprintf("%s (%d)", w.word(j), j+1), Value: ws[j], Text: shares[j], Full: 1, Explains: h.Ref("weight", w.at.Place, j)})
	}
	return rows
}

// logitRows are the best tokens by their logits.
func (w *stations) logitRows() (rows []bars.Row) {
	return w.best(func(r sample.Row) bars.Row {
		return bars.Row{Value: float64(r.Logit), Text: label.Fixed(float64(r.Logit), 3), Signed: r.Logit < 0, Explains: sample.LogitRef(r.ID)}
	})
}

// chanceRows are the same, by the chance with which they are drawn; what is cut
// is an outline.
func (w *stations) chanceRows() (rows []bars.Row) {
	return w.best(func(r sample.Row) bars.Row {
		if r.Q == 0 {
			return bars.Row{Value: r.P, Text: "cut", Full: 1, Dim: true, Explains: sample.PRef(r.ID)}
		}
		return bars.Row{Value: r.Q, Text: wording.Percent(r.Q), Full: 1, Explains: sample.QRef(r.ID)}
	})
}

func (w *stations) best(row func(sample.Row) bars.Row) (rows []bars.Row) {
	if w.draw == nil {
		return nil
	}
	for _, r := range w.draw.Rows(shownNext) {
		b := row(r)
		b.Name = named(w.model, r.ID)
		rows = append(rows, b)
	}
	return rows
}

// ordinals are the options 1 to n, and chosen is the place of one of them.
func ordinals(n int) []string {
	options := make([]string, n)
	for i := range options {
		options[i] = strconv.Itoa(i + 1)
	}
	return options
}

func chosen(ordinal string) int {
	n, _ := strconv.Atoi(ordinal)
	return max(n-1, 0)
}
