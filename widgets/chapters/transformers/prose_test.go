package transformers

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/scale"
	"zerotoai/engine/ssm"
	"zerotoai/engine/trace"
	"zerotoai/widgets/label"
	"zerotoai/widgets/ui/uitest"
	"zerotoai/widgets/wording"
)

// counts is the count of a preset, after a change.
func counts(t *testing.T, name string, change func(*scale.Config)) *scale.Count {
	t.Helper()
	ps := scale.Presets()
	c := ps[slices.Index(presetNames(), name)].Config
	change(&c)
	n, err := scale.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func asItIs(*scale.Config) {}

// share is a term's share of all parameters.
func share(n *scale.Count, r trace.Ref) float64 {
	for _, t := range n.Terms {
		if t.Ref == r {
			return t.Value / n.Total
		}
	}
	return math.NaN()
}

// The numbers in the text are those that the figures show, or of a source,
// which is then the note at the place.
func TestProse(t *testing.T) {
	sayings := slices.Concat(saidOfAttention(t), saidOfWalk(t), saidOfModels(t), saidOfExperts(t), saidOfStates(t), saidOfMemory(), saidOfTraining(t))
	uitest.Prose(t, Text, sayings...)
}

func saidOfAttention(t *testing.T) []string {
	_, a := attended(t)
	at, shares := most(a.weights())
	if a.followed() != "“The”" || a.Word(at) != "“cat”" {
		t.Errorf("%s looks at %s", a.followed(), a.Word(at))
	}
	return []string{
		"green and up if it is more than 0,",
		fmt.Sprintf("The last “The” looks for who is tired, and in this head gives %s of its attention to “cat”", shares[at]),
	}
}

func saidOfWalk(t *testing.T) []string {
	_, w := walked(t)
	c, said := w.Model.Weights.Config, []string{}
	for _, r := range w.lensRows() {
		said = append(said, strings.Replace(r.Text, " ", " with ", 1))
	}
	return []string{
		fmt.Sprintf("a vector of %d numbers of each token. Then there are %d layers", c.Width, c.Layers),
		fmt.Sprintf("what its %d heads have fetched", c.Heads), fmt.Sprintf("what its %d neurons make", 4*c.Width),
		fmt.Sprintf("each of the %s tokens", label.Whole(float64(c.Vocabulary))),
		"a mean of 0 and a spread of 1,",
		fmt.Sprintf("the answer is %s:", said[0]), fmt.Sprintf("After layer 1 it is %s:", said[1]),
		fmt.Sprintf("After layer 2 it is %s. Only layer 3 knows: %s.", said[2], strings.Replace(said[3], " with", ", with", 1)),
	}
}

func saidOfModels(t *testing.T) []string {
	small, xl := counts(t, "GPT-2 small", asItIs), counts(t, "GPT-2 XL", asItIs)
	llama, largest, mixtral := counts(t, "Llama 3.1 8B", asItIs), counts(t, "Llama 3.1 405B", asItIs), counts(t, "Mixtral 8x7B", asItIs)
	unshared := counts(t, "Llama 3.1 8B", func(c *scale.Config) { c.KVHeads = c.Heads })
	billions := func(v float64) string { return label.Number(v/1e9, 3) }
	active := fmt.Sprintf("%s billion, %s active", billions(mixtral.Total), billions(mixtral.Active))
	layers := func(n *scale.Count) string { return fmt.Sprintf("%d, %d", n.Config.Layers, n.Config.Heads) }
	if want := small.Config; want.Width != 768 || want.Hidden != 3072 {
		t.Errorf("%+v", want)
	}
	return []string{
		"Since the first transformer of 2017",
		row("Transformer, base, 2017", "6 and 6, 8", "65 million", "not given in tokens"),
		row("GPT-2 small, 2019", layers(small), label.Number(small.Total/1e6, 3)+" million"), row("GPT-2 XL, 2019", layers(xl), billions(xl.Total)+" billion"),
		row("GPT-3, 2020", "96, 96", "175 billion", "300 billion"), row("LLaMA 65B, 2023", "80, 64", "65 billion", "1.4 trillion"),
		row("Mixtral 8x7B, 2023", layers(mixtral), active),
		row("Llama 3.1 8B, 2024", layers(llama), billions(llama.Total)+" billion", "more than 15 trillion"),
		row("Llama 3.1 405B, 2024", layers(largest), billions(math.Floor(largest.Total/1e9)*1e9)+" billion", "more than 15 trillion"),
		row("DeepSeek-V3, 2024", "61, 128", "671 billion, 37 active", "14.8 trillion"),
		row("Kimi K2, 2025", "61, 64", "1 trillion, 32 active", "15.5 trillion"), "GPT-4, Claude, Gemini",
		"GPT-2 small has, to be exact, " + label.Whole(small.Total),
		"A matrix that makes 3,072 numbers out of 768 has 768 times 3,072 weights",
		fmt.Sprintf("In GPT-2 small the embedding table alone has %s numbers, %s of all.", label.Whole(small.Terms[0].Value), spaced(share(small, scale.TokensRef))),
		fmt.Sprintf("In the largest Llama 3.1 it is %s: there the feed-forward parts have %s.", spaced(share(largest, scale.TokensRef)), spaced(share(largest, scale.ForwardRef))),
		fmt.Sprintf("Choose Llama 3.1 8B. Its %d heads share %d heads of keys and values. Write %d there", llama.Config.Heads, llama.Config.KVHeads, llama.Config.Heads),
		fmt.Sprintf("grows from %s to %s billion", billions(llama.Total), label.Number(unshared.Total/1e9, 4)),
		"Give GPT-2 small 7 heads, or 0 layers.",
		fmt.Sprintf("Mixtral 8x7B has %s billion parameters and uses %s billion", billions(mixtral.Total), billions(mixtral.Active)),
		"In DeepSeek-V3 a token meets 8 of 256 experts in a layer", "37 of 671 billion parameters",
		row("Llama 3.1 405B", "405 billion"), row("DeepSeek-V3", "671 billion, 37 billion"), row("Mamba 2.8B", "2.8 billion"), row("Jamba v0.1", "52 billion, 12 billion"),
		"other programs for GPT-2 can read", "GPT-2 small at work",
		"in Mixtral all routers together are " + label.Fixed(100*share(mixtral, scale.RoutersRef), 3) + " %",
	}
}

// row is cells of a table, as Prose has them.
func row(cells ...string) string { return strings.Join(cells, "") }

// spaced is a share as the text has it, with a usual space.
func spaced(v float64) string { return strings.ReplaceAll(wording.Percent(v), "\u00a0", " ") }

func saidOfExperts(t *testing.T) []string {
	right := func(w *experts) (mixture, dense int) {
		n := float64(len(w.mixture.Words))
		return int(math.Round(w.mixture.Accuracy * n)), int(math.Round(w.dense.Accuracy * n))
	}
	early, late := learned(100), learned(expertSteps)
	if m, _ := right(learned(0)); m != 0 {
		t.Errorf("at first %d answers are right", m)
	}
	earlyRight, earlyDense := right(early)
	lateRight, lateDense := right(late)
	if lateRight != earlyRight {
		t.Errorf("%d right at the end", lateRight)
	}
	free := newExperts()
	free.balance = false
	free.begin()
	for range expertSteps {
		free.step()
	}
	idle, choices := 0, 0
	for _, n := range free.mixture.Load {
		choices += n
		if n == 0 {
			idle++
		}
	}
	total, active := late.mixture.Shape.Parameters()
	dense, _ := late.dense.Shape.Parameters()
	router := len(late.mixture.Layer.Router.Params)
	words := len(late.mixture.Words)
	return []string{
		fmt.Sprintf("There are %d words of eight kinds", words), fmt.Sprintf("each of its %d experts", len(late.mixture.Load)),
		fmt.Sprintf("After 100 steps the mixture knows %d of the %d words and the dense layer %d; after %d steps it knows %d.", earlyRight, words, earlyDense, expertSteps, lateDense),
		fmt.Sprintf("The mixture has %s parameters, of which %d have to do with a word; the dense layer has %d. Of the %d, the router alone takes %d.", label.Whole(float64(total)), active, dense, active, router),
		fmt.Sprintf("After %d steps the busiest expert is chosen %d times out of %d, and %d experts never.", expertSteps, slices.Max(free.mixture.Load), choices, idle),
	}
}

func saidOfStates(t *testing.T) []string {
	selective, fixed := remembers(ssm.Selective, 100), remembers(ssm.Fixed, 200)
	right, all := selective.score()
	if right != all {
		t.Errorf("%d of %d right after 100 steps", right, all)
	}
	for at := range 3 {
		if i := all - 1 - at; fixed.reading.Answer(i) == ssm.Last(fixed.reading.Text)[i] {
			t.Errorf("the fixed model still knows the dog at word %d", i)
		}
	}
	if channels != 4 || mostShown != 60 {
		t.Error("four numbers, sixty words")
	}
	gate := func(word string) string { return spaced(selective.model.Gate(slices.Index(ssm.Words, word), 0)) }
	fixedRight, _ := fixed.score()
	return []string{
		fmt.Sprintf("After 100 steps it is right after all %d words. Look at its gates: dog lets in %s, now only %s.", all, gate("dog"), gate("now")),
		"green to the right is more than 0,",
		fmt.Sprintf("It keeps %s,", selective.memory.Value()),
		fmt.Sprintf("After 200 steps it is right after %d of the %d words: the last three have forgotten", fixedRight, all),
	}
}

func saidOfMemory() []string {
	w := hasRead(mostRead / readAtOnce)
	kept := func(i int) string { return label.Whole(float64(w.stacks[i].bytes())) }
	large := func(i int) string { return label.Bytes(w.largeRows()[i].Value) }
	sayings := []string{
		fmt.Sprintf("Attention adds %s bytes for each word. The states take %s bytes and no more.", label.Whole(float64(w.stacks[0].bytes()/mostRead)), kept(2)),
		fmt.Sprintf("After %d words attention holds %s bytes, the hybrid %s and the states %s.", mostRead, kept(0), kept(1), kept(2)),
		fmt.Sprintf("a text of %s tokens it would be %s, %s and %s.", label.Whole(w.tokens), large(0), large(1), large(2)),
	}
	w.period = float64(jamba().Period)
	return append(sayings, fmt.Sprintf("Set the hybrid to one in eight, as in Jamba, and it is %s.", large(1)))
}

func saidOfTraining(t *testing.T) []string {
	w := newTraining()
	w.Read(shelf(t).Open())
	s := w.pupil.settings
	m := s.Model
	if m.Layers != 2 || m.Heads != 4 || jamba().Period != 8 {
		t.Errorf("%+v", m)
	}
	slowest, fastest := w.slider.Min, w.slider.Max
	return []string{
		fmt.Sprintf("%d numbers wide, and the vocabulary of the guide’s own model: %s parameters.", m.Width, label.Whole(float64(m.Parameters()))),
		fmt.Sprintf("step of %d tokens", s.Training.Batch*s.Training.Length),
		fmt.Sprintf("At first it is near %s, the natural logarithm of %s:", label.Fixed(math.Log(float64(m.Vocabulary)), 1), label.Whole(float64(m.Vocabulary))),
		fmt.Sprintf("by about %s at each token", label.Fixed(knownFloor(t, w), 1)),
		fmt.Sprintf("Read what it writes after %d steps, after %d, after %d.", milestones[0], milestones[1], milestones[3]),
		fmt.Sprintf("At %g the loss jumps up and what has been learned is lost; at %g it hardly moves.", fastest, slowest),
		"the paper of 2017.",
	}
}

// knownFloor is the floor that the figure finds.
func knownFloor(t *testing.T, w *training) float64 {
	t.Helper()
	c := uitest.Context(t, nil)
	w.pupil.search = c.Jobs.Start(w.pupil.settings.Floor(floorRows).Start())
	for len(w.pupil.floors) < floorRows {
		c.Jobs.(*uitest.Jobs).Turn(w)
	}
	nats, known := w.pupil.floor()
	if !known {
		t.Fatal("the floor is not known")
	}
	return nats
}
