package screen

import (
	"image"
	"iter"
	"math"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"
)

// A drawing is what has been painted, as Ebitengine will be told it: calls that
// share a mesh. It can be made at any time; only Ebitengine's images need a
// frame.
type drawing struct {
	mesh
	calls []call
	age   int // of the atlas that it was made with
}

// A call is triangles of one source, or something that is not triangles.
type call struct {
	clip   image.Rectangle
	src    *kept                   // nil is the atlas
	smooth bool                    // src is enlarged
	other  func(dst *ebiten.Image) // instead of triangles

	vertex, index int // where its triangles start
}

// source is the image that the triangles show.
func (k call) source(a *atlas) *ebiten.Image {
	if k.src == nil {
		return a.image()
	}
	return k.src.img
}

// call starts a call, unless the last one is such a call.
func (d *drawing) call(k call) {
	if n := len(d.calls); n > 0 {
		l := d.calls[n-1]
		if l.other == nil && k.other == nil && l.clip == k.clip && l.src == k.src && l.smooth == k.smooth {
			return
		}
	}
	k.vertex, k.index = len(d.vertices), len(d.indices)
	d.calls = append(d.calls, k)
	d.first = k.vertex
}

// triangles returns those of a call.
func (d *drawing) triangles(call int) ([]ebiten.Vertex, []uint32) {
	k, vertex, index := d.calls[call], len(d.vertices), len(d.indices)
	if call+1 < len(d.calls) {
		vertex, index = d.calls[call+1].vertex, d.calls[call+1].index
	}
	return d.vertices[k.vertex:vertex], d.indices[k.index:index]
}

// plain reports whether it is nothing but triangles over the atlas.
func (d *drawing) plain() bool {
	return !slices.ContainsFunc(d.calls, func(k call) bool { return k.other != nil || k.src != nil })
}

// use notes that all images that it shows are in use, and reports whether it can
// still be shown: the atlas and they are what they were.
func (d *drawing) use(a *atlas, frame int) bool {
	if d.age != a.age {
		return false
	}
	for _, k := range d.calls {
		if k.src == nil {
			continue
		}
		if k.src.img == nil {
			return false
		}
		k.src.used = frame
	}
	return true
}

// bytes is what its triangles take: a vertex is twelve numbers of four bytes.
func (d *drawing) bytes() int { return 12*4*len(d.vertices) + 4*len(d.indices) }

// paint makes the calls.
func (d *drawing) paint(dst *ebiten.Image, a *atlas) {
	for i, k := range d.calls {
		vertices, indices := d.triangles(i)
		to := dst.SubImage(k.clip).(*ebiten.Image)
		switch {
		case k.other != nil:
			k.other(to)
		case len(indices) > 0:
			o := &ebiten.DrawTrianglesOptions{ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha}
			if k.smooth {
				o.Filter = ebiten.FilterLinear
			}
			for vertices, indices := range inParts(vertices, indices) {
				to.DrawTriangles32(vertices, indices, k.source(a), o)
			}
		}
	}
}

// batchful is how many vertices Ebitengine is told at once. It keeps for each
// image the memory of as many as it was ever told for it. It joins what belongs
// together itself.
const batchful = 1 << 10

// inParts cuts triangles into parts that have few vertices. The indices are to be
// used at once.
func inParts(vertices []ebiten.Vertex, indices []uint32) iter.Seq2[[]ebiten.Vertex, []uint32] {
	return func(yield func([]ebiten.Vertex, []uint32) bool) {
		if len(vertices) <= batchful {
			yield(vertices, indices)
			return
		}
		var own []uint32
		for len(indices) > 0 {
			n, first, end := reach(indices)
			own = own[:0]
			for _, i := range indices[:n] {
				own = append(own, i-first)
			}
			if !yield(vertices[first:end], own) {
				return
			}
			indices = indices[n:]
		}
	}
}

// reach returns how many indices make one part, and the vertices between which
// it lies. One triangle is a part, however far apart its corners are.
func reach(indices []uint32) (n int, first, end uint32) {
	for first = math.MaxUint32; n < len(indices); n += 3 {
		t := indices[n : n+3]
		low, high := min(first, t[0], t[1], t[2]), max(end, t[0]+1, t[1]+1, t[2]+1)
		if n > 0 && high-low > batchful {
			break
		}
		first, end = low, high
	}
	return n, first, end
}

// reset forgets everything but the memory that it took.
func (d *drawing) reset() {
	clear(d.calls) // they hold images
	d.vertices, d.indices, d.calls, d.first = d.vertices[:0], d.indices[:0], d.calls[:0], 0
}

// copy returns a drawing that takes no more memory than it needs.
func (d *drawing) copy() *drawing {
	made := &drawing{calls: append([]call(nil), d.calls...), age: d.age}
	made.vertices = append([]ebiten.Vertex(nil), d.vertices...)
	made.indices = append([]uint32(nil), d.indices...)
	return made
}
