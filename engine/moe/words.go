package moe

import "strings"

// A Word is what a Model is asked, and what it should answer. All words of a
// Kind ask for the same: a kind is a skill.
type Word struct{ Kind, Ask, Answer string }

// skills has a line for each kind: its name, and pairs of words and answers.
const skills = `
young: cat kitten, dog puppy, cow calf, horse foal, sheep lamb, hen chick, duck duckling, pig piglet
opposite: hot cold, big small, wet dry, hard soft, fast slow, full empty, dark light, long short
past: go went, see saw, eat ate, run ran, give gave, take took, sing sang, write wrote
plural: mouse mice, foot feet, child children, tooth teeth, goose geese, leaf leaves, knife knives, wolf wolves
capital: France Paris, Italy Rome, Spain Madrid, Japan Tokyo, Egypt Cairo, Kenya Nairobi, Peru Lima, Norway Oslo
next: one two, two three, three four, four five, five six, six seven, seven eight, eight nine
makes: baker bread, tailor clothes, potter pots, poet poems, painter pictures, brewer beer, bee honey, mason walls
sound: bell ring, clock tick, rain patter, door creak, wind whistle, bomb boom, horn honk, thunder rumble
`

// Words returns all words, kind by kind.
func Words() (ws []Word) {
	for _, line := range strings.Split(strings.TrimSpace(skills), "\n") {
		kind, pairs, _ := strings.Cut(line, ": ")
		for _, pair := range strings.Split(pairs, ", ") {
			ask, answer, _ := strings.Cut(pair, " ")
			ws = append(ws, Word{kind, ask, answer})
		}
	}
	return ws
}
