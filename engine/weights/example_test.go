package weights_test

import (
	"bytes"
	"fmt"

	"zerotoai/engine/weights"
)

// A file of one tensor is written as float16 and read again.
func Example() {
	var file bytes.Buffer
	bias := weights.Tensor{Name: "bias", Shape: []int{3}, Data: []float32{0.5, -1, 0.1}}
	if err := weights.Write(&file, weights.F16, nil, []weights.Tensor{bias}); err != nil {
		fmt.Println(err)
		return
	}
	f, err := weights.Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		fmt.Println(err)
		return
	}
	e, _ := f.Find("bias")
	read := weights.Tensor{Name: "bias", Shape: e.Shape, Data: make([]float32, 3)}
	fmt.Println(e.Type, e.Shape, f.Load([]weights.Tensor{read}), read.Data)
	// Output:
	// F16 [3] <nil> [0.5 -1 0.099975586]
}
