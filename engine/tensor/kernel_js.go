package tensor

import "unsafe"

// In WebAssembly Go has no vectors. The kernel of static/kernel has: it works
// on this program's memory, and kernel.js puts it in its place before the
// program starts. Its functions are those of the plain Go here, with the
// number of numbers first.

// haveKernel is false where the browser has no vectors either.
var haveKernel = simdLanes() > 0

// haveProduct says the same of the products, which have kernels elsewhere, too.
var haveProduct = haveKernel

// room is where a product puts its panel of b and its tile of c: kernel.c says
// how much it takes. A program in WebAssembly has one thread, and nothing else
// runs on it during a call.
var room [256*8 + 4*8]float32

func kernelProduct(c []float32, crow, m, n, k int, a []float32, arow, acol int, b []float32, brow, bcol int, add bool) {
	var adding int32
	if add {
		adding = 1
	}
	simdProduct(int32(m), int32(n), int32(k), first(a), int32(arow), int32(acol), first(b), int32(brow), int32(bcol), first(c), int32(crow), adding, &room[0])
}

func kernelDot(x, y []float32) float32 { return simdDot(size(x), first(x), first(y)) }

func kernelAxpy(y []float32, a float32, x []float32) { simdAxpy(size(y), first(y), a, first(x)) }

func kernelScale(x []float32, a float32) { simdScale(size(x), first(x), a) }

func kernelSquares(x []float32) float64 { return simdSquares(size(x), first(x)) }

func kernelGreatest(x []float32) float32 { return simdGreatest(size(x), first(x)) }

func kernelPowers(x []float32, top float32) float32 { return simdPowers(size(x), first(x), top) }

func kernelGELU(y, x []float32) { simdGelu(size(y), first(y), first(x)) }

func kernelGELUBackward(dx, dy, x []float32) {
	simdGeluBackward(size(dx), first(dx), first(dy), first(x))
}

func kernelSoftmaxBackward(dx, y, dy []float32) {
	simdSoftmaxBackward(size(dx), first(dx), first(y), first(dy))
}

func kernelLayerNorm(y, x, gain, bias []float32, eps float32) (mean, inv float32) {
	var moments [2]float32
	simdLayerNorm(size(x), first(y), first(x), first(gain), first(bias), eps, &moments[0])
	return moments[0], moments[1]
}

func kernelLayerNormBackward(dx, dgain, dbias, dy, x, gain []float32, mean, inv float32) {
	simdLayerNormBackward(size(x), first(dx), first(dgain), first(dbias), first(dy), first(x), first(gain), mean, inv)
}

func kernelAdamW(s adamStep, w, g, m, v []float32) {
	simdAdamw(size(w), first(w), first(g), first(m), first(v), s.b1, s.c1, s.b2, s.c2, s.rate, s.inv, s.eps, s.keep)
}

func kernelDenseForward(l layer, a, slope, x, w, b []float32, f Activation) {
	simdDenseForward(int32(l.out), int32(l.in), int32(l.n), first(a), first(slope), first(x), first(w), first(b), int32(f))
}

func kernelDenseBackward(l layer, dx, dw, db, da, slope, x, w []float32) {
	simdDenseBackward(int32(l.out), int32(l.in), int32(l.n), first(dx), first(dw), first(db), first(da), first(slope), first(x), first(w))
}

func kernelDescend(d *Descent, params, rows []float32, order []int32, size int, rate float32) float32 {
	return simdDescend(int32(len(d.bends)), &d.sizes[0], &d.bends[0], int32(len(order)/size), int32(d.Columns), int32(size), first(rows), unsafe.SliceData(order), first(params), first(d.grad), first(d.room), rate)
}

func size(x []float32) int32     { return int32(len(x)) }
func first(x []float32) *float32 { return unsafe.SliceData(x) }

//go:wasmimport kernel lanes
func simdLanes() int32

//go:wasmimport kernel product
//go:noescape
func simdProduct(m, n, k int32, a *float32, arow, acol int32, b *float32, brow, bcol int32, c *float32, crow, add int32, room *float32)

//go:wasmimport kernel dot
//go:noescape
func simdDot(n int32, x, y *float32) float32

//go:wasmimport kernel axpy
//go:noescape
func simdAxpy(n int32, y *float32, a float32, x *float32)

//go:wasmimport kernel scale
//go:noescape
func simdScale(n int32, x *float32, a float32)

//go:wasmimport kernel squares
//go:noescape
func simdSquares(n int32, x *float32) float64

//go:wasmimport kernel greatest
//go:noescape
func simdGreatest(n int32, x *float32) float32

//go:wasmimport kernel powers
//go:noescape
func simdPowers(n int32, x *float32, top float32) float32

//go:wasmimport kernel gelu
//go:noescape
func simdGelu(n int32, y, x *float32)

//go:wasmimport kernel gelu_backward
//go:noescape
func simdGeluBackward(n int32, dx, dy, x *float32)

//go:wasmimport kernel softmax_backward
//go:noescape
func simdSoftmaxBackward(n int32, dx, y, dy *float32)

//go:wasmimport kernel layer_norm
//go:noescape
func simdLayerNorm(n int32, y, x, gain, bias *float32, eps float32, moments *float32)

//go:wasmimport kernel layer_norm_backward
//go:noescape
func simdLayerNormBackward(n int32, dx, dgain, dbias, dy, x, gain *float32, mean, inv float32)

//go:wasmimport kernel adamw
//go:noescape
func simdAdamw(n int32, w, g, m, v *float32, b1, c1, b2, c2, rate, inv, eps, keep float32)

//go:wasmimport kernel dense_forward
//go:noescape
func simdDenseForward(out, in, n int32, a, slope, x, w, b *float32, f int32)

//go:wasmimport kernel dense_backward
//go:noescape
func simdDenseBackward(out, in, n int32, dx, dw, db, da, slope, x, w *float32)

//go:wasmimport kernel dense_descend
//go:noescape
func simdDescend(layers int32, sizes, bends *int32, batches, n, size int32, rows *float32, order *int32, params, grad, room *float32, rate float32) float32
