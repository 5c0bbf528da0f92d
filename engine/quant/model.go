package quant

import (
	"fmt"

	"zerotoai/engine/gpt"
	"zerotoai/engine/trace"
)

// A Model is the weights of a GPT in a format.
type Model struct {
	Format  Format
	Weights *gpt.Weights // what is kept, as float32 again: it computes as any other model
	Bytes   int          // that the weights take, scales included

	from, into []gpt.Tensor // that are not packed yet
}

// New rounds the weights of a model; w stays as it is.
func New(w *gpt.Weights, f Format) (*Model, error) {
	m, err := Begin(w, f)
	for more := err == nil; more; {
		if more, err = m.Next(); err != nil {
			return nil, err
		}
	}
	return m, err
}

// Begin is New for who has little time at once: the model is whole when Next has
// said that there is no more.
func Begin(w *gpt.Weights, f Format) (*Model, error) {
	kept, err := gpt.NewWeights(w.Config)
	if err != nil {
		return nil, err
	}
	return &Model{Format: f, Weights: kept, from: w.Tensors(), into: kept.Tensors()}, nil
}

// Next rounds the weights of one tensor, and reports whether there are more.
func (m *Model) Next() (more bool, err error) {
	if len(m.from) == 0 {
		return false, nil
	}
	t := m.from[0]
	p, err := Pack(t.Data, m.Format.of(t))
	if err != nil {
		return false, fmt.Errorf("%s: %w", t.Name, err)
	}
	copy(m.into[0].Data, p.Numbers())
	m.Bytes += p.Bytes()
	m.from, m.into = m.from[1:], m.into[1:]
	return len(m.from) > 0, nil
}

// of is the format of a tensor of a model that is kept in f.
func (f Format) of(t gpt.Tensor) Format {
	if f.Scaled() && !t.Matrix() {
		return Float32
	}
	return f
}

// The names of the numbers of a Size.
var (
	BytesRef    = trace.Ref{Name: "bytes"}
	MatricesRef = trace.Ref{Name: "bytes of matrices"}
	VectorsRef  = trace.Ref{Name: "bytes of vectors"}

	MatrixNumbersRef = trace.Ref{Name: "numbers in matrices"}
	VectorNumbersRef = trace.Ref{Name: "numbers in vectors"}
)

// Size works out how many bytes the weights of a model take in a format, from
// how many numbers are in its matrices and in its vectors. Every row of the
// matrices is taken to be a multiple of Group, as in all published models.
func Size(f Format, matrices, vectors float64) trace.Table {
	t := trace.Table{}
	given := func(name string, v float64) trace.Term { return t.Given(trace.Ref{Name: name}, v) }
	eight, bits := given("bits of a byte", 8), given("bits of a number", float64(f.Bits()))
	vectorBits := bits
	if f.Scaled() {
		share := t.Do(trace.Ref{Name: "bits of a number’s share of a scale"}, trace.Quotient, given("bits of a scale", 16), given("numbers of a scale", Group))
		bits = t.Do(trace.Ref{Name: "bits of a number with its share"}, trace.Sum, bits, share)
		vectorBits = given("bits of a number of a vector", float64(Float32.Bits()))
	}
	bytes := func(r trace.Ref, n, bits trace.Term) trace.Term {
		return t.Do(r, trace.Quotient, t.Do(trace.Ref{Name: "bits" + r.Name[len("bytes"):]}, trace.Product, n, bits), eight)
	}
	t.Do(BytesRef, trace.Sum,
		bytes(MatricesRef, t.Given(MatrixNumbersRef, matrices), bits),
		bytes(VectorsRef, t.Given(VectorNumbersRef, vectors), vectorBits))
	return t
}
