//go:build js

// Program is what the tests load in place of the guide: it says that it runs,
// that the fonts are there, and what the kernel makes of (1, 2, 3)·(4, 5, 6).
package main

import (
	"syscall/js"

	"zerotoai/engine/tensor"
)

func main() {
	zero := js.Global().Get("zerotoai")
	font := zero.Get("faces").Get("Inter.ttf")
	js.Global().Set("programMade", tensor.Dot([]float32{1, 2, 3}, []float32{4, 5, 6}))
	js.Global().Set("programSaw", font.Get("length"))
	select {}
}
