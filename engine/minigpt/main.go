//go:build ignore

package main

func main() {
	m := New(Settings{Text: Birds, Width: 16, Heads: 2, Blocks: 1, Context: 16, Batch: 8, Steps: 600, Rate: 0.02, Seed: 1})
	recent, chance := 0.0, Chance(2)
	for m.Done < m.Steps {
		loss := m.Step()
		if recent += loss / 50; m.Done%50 == 0 {
			fmt.Printf("step %d: loss %.2f, writes %q\n", m.Done, recent, m.Write(&chance, 0.7))
			recent = 0
		}
	}
}
