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

// A word a hundred times as long takes about a hundred times as long, not ten
// thousand times.
func TestEncodeIsNotQuadratic(t *testing.T) {
	tok := trained(t, 1000)
	took := func(n int) time.Duration {
		word := strings.Repeat("thecatsatonthemat", n/17)
		best := time.Hour
		for range 5 {
			start := time.Now()
			tok.Encode(word)
			best = min(best, time.Since(start))
		}
		return best
	}
	if short, long := took(2_000), took(200_000); long > 1000*short {
		t.Errorf("2,000 bytes take %v, 200,000 take %v", short, long)
	}
}
