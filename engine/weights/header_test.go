package weights

import (
	"bytes"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// a and b are two tensors as headers have them; numbers are theirs.
const (
	a = `"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}`
	b = `"b":{"dtype":"F16","shape":[1,2],"data_offsets":[8,12]}`
)

var numbers = make([]byte, 12)

// What a header may say: any order, spaces around it, more types, odd places.
func TestOpen(t *testing.T) {
	for _, header := range []string{
		"{" + a + "," + b + "}",
		"{" + b + "," + a + "}",
		" {" + a + "," + b + "}  \n",
		`{"__metadata__":{},` + a + "," + b + "}",
		`{"x":{"data_offsets":[0,1],"shape":[],"dtype":"BOOL"},"a":{"dtype":"F16","shape":[2],"data_offsets":[1,5]},"y":{"dtype":"I8","shape":[7,1],"data_offsets":[5,12]}}`,
		`{"x":{"dtype":"F64","shape":[0],"data_offsets":[0,0]},` + a + `,"y":{"dtype":"F64","shape":[3,0],"data_offsets":[8,8]},` + b + `,"z":{"dtype":"U8","shape":[0],"data_offsets":[12,12]}}`,
	} {
		f, err := open(file(header, numbers))
		if err != nil {
			t.Errorf("%s: %v", header, err)
			continue
		}
		if !slices.IsSortedFunc(f.Entries, func(a, b Entry) int { return int(a.start - b.start) }) {
			t.Errorf("%s: %+v", header, f.Entries)
		}
	}
	if f, err := open(file("{}", nil)); err != nil || len(f.Entries) != 0 {
		t.Errorf("without tensors: %v", err)
	}
}

// What is wrong is named.
func TestRefuse(t *testing.T) {
	entry := func(dtype, shape, offsets string) string {
		return `{"w":{"dtype":"` + dtype + `","shape":` + shape + `,"data_offsets":` + offsets + `}}`
	}
	for _, c := range []struct{ header, why string }{
		{``, "EOF"},
		{`[]`, "instead of an object"},
		{`7`, "instead of an object"},
		{`{`, "EOF"},
		{`{` + a, "EOF"},
		{`{` + a + `,}`, "invalid"},
		{`{` + a + `,` + b + `} {}`, "more than one value"},
		{`{"w":7}`, `tensor "w": there is 7 instead of an object`},
		{`{"w":null}`, `tensor "w": there is <nil> instead of an object`},
		{`{` + a + `,` + a + `,` + b + `}`, `"a" is there twice`},
		{`{"w":{"dtype":"F32","dtype":"F32","shape":[3],"data_offsets":[0,12]}}`, `tensor "w": "dtype" is there twice`},
		{`{"__metadata__":{},"__metadata__":{},` + a + `,` + b + `}`, "is there twice"},
		{`{"__metadata__":{"x":"y","x":"z"},` + a + `,` + b + `}`, `"x" is there twice`},
		{`{"__metadata__":{"x":5},` + a + `,` + b + `}`, `__metadata__: "x" is no text`},
		{`{"__metadata__":{"x":null},` + a + `,` + b + `}`, `__metadata__: "x" is no text`},
		{`{"__metadata__":"x",` + a + `,` + b + `}`, "instead of an object"},
		{`{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,12],"more":1}}`, `tensor "w": it has a "more"`},
		{`{"w":{"DType":"F32","shape":[3],"data_offsets":[0,12]}}`, `it has a "DType"`},
		{`{"w":{"shape":[3],"data_offsets":[0,12]}}`, `tensor "w": the type "" is not known`},
		{`{"w":{"dtype":"F32","data_offsets":[0,12]}}`, `tensor "w": it has no shape`},
		{`{"w":{"dtype":"F32","shape":[3]}}`, `tensor "w": data_offsets has 0 numbers`},
		{entry("F33", "[3]", "[0,12]"), `tensor "w": the type "F33" is not known`},
		{entry("F32", "null", "[0,12]"), "it has no shape"},
		{entry("F32", "3", "[0,12]"), "cannot unmarshal"},
		{entry("F32", "[3]", "[0,12,12]"), "data_offsets has 3 numbers"},
		{entry("F32", "[3]", "[12]"), "data_offsets has 1 numbers"},
		{entry("F32", "[null]", "[0,12]"), `tensor "w": null is not a whole number`},
		{entry("F32", "[-3]", "[0,12]"), "-3 is not a whole number"},
		{entry("F32", "[-3,-1]", "[0,12]"), "-3 is not a whole number"},
		{entry("F32", "[3.0]", "[0,12]"), "3.0 is not a whole number"},
		{entry("F32", "[3e0]", "[0,12]"), "3e0 is not a whole number"},
		{entry("F32", `["3"]`, "[0,12]"), `"3" is not a whole number`},
		{entry("F32", "[3]", "[-12,0]"), "-12 is not a whole number"},
		{entry("F32", "[3]", "[0,18446744073709551616]"), "is not a whole number"},
		{entry("F32", "[3]", "[0,9223372036854775808]"), "is not a whole number"},
		{entry("F32", "[3]", "[12,0]"), `tensor "w": it begins at byte 12 and ends before, at 0`},
		{entry("F32", "[2]", "[0,12]"), `12 bytes are for [2] numbers of type F32, which take 8`},
		{entry("F32", "[]", "[0,12]"), `which take 4`},
		{entry("F32", "[1152921504606846976]", "[0,12]"), `which take 4611686018427387904`},
		{entry("F32", "[9223372036854775807]", "[0,12]"), "too many numbers"},
		{entry("F32", "[4611686018427387904,4]", "[0,12]"), "too many numbers"},
		{entry("F32", "[4294967296,4294967296]", "[0,0]"), "too many numbers"},
		{entry("F32", "[4611686018427387904,4611686018427387904,0]", "[0,0]"), "too many numbers"},
		{entry("F64", "[2305843009213693952]", "[0,0]"), "too many numbers"},
		{entry("F32", "[1152921504606846976]", "[0,4611686018427387904]"), `tensor "w" ends 4611686018427387892 bytes behind the end of the file`},
		{entry("F32", "[4]", "[0,16]"), `tensor "w" ends 4 bytes behind the end of the file`},
		{entry("F32", "[2]", "[0,8]"), `behind tensor "w" are 4 bytes`},
		{entry("F32", "[2]", "[4,12]"), `between the header and tensor "w" are 4 bytes`},
		{entry("F32", "[1]", "[9223372036854775803,9223372036854775807]"), `between the header and tensor "w" are`},
		{`{}`, "behind the header are 12 bytes"},
		{`{` + a + `,"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}`, `tensor "b" overlaps with tensor "a" by 4 bytes`},
		{`{` + a + `,"b":{"dtype":"F16","shape":[1],"data_offsets":[10,12]}}`, `between tensor "a" and tensor "b" are 2 bytes`},
		{`{` + a + `,"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`, `overlaps`},
		{"{\"\xff\":7}", "not UTF-8"},
		{`{"w":` + strings.Repeat("[", 100_000) + `}`, "instead of an object"},
		{`{"w":{"dtype":` + strings.Repeat("[", 100_000) + `}}`, "exceeded max depth"},
		{`{"w":{"shape":` + strings.Repeat(`{"a":`, 100_000) + `}}`, "exceeded max depth"},
		{`{` + a + `,` + b + `}`, ""},
	} {
		_, err := open(file(c.header, numbers))
		if c.why == "" != (err == nil) || err != nil && !strings.Contains(err.Error(), c.why) {
			t.Errorf("%.200s: %v, want %q", c.header, err, c.why)
		}
	}
}

// A file that is cut anywhere, or has something after its end, is refused.
func TestCut(t *testing.T) {
	whole := file("{"+a+","+b+"}", numbers)
	for n := range len(whole) {
		if _, err := open(whole[:n]); err == nil {
			t.Errorf("the first %d bytes of %d are a file", n, len(whole))
		}
	}
	if _, err := open(append(whole, 0)); err == nil {
		t.Error("a byte behind the end is no fault")
	}
	if _, err := Open(bytes.NewReader(whole), -1); err == nil {
		t.Error("−1 bytes are a file")
	}
}

// A file that ends before its size, or while it is read.
func TestReadErrors(t *testing.T) {
	whole := file("{"+a+","+b+"}", numbers)
	for n := range len(whole) {
		f, err := Open(bytes.NewReader(whole[:n]), int64(len(whole)))
		if err == nil {
			err = f.Load(like(f))
		}
		if err == nil || !strings.Contains(err.Error(), io.ErrUnexpectedEOF.Error()) {
			t.Errorf("after %d bytes: %v", n, err)
		}
		if n >= len(whole)-4 && !strings.Contains(err.Error(), `tensor "b"`) {
			t.Errorf("after %d bytes: %v", n, err)
		}
	}
}

// zeros is a file of any length.
type zeros struct{ start []byte }

func (z zeros) ReadAt(b []byte, offset int64) (int, error) {
	clear(b)
	if offset < int64(len(z.start)) {
		copy(b, z.start[offset:])
	}
	return len(b), nil
}

// What a file claims is not believed before it is checked: no such claim
// makes Open allocate more than a little.
func TestClaims(t *testing.T) {
	const huge = 1 << 60
	for _, c := range []struct {
		start []byte
		why   string
	}{
		{[]byte{0, 0, 0, 0, 0, 0, 0, 0x0f}, "more than 16777216"},     // a header of 15·2^56 bytes
		{[]byte{0, 0, 0, 0, 0, 0, 0, 0x80}, "the header should have"}, // negative, if it had a sign
		{[]byte{1, 0, 0, 1, 0, 0, 0, 0}, "more than 16777216"},
		{file(`{"w":{"dtype":"F32","shape":[1152921504606846976],"data_offsets":[0,4611686018427387904]}}`, nil), "behind the end"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Open(zeros{c.start}, huge)
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%v, want %q", err, c.why)
		}
		if n := after.TotalAlloc - before.TotalAlloc; n > 100_000 {
			t.Errorf("%q: %d bytes were allocated", err, n)
		}
	}
}

// FuzzOpen holds what must be true of all files: what opens can be read, and
// is the same when it is written and read again.
func FuzzOpen(f *testing.F) {
	for _, header := range []string{"{" + a + "," + b + "}", `{"__metadata__":{"format":"pt"},` + b + "," + a + "}", "{}", `{"a":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]}}`} {
		f.Add(file(header, numbers))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		f, err := open(data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "weights: safetensors: ") {
				t.Error(err)
			}
			return
		}
		checkOpened(t, f, len(data))
	})
}

func checkOpened(t *testing.T, f *File, size int) {
	t.Helper()
	var readable []Tensor
	total := 0
	for _, e := range f.Entries {
		total += int(e.size)
		if e.Type.float() && e.Name != "" && e.Name != metadataKey {
			readable = append(readable, Tensor{e.Name, e.Shape, make([]float32, e.Len())})
		}
	}
	if total > size {
		t.Fatalf("%d bytes of numbers in a file of %d", total, size)
	}
	if err := f.Load(readable); err != nil {
		t.Fatal(err)
	}
	again, err := open(written(t, F32, f.Metadata, readable...))
	if err != nil {
		t.Fatal(err)
	}
	copies := like(again)
	if err := again.Load(copies); err != nil {
		t.Fatal(err)
	}
	for i, c := range copies {
		if !sameBits(c.Data, readable[i].Data) || c.Name != readable[i].Name || !slices.Equal(c.Shape, readable[i].Shape) {
			t.Fatalf("%+v becomes %+v", readable[i], c)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, typ := range []DType{F32, F16} {
		b.Run(string(typ), func(b *testing.B) {
			data := written(b, typ, nil, Tensor{"w", []int{1 << 22}, make([]float32, 1<<22)})
			f, err := open(data)
			if err != nil {
				b.Fatal(err)
			}
			ts := like(f)
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if err := f.Load(ts); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
