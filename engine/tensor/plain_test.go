//go:build amd64 || js

package tensor

import "testing"

// Where there is a kernel, plain Go must do the same.
func TestWithoutKernel(t *testing.T) {
	if !haveProduct {
		t.Log("there is no kernel")
		return
	}
	defer func() { haveProduct = true }()
	haveProduct = false
	t.Run("Products", TestProducts)
	t.Run("Vectors", TestVectors)
}
