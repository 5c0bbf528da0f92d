package tensor

import "golang.org/x/sys/cpu"

// haveProduct says that the processor has vectors of eight float32 and
// multiplies and adds them in one instruction, as all since 2013 to 2015 do.
var haveProduct = cpu.X86.HasAVX2 && cpu.X86.HasFMA

const (
	depth    = 128 // of a product that is done at once: a panel of b stays in the nearest cache
	tileCols = 16  // columns of c, and of a panel of b
	tileRows = 4   // rows of c that are kept in registers

	// A panel of b is copied if its numbers are spread over so many that they
	// would touch too many pages of memory, and if it is used for enough rows.
	maxSpread, minRows = 1 << 16, 32
)

// tile4 adds to 4 × 16 numbers of c the product of 4 rows of a and 16 columns
// of b, which are k ≥ 1 numbers long. The numbers lie as in kernelProduct.
//
//go:noescape
func tile4(k int, a *float32, arow, acol int, b *float32, brow int, c *float32, crow int)

// tile1 does the same of one row.
//
//go:noescape
func tile1(k int, a *float32, acol int, b *float32, brow int, c *float32)

// dot32 returns x·y of n numbers, which must be a multiple of 32 and not 0.
//
//go:noescape
func dot32(n int, x, y *float32) float32

func kernelDot(x, y []float32) float32 {
	n := len(x) &^ 31
	s := plainDot(x[n:], y[n:])
	if n > 0 {
		s += dot32(n, &x[0], &y[0])
	}
	return s
}

// kernelProduct sets the m × n numbers c to a·b, or adds it. The numbers of a
// and b lie arow and brow apart from row to row, acol and bcol from column to
// column. None of m, n and k is 0.
func kernelProduct(c []float32, crow, m, n, k int, a []float32, arow, acol int, b []float32, brow, bcol int, add bool) {
	if m < tileRows && acol == 1 && brow == 1 {
		dots(m, n, k, a, arow, b, bcol, c, crow, add)
		return
	}
	if !add {
		for i := range m {
			clear(c[i*crow:][:n])
		}
	}
	for ; k > 0; k -= depth {
		deep := min(k, depth)
		whole := 0 // columns whose panels can be used where they lie
		if bcol == 1 && (m < minRows || deep*brow <= maxSpread) {
			whole = n / tileCols * tileCols
		}
		for j := 0; j < whole; j += tileCols {
			column(m, deep, a, arow, acol, b[j:], brow, c[j:], crow)
		}
		if whole < n {
			packed(m, n-whole, deep, a, arow, acol, b[whole*bcol:], brow, bcol, c[whole:], crow)
		}
		if k > depth {
			a, b = a[depth*acol:], b[depth*brow:]
		}
	}
}

// dots does a product whose b lies transposed, for so few rows that a panel of
// b is not worth making.
func dots(m, n, k int, a []float32, arow int, b []float32, bcol int, c []float32, crow int, add bool) {
	for i := range m {
		x, y := a[i*arow:][:k], c[i*crow:][:n]
		for j := range y {
			s := kernelDot(x, b[j*bcol:][:k])
			if add {
				s += y[j]
			}
			y[j] = s
		}
	}
}

// column does m × 16 numbers of c.
func column(m, k int, a []float32, arow, acol int, b []float32, brow int, c []float32, crow int) {
	i := 0
	for ; i+tileRows <= m; i += tileRows {
		tile4(k, &a[i*arow], arow, acol, &b[0], brow, &c[i*crow], crow)
	}
	for ; i < m; i++ {
		tile1(k, &a[i*arow], acol, &b[0], brow, &c[i*crow])
	}
}

// packed copies 16 columns of b at a time into a panel, as their numbers are
// too far apart, or the columns fewer.
func packed(m, n, k int, a []float32, arow, acol int, b []float32, brow, bcol int, c []float32, crow int) {
	var room [depth * tileCols]float32
	panel := room[:k*tileCols]
	for j := 0; j < n; j += tileCols {
		cols := min(tileCols, n-j)
		pack(panel, cols, k, b[j*bcol:], brow, bcol)
		if cols == tileCols {
			column(m, k, a, arow, acol, panel, tileCols, c[j:], crow)
		} else {
			narrow(m, cols, k, a, arow, acol, panel, c[j:], crow)
		}
	}
}

// pack copies n ≤ 16 columns of b into a panel of 16. What it leaves in the
// others nobody reads.
func pack(panel []float32, n, k int, b []float32, brow, bcol int) {
	for p := range k {
		to := panel[p*tileCols:][:tileCols]
		if bcol == 1 {
			copy(to, b[p*brow:][:n])
			continue
		}
		for j := range n {
			to[j] = b[p*brow+j*bcol]
		}
	}
}

// narrow does fewer than 16 columns of c, in a tile of its own.
func narrow(m, n, k int, a []float32, arow, acol int, panel, c []float32, crow int) {
	var tile [tileRows * tileCols]float32
	for i := 0; i < m; i += tileRows {
		rows := min(tileRows, m-i)
		for r := range rows {
			copy(tile[r*tileCols:], c[(i+r)*crow:][:n])
		}
		column(rows, k, a[i*arow:], arow, acol, panel, tileCols, tile[:], tileCols)
		for r := range rows {
			copy(c[(i+r)*crow:][:n], tile[r*tileCols:])
		}
	}
}
