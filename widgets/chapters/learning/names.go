package learning

import (
	"fmt"
	"strings"

	"zerotoai/engine/rl"
	"zerotoai/engine/trace"
	"zerotoai/widgets/wording"
)

func steps(n int) string    { return wording.Count(n, "step") }
func episodes(n int) string { return wording.Count(n, "episode") }
func epochs(n int) string   { return wording.Count(n, "epoch") }

// clusterName calls a number of k-means by words.
func clusterName(r trace.Ref) string {
	axis := [2]string{" x", " y"}
	switch r.Name {
	case "inertia":
		return "spread"
	case "point":
		return fmt.Sprintf("point %d,%s", r.I+1, axis[r.J&1])
	case "centre":
		return fmt.Sprintf("centre %s,%s", letter(r.I), axis[r.J&1])
	}
	return fmt.Sprintf("%s, point %d to %s", r.Name, r.I+1, letter(r.J))
}

// clusterOrigin says where a given number of k-means is from.
func clusterOrigin(r trace.Ref) string {
	if r.Name == "point" {
		return "where the point lies"
	}
	return ""
}

// worthName calls a number of the agent by words.
func (g *grid) worthName(r trace.Ref) string {
	_, name, ok := strings.Cut(r.Name, ": ")
	switch {
	case r == rl.WorthRef(r.I, rl.Action(r.J)):
		return fmt.Sprintf("worth of %s in %s", strings.ToLower(rl.Action(r.J).String()), g.place(r.I))
	case !ok:
		return r.Name
	case name == rl.NextRef(0).Name:
		return "worth of " + strings.ToLower(rl.Action(r.I).String()) + " in the next cell"
	}
	return name
}

// worthOrigin says where a given number of the agent is from.
func worthOrigin(r trace.Ref) string {
	if r == rl.WorthRef(r.I, rl.Action(r.J)) {
		return "what has not been tried here counts as 0"
	}
	switch _, name, _ := strings.Cut(r.Name, ": "); name {
	case rl.RewardRef.Name:
		return "what the world gave for the step"
	case "learning rate", "discount":
		return "a setting of the learner"
	case rl.BeforeRef.Name, rl.NextRef(0).Name:
		return "what the table said before the step"
	case rl.BestRef.Name:
		return "nothing comes after the end of an episode"
	}
	return ""
}
