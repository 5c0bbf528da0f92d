package claude

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/rlhf"
	"zerotoai/engine/trace"
)

// name calls a number of the reward model or of a tuning by words.
func (f *feedback) name(r trace.Ref) string {
	for _, prefix := range []string{before, "reference "} {
		if rest, ok := strings.CutPrefix(r.Name, prefix); ok {
			return "before tuning: " + f.name(trace.Ref{Name: rest, I: r.I, J: r.J})
		}
	}
	if row, what, ok := f.rowOf(r.Name); ok {
		return f.rowName(row, what, r.I)
	}
	switch {
	case r == rlhf.LogitRef(r.I, r.J):
		return fmt.Sprintf("logit of %s after %s", f.word(r.J), f.word(r.I))
	case r == rlhf.CountRef(r.I):
		return fmt.Sprintf("times that %s is in a reply", f.word(r.I))
	case r == rlhf.WeightRef(r.I):
		return "worth of " + f.word(r.I)
	}
	switch r.Name {
	case "count in A", "count in B":
		return fmt.Sprintf("times that %s is in %s", f.word(r.I), r.Name[len("count in "):])
	case "visit", "sentence visit":
		return fmt.Sprintf("chance that word %d is %s", r.I, f.word(r.J)) + ifSentence(r.Name)
	case "mean visits", "mean sentence visits":
		return "times that a word is chosen after " + f.word(r.I) + ifSentence(r.Name)
	case "KL after":
		return "KL of what comes after " + f.word(r.I)
	case "ln π − ln reference", "ln π", "ln reference":
		return fmt.Sprintf("%s, for %s after %s", r.Name, f.word(r.J), f.word(r.I))
	}
	return r.Name
}

// ifSentence says of which texts a number is.
func ifSentence(name string) string {
	if strings.Contains(name, "sentence") {
		return ", in a sentence"
	}
	return ""
}

// rowOf takes a name of the policy's softmax apart: that of the row, and of
// what is in it.
func (f *feedback) rowOf(name string) (row int, what string, ok bool) {
	digits, what, _ := strings.Cut(strings.TrimPrefix(name, "after"), ".")
	row, err := strconv.Atoi(digits)
	return row, what, err == nil && strings.HasPrefix(name, "after")
}

func (f *feedback) rowName(row int, what string, i int) string {
	after := " after " + f.word(row)
	switch strings.TrimPrefix(what, "probability") {
	case "":
		return "chance of " + f.word(i) + after
	case ".shifted":
		return "logit of " + f.word(i) + after + ", less the largest"
	case ".power":
		return "e to the power of that, for " + f.word(i) + after
	case ".largest":
		return "largest logit" + after
	case ".sum":
		return "sum of the powers" + after
	}
	return "logarithm of the sum" + after
}

// origin says where a number comes from that was not computed.
func (f *feedback) origin(r trace.Ref) string {
	switch {
	case r == rlhf.WeightRef(r.I):
		return fmt.Sprintf("learned from your choices, in %d steps", lessons)
	case strings.HasPrefix(r.Name, "count in "):
		return "counted"
	case strings.HasPrefix(r.Name, "reference logit"):
		return "learned by counting which word comes after which"
	case r == rlhf.LogitRef(r.I, r.J):
		return "learned from text, then tuned"
	}
	return ""
}
