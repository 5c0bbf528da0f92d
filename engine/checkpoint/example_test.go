package checkpoint_test

import (
	"bytes"
	"fmt"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/weights"
)

// A model is written as Hugging Face's tools name its tensors, and its size is
// told from their shapes.
func Example() {
	w, err := gpt.NewWeights(gpt.Config{Layers: 2, Heads: 2, Width: 8, Context: 16, Vocabulary: 300})
	if err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer
	if err := checkpoint.Save(&file, weights.F16, w, nil); err != nil {
		fmt.Println(err)
		return
	}
	f, err := weights.Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Entries[0].Name, f.Entries[0].Shape)
	c, err := checkpoint.Infer(f, 2)
	fmt.Println(c.Layers, "layers,", c.Parameters(), "parameters,", err)
	// Output:
	// wte.weight [300 8]
	// 2 layers, 4288 parameters, <nil>
}
