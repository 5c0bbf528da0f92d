package checkpoint

import (
	"encoding/json"
	"errors"
	"fmt"

	"zerotoai/engine/gpt"
)

// settings are the members of a config.json that say what a model computes.
// What is not there has the value that GPT-2 has, except for sizes.
type settings struct {
	ModelType     string   `json:"model_type"`
	Architectures []string `json:"architectures,omitempty"`
	Layers        *int     `json:"n_layer"`
	Heads         *int     `json:"n_head"`
	Width         *int     `json:"n_embd"`
	Positions     *int     `json:"n_positions"`
	Context       *int     `json:"n_ctx,omitempty"` // an older name of the same
	Vocabulary    *int     `json:"vocab_size"`
	Inner         *int     `json:"n_inner,omitempty"`
	Activation    *string  `json:"activation_function"`
	Epsilon       *float64 `json:"layer_norm_epsilon"`
	Scaled        *bool    `json:"scale_attn_weights,omitempty"`
	ScaledByLayer *bool    `json:"scale_attn_by_inverse_layer_idx,omitempty"`
	Cross         *bool    `json:"add_cross_attention,omitempty"`
	Tied          *bool    `json:"tie_word_embeddings"`
	Begin         *int     `json:"bos_token_id,omitempty"`
	End           *int     `json:"eos_token_id,omitempty"`
}

// ReadConfig reads the blueprint of a model from a config.json. The sizes must
// be there, and what else the file says of the computation must be what GPT-2
// computes: GELU in its approximate form, an epsilon of 1e-5, attention
// divided by √(width of a head), a feed-forward part four times as wide, the
// embedding as head. Members that say nothing of the computation are ignored.
func ReadConfig(data []byte) (gpt.Config, error) {
	var s settings
	if err := json.Unmarshal(data, &s); err != nil {
		return gpt.Config{}, fmt.Errorf("checkpoint: config.json: %w", err)
	}
	c, err := s.config()
	if err != nil {
		return gpt.Config{}, fmt.Errorf("checkpoint: config.json: %w", err)
	}
	return c, nil
}

func (s settings) config() (c gpt.Config, err error) {
	if s.Positions == nil {
		s.Positions = s.Context
	}
	for _, n := range []struct {
		name string
		from *int
		to   *int
	}{
		{"n_layer", s.Layers, &c.Layers}, {"n_head", s.Heads, &c.Heads}, {"n_embd", s.Width, &c.Width},
		{"n_positions", s.Positions, &c.Context}, {"vocab_size", s.Vocabulary, &c.Vocabulary},
	} {
		if n.from == nil {
			return c, fmt.Errorf("%s is missing", n.name)
		}
		*n.to = *n.from
	}
	if err := c.Check(); err != nil {
		return c, err
	}
	return c, s.check(c)
}

// check refuses what is not computed as in GPT-2.
func (s settings) check(c gpt.Config) error {
	switch {
	case s.ModelType != "" && s.ModelType != "gpt2":
		return fmt.Errorf("model_type is %q, not gpt2", s.ModelType)
	case s.Context != nil && *s.Context != c.Context:
		return fmt.Errorf("n_ctx is %d and n_positions %d", *s.Context, c.Context)
	case s.Inner != nil && *s.Inner != 4*c.Width:
		return fmt.Errorf("n_inner is %d, not 4 × %d", *s.Inner, c.Width)
	case s.Activation != nil && *s.Activation != activation:
		return fmt.Errorf("activation_function is %q, not %s", *s.Activation, activation)
	case s.Epsilon != nil && *s.Epsilon != gpt.Epsilon:
		return fmt.Errorf("layer_norm_epsilon is %v, not %v", *s.Epsilon, gpt.Epsilon)
	case is(s.Scaled, false):
		return errors.New("scale_attn_weights must be true")
	case is(s.ScaledByLayer, true):
		return errors.New("scale_attn_by_inverse_layer_idx is not supported")
	case is(s.Cross, true):
		return errors.New("add_cross_attention is not supported")
	case is(s.Tied, false):
		return errors.New("tie_word_embeddings must be true")
	}
	return nil
}

// activation is GELU by way of tanh.
const activation = "gelu_new"

func is(b *bool, v bool) bool { return b != nil && *b == v }

// WriteConfig returns a config.json that says all that ReadConfig reads, for
// Hugging Face's GPT2LMHeadModel. A text begins and ends with the token end.
func WriteConfig(c gpt.Config, end int) []byte {
	act, epsilon, tied := activation, gpt.Epsilon, true
	data, err := json.MarshalIndent(settings{
		ModelType: "gpt2", Architectures: []string{"GPT2LMHeadModel"},
		Layers: &c.Layers, Heads: &c.Heads, Width: &c.Width, Positions: &c.Context, Context: &c.Context, Vocabulary: &c.Vocabulary,
		Activation: &act, Epsilon: &epsilon, Tied: &tied, Begin: &end, End: &end,
	}, "", "  ")
	if err != nil {
		panic("checkpoint: " + err.Error()) // texts and finite numbers can be written
	}
	return append(data, '\n')
}
