package quant

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
)

func pack(t testing.TB, x []float32, f Format) *Packed {
	t.Helper()
	p, err := Pack(x, f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// numbers returns n of them, in groups of different sizes.
func numbers(n int, seed uint64) []float32 {
	r := rand.New(rand.NewPCG(seed, 1))
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * math.Exp(float64(i/Group%9)-6))
	}
	return x
}

// What is kept is off by half a scale at most, and by what the scale itself is
// off by below the least normal float16.
func TestError(t *testing.T) {
	for _, f := range []Format{Int8, Int4, Int2} {
		for n := range 200 {
			x := numbers(n, uint64(n))
			p := pack(t, x, f)
			for i, v := range p.Numbers() {
				scale := float64(p.Scale(i))
				most := scale/2*(1+1e-6) + float64(f.Most())*math.Ldexp(1, -25)
				if off := math.Abs(float64(v) - float64(x[i])); off > most {
					t.Errorf("%v of %d: %v is kept as %v with a scale of %v", f, n, x[i], v, scale)
				}
			}
		}
	}
}

// The largest number of a group is kept to the precision of its scale, zeros as
// zeros, and what is kept is kept again as it is.
func TestRoundTrip(t *testing.T) {
	for _, f := range Formats() {
		x := numbers(5*Group+7, 3)
		x[1], x[Group] = 0, 0
		once := pack(t, x, f).Numbers()
		twice := pack(t, once, f).Numbers()
		for i := range once {
			if off := math.Abs(float64(once[i] - twice[i])); off > 2e-3*math.Abs(float64(once[i])) {
				t.Errorf("%v: %v, and then %v", f, once[i], twice[i])
			}
		}
		if once[1] != 0 || once[Group] != 0 {
			t.Errorf("%v: 0 is kept as %v and %v", f, once[1], once[Group])
		}
		top := slices.Max(x[:Group])
		if i := slices.Index(x, top); slices.Min(x[:Group]) > -top && math.Abs(float64(once[i]/top-1)) > 1e-3 {
			t.Errorf("%v: the largest number %v is kept as %v", f, top, once[i])
		}
	}
	if x := numbers(100, 4); !slices.Equal(pack(t, x, Float32).Numbers(), x) {
		t.Error("float32 changes numbers")
	}
}

// Sizes in bytes by hand: 32 numbers of 8 bits and a scale are 34 bytes, as the
// block of llama.cpp's Q8_0, of 4 bits 18, as that of Q4_0.
func TestBytes(t *testing.T) {
	for _, c := range []struct {
		f       Format
		n, want int
	}{{Float32, 32, 128}, {Float16, 32, 64}, {Int8, 32, 34}, {Int4, 32, 18}, {Int2, 32, 10}, {Int4, 33, 21}, {Int4, 0, 0}, {Int8, 96, 102}} {
		if got := pack(t, make([]float32, c.n), c.f).Bytes(); got != c.want {
			t.Errorf("%d numbers of %v take %d bytes, want %d", c.n, c.f, got, c.want)
		}
	}
}

// Whole numbers by hand: 7 is the largest, so the scale is 0.5, and 1.2 is
// nearest to 2 halves.
func TestByHand(t *testing.T) {
	p := pack(t, []float32{3.5, -3.5, 1.2, 0.2, -0.3}, Int4)
	var wholes []int
	for i := range p.Len {
		wholes = append(wholes, p.Whole(i))
	}
	if p.Scale(0) != 0.5 || !slices.Equal(wholes, []int{7, -7, 2, 0, -1}) {
		t.Errorf("scale %v, %v", p.Scale(0), wholes)
	}
}

func TestRefuses(t *testing.T) {
	inf, nan := float32(math.Inf(-1)), float32(math.NaN())
	for _, c := range []struct {
		x   float32
		f   Format
		why string
	}{
		{inf, Float32, "not finite"}, {nan, Float16, "not finite"}, {inf, Int8, "not finite"}, {nan, Int4, "not finite"},
		{1e6, Float16, "too large"}, {1e6, Int4, "too large"},
	} {
		if _, err := Pack([]float32{1, c.x}, c.f); err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%v as %v: %v, want %s", c.x, c.f, err, c.why)
		}
	}
}

func model(t testing.TB) *gpt.Weights {
	t.Helper()
	w, err := gpt.NewWeights(gpt.Config{Layers: 2, Heads: 2, Width: 64, Context: 32, Vocabulary: 96})
	if err != nil {
		t.Fatal(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 2)).NormFloat64)
	return w
}

// The bytes that a model takes are those of its size, its vectors are as they
// were unless all is float16, and it answers nearly as before.
func TestModel(t *testing.T) {
	w := model(t)
	matrices, vectors := 0, 0
	for _, x := range w.Tensors() {
		if x.Matrix() {
			matrices += len(x.Data)
		} else {
			vectors += len(x.Data)
		}
	}
	for _, f := range Formats() {
		m, err := New(w, f)
		if err != nil {
			t.Fatal(err)
		}
		size := Size(f, float64(matrices), float64(vectors))
		if got := size[BytesRef].Value; got != float64(m.Bytes) {
			t.Errorf("%v: %d bytes, counted as %v", f, m.Bytes, got)
		}
		if err := trace.Check(size, BytesRef, 0); err != nil {
			t.Errorf("%v: %v", f, err)
		}
		if f.Scaled() && !slices.Equal(m.Weights.Blocks[1].Norm1.Gain, w.Blocks[1].Norm1.Gain) {
			t.Errorf("%v: the vectors have changed", f)
		}
		if same := slices.Equal(m.Weights.Data, w.Data); same != (f == Float32) {
			t.Errorf("%v: the weights are the same: %v", f, same)
		}
	}
	w.Blocks[0].QKV.W.Data[5] = float32(math.NaN())
	if _, err := New(w, Int8); err == nil || !strings.Contains(err.Error(), "c_attn") {
		t.Errorf("a weight that is no number: %v", err)
	}
}

// Fewer bits are less exact.
func TestOrder(t *testing.T) {
	x, last := numbers(2000, 9), 0.0
	for _, f := range Formats() {
		sum := 0.0
		for i, v := range pack(t, x, f).Numbers() {
			sum += math.Abs(float64(v - x[i]))
		}
		if sum < last || f != Float32 && sum == 0 {
			t.Errorf("%v is off by %v, after %v", f, sum, last)
		}
		last = sum
	}
}

func FuzzPack(f *testing.F) {
	f.Add([]byte{0, 0, 128, 63, 0, 0, 0, 192}, uint8(3))
	f.Add([]byte{255, 255, 127, 127}, uint8(2))
	f.Fuzz(func(t *testing.T, b []byte, format uint8) {
		x := make([]float32, len(b)/4)
		for i := range x {
			x[i] = math.Float32frombits(uint32(b[4*i]) | uint32(b[4*i+1])<<8 | uint32(b[4*i+2])<<16 | uint32(b[4*i+3])<<24)
		}
		p, err := Pack(x, Formats()[int(format)%len(Formats())])
		if err != nil {
			return
		}
		for i, v := range p.Numbers() {
			if v != v || math.IsInf(float64(v), 0) {
				t.Errorf("%v is kept as %v", x[i], v)
			}
		}
	})
}

// Thirty-two numbers in four formats.
func Example() {
	x := make([]float32, 32)
	for i := range x {
		x[i] = float32(i) / 31
	}
	for _, f := range []Format{Float32, Float16, Int8, Int4} {
		p, err := Pack(x, f)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%v: %d bytes, 10/31 is kept as %.4f\n", f, p.Bytes(), p.Numbers()[10])
	}
	// Output:
	// float32: 128 bytes, 10/31 is kept as 0.3226
	// float16: 64 bytes, 10/31 is kept as 0.3225
	// int8: 34 bytes, 10/31 is kept as 0.3228
	// 4 bit: 18 bytes, 10/31 is kept as 0.2856
}

func BenchmarkNew(b *testing.B) {
	w := model(b)
	for b.Loop() {
		if _, err := New(w, Int4); err != nil {
			b.Fatal(err)
		}
	}
}
