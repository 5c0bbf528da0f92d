package reference_test

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"os"
	"os/exec"
	"slices"
	"testing"

	"zerotoai/engine/gpt"
	"zerotoai/engine/sample"
	"zerotoai/widgets/model"
	"zerotoai/widgets/model/reference"
)

// rounding is what float32 may lose.
const rounding = 2e-6

// Tokens, attention, logit lens and what is sampled from are those that another
// program has found.
func TestReference(t *testing.T) {
	m, err := model.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	texts, err := reference.Texts()
	if err != nil || len(texts) != 3 {
		t.Fatal(len(texts), err)
	}
	for _, want := range texts {
		text := m.Text(want.Text)
		if !slices.Equal(text.IDs, want.Tokens) {
			t.Errorf("%q: tokens %v, want %v", want.Text, text.IDs, want.Tokens)
			continue
		}
		run, err := m.Run(text.IDs)
		if err != nil {
			t.Fatal(err)
		}
		attention(t, run, want)
		lens(t, run, want)
		samples(t, run, want)
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= rounding) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func attention(t *testing.T, run *gpt.Run, want reference.Text) {
	t.Helper()
	for l, heads := range want.Attention {
		for h, rows := range heads {
			weights := run.State.Attention(0, gpt.Head{Layer: l, Head: h})
			for i, row := range rows {
				for j, w := range row {
					near(t, gpt.Head{Layer: l, Head: h}.Ref("weight", i, j).String(), float64(weights.Row(i)[j]), w)
				}
			}
		}
	}
	if len(want.Attention) != run.State.Config.Layers || len(want.Attention[0]) != run.State.Config.Heads {
		t.Error("the reference has other layers or heads")
	}
}

func lens(t *testing.T, run *gpt.Run, want reference.Text) {
	t.Helper()
	if len(want.Lens) != run.State.Config.Layers+1 {
		t.Errorf("the lens has %d rows", len(want.Lens))
	}
	for blocks, rows := range want.Lens {
		for i, best := range rows {
			var d sample.Distribution
			if err := d.Set(run.Lens(blocks, i), sample.Whole()); err != nil {
				t.Fatal(err)
			}
			for rank, c := range best {
				if id := d.Ranked(rank); id != c.ID && math.Abs(d.P[id]-c.P) > rounding {
					t.Errorf("after %d blocks and token %d, %d is the best but %d, want %d", blocks, i, id, rank, c.ID)
				}
				near(t, gpt.LensRef(blocks, i, c.ID).String(), d.P[c.ID], c.P)
			}
		}
	}
}

func samples(t *testing.T, run *gpt.Run, want reference.Text) {
	t.Helper()
	for _, s := range want.Samples {
		var d sample.Distribution
		err := d.Set(run.State.Logits.Row(run.State.Length-1), sample.Settings{Temperature: s.Temperature, TopK: s.TopK, TopP: s.TopP})
		if err != nil {
			t.Fatal(err)
		}
		if len(s.Kept) != min(d.Kept, 200) {
			t.Errorf("%q, %+v: %d tokens are kept, want %d", want.Text, d.Settings, d.Kept, len(s.Kept))
		}
		for _, c := range s.Kept {
			near(t, "a kept probability", d.Q(c.ID), c.P)
		}
	}
}

// Where numpy is, the script is run: it says what is committed.
func TestScript(t *testing.T) {
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import numpy").Run() != nil {
			continue
		}
		out, err := exec.Command(python, "reference.py", "../../../static/model").Output()
		if err != nil {
			t.Fatal(err)
		}
		committed, err := os.ReadFile("reference.json")
		if err != nil || !same(out, committed) {
			t.Error("the script writes something else than what is committed", err)
		}
		return
	}
	t.Log("there is no Python with numpy: the script is not run")
}

// same reports whether two JSON texts say the same, but for what the last digits
// of a number owe to the machine.
func same(a, b []byte) bool {
	da, db := json.NewDecoder(bytes.NewReader(a)), json.NewDecoder(bytes.NewReader(b))
	for {
		x, errA := da.Token()
		y, errB := db.Token()
		if errA != nil || errB != nil {
			return errA == io.EOF && errB == io.EOF
		}
		v, ok := x.(float64)
		w, also := y.(float64)
		if x != y && !(ok && also && math.Abs(v-w) <= 1e-8) {
			return false
		}
	}
}
