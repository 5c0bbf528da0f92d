package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"reflect"
	"testing"

	"zerotoai/widgets/export"
	"zerotoai/widgets/ui"
)

var sample = []ui.Dataset{
	{Name: "Loss", Columns: []ui.Column{{Name: "step"}, {Name: "loss", Unit: "nats"}}, Rows: [][]any{{0.0, 0.30000000000000004}, {1.0, math.Inf(1)}, {2.0, math.NaN()}}},
	{Name: "Tokens", Columns: ui.Columns("token", "id"), Rows: [][]any{{"a \"quoted\", one", 7.0}, {"two\nlines", -1e-300}}},
}

func TestCSV(t *testing.T) {
	want := "Loss\nstep,loss (nats)\n0,0.30000000000000004\n1,\n2,\n\nTokens\ntoken,id\n\"a \"\"quoted\"\", one\",7\n\"two\nlines\",-1e-300\n"
	if got := string(export.CSV(sample)); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	one := export.CSV(sample[1:])
	rows, err := csv.NewReader(bytes.NewReader(one)).ReadAll()
	if want := [][]string{{"token", "id"}, {"a \"quoted\", one", "7"}, {"two\nlines", "-1e-300"}}; err != nil || !reflect.DeepEqual(rows, want) {
		t.Errorf("%q, %v", rows, err)
	}
	if got := export.CSV(nil); len(got) != 0 {
		t.Errorf("nothing is %q", got)
	}
}

// No text is a formula for a spreadsheet; numbers and single signs are as they
// were.
func TestFormulas(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "@SUM(A1)": "'@SUM(A1)", "-x^2": "'-x^2", "+A1": "'+A1", "\t=1": "'\t=1", "-1.5e-3": "-1.5e-3", "+7": "+7", "-": "-", "=": "=", "": "", "a=b": "a=b", "ü": "ü",
	} {
		rows, err := csv.NewReader(bytes.NewReader(export.CSV([]ui.Dataset{{Columns: ui.Columns("a", "b"), Rows: [][]any{{in, "x"}}}}))).ReadAll()
		if err != nil || rows[1][0] != want {
			t.Errorf("%q is written as %q, %v", in, rows, err)
		}
	}
}

func TestJSON(t *testing.T) {
	data, err := export.JSON("A figure", "https://example.org/#a?x=1", sample)
	if err != nil {
		t.Fatal(err)
	}
	var got, want any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	json.Unmarshal([]byte(`{"figure": "A figure", "link": "https://example.org/#a?x=1", "datasets": [
		{"name": "Loss", "columns": [{"name": "step"}, {"name": "loss", "unit": "nats"}], "rows": [[0, 0.30000000000000004], [1, null], [2, null]]},
		{"name": "Tokens", "columns": [{"name": "token"}, {"name": "id"}], "rows": [["a \"quoted\", one", 7], ["two\nlines", -1e-300]]}]}`), &want)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s", data)
	}
	if data, err := export.JSON("", "", nil); err != nil || string(data) != `{"figure":"","link":"","datasets":[]}`+"\n" {
		t.Errorf("nothing is %s, %v", data, err)
	}
}

// Settings and results are read in their order, pictures are not.
func TestReadings(t *testing.T) {
	n := ui.Node{Role: ui.Group, Name: "A figure", Children: []ui.Node{
		{Role: ui.Slider, Name: "Rate", Value: "a tenth", Range: ui.Range{Now: 0.1}},
		{Role: ui.Pad, Name: "Plane", Children: []ui.Node{{Role: ui.Handle, Name: "Point", Range: ui.Range{Now: -2}}}},
		{Role: ui.Toggle, Name: "Leash", On: true}, {Role: ui.Toggle, Name: "Log"},
		{Role: ui.Button, Name: "Step"}, {Role: ui.Output, Name: "Loss", Value: "−0.2500"},
		{Role: ui.Output, Name: "Status", Value: "Infinity"}, {Role: ui.Output, Name: "Time", Value: "12 s"},
	}}
	want := [][]any{{"Rate", 0.1}, {"Point", -2.0}, {"Leash", "on"}, {"Log", "off"}, {"Loss", -0.25}, {"Status", "Infinity"}, {"Time", "12 s"}}
	if got := export.Readings(n).Rows; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
