// Package tensor is the arithmetic under networks and language models: matrix
// products and the operations on vectors that a GPT needs, forward and
// backward, in float32.
//
// A gradient is named after what it is the gradient of: dx is ∂loss/∂x. Every
// operation says whether it sets its result or adds to it. All of them work on
// the memory of their caller, on the goroutine of their caller; who wants two
// cores divides the rows.
//
// Plain Go says what each operation means and serves everywhere. In browsers
// that have vectors the kernel of static/kernel does the work, and on amd64
// products have a kernel in assembly: tests hold that all agree.
//
// Sizes that do not fit are a mistake of the program, not of its input, and
// panic with a message. A size of zero fits.
package tensor

import "fmt"

// A Matrix is a view on Rows × Cols numbers: row i begins at Data[i·Stride].
// The zero value is the empty matrix.
type Matrix struct {
	Rows, Cols int
	Stride     int // from one row to the next, at least Cols
	Data       []float32
}

// New returns a matrix of zeros.
func New(rows, cols int) Matrix { return Of(rows, cols, make([]float32, rows*cols)) }

// Of returns a matrix that shares data, which is its rows one after another.
func Of(rows, cols int, data []float32) Matrix {
	m := Matrix{rows, cols, cols, data}
	if len(data) != rows*cols {
		panic(fmt.Sprintf("tensor: %d numbers for a %v", len(data), m))
	}
	m.check()
	return m
}

// Row returns row i, which shares m's numbers.
func (m Matrix) Row(i int) []float32 {
	if i < 0 || i >= m.Rows {
		panic(fmt.Sprintf("tensor: row %d of a %v", i, m))
	}
	if m.Cols == 0 {
		return nil
	}
	at := i * m.Stride
	return m.Data[at : at+m.Cols : at+m.Cols]
}

// View returns the part of m that begins at (row, col). It shares m's numbers.
func (m Matrix) View(row, col, rows, cols int) Matrix {
	if min(row, col, rows, cols) < 0 || rows > m.Rows-row || cols > m.Cols-col {
		panic(fmt.Sprintf("tensor: a %d×%d matrix at (%d, %d) of a %v", rows, cols, row, col, m))
	}
	v := Matrix{Rows: rows, Cols: cols, Stride: m.Stride}
	if rows > 0 && cols > 0 {
		v.Data = m.Data[row*m.Stride+col:]
	}
	return v
}

// String says how large m is, as "2×3 matrix".
func (m Matrix) String() string { return fmt.Sprintf("%d×%d matrix", m.Rows, m.Cols) }

// check panics if m is not within its numbers. Kernels rely on it: they see
// addresses only.
func (m Matrix) check() {
	if min(m.Rows, m.Cols) < 0 || m.Stride < m.Cols {
		panic(fmt.Sprintf("tensor: a %v with a stride of %d", m, m.Stride))
	}
	// The last row must end within Data; written so that nothing can overflow.
	if m.Rows > 0 && m.Cols > 0 && (m.Cols > len(m.Data) || m.Rows-1 > (len(m.Data)-m.Cols)/m.Stride) {
		panic(fmt.Sprintf("tensor: %d numbers for a %v with a stride of %d", len(m.Data), m, m.Stride))
	}
}
