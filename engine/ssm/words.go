package ssm

import (
	"fmt"
	"slices"
	"strings"
)

// Names are the words that are to be remembered.
var Names = []string{"cat", "dog", "bird", "fish"}

// Words are all words that a model knows, Names first.
var Words = append(slices.Clone(Names), "the", "a", "and", "then", "here", "now", "so", "well")

// Answers are what a model can say: that no name came yet, or which one was
// last.
var Answers = append([]string{"none"}, Names...)

// nameShare is how often a word of a random text is a name.
const nameShare = 0.15

// Text returns a random text of n words, as numbers of Words.
func Text(n int, random func() float64) []int {
	text := make([]int, n)
	for t := range text {
		if random() < nameShare {
			text[t] = int(random() * float64(len(Names)))
		} else {
			text[t] = len(Names) + int(random()*float64(len(Words)-len(Names)))
		}
	}
	return text
}

// Last returns the right answer after each word of a text.
func Last(text []int) []int {
	answers, last := make([]int, len(text)), 0
	for t, word := range text {
		if word < len(Names) {
			last = word + 1
		}
		answers[t] = last
	}
	return answers
}

// MaxWords is how long a text is that Parse reads.
const MaxWords = 1000

// Parse reads a text: words of Words with spaces between them, in small or
// capital letters.
func Parse(text string) ([]int, error) {
	var numbers []int
	for word := range strings.FieldsSeq(text) {
		i := slices.Index(Words, strings.ToLower(word))
		switch {
		case i < 0:
			return nil, fmt.Errorf("ssm: word %d: %q is none of %s", len(numbers)+1, word, strings.Join(Words, ", "))
		case len(numbers) == MaxWords:
			return nil, fmt.Errorf("ssm: more than %d words", MaxWords)
		}
		numbers = append(numbers, i)
	}
	return numbers, nil
}
