package corpus

import "testing"

func BenchmarkWrite(b *testing.B) {
	source, draw := World().Source("text", Training), chance(1)
	for b.Loop() {
		source.Write(draw)
	}
}

func BenchmarkProb(b *testing.B) {
	source, docs := World().Source("text", Training), texts(Training, 100)
	for i := 0; b.Loop(); i++ {
		source.Prob(docs[i%len(docs)].Text)
	}
}
