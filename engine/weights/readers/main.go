// Command readers opens safetensors files of ours with a port of the reference
// library, and checks their numbers; torch_check.py says which they are. It is
// a module of its own, so that the guide does not depend on the port.
package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"math"
	"os"

	"github.com/nlpodyssey/safetensors"
	"github.com/x448/float16"
)

func main() {
	for _, path := range os.Args[1:] {
		data, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		st, err := safetensors.Deserialize(data)
		if err != nil {
			log.Fatal(path, ": ", err)
		}
		for _, t := range st.Tensors() {
			check(path, t)
		}
		fmt.Printf("%s: %d tensors, as they should be\n", path, len(st.Tensors()))
	}
}

func check(path string, t safetensors.NamedTensorView) {
	data := t.TensorView.Data()
	for i := 0; len(data) > 0; i++ {
		var got float32
		switch t.TensorView.DType() {
		case safetensors.F32:
			got, data = math.Float32frombits(binary.LittleEndian.Uint32(data)), data[4:]
		case safetensors.F16:
			got, data = float16.Frombits(binary.LittleEndian.Uint16(data)).Float32(), data[2:]
		default:
			log.Fatalf("%s: %s is of type %v", path, t.Name, t.TensorView.DType())
		}
		if want := float32(7919*i%4001-2000) / 1024; got != want {
			log.Fatalf("%s: number %d of %s is %v, want %v", path, i, t.Name, got, want)
		}
	}
}
