package chapters

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zerotoai/widgets/doc"
	"zerotoai/widgets/flow"
)

// forms are the words for a term besides its title and the plural of that.
var forms = map[string][]string{
	"artificial-intelligence": {"AI"},
	"attention":               {"self-attention", "multi-head attention", "attends", "attend"},
	"bias":                    {"biases"},
	"byte-pair-encoding":      {"merge", "merges"},
	"causal-mask":             {"mask", "masked"},
	"convergence":             {"converge", "converges", "converged"},
	"dense-model":             {"dense"},
	"divergence":              {"diverge", "diverges", "diverged"},
	"fine-tuning":             {"fine-tuned"},
	"floating-point-number":   {"floating point", "float16", "float32"},
	"gpt":                     {"GPT"},
	"held-out":                {"held-out"},
	"large-language-model":    {"LLM"},
	"matrix":                  {"matrices"},
	"mixture-of-experts":      {"experts", "expert"},
	"neural-network":          {"network", "networks"},
	"pre-training":            {"pre-trained"},
	"probability":             {"probabilities"},
	"saturation":              {"saturated"},
	"state-space-model":       {"state-space"},
	"vocabulary":              {"vocabularies"},
}

// meant are the chapters in which a word of every day is a term.
var meant = map[string][]string{
	"head":     {"tokens", "attention", "transformers", "claude", "build-a-gpt"},
	"key":      {"attention", "transformers", "claude", "build-a-gpt"},
	"position": {"tokens", "claude"},
	"query":    {"attention", "transformers"},
	"spread":   {"ai-ml-dl"},
	"step":     {"gradient-descent", "neural-networks", "backpropagation", "transformers", "build-a-gpt"},
	"tape":     {"backpropagation", "build-a-gpt"},
	"value":    {"attention", "transformers"},
}

// everyday are words that are no terms where they stand like this: and what is
// in quotes is a word of a figure, a paper or a model, not one of the text.
var everyday = regexp.MustCompile(`“[^”]*”|GPT-\d|its weight: flat|head start|Transformers, when|The thirteenth step|step by step|take any step back|the last step|no step of the way`)

// Where a chapter uses a term of the glossary first, the term's card opens. Its
// headings do not count, nor do links, which lead to all of a chapter, or words
// in bold, which are headings within a paragraph.
func TestTerms(t *testing.T) {
	glossary, err := read(glossaryText)
	if err != nil {
		t.Fatal(err)
	}
	words := wordsOf(entriesOf(glossary))
	for _, ch := range All {
		d, err := read(ch.Text)
		if err != nil {
			t.Fatal(err)
		}
		known := map[string]bool{}
		for _, text := range prose(d) {
			words.unexplained(text, known, func(term, where string) {
				if in, ok := meant[term]; !ok || slices.Contains(in, ch.ID) {
					t.Errorf("%s: no card of %s at its first use: …%s…", ch.ID, term, where)
				}
			})
		}
	}
}

// Every term is used by a chapter, and what is said of words here is true.
func TestTermsAreUsed(t *testing.T) {
	glossary, err := read(glossaryText)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, p := range pages(t) {
		for _, term := range p.Doc.Terms() {
			used[term] = true
		}
	}
	entries := entriesOf(glossary)
	for term := range entries {
		if !used[term] {
			t.Errorf("no chapter uses the term %s", term)
		}
	}
	for term := range forms {
		if _, ok := entries[term]; !ok {
			t.Errorf("the glossary does not know %s", term)
		}
	}
}

// vocabulary finds terms in running text.
type vocabulary struct {
	word   *regexp.Regexp
	termOf map[string]string // by the words in lower case
}

func wordsOf(entries map[string]flow.Entry) vocabulary {
	v := vocabulary{termOf: map[string]string{}}
	for term, e := range entries {
		for _, w := range append(forms[term], e.Title, e.Title+"s") {
			v.termOf[strings.ToLower(w)] = term
		}
	}
	var all []string
	for w := range v.termOf {
		all = append(all, regexp.QuoteMeta(w))
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Compare(len(b), len(a)) }) // the longest that fits is meant
	v.word = regexp.MustCompile(`(?i)\[[^]]*\]|\b(` + strings.Join(all, "|") + `)\b`)
	return v
}

// unexplained tells of each term that text uses without a link, and that is not
// known. All that it has told of is known then.
func (v vocabulary) unexplained(text string, known map[string]bool, tell func(term, where string)) {
	for _, at := range v.word.FindAllStringIndex(text, -1) {
		word := text[at[0]:at[1]]
		if term, shown, linked := strings.Cut(strings.Trim(word, "[]"), "|"); linked {
			known[term], known[v.termOf[strings.ToLower(shown)]] = true, true
			continue
		}
		if term := v.termOf[strings.ToLower(word)]; !known[term] {
			known[term] = true
			tell(term, strings.ToValidUTF8(text[max(0, at[0]-40):min(len(text), at[1]+20)], ""))
		}
	}
}

// prose is the running text of d, piece by piece: terms with links in it are
// [term|word], and what does not count is a sign of its own.
func prose(d *doc.Document) (texts []string) {
	add := func(ts []doc.Inline) { texts = append(texts, everyday.ReplaceAllString(plain(ts), "#")) }
	for b := range d.Every() {
		switch b := b.(type) {
		case *doc.Paragraph:
			add(b.Text)
		case *doc.Table:
			for _, row := range b.Rows {
				for _, cell := range row {
					add(cell)
				}
			}
		}
	}
	return texts
}

func plain(ts []doc.Inline) string {
	var b strings.Builder
	for _, t := range ts {
		switch t := t.(type) {
		case doc.Plain:
			b.WriteString(strings.ReplaceAll(string(t), "\n", " "))
		case *doc.Term:
			b.WriteString("[" + t.ID + "|" + doc.PlainText(t.Text) + "]")
		default:
			b.WriteString("#")
		}
	}
	return b.String()
}
