package token

// A heap gives back first what comes first. It is container/heap for one type,
// without a conversion and an allocation for each item: encoding lives on it.
type heap[T any] struct {
	items []T
	first func(a, b T) bool
}

func (h *heap[T]) push(v T) {
	h.items = append(h.items, v)
	i := len(h.items) - 1
	for up := (i - 1) / 2; i > 0 && h.first(v, h.items[up]); up = (i - 1) / 2 {
		h.items[i] = h.items[up]
		i = up
	}
	h.items[i] = v
}

// pop takes out the first item of a heap that is not empty.
func (h *heap[T]) pop() T {
	top, n := h.items[0], len(h.items)-1
	v := h.items[n]
	h.items = h.items[:n]
	if n > 0 {
		h.sink(v)
	}
	return top
}

// sink puts v where the top item was, or below.
func (h *heap[T]) sink(v T) {
	i, n := 0, len(h.items)
	for {
		down := 2*i + 1
		if down >= n {
			break
		}
		if down+1 < n && h.first(h.items[down+1], h.items[down]) {
			down++
		}
		if !h.first(h.items[down], v) {
			break
		}
		h.items[i] = h.items[down]
		i = down
	}
	h.items[i] = v
}
