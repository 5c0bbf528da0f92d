package token

import (
	"strings"
	"testing"
	"time"
)

// Ten thousand signs, as they come and as they are worst: one long word.
func BenchmarkEncode(b *testing.B) {
	tok := trained(b, 1000)
	for _, c := range []struct{ name, text string }{
		{"text", strings.Repeat(text, 10_000/len(text)+1)[:10_000]},
		{"word", strings.Repeat("thecatsatonthemat", 10_000/17+1)[:10_000]},
		{"a", strings.Repeat("a", 10_000)},
		{"spaces", strings.Repeat(" ", 10_000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				tok.Encode(c.text)
			}
		})
	}
	b.Run("Tokenize", func(b *testing.B) {
		b.SetBytes(10_000)
		for b.Loop() {
			tok.Tokenize(strings.Repeat("thecatsatonthemat", 10_000/17+1)[:10_000])
		}
	})
}

func BenchmarkTrain(b *testing.B) {
	s := strings.Repeat(text, 50)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		if _, err := Train(s, 1000, eot); err != nil {
			b.Fatal(err)
		}
	}
}

// One long word takes about as long as the same bytes in a hundred words; if
// the time grew with the square of a word's length, it would take a hundred
// times as long. Both are long enough that a busy machine slows both down.
func TestEncodeIsNotQuadratic(t *testing.T) {
	tok := trained(t, 1000)
	took := func(words, length int) time.Duration {
		word := strings.Repeat("thecatsatonthemat", length/17)
		best := time.Hour
		for range 5 {
			start := time.Now()
			for range words {
				tok.Encode(word)
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	if short, long := took(100, 2_000), took(1, 200_000); long > 20*short {
		t.Errorf("100 words of 2,000 bytes take %v, one of 200,000 takes %v", short, long)
	}
}
