package screen

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"
)

// All triangles are told, in their order, with their own vertices: few at once.
func TestInParts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 3, batchful, batchful + 1, 5*batchful + 7} {
		vertices := make([]ebiten.Vertex, n)
		for i := range vertices {
			vertices[i].DstX = float32(i)
		}
		var indices []uint32
		for i := 2; i < n; i++ { // mostly near one another, as strokes and glyphs are
			indices = append(indices, uint32(i), uint32(max(0, i-random.IntN(9))), uint32(i/700*700))
		}
		var want, got []float32
		for _, i := range indices {
			want = append(want, vertices[i].DstX)
		}
		count := 0
		for vs, is := range inParts(vertices, indices) {
			if count++; len(vs) > batchful {
				t.Errorf("of %d vertices %d are told at once", n, len(vs))
			}
			for _, i := range is {
				got = append(got, vs[i].DstX)
			}
		}
		if !slices.Equal(got, want) || count > n/(batchful-700)+1 {
			t.Errorf("%d vertices in %d parts: the triangles are others", n, count)
		}
	}
	far := slices.Collect(func(yield func(int) bool) {
		for vs := range inParts(make([]ebiten.Vertex, 3*batchful), []uint32{0, 1, 3*batchful - 1}) {
			yield(len(vs))
		}
	})
	if !slices.Equal(far, []int{3 * batchful}) {
		t.Errorf("a triangle whose corners are far apart is told in parts of %v", far)
	}
}
