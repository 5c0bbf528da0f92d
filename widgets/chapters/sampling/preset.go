package sampling

import (
	"slices"

	"zerotoai/engine/sample"
	"zerotoai/widgets/label"
)

// A preset is the settings with which a program draws if it is told nothing
// else, as its documentation says: see the sources of the chapter's table.
type preset struct {
	name string
	sample.Settings
}

// ours is what the chapter starts with.
var ours = preset{"this chapter", sample.Settings{Temperature: 0.7, TopK: 10, TopP: 0.9}}

var presets = []preset{
	ours,
	{"Transformers", sample.Settings{Temperature: 1, TopK: 50, TopP: 1}},
	{"llama.cpp", sample.Settings{Temperature: 0.8, TopK: 40, TopP: 0.95}},
	{"Ollama", sample.Settings{Temperature: 0.8, TopK: 40, TopP: 0.9}},
	{"vLLM", sample.Settings{Temperature: 1, TopP: 1}},
}

// own is the name of settings that are those of no preset.
const own = "your own"

// presetNames are all of them, own the last.
func presetNames() (names []string) {
	for _, s := range presets {
		names = append(names, s.name)
	}
	return append(names, own)
}

// take takes the settings of a preset.
func (p *prompt) take(s preset) {
	p.temperature, p.k, p.p = s.Temperature, float64(s.TopK), s.TopP
	p.choose()
}

// takeNamed takes the settings of the preset with a name, if there is one.
func (p *prompt) takeNamed(name string) {
	if i := slices.IndexFunc(presets, func(s preset) bool { return s.name == name }); i >= 0 {
		p.take(presets[i])
	}
}

// presetName is whose settings these are.
func (p *prompt) presetName() string {
	i := slices.IndexFunc(presets, func(s preset) bool { return s.Settings == p.settings() })
	if i < 0 {
		return own
	}
	return presets[i].name
}

// Off in words, as programs say it.
func formatK(k float64) string {
	if k == 0 {
		return "off"
	}
	return label.Whole(k)
}

func formatP(p float64) string {
	if p >= 1 {
		return "off"
	}
	return label.Fixed(p, 2)
}
