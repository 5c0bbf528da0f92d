package chapters

import (
	"bytes"
	"encoding/csv"
	"math"
	"testing"

	"zerotoai/widgets/address"
	"zerotoai/widgets/export"
	"zerotoai/widgets/model"
	"zerotoai/widgets/ui"
)

// data is what a figure hands out, by the names of its datasets.
func (r *reader) data(name string) map[string]ui.Dataset {
	ds := map[string]ui.Dataset{}
	for _, d := range export.Of(r.page.Figures[name]) {
		ds[d.Name] = d
	}
	return ds
}

// column is the numbers of a column.
func column(t *testing.T, d ui.Dataset, name string) (xs []float64) {
	t.Helper()
	for j, c := range d.Columns {
		for _, row := range d.Rows {
			if x, ok := row[j].(float64); ok && c.Name == name {
				xs = append(xs, x)
			}
		}
	}
	if len(xs) == 0 {
		t.Errorf("%s has no numbers in a column %s", d.Name, name)
	}
	return xs
}

// What every figure hands out is whole: its rows are as long as its heads, of
// numbers and words, and other programs read it.
func TestData(t *testing.T) {
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, ch := range All {
		r := arrive(t, m, ch.ID, address.Address{})
		r.settle(t)
		for _, name := range r.page.Doc.Figures() {
			ds := export.Of(r.page.Figures[name])
			for _, d := range ds {
				if d.Name == "" || len(d.Rows) == 0 {
					t.Errorf("%s hands out %q of %d rows", name, d.Name, len(d.Rows))
				}
				whole(t, name, d)
			}
			if _, err := export.JSON(name, "", ds); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func whole(t *testing.T, name string, d ui.Dataset) {
	t.Helper()
	for _, row := range d.Rows {
		for _, v := range row {
			switch v.(type) {
			case float64, string:
			default:
				t.Errorf("%s hands out a %T", name, v)
			}
		}
	}
	rows, err := csv.NewReader(bytes.NewReader(export.CSV([]ui.Dataset{d}))).ReadAll() // of rows of the same length
	if err != nil || len(rows) != len(d.Rows)+1 {
		t.Errorf("%s, %s: of %d rows %d are read: %v", name, d.Name, len(d.Rows), len(rows), err)
	}
}

// The data are what the figures show.
func TestDataIsTrue(t *testing.T) {
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	r := arrive(t, m, "functions", address.Address{})
	d := r.data("functions.graph")["f(x) = x²"]
	for i, x := range column(t, d, "x") {
		if y := column(t, d, "f(x)")[i]; y != x*x {
			t.Fatalf("the square of %v is %v", x, y)
		}
	}
	if pairs := r.data("functions.machine"); len(pairs["What went in and what came out"].Rows) != 0 {
		t.Error("something went in")
	}
	r.do(ui.Set{ID: "functions.machine.feed"})
	if out := column(t, r.data("functions.machine")["What went in and what came out"], "output"); out[0] != 4 {
		t.Errorf("of 2 comes %v", out)
	}

	r = arrive(t, m, "gradient-descent", address.Parse("#gradient-descent?made=7"))
	losses := column(t, r.data("descent.landscape")["The way of the ball"], "loss")
	if len(losses) != 8 || losses[7] >= losses[0] {
		t.Errorf("seven steps have the losses %v", losses)
	}

	r = arrive(t, m, "attention", address.Address{})
	r.settle(t)
	for i, row := range r.data("attention.matrix")["Attention of all tokens"].Rows {
		sum := 0.0
		for _, v := range row[1:] {
			if w, ok := v.(float64); ok {
				sum += w
			}
		}
		if math.Abs(sum-1) > 1e-5 || row[i+1] == "" || i+2 < len(row) && row[i+2] != "" {
			t.Errorf("token %d gives %v", i+1, row)
		}
	}

	r = arrive(t, m, "ai-ml-dl", address.Parse("#ai-ml-dl?epochs=3"))
	r.settle(t)
	lines := r.data("learning.classifier")["Loss after each epoch"]
	if steps := column(t, lines, lines.Columns[0].Name); len(steps) != 4 || steps[3] != 3 {
		t.Errorf("three epochs are %v", steps)
	}
}
