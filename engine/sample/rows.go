package sample

import "math"

// A Row is a token on its way through the steps.
type Row struct {
	ID     int
	Logit  float32
	Scaled float64 // logit divided by the temperature; NaN at temperature 0
	P      float64 // after softmax
	Mass   float64 // p of this token and all better ones
	InK    bool    // top-k keeps it
	InP    bool    // top-p keeps it
	Q      float64 // after renormalising; 0 if it is cut
	From   float64 // it is drawn by From ≤ u < To
	To     float64
}

// Rows returns the best n tokens by rank, or all if there are fewer: the table
// of all steps.
func (d *Distribution) Rows(n int) []Row {
	rows := make([]Row, min(n, len(d.Logits)))
	for i := range rows {
		rows[i] = d.row(i)
	}
	return rows
}

func (d *Distribution) row(rank int) Row {
	id := d.ranking.at(rank)
	r := Row{ID: id, Logit: d.Logits[id], Scaled: math.NaN(), P: d.P[id], Mass: d.massOf(rank + 1), Q: d.Q(id), To: d.qUpTo(rank)}
	if len(d.Scaled) > 0 {
		r.Scaled = d.Scaled[id]
	}
	if rank > 0 {
		r.From = d.qUpTo(rank - 1)
	}
	r.InK = d.P[id] > 0 && (d.Settings.TopK <= 0 || rank < d.Settings.TopK)
	r.InP = d.P[id] > 0 && (rank == 0 || !d.enough(d.massOf(rank)))
	return r
}
