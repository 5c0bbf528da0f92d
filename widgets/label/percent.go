package label

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Percents writes the parts of a whole as percentages with one place after the
// point, which sum to exactly 100.0 as they are written. Each is its part
// rounded up or down: those are rounded up that lose most by being rounded
// down, and of equal ones the first. Parts that are no numbers from 0 on, or
// that sum to nothing, are written NoValue. Number and sign stay in one line.
//
// This is the method of the largest remainder, by which A. Hamilton proposed
// in 1792 to share out the seats of the United States' House of Representatives.
func Percents(parts []float64) []string {
	tenths, ok := share(parts, 1000)
	texts := make([]string, len(parts))
	for i := range texts {
		texts[i] = NoValue
		if ok {
			texts[i] = strconv.Itoa(tenths[i]/10) + "." + strconv.Itoa(tenths[i]%10) + "\u00a0%"
		}
	}
	return texts
}

// share divides so many seats among parts.
func share(parts []float64, seats int) (got []int, ok bool) {
	whole := 0.0
	for _, v := range parts {
		if !(v >= 0) {
			return nil, false
		}
		whole += v
	}
	if !(whole > 0) || math.IsInf(whole, 1) {
		return nil, false
	}
	got, order, left := make([]int, len(parts)), make([]int, len(parts)), seats
	rest := make([]float64, len(parts))
	for i, v := range parts {
		due := v / whole * float64(seats)
		got[i], order[i] = int(due), i
		rest[i] = due - math.Floor(due)
		left -= got[i]
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(rest[j], rest[i]) })
	for _, i := range order[:left] {
		got[i]++
	}
	return got, true
}
