package claude

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// A call is a message to a model in the shape of Anthropic's Messages API, of
// which these are the fields that must be there.
//
// Source: Anthropic, API reference, Messages.
type call struct {
	Model    string    `json:"model"`
	Most     int       `json:"max_tokens"`
	Messages []message `json:"messages"`
}

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// seen is how many characters of a question are shown in the message.
const seen = 200

// message is the question packed as a program would send it.
func (t *turn) message() string {
	content := t.question
	if n := utf8.RuneCountInString(content); n > seen {
		content = string([]rune(content)[:seen]) + "…"
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(call{"tiny-world", mostDraw, []message{{"user", content}}}); err != nil {
		panic(err) // texts and numbers can always be written
	}
	return strings.TrimSpace(b.String())
}
