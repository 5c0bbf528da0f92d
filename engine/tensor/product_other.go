//go:build !js && !amd64

package tensor

const haveProduct = false

func kernelProduct(c []float32, crow, m, n, k int, a []float32, arow, acol int, b []float32, brow, bcol int, add bool) {
	panic(noKernel)
}

func kernelDot(x, y []float32) float32 { panic(noKernel) }
