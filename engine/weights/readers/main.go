// Command readers opens safetensors files of ours with a port of the reference
// library, and checks their numbers; torch_check.py says which they are. With
// -sums it writes, for any file, each tensor's name, shape and SHA-256 of its
// numbers as float32. It is a module of its own, so that the guide does not
// depend on the port.
package main

import (
	"crypto/sha256"
	"encoding/binary"
	"flag"
	"fmt"
	"log"
	"math"
	"os"

	"github.com/nlpodyssey/safetensors"
	"github.com/x448/float16"
)

func main() {
	sums := flag.Bool("sums", false, "write the sums of any files")
	flag.Parse()
	for _, path := range flag.Args() {
		data, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		st, err := safetensors.Deserialize(data)
		if err != nil {
			log.Fatal(path, ": ", err)
		}
		for _, t := range st.Tensors() {
			if *sums {
				fmt.Println(sum(path, t))
			} else {
				check(path, t)
			}
		}
		if !*sums {
			fmt.Printf("%s: %d tensors, as they should be\n", path, len(st.Tensors()))
		}
	}
}

// numbers returns the numbers of a tensor.
func numbers(path string, t safetensors.NamedTensorView) (x []float32) {
	for data := t.TensorView.Data(); len(data) > 0; {
		var v float32
		switch t.TensorView.DType() {
		case safetensors.F32:
			v, data = math.Float32frombits(binary.LittleEndian.Uint32(data)), data[4:]
		case safetensors.F16:
			v, data = float16.Frombits(binary.LittleEndian.Uint16(data)).Float32(), data[2:]
		default:
			log.Fatalf("%s: %s is of type %v", path, t.Name, t.TensorView.DType())
		}
		x = append(x, v)
	}
	return x
}

func check(path string, t safetensors.NamedTensorView) {
	for i, got := range numbers(path, t) {
		if want := float32(7919*i%4001-2000) / 1024; got != want {
			log.Fatalf("%s: number %d of %s is %v, want %v", path, i, t.Name, got, want)
		}
	}
}

func sum(path string, t safetensors.NamedTensorView) string {
	var b []byte
	for _, v := range numbers(path, t) {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return fmt.Sprintf("%s %v %x", t.Name, t.TensorView.Shape(), sha256.Sum256(b))
}
