// Package wording says in words what figures of networks have in common: what a
// number of a network is called on its card, where one comes from that was
// given, and how counts and shares are written.
package wording

import (
	"fmt"
	"strconv"
	"strings"

	"zerotoai/engine/nn"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
)

// Count writes n things: "1 epoch", "2 epochs".
func Count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// Ordinals are the numbers from 1 to n, as options of a choice.
func Ordinals(n int) []string {
	options := make([]string, n)
	for i := range options {
		options[i] = strconv.Itoa(i + 1)
	}
	return options
}

// Percent writes a share, 1 being all: "97.8 %". The two stay in one line.
func Percent(share float64) string { return label.Fixed(100*share, 1) + "\u00a0%" }

// Layer calls a number of a network, as nn.Of names it: "weight from 0 to 3,
// layer 1". Other numbers keep their names.
func Layer(r trace.Ref) string {
	l, part, way, ok := nn.PartOf(r)
	switch {
	case !ok:
		return r.Name
	case way:
		return fmt.Sprintf("on the way to the %s %d, layer %d", part, r.I, l)
	case part == nn.Weight || part == nn.WeightGrad:
		return fmt.Sprintf("%s from %d to %d, layer %d", part, r.J, r.I, l)
	}
	return fmt.Sprintf("%s %d, layer %d", part, r.I, l)
}

// Example calls a number of an nn.Evaluation of held-out examples.
func Example(r trace.Ref) string {
	example := ""
	if head, rest, ok := strings.Cut(r.Name, "."); ok && strings.HasPrefix(head, "example") {
		example, r.Name = ", held-out example "+strings.TrimPrefix(head, "example"), rest
	}
	return Layer(r) + example
}

// Origin says where a given number of an nn.Evaluation comes from.
func Origin(r trace.Ref) string {
	switch _, own, _ := strings.Cut("."+r.Name, "."); {
	case strings.HasSuffix(own, string(nn.Weight)), strings.HasSuffix(own, string(nn.Bias)):
		return "a parameter, as training has left it"
	case strings.HasSuffix(own, "examples right"):
		return "counted: each answer is compared with its label"
	case strings.HasSuffix(own, "examples"):
		return "how many were held out"
	case strings.HasSuffix(own, "target"):
		return "the label of the example"
	case strings.HasSuffix(own, "x"), strings.HasSuffix(own, "y"):
		return "where the example lies"
	}
	return "a number of the formula"
}
