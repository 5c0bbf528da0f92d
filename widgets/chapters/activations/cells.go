package activations

import (
	"zerotoai/engine/nn"
	"zerotoai/widgets/brackets"
)

// given are the weights or biases of a layer; those that the last number was
// made of are marked.
func (f *collapse) given(l int, p nn.Part, rows, columns int) func() [][]brackets.Cell {
	return func() [][]brackets.Cell {
		return cells(rows, columns, func(i, j int) brackets.Cell {
			r := nn.Of(l, p, i, j)
			return brackets.Cell{Text: f.text(r), Marked: f.used(l, p, i, j), Explains: r}
		})
	}
}

// used reports whether a number of the network is in the number that was worked
// out last: a row of W₂, and a column of W₁ or the biases.
func (f *collapse) used(l int, p nn.Part, i, j int) bool {
	now, row, column := f.now()
	if p == nn.Weight && l == 2 {
		return i == row
	}
	return p == now && (l == 1 && j == column || l == 2 && i == row)
}

// product are the weights or biases of the one layer, as far as they are known.
func (f *collapse) product(p nn.Part) func() [][]brackets.Cell {
	columns := inCount
	if p == nn.Bias {
		columns = 1
	}
	return func() [][]brackets.Cell {
		now, row, column := f.now()
		return cells(outCount, columns, func(i, j int) brackets.Cell {
			k := i*inCount + j
			if p == nn.Bias {
				k = outCount*inCount + i
			}
			if k >= f.done {
				return brackets.Cell{}
			}
			return brackets.Cell{Text: f.text(ref(k)), Marked: p == now && i == row && j == column, Explains: ref(k)}
		})
	}
}

func cells(rows, columns int, of func(i, j int) brackets.Cell) [][]brackets.Cell {
	all := make([][]brackets.Cell, rows)
	for i := range all {
		for j := range columns {
			all[i] = append(all[i], of(i, j))
		}
	}
	return all
}

// passed are the activations of a layer for the input.
func (f *collapse) passed(l int) func() [][]brackets.Cell {
	return func() [][]brackets.Cell {
		return cells(len(f.pass.A[l]), 1, func(i, _ int) brackets.Cell {
			r := nn.Of(l, nn.Activated, i, 0)
			return brackets.Cell{Text: f.text(r), Explains: r}
		})
	}
}

// single is what the one layer makes of the input, once it is known.
func (f *collapse) single() [][]brackets.Cell {
	return cells(outCount, 1, func(i, _ int) brackets.Cell {
		if f.done < numbers {
			return brackets.Cell{}
		}
		return brackets.Cell{Text: f.text(singleRef(i)), Explains: singleRef(i)}
	})
}
