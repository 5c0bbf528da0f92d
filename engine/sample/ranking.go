package sample

// A ranking orders tokens by their logits, the highest first, and those with
// equal ones by their ids, the lowest first: as far as it is asked for. It is
// heapsort that stops early. To rank n of V tokens takes O(V + n log V).
type ranking struct {
	logits []float32
	ids    []int32 // a heap of what is not ranked yet, then the ranked ones, the best last
	left   int     // length of the heap
}

// reset begins a ranking of tokens with these logits.
func (r *ranking) reset(logits []float32) {
	r.logits, r.ids, r.left = logits, r.ids[:0], len(logits)
	for id := range logits {
		r.ids = append(r.ids, int32(id))
	}
	for i := r.left/2 - 1; i >= 0; i-- {
		r.sink(i)
	}
}

// at returns the id of the token with so many better ones.
func (r *ranking) at(rank int) int {
	n := len(r.ids)
	for n-r.left <= rank {
		r.left--
		r.ids[0], r.ids[r.left] = r.ids[r.left], r.ids[0]
		r.sink(0)
	}
	return int(r.ids[n-1-rank])
}

// sink puts the token at place i of the heap below all that are better.
func (r *ranking) sink(i int) {
	id := r.ids[i]
	for {
		down := 2*i + 1
		if down >= r.left {
			break
		}
		if down+1 < r.left && r.better(r.ids[down+1], r.ids[down]) {
			down++
		}
		if !r.better(r.ids[down], id) {
			break
		}
		r.ids[i] = r.ids[down]
		i = down
	}
	r.ids[i] = id
}

func (r *ranking) better(a, b int32) bool {
	x, y := r.logits[a], r.logits[b]
	return x > y || x == y && a < b
}
