package tensor

import "math"

// LayerNorm sets y to gain·(x − mean)/σ + bias, where mean and σ² + eps are of
// x, and returns what LayerNormBackward needs: the mean and 1/σ. y may be x.
//
// Source: J. L. Ba, J. R. Kiros and G. E. Hinton, Layer Normalization, 2016.
func LayerNorm(y, x, gain, bias []float32, eps float32) (mean, inv float32) {
	fit("LayerNorm", len(x), len(y), len(gain), len(bias))
	if haveKernel {
		return kernelLayerNorm(y, x, gain, bias, eps)
	}
	mean, inv = moments(x, eps)
	for i, v := range x {
		y[i] = gain[i]*((v-mean)*inv) + bias[i]
	}
	return mean, inv
}

// moments returns the mean of x and 1/σ.
func moments(x []float32, eps float32) (mean, inv float32) {
	n := float32(max(1, len(x)))
	for _, v := range x {
		mean += v
	}
	mean /= n
	var square float32
	for _, v := range x {
		square += (v - mean) * (v - mean)
	}
	return mean, 1 / float32(math.Sqrt(float64(square/n+eps)))
}

// LayerNormBackward adds to dx, dgain and dbias the gradients that dy makes at
// x, with the mean and 1/σ that LayerNorm returned.
func LayerNormBackward(dx, dgain, dbias, dy, x, gain []float32, mean, inv float32) {
	fit("LayerNormBackward", len(x), len(dx), len(dgain), len(dbias), len(dy), len(gain))
	if haveKernel {
		kernelLayerNormBackward(dx, dgain, dbias, dy, x, gain, mean, inv)
		return
	}
	var sum, along float32 // of the gradient of the normed x; and of its products with it
	for i, v := range x {
		normed, d := (v-mean)*inv, dy[i]
		dgain[i] += d * normed
		dbias[i] += d
		sum += d * gain[i]
		along += d * gain[i] * normed
	}
	n := float32(max(1, len(x)))
	sum, along = sum/n, along/n
	for i, v := range x {
		dx[i] += inv * (dy[i]*gain[i] - sum - (v-mean)*inv*along)
	}
}
