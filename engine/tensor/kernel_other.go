//go:build !js

package tensor

// Elsewhere plain Go is fast enough for all but products.

const haveKernel = false

func kernelAxpy(y []float32, a float32, x []float32)                              { panic(noKernel) }
func kernelScale(x []float32, a float32)                                          { panic(noKernel) }
func kernelSquares(x []float32) float64                                           { panic(noKernel) }
func kernelGreatest(x []float32) float32                                          { panic(noKernel) }
func kernelPowers(x []float32, top float32) float32                               { panic(noKernel) }
func kernelGELU(y, x []float32)                                                   { panic(noKernel) }
func kernelGELUBackward(dx, dy, x []float32)                                      { panic(noKernel) }
func kernelSoftmaxBackward(dx, y, dy []float32)                                   { panic(noKernel) }
func kernelLayerNorm(y, x, gain, bias []float32, eps float32) (mean, inv float32) { panic(noKernel) }
func kernelLayerNormBackward(dx, dgain, dbias, dy, x, gain []float32, mean, inv float32) {
	panic(noKernel)
}
func kernelAdamW(s adamStep, w, g, m, v []float32)                          { panic(noKernel) }
func kernelDenseForward(l layer, a, slope, x, w, b []float32, f Activation) { panic(noKernel) }
func kernelDenseBackward(l layer, dx, dw, db, da, slope, x, w []float32)    { panic(noKernel) }
func kernelDescend(d *Descent, params, rows []float32, order []int32, size int, rate float32) float32 {
	panic(noKernel)
}

const noKernel = "tensor: there is no kernel"
