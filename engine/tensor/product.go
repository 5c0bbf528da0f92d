package tensor

import "fmt"

// Mul sets dst to a·b, or adds it to dst: [m n] from [m k] and [k n]. dst must
// share no number with a or b.
func Mul(dst, a, b Matrix, add bool) {
	checkProduct("Mul", dst, a, b, dst.Rows == a.Rows && dst.Cols == b.Cols && a.Cols == b.Rows)
	if haveProduct && !empty(dst, a) {
		kernelProduct(dst.Data, dst.Stride, dst.Rows, dst.Cols, a.Cols, a.Data, a.Stride, 1, b.Data, b.Stride, 1, add)
		return
	}
	plainMul(dst, a, b, add)
}

// MulT sets dst to a·bᵀ, or adds it to dst: [m n] from [m k] and [n k]. dst
// must share no number with a or b.
func MulT(dst, a, b Matrix, add bool) {
	checkProduct("MulT", dst, a, b, dst.Rows == a.Rows && dst.Cols == b.Rows && a.Cols == b.Cols)
	if haveProduct && !empty(dst, a) {
		kernelProduct(dst.Data, dst.Stride, dst.Rows, dst.Cols, a.Cols, a.Data, a.Stride, 1, b.Data, 1, b.Stride, add)
		return
	}
	plainMulT(dst, a, b, add)
}

// TMul sets dst to aᵀ·b, or adds it to dst: [m n] from [k m] and [k n]. dst
// must share no number with a or b.
func TMul(dst, a, b Matrix, add bool) {
	checkProduct("TMul", dst, a, b, dst.Rows == a.Cols && dst.Cols == b.Cols && a.Rows == b.Rows)
	if haveProduct && !empty(dst, a) {
		kernelProduct(dst.Data, dst.Stride, dst.Rows, dst.Cols, a.Rows, a.Data, 1, a.Stride, b.Data, b.Stride, 1, add)
		return
	}
	plainTMul(dst, a, b, add)
}

func checkProduct(name string, dst, a, b Matrix, fit bool) {
	if !fit {
		panic(fmt.Sprintf("tensor: %s of a %v and a %v into a %v", name, a, b, dst))
	}
	dst.check()
	a.check()
	b.check()
}

// empty reports whether there is nothing to multiply.
func empty(dst, a Matrix) bool { return min(dst.Rows, dst.Cols, a.Rows, a.Cols) == 0 }

// The plain products go through rows four at a time, so that a number of the
// result is loaded and stored once for four multiplications. It is the order
// that compilers without vector instructions make the fastest code of.

func plainMul(dst, a, b Matrix, add bool) {
	for i := range dst.Rows {
		y, x := clearUnless(add, dst.Row(i)), a.Row(i)
		for ; len(x) >= 4; x = x[4:] {
			p := a.Cols - len(x)
			axpy4(y, [4]float32(x), b.Row(p), b.Row(p+1), b.Row(p+2), b.Row(p+3))
		}
		for q, v := range x {
			plainAxpy(y, v, b.Row(a.Cols-len(x)+q))
		}
	}
}

func plainTMul(dst, a, b Matrix, add bool) {
	for i := range dst.Rows {
		y, p := clearUnless(add, dst.Row(i)), 0
		for ; p+4 <= a.Rows; p += 4 {
			x := [4]float32{a.Row(p)[i], a.Row(p + 1)[i], a.Row(p + 2)[i], a.Row(p + 3)[i]}
			axpy4(y, x, b.Row(p), b.Row(p+1), b.Row(p+2), b.Row(p+3))
		}
		for ; p < a.Rows; p++ {
			plainAxpy(y, a.Row(p)[i], b.Row(p))
		}
	}
}

func plainMulT(dst, a, b Matrix, add bool) {
	for i := range dst.Rows {
		y, x, j := clearUnless(add, dst.Row(i)), a.Row(i), 0
		for ; j+4 <= b.Rows; j += 4 {
			s := dot4(x, b.Row(j), b.Row(j+1), b.Row(j+2), b.Row(j+3))
			y[j], y[j+1], y[j+2], y[j+3] = y[j]+s[0], y[j+1]+s[1], y[j+2]+s[2], y[j+3]+s[3]
		}
		for ; j < b.Rows; j++ {
			y[j] += plainDot(x, b.Row(j))
		}
	}
}

func clearUnless(add bool, y []float32) []float32 {
	if !add {
		clear(y)
	}
	return y
}

// axpy4 adds x0·b0 + x1·b1 + x2·b2 + x3·b3 to y.
func axpy4(y []float32, x [4]float32, b0, b1, b2, b3 []float32) {
	x0, x1, x2, x3 := x[0], x[1], x[2], x[3]
	b0, b1, b2, b3 = b0[:len(y)], b1[:len(y)], b2[:len(y)], b3[:len(y)]
	for j := range y {
		y[j] += x0*b0[j] + x1*b1[j] + x2*b2[j] + x3*b3[j]
	}
}

// dot4 returns x·b0, x·b1, x·b2 and x·b3.
func dot4(x, b0, b1, b2, b3 []float32) (s [4]float32) {
	var s0, s1, s2, s3 float32
	b0, b1, b2, b3 = b0[:len(x)], b1[:len(x)], b2[:len(x)], b3[:len(x)]
	for p, v := range x {
		s0 += v * b0[p]
		s1 += v * b1[p]
		s2 += v * b2[p]
		s3 += v * b3[p]
	}
	return [4]float32{s0, s1, s2, s3}
}
