package job

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

// A wire is how a message is written: the name of its type, and its fields.
type wire struct {
	Is string
	Of json.RawMessage
}

// readers read the fields of each type of message.
var readers = map[string]func(fields []byte) (Message, error){
	"Start": read[Start], "Pause": read[Pause], "Resume": read[Resume], "Set": read[Set], "Ask": read[Ask], "Stop": read[Stop],
	"Progress": read[Progress], "Weights": read[Weights], "Done": read[Done], "Refused": read[Refused], "Failed": read[Failed],
}

// Encode writes a message: a head, which is JSON, and a body, which is the
// bytes of its weights, if it has any. It panics if m has a number that is not
// finite.
func Encode(m Message) (head, body []byte) {
	switch m := m.(type) {
	case Start:
		body = m.Weights
	case Weights:
		body = m.Data
	}
	return Settings(wire{name(m), Settings(m)}), body
}

func name(m Message) string { return reflect.TypeOf(m).Name() }

// Parse reads what Encode has written. An error says what is wrong with it.
// The message shares its bytes with head and body.
func Parse(head, body []byte) (Message, error) {
	var w wire
	if err := decode(head, &w); err != nil {
		return nil, fmt.Errorf("job: %w", err)
	}
	read, ok := readers[w.Is]
	if !ok {
		return nil, fmt.Errorf("job: there is no message %.40q", w.Is)
	}
	m, err := read(w.Of)
	if err == nil {
		m, err = withBody(m, body)
	}
	if err != nil {
		return nil, fmt.Errorf("job: message %s: %w", w.Is, err)
	}
	return m, nil
}

func read[M Message](fields []byte) (Message, error) {
	var m M
	if err := decode(fields, &m); err != nil {
		return nil, err
	}
	if c, ok := any(m).(interface{ check() error }); ok {
		return m, c.check()
	}
	return m, nil
}

// decode reads one JSON value that has no fields but those of v.
func decode(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if d.More() {
		return errors.New("there is something after the end")
	}
	return nil
}

// Change returns s with those settings changed that a JSON object names. What
// it returns shares nothing with s. An error says what the object has that s
// has not.
func Change[S any](s S, settings []byte) (changed S, err error) {
	if err := decode(Settings(s), &changed); err != nil {
		return changed, err
	}
	return changed, decode(settings, &changed)
}

// withBody gives m its weights.
func withBody(m Message, body []byte) (Message, error) {
	switch m := m.(type) {
	case Start:
		m.Weights = body
		return m, nil
	case Weights:
		m.Data = body
		return m, nil
	}
	if len(body) > 0 {
		return nil, fmt.Errorf("has %d bytes of weights", len(body))
	}
	return m, nil
}

func (m Start) check() error {
	if m.Every < 0 {
		return fmt.Errorf("weights after each %d steps", m.Every)
	}
	return nil
}

func (m Weights) check() error {
	if m.Step < 0 {
		return fmt.Errorf("step %d", m.Step)
	}
	return nil
}

func (m Progress) check() error {
	if !(m.Part >= 0 && m.Part <= 1) || m.Tokens < 0 || !(m.Seconds >= 0) {
		return fmt.Errorf("part %v, %d tokens, %v seconds", m.Part, m.Tokens, m.Seconds)
	}
	for i, s := range m.Steps {
		if s.Step < 1 || i > 0 && s.Step != m.Steps[i-1].Step+1 {
			return fmt.Errorf("step %d as number %d", s.Step, i)
		}
	}
	for _, s := range m.Samples {
		if s.Step < 0 {
			return fmt.Errorf("a sample of step %d", s.Step)
		}
		for _, id := range s.Tokens {
			if id < 0 {
				return fmt.Errorf("a sample has the token %d", id)
			}
		}
	}
	return nil
}
