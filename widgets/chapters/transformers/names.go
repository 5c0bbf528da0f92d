package transformers

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/moe"
	"zerotoai/engine/nn"
	"zerotoai/engine/ssm"
	"zerotoai/engine/trace"
	"zerotoai/widgets/wording"
)

// expertName calls a number of the figure with experts by words.
func expertName(r trace.Ref) string {
	name, of := strings.CutPrefix(r.Name, denseName)
	suffix := ""
	if of {
		suffix = ", dense layer"
	}
	if rest, ok := strings.CutPrefix(name, "word"); ok {
		if n, own, ok := strings.Cut(rest, "."); ok {
			if t, err := strconv.Atoi(n); err == nil && t < len(moe.Words()) {
				name, suffix = own, fmt.Sprintf(" for “%s”", moe.Words()[t].Ask)+suffix
			}
		}
	}
	return partName(trace.Ref{Name: name, I: r.I, J: r.J}) + suffix
}

// partName calls a number of a layer with experts by words.
func partName(r trace.Ref) string {
	if part, own, ok := strings.Cut(r.Name, "."); ok {
		switch n, err := strconv.Atoi(strings.TrimPrefix(part, "expert")); {
		case part == "router":
			return networkName(trace.Ref{Name: own, I: r.I, J: r.J}, expert(r.I)) + " in the router"
		case part == "head":
			return networkName(trace.Ref{Name: own, I: r.I, J: r.J}, answerName(r.I)) + " at the answers"
		case strings.HasPrefix(part, "expert") && err == nil:
			return networkName(trace.Ref{Name: own, I: r.I, J: r.J}, strconv.Itoa(r.I)) + " in " + expert(n)
		}
	}
	switch r.Name {
	case "probability", "share", "load", "mean probability":
		return r.Name + " of " + expert(r.I)
	case "gate":
		return [...]string{"first gate", "second gate"}[r.I&1]
	case "output":
		return fmt.Sprintf("output %d", r.I)
	}
	if own, ok := strings.CutPrefix(r.Name, "probability."); ok {
		return fmt.Sprintf("%s, %s", own, expert(r.I))
	}
	return r.Name
}

// networkName calls a number of a small network by words; its outputs are for
// something.
func networkName(r trace.Ref, output string) string {
	l, _, _, ok := nn.PartOf(r)
	switch {
	case !ok: // of the loss, as "loss.ln of probability"
		return fmt.Sprintf("%s, %s", r.Name[strings.LastIndexByte(r.Name, '.')+1:], output)
	case l == 0:
		return fmt.Sprintf("input %d", r.I)
	}
	return wording.Layer(r)
}

// answerName names answer i.
func answerName(i int) string {
	words := moe.Words()
	return "“" + words[min(max(i, 0), len(words)-1)].Answer + "”"
}

// expertOrigin says where a given number of the figure with experts is from.
func expertOrigin(r trace.Ref) string {
	switch name := r.Name[strings.LastIndexByte(r.Name, '.')+1:]; {
	case name == "load":
		return "counted: how often the router chose this expert"
	case name == "choices":
		return "two for each word"
	case name == "experts":
		return "how many there are"
	case strings.HasSuffix(name, string(nn.Weight)), strings.HasSuffix(name, string(nn.Bias)):
		return "a parameter, as training has left it"
	case strings.HasSuffix(name, "target"):
		return "1 for the right answer and 0 for every other"
	}
	return "a number of the word’s vector, which was drawn at random once"
}

// name calls a number of the reading by words.
func (w *states) name(r trace.Ref) string {
	text := w.reading.Text
	at := func(t int) string {
		return fmt.Sprintf(" after word %d, %s", t+1, ssm.Words[text[min(max(t, 0), len(text)-1)]])
	}
	switch r.Name {
	case "state", "gate", "keep":
		return fmt.Sprintf("%s of %s%s", map[string]string{"state": "state", "gate": "share taken in", "keep": "share kept"}[r.Name], channel(r.J), at(r.I))
	case "start":
		return channel(r.I) + " before the first word"
	case "inflow":
		return fmt.Sprintf("what “%s” brings to %s", ssm.Words[min(r.I, len(ssm.Words)-1)], channel(r.J))
	case "gate weight":
		if w.model.Kind == ssm.Fixed {
			return "gate weight of " + channel(r.I)
		}
		return fmt.Sprintf("gate weight of “%s”", ssm.Words[min(r.I, len(ssm.Words)-1)])
	case "output weight":
		return fmt.Sprintf("weight of %s for “%s”", channel(r.J), ssm.Answers[r.I])
	case "output bias":
		return fmt.Sprintf("bias for “%s”", ssm.Answers[r.I])
	case "logit":
		return fmt.Sprintf("logit of “%s”%s", ssm.Answers[r.J], at(r.I))
	case "one":
		return "all"
	}
	if _, own, ok := strings.Cut(r.Name, "."); ok { // "word3.probability", or on the way to it
		_, part, way := strings.Cut(own, ".")
		if !way {
			part = own
		}
		return fmt.Sprintf("%s of “%s”", part, ssm.Answers[min(r.I, len(ssm.Answers)-1)])
	}
	return r.Name
}

// stateOrigin says where a given number of a reading is from.
func stateOrigin(r trace.Ref) string {
	switch r.Name {
	case "start":
		return "the state is empty before the first word"
	case "one":
		return "the whole"
	case "state":
		return "the state that the word before has left: open it there"
	}
	return "a parameter, as training has left it"
}
