package weights

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the files in testdata anew")

// readers/check.sh runs TestSums with these.
var (
	another   = flag.String("file", "", "a safetensors file")
	theirSums = flag.String("sums", "", "what other readers find in it")
)

// numbersOf returns the n numbers that the tensors in testdata have, each
// exact in F16: readers/torch_check.py says the same.
func numbersOf(n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(7919*i%4001-2000) / 1024
	}
	return x
}

// The files that readers/check.sh opens with other readers.
func TestGolden(t *testing.T) {
	var ts []Tensor
	for _, e := range []struct {
		name  string
		shape []int
	}{{"h.0.attn.c_attn.weight", []int{4, 12}}, {"h.0.attn.c_attn.bias", []int{12}}, {"single", nil}, {"empty", []int{0, 3}}, {"long", []int{5000}}} {
		n, _ := count(e.shape)
		ts = append(ts, Tensor{e.name, e.shape, numbersOf(int(n))})
	}
	for name, typ := range map[string]DType{"ours-f32.safetensors": F32, "ours-f16.safetensors": F16} {
		path, got := filepath.Join("testdata", name), written(t, typ, map[string]string{"format": "pt"}, ts...)
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s has changed; if it should, run the test with -update", path)
		}
	}
}

// A file that PyTorch's numbers are in, at odd places, rounded by PyTorch.
func TestOthers(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "torch.safetensors"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := open(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Entries) != 4 || f.Entries[0].Name != "mask" || f.Metadata["made by"] != "PyTorch" {
		t.Errorf("%+v, %v", f.Entries, f.Metadata)
	}
	for _, want := range []Tensor{{"f32", []int{5, 7}, numbersOf(35)}, {"bf16", []int{2, 3, 11}, numbersOf(66)}, {"f16", []int{4001}, numbersOf(4001)}} {
		got := Tensor{want.Name, want.Shape, make([]float32, len(want.Data))}
		if err := f.Load([]Tensor{got}); err != nil {
			t.Fatal(err)
		}
		for i := range want.Data {
			if want.Name == "bf16" {
				want.Data[i] = toBF16(want.Data[i])
			}
			if got.Data[i] != want.Data[i] {
				t.Fatalf("number %d of %s is %v, want %v", i, want.Name, got.Data[i], want.Data[i])
			}
		}
	}
}

// toBF16 rounds to 8 binary digits, to the nearest and to even in the middle.
func toBF16(v float32) float32 {
	b := math.Float32bits(v)
	return math.Float32frombits((b + 0x7fff + b>>16&1) &^ 0xffff)
}

// In any file there are the tensors that other readers find in it.
func TestSums(t *testing.T) {
	if *another == "" {
		return
	}
	data, err := os.ReadFile(*another)
	if err != nil {
		t.Fatal(err)
	}
	f, err := open(data)
	if err != nil {
		t.Fatal(err)
	}
	ts, lines := like(f), []string{}
	if err := f.Load(ts); err != nil {
		t.Fatal(err)
	}
	for _, tensor := range ts {
		var b []byte
		for _, v := range tensor.Data {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
		lines = append(lines, fmt.Sprintf("%s %v %x", tensor.Name, tensor.Shape, sha256.Sum256(b)))
	}
	sums, err := os.ReadFile(*theirSums)
	if err != nil {
		t.Fatal(err)
	}
	theirs := strings.Split(strings.TrimSpace(string(sums)), "\n")
	slices.Sort(lines)
	slices.Sort(theirs)
	if !slices.Equal(lines, theirs) {
		t.Errorf("the tensors are\n%s\nothers find\n%s", strings.Join(lines, "\n"), strings.Join(theirs, "\n"))
	}
}
