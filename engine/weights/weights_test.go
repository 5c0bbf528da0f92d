package weights

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

// file is a safetensors file with a header as it is written here.
func file(header string, numbers []byte) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(b, header...), numbers...)
}

func open(data []byte) (*File, error) { return Open(bytes.NewReader(data), int64(len(data))) }

func written(t testing.TB, typ DType, metadata map[string]string, ts ...Tensor) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, typ, metadata, ts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// like returns tensors of the same names and shapes as those of f, without
// numbers.
func like(f *File) (ts []Tensor) {
	for _, e := range f.Entries {
		ts = append(ts, Tensor{e.Name, e.Shape, make([]float32, e.Len())})
	}
	return ts
}

func sameBits(a, b []float32) bool {
	return slices.EqualFunc(a, b, func(a, b float32) bool { return math.Float32bits(a) == math.Float32bits(b) })
}

func TestRoundTrip(t *testing.T) {
	ramp := make([]float32, 700_001) // more than fits in one part
	for i := range ramp {
		ramp[i] = float32(i%2048) / 8
	}
	inf := float32(math.Inf(1))
	want := []Tensor{
		{"h.0.ln_1.weight", []int{3}, []float32{1, -2, 0.5}},
		{"single", nil, []float32{7}},
		{"empty", []int{0, 5}, nil},
		{`"quoted" <&> 🐱 \`, []int{2, 2}, []float32{0, float32(math.Copysign(0, -1)), inf, -inf}},
		{"ramp", []int{700_001}, ramp},
		{"after", []int{1, 1, 2}, []float32{65504, 6e-8}},
	}
	want[5].Data[1] = float32(math.Ldexp(1, -24)) // the least that F16 has
	for _, typ := range []DType{F32, F16} {
		f, err := open(written(t, typ, map[string]string{"format": "pt", "by": "\n\"us\""}, want...))
		if err != nil {
			t.Fatal(err)
		}
		got := like(f)
		if err := f.Load(got); err != nil {
			t.Fatal(err)
		}
		for i, g := range got {
			if w := want[i]; g.Name != w.Name || !slices.Equal(g.Shape, w.Shape) || !sameBits(g.Data, w.Data) {
				t.Errorf("%s: tensor %d is %q %v", typ, i, g.Name, g.Shape)
			}
		}
		if f.Metadata["format"] != "pt" || f.Metadata["by"] != "\n\"us\"" || len(f.Metadata) != 2 {
			t.Errorf("the metadata is %v", f.Metadata)
		}
		if e, ok := f.Find("ramp"); !ok || e.Type != typ || e.Len() != len(ramp) {
			t.Errorf("ramp is %+v", e)
		}
		checkNumbers(t, f, "ramp", ramp)
	}
}

func checkNumbers(t *testing.T, f *File, name string, want []float32) {
	t.Helper()
	var got []float32
	err := f.Numbers(name, func(at int, numbers []float32) {
		if at != len(got) {
			t.Errorf("number %d comes after %d", at, len(got))
		}
		got = append(got, numbers...)
	})
	if err != nil || !sameBits(got, want) {
		t.Errorf("the numbers of %s are others: %v", name, err)
	}
}

// The bytes of a file, put together by hand after the format's description.
func TestBytes(t *testing.T) {
	got := written(t, F16, map[string]string{"format": "pt"}, Tensor{"b", []int{1, 2}, []float32{1, -2}}, Tensor{"a", []int{}, []float32{0.5}})
	header := `{"__metadata__":{"format":"pt"},"b":{"dtype":"F16","shape":[1,2],"data_offsets":[0,4]},"a":{"dtype":"F16","shape":[],"data_offsets":[4,6]}}`
	header += strings.Repeat(" ", 7-(len(header)-1)%8)
	if want := file(header, []byte{0x00, 0x3c, 0x00, 0xc0, 0x00, 0x38}); !bytes.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// half is what 16 bits mean, after IEEE 754: 1 bit sign, 5 exponent, 10 fraction.
func half(bits int) float64 {
	sign, exponent, fraction := 1-2*float64(bits>>15), bits>>10&31, float64(bits&1023)
	switch exponent {
	case 0:
		return sign * math.Ldexp(fraction, -24)
	case 31:
		if fraction != 0 {
			return math.NaN()
		}
		return math.Inf(int(sign))
	}
	return sign * math.Ldexp(1024+fraction, exponent-25)
}

// All numbers of 16 bits there are, read and written.
func TestAllHalves(t *testing.T) {
	var raw []byte
	for i := range 1 << 16 {
		raw = binary.LittleEndian.AppendUint16(raw, uint16(i))
	}
	for _, typ := range []DType{F16, BF16} {
		f, err := open(file(`{"x":{"dtype":"`+string(typ)+`","shape":[65536],"data_offsets":[0,131072]}}`, raw))
		if err != nil {
			t.Fatal(err)
		}
		x := like(f)
		if err := f.Load(x); err != nil {
			t.Fatal(err)
		}
		for i, got := range x[0].Data {
			want := float64(math.Float32frombits(uint32(i) << 16))
			if typ == F16 {
				want = half(i)
			}
			if float64(got) != want && !(got != got && want != want) || math.Signbit(float64(got)) != (i>>15 == 1) {
				t.Fatalf("%s %#04x is %v, want %v", typ, i, got, want)
			}
		}
		if typ == F16 {
			checkHalvesWritten(t, x[0], raw)
		}
	}
}

// checkHalvesWritten checks that every number is written with the bits that it
// was read from; one that is not a number stays none.
func checkHalvesWritten(t *testing.T, x Tensor, raw []byte) {
	t.Helper()
	out := written(t, F16, nil, x)
	out = out[len(out)-len(raw):]
	for i, v := range x.Data {
		got, want := binary.LittleEndian.Uint16(out[2*i:]), binary.LittleEndian.Uint16(raw[2*i:])
		if got != want && (v == v || half(int(got)) == half(int(got))) {
			t.Fatalf("%v is written %#04x, want %#04x", v, got, want)
		}
	}
}

// Between two numbers that F16 has, the nearer one is written, and in the
// middle the even one: for all pairs of neighbours.
func TestHalvesRounded(t *testing.T) {
	nearest := func(v float32) uint16 {
		b, bad := F16.encode(nil, []float32{v})
		if bad >= 0 {
			t.Fatalf("%v is too large", v)
		}
		return binary.LittleEndian.Uint16(b)
	}
	for i := range 0x7bff {
		a, b := half(i), half(i+1)
		middle := float32((a + b) / 2) // exact: it has 12 binary digits
		even := uint16(i + i&1)
		below, above := math.Nextafter32(middle, 0), math.Nextafter32(middle, 1e6)
		if got := nearest(middle); got != even {
			t.Fatalf("%v is written %#04x, want %#04x", middle, got, even)
		}
		if got := nearest(below); got != uint16(i) {
			t.Fatalf("%v is written %#04x, want %#04x", below, got, i)
		}
		if got := nearest(above); got != uint16(i+1) {
			t.Fatalf("%v is written %#04x, want %#04x", above, got, i+1)
		}
	}
}

func TestTooLarge(t *testing.T) {
	for _, v := range []float32{65520, -65520, 1e9, math.MaxFloat32} {
		err := Write(io.Discard, F16, nil, []Tensor{{"w", []int{2}, []float32{1, v}}})
		if err == nil || !strings.Contains(err.Error(), `tensor "w": number 1 is`) {
			t.Errorf("%v: %v", v, err)
		}
	}
	written(t, F16, nil, Tensor{"w", []int{2}, []float32{65519.996, -65519.996}})
}

func TestFinite(t *testing.T) {
	ok := Tensor{"ok", []int{2}, []float32{math.MaxFloat32, math.SmallestNonzeroFloat32}}
	if err := Finite([]Tensor{ok, {}}); err != nil {
		t.Error(err)
	}
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		err := Finite([]Tensor{ok, {"h.3.bad", []int{3}, []float32{0, 1, float32(v)}}})
		if err == nil || !strings.Contains(err.Error(), `"h.3.bad": number 2 is`) {
			t.Errorf("%v: %v", v, err)
		}
	}
}

// What is not as the caller wants it is named, and nothing is filled.
func TestCheck(t *testing.T) {
	numbers := make([]byte, 12)
	f, err := open(file(`{"mask":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}`, numbers))
	if err != nil {
		t.Fatal(err)
	}
	room := []float32{5, 5}
	for _, c := range []struct {
		t   Tensor
		why string
	}{
		{Tensor{"v", []int{2}, room}, `there is no tensor "v"`},
		{Tensor{"w", []int{2, 1}, room}, `tensor "w" has the shape [2], want [2 1]`},
		{Tensor{"w", nil, room}, `tensor "w" has the shape [2], want []`},
		{Tensor{"mask", []int{4}, make([]float32, 4)}, `tensor "mask" is of type U8`},
	} {
		if err := f.Load([]Tensor{{"w", []int{2}, room}, c.t}); err == nil || !strings.Contains(err.Error(), c.why) || room[0] != 5 {
			t.Errorf("%+v: %v, %v, want %q", c.t, err, room, c.why)
		}
	}
	if err := f.Load([]Tensor{{"w", []int{2}, room[:1]}}); err == nil || !strings.Contains(err.Error(), "room for 1 of the 2") {
		t.Errorf("too little room: %v", err)
	}
	for _, name := range []string{"v", "mask"} {
		if err := f.Numbers(name, func(int, []float32) {}); err == nil {
			t.Errorf("%s can be read", name)
		}
	}
	if _, ok := f.Find("v"); ok {
		t.Error("there is a v")
	}
}

func TestWriteRefuses(t *testing.T) {
	one := Tensor{"w", []int{1}, []float32{1}}
	for _, c := range []struct {
		typ DType
		ts  []Tensor
	}{
		{BF16, []Tensor{one}},
		{"F64", []Tensor{one}},
		{F32, []Tensor{one, one}},
		{F32, []Tensor{{"", []int{1}, []float32{1}}}},
		{F32, []Tensor{{"\xff", []int{1}, []float32{1}}}},
		{F32, []Tensor{{"__metadata__", []int{1}, []float32{1}}}},
		{F32, []Tensor{{"w", []int{2}, []float32{1}}}},
		{F32, []Tensor{{"w", []int{-1, -1}, []float32{1}}}},
		{F32, []Tensor{{"w", []int{1 << 62, 1 << 62}, []float32{1}}}},
	} {
		var b bytes.Buffer
		if err := Write(&b, c.typ, nil, c.ts); err == nil || b.Len() > 0 {
			t.Errorf("%s, %+v: %v, %d bytes", c.typ, c.ts, err, b.Len())
		}
	}
}

// broken takes n bytes, and then no more.
type broken struct{ n int }

var errBroken = errors.New("the disk is full")

func (b *broken) Write(p []byte) (int, error) {
	if b.n -= len(p); b.n < 0 {
		return 0, errBroken
	}
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	for _, n := range []int{0, 100} {
		if err := Write(&broken{n}, F32, nil, []Tensor{{"w", []int{99}, make([]float32, 99)}}); !errors.Is(err, errBroken) {
			t.Errorf("after %d bytes: %v", n, err)
		}
	}
}

// Numbers outside of a file: as in one, and none that is not finite.
func TestAppend(t *testing.T) {
	x, got := []float32{1, -0.5, 1.0 / 3}, make([]float32, 3)
	for typ, third := range map[DType]float32{F32: 1.0 / 3, F16: 0.33325195} {
		b, err := typ.Append([]byte{9}, x)
		if typ.Read(got, b[1:]); err != nil || !sameBits(got, []float32{1, -0.5, third}) {
			t.Errorf("%s: %v, %v", typ, got, err)
		}
		for _, bad := range []float64{math.Inf(1), math.NaN(), 1e6} {
			if _, err := typ.Append(nil, []float32{1, float32(bad)}); err == nil && (bad != 1e6 || typ == F16) {
				t.Errorf("%s takes %v", typ, bad)
			}
		}
	}
}
