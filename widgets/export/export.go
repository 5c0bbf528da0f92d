// Package export writes what a figure shows for other programs: as CSV (RFC
// 4180) and as JSON.
package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"zerotoai/widgets/ui"
)

// Of returns what w shows: its own datasets, and its settings and results as
// the last one.
func Of(w ui.Widget) (ds []ui.Dataset) {
	if t, ok := w.(ui.Tabular); ok {
		ds = t.Datasets()
	}
	if r := Readings(w.Describe()); len(r.Rows) > 0 {
		ds = append(ds, r)
	}
	return ds
}

// Readings returns the settings and results in n and under it, in the order in
// which they are read: numbers of a slider and of a result that is one, and of
// all else the words.
func Readings(n ui.Node) ui.Dataset {
	d := ui.Dataset{Name: "Settings and results", Columns: ui.Columns("name", "value")}
	var add func(n ui.Node)
	add = func(n ui.Node) {
		switch n.Role {
		case ui.Slider, ui.Handle:
			d.Rows = append(d.Rows, []any{n.Name, n.Range.Now})
		case ui.Field, ui.Choice:
			d.Rows = append(d.Rows, []any{n.Name, n.Value})
		case ui.Output:
			d.Rows = append(d.Rows, []any{n.Name, Number(n.Value)})
		case ui.Toggle:
			d.Rows = append(d.Rows, []any{n.Name, map[bool]string{true: "on", false: "off"}[n.On]})
		}
		for _, c := range n.Children {
			add(c)
		}
	}
	add(n)
	return d
}

// Number returns the number that text writes as figures do, with a minus sign
// and without an exponent, or else the text.
func Number(text string) any {
	plain := strings.Replace(text, "−", "-", 1)
	if x, err := strconv.ParseFloat(plain, 64); err == nil && strings.Trim(plain, "-.0123456789") == "" {
		return x
	}
	return text
}

// head is how a column is called in a file.
func head(c ui.Column) string {
	if c.Unit == "" {
		return c.Name
	}
	return c.Name + " (" + c.Unit + ")"
}

// CSV writes ds one after the other with an empty line between them. Each
// begins with its name, if there are several, and the heads of its columns. A
// number is written so that it reads back the same; one that is not finite is
// an empty field. Text that a spreadsheet would take for a formula has an
// apostrophe before it: see text.
func CSV(ds []ui.Dataset) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for i, d := range ds {
		if i > 0 {
			w.Flush()
			b.WriteByte('\n')
		}
		if len(ds) > 1 {
			w.Write([]string{d.Name}) // a Buffer takes everything
		}
		var heads []string
		for _, c := range d.Columns {
			heads = append(heads, head(c))
		}
		w.Write(heads)
		for _, row := range d.Rows {
			w.Write(fields(row))
		}
	}
	w.Flush()
	return b.Bytes()
}

func fields(row []any) (fs []string) {
	for _, v := range row {
		s, _ := v.(string)
		f := text(s)
		if x, ok := v.(float64); ok && finite(x) {
			f = strconv.FormatFloat(x, 'g', -1, 64)
		}
		fs = append(fs, f)
	}
	return fs
}

// text keeps text from being run: a link of a stranger may have put
// =HYPERLINK(…) into a field, and a spreadsheet takes text that starts so for a
// formula, in quotation marks, too. The apostrophe, which OWASP's page on CSV
// injection advises, makes it text again, and stays in it for other programs.
// What can be no formula is left as it is: numbers, and a single sign, as tokens
// often are. JSON has all text as it is.
func text(s string) string {
	if len(s) < 2 || !strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// A document is the form of a JSON file.
type document struct {
	Figure   string    `json:"figure"`
	Link     string    `json:"link"`
	Datasets []dataset `json:"datasets"`
}

type dataset struct {
	Name    string   `json:"name"`
	Columns []column `json:"columns"`
	Rows    [][]any  `json:"rows"`
}

type column struct {
	Name string `json:"name"`
	Unit string `json:"unit,omitempty"`
}

// JSON writes ds with the name of their figure and the link that leads to it. A
// number that is not finite is null.
func JSON(figure, link string, ds []ui.Dataset) ([]byte, error) {
	doc := document{Figure: figure, Link: link, Datasets: []dataset{}}
	for _, d := range ds {
		e := dataset{Name: d.Name, Rows: [][]any{}}
		for _, c := range d.Columns {
			e.Columns = append(e.Columns, column(c))
		}
		for _, row := range d.Rows {
			e.Rows = append(e.Rows, values(row))
		}
		doc.Datasets = append(doc.Datasets, e)
	}
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false) // it is no part of a page
	err := w.Encode(doc)
	return b.Bytes(), err
}

func values(row []any) (vs []any) {
	for _, v := range row {
		if x, ok := v.(float64); ok && !finite(x) {
			v = nil
		}
		vs = append(vs, v)
	}
	return vs
}
