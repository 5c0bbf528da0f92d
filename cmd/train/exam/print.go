package exam

import (
	"fmt"
	"strings"
)

// String writes the report for a terminal.
func (r Report) String() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%d parameters: %d layers, %d heads, %d wide, %d tokens of context, %d in the vocabulary",
		r.Config.Parameters(), r.Config.Layers, r.Config.Heads, r.Config.Width, r.Config.Context, r.Config.Vocabulary)
	line("held-out loss %.4f nats a token, floor %.4f: %.2f %% above it (%d tokens)",
		r.Loss, r.Floor, 100*r.Above(), r.Sizes.Rows*r.Config.Context)
	line("The cat sat on the mat because it was tired. The … cat: %.2f %%", 100*r.Guide[0])
	line("The cat sat on the mat because it was soft. The … mat: %.2f %%", 100*r.Guide[1])
	line("What is gravity? …%s", r.Gravity)
	line("texts written at temperature %v that are sentences of the world: %d of %d", Temperature, r.Good, r.Sizes.Texts)
	for _, text := range r.Bad[:min(len(r.Bad), 5)] {
		line("    not: %s", text)
	}
	line("\nwhat \"it\" is, in pairs of nouns kept out of the training, with and without head %d of layer %d (counted from 1):",
		r.Head.Head+1, r.Head.Layer+1)
	line("%-8s %6s  %8s %8s  %9s  %8s %8s", "rule", "asked", "right", "mean p", "attention", "without", "mean p")
	for _, c := range append(r.It, r.All()) {
		line("%-8s %6d  %6.2f %% %6.2f %%  %7.1f %%  %6.1f %% %6.1f %%", c.Rule, c.N,
			100*c.With.Right, 100*c.With.P, 100*c.With.Weight(r.Head), 100*c.Without.Right, 100*c.Without.P)
	}
	line("\n%-10s %6s %6s", "question", "asked", "right")
	for _, k := range r.Kinds {
		line("%-10s %6d %6d", k.Name, k.N, k.Right)
	}
	return b.String()
}
