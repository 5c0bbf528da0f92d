//go:build !js

package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"text/template"

	"zerotoai/cmd/train/course"
	"zerotoai/cmd/train/exam"
)

//go:embed card.md
var cardText string

// A cardData is what the model card tells.
type cardData struct {
	exam.Report
	Recipe      course.Recipe
	Temperature float64
}

// card writes the model card.
func card(r exam.Report, recipe course.Recipe) ([]byte, error) {
	t, err := template.New("card").Funcs(template.FuncMap{
		"percent":   func(v float64, digits int) string { return fmt.Sprintf("%.*f %%", digits, 100*v) },
		"attention": func(s exam.Score) float64 { return s.Weight(r.Head) },
		"about":     about,
	}).Parse(cardText)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, cardData{r, recipe, exam.Temperature})
	return b.Bytes(), err
}

// about gives an example of a rule that asks what "it" is.
func about(rule string) string {
	return map[string]string{
		"seat": "*The cat sat on the mat because it was …*",
		"deed": "*The cat followed the dog because it …*",
	}[rule]
}

// Parameters is how many there are, with a comma after the thousands.
func (d cardData) Parameters() string {
	n := d.Config.Parameters()
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

// Tokens is how many million tokens were read.
func (d cardData) Tokens() string {
	s := d.Recipe.Settings
	return fmt.Sprintf("%.1f", float64(s.Steps*s.Batch*s.Length)/1e6)
}

// HeldOut is how many tokens the loss was measured on.
func (d cardData) HeldOut() int { return d.Sizes.Rows * d.Config.Context }

// HeadNumber counts from 1.
func (d cardData) HeadNumber() int { return d.Head.Head + 1 }

// LayerNumber counts from 1.
func (d cardData) LayerNumber() int { return d.Head.Layer + 1 }

// Weight is the mean attention of the head to what "it" is.
func (d cardData) Weight() float64 { return d.All().With.Weight(d.Head) }

// Answer is what the model says of gravity.
func (d cardData) Answer() string { return strings.TrimSpace(d.Gravity) }

// GoodShare is the share of the texts that are sentences.
func (d cardData) GoodShare() float64 { return float64(d.Good) / float64(d.Sizes.Texts) }
