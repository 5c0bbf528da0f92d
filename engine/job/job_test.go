package job

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// A count is the job of these tests: it adds Add to a sum, Steps times, and
// what chance says. A slice is half a step.
type count struct {
	Settings countSettings
	random   Random
	steps    int
	half     bool
	sum      float64
}

type countSettings struct {
	Add   float64
	Steps int
	Break int // the step that cannot be made
}

func newCount(settings []byte, in Input) (Job, error) {
	c := &count{random: in.Random(1, 2)}
	if err := c.Set(settings); err != nil {
		return nil, err
	}
	if in.Weights != nil {
		c.steps = int(binary.LittleEndian.Uint32(in.Weights))
	}
	return c, nil
}

func (c *count) Slice(p *Progress) (bool, error) {
	if c.half = !c.half; c.half {
		return true, nil
	}
	if c.steps+1 == c.Settings.Break {
		return false, errors.New("count: it breaks")
	}
	c.steps++
	c.sum += c.Settings.Add + c.random.Float64()
	p.Steps = append(p.Steps, Step{Step: c.steps, Loss: c.sum, Rate: c.Settings.Add})
	p.Tokens++
	return c.steps < c.Settings.Steps, nil
}

func (c *count) Set(settings []byte) error {
	s := c.Settings
	if err := json.Unmarshal(settings, &s); err != nil {
		return err
	}
	if s.Add < 0 {
		return errors.New("count: Add is below 0")
	}
	c.Settings = s
	return nil
}

func (c *count) Steps() int { return c.steps }

func (c *count) Weights() ([]byte, error) {
	return binary.LittleEndian.AppendUint32(nil, uint32(c.steps)), nil
}

// A mute job is one slice long and learns nothing.
type mute struct{}

func (mute) Slice(*Progress) (bool, error) { return false, nil }
func (mute) Set([]byte) error              { return nil }

func kinds() []Kind {
	return []Kind{{"count", newCount}, {"mute", func([]byte, Input) (Job, error) { return mute{}, nil }}}
}

func random(seed, stream uint64) Random { return rand.New(rand.NewPCG(seed, stream)) }

// desk returns a desk whose clock goes on by a second each time it is looked at.
func desk() *Desk {
	now := 0.0
	return NewDesk(kinds(), random, func() float64 { now++; return now })
}

// begun returns a desk that counts.
func begun(t *testing.T, s countSettings, every int) *Desk {
	t.Helper()
	d := desk()
	if out := d.Take(Start{Kind: "count", Settings: Settings(s), Every: every}); out != nil {
		t.Fatal(out)
	}
	return d
}

// work works until there is nothing to do, so many seconds at a time.
func work(d *Desk, seconds float64) (out []Message) {
	for d.Busy() {
		out = append(out, d.Work(seconds)...)
	}
	return out
}

// types returns the names of messages.
func types(ms []Message) string {
	var b strings.Builder
	for _, m := range ms {
		b.WriteString(name(m) + " ")
	}
	return strings.TrimSpace(b.String())
}

func steps(ms []Message) (ss []Step) {
	for _, m := range ms {
		if p, ok := m.(Progress); ok {
			ss = append(ss, p.Steps...)
		}
	}
	return ss
}

func TestDesk(t *testing.T) {
	d := begun(t, countSettings{Add: 1, Steps: 5}, 2)
	out := work(d, 100)
	if got, want := types(out), "Progress Weights Progress Weights Progress Weights Done"; got != want {
		t.Errorf("five steps, weights after each two: %s, want %s", got, want)
	}
	if w := out[5].(Weights); w.Step != 5 || w.Data[0] != 5 {
		t.Errorf("the last weights are %v", w)
	}
	if p := out[4].(Progress); p.Tokens != 5 || p.Seconds != 10 {
		t.Errorf("ten slices of a second took %v and read %d tokens", p.Seconds, p.Tokens)
	}
	if d.Over() || d.Work(1) != nil {
		t.Error("a job that is done does not wait")
	}
	d.Take(Set{Settings(map[string]int{"Steps": 6})})
	if got, want := types(work(d, 100)), "Progress Weights Done"; got != want {
		t.Errorf("another step: %s, want %s", got, want)
	}
}

// What a job finds does not depend on how its slices are spread.
func TestSlicing(t *testing.T) {
	s := countSettings{Add: 1, Steps: 9}
	want := steps(work(begun(t, s, 0), 1000))
	for seconds := range 5 {
		d := begun(t, s, seconds)
		var got []Step
		for d.Busy() {
			got = append(got, steps(d.Work(float64(seconds)))...)
			d.Take(Pause{})
			if d.Busy() || d.Work(1) != nil {
				t.Fatal("it works while it is paused")
			}
			d.Take(Resume{})
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("slices of %d s find %v, all at once %v", seconds, got, want)
		}
	}
}

func TestSet(t *testing.T) {
	d := begun(t, countSettings{Add: 1, Steps: 4}, 0)
	d.Work(2)
	d.Take(Set{json.RawMessage(`{"Add":3}`)})
	if got := types(d.Take(Set{json.RawMessage(`{"Add":-1}`)})); got != "Refused" {
		t.Errorf("a bad setting: %s", got)
	}
	out := steps(work(d, 1))
	if len(out) != 3 || out[0].Step != 2 || out[0].Rate != 3 || out[2].Rate != 3 {
		t.Errorf("after the change: %v", out)
	}
}

// A job that fails sends what it has learned, and why it is over.
func TestFailure(t *testing.T) {
	d := begun(t, countSettings{Steps: 9, Break: 4}, 0)
	out := work(d, 1000)
	if got := types(out); got != "Progress Weights Failed" || out[1].(Weights).Step != 3 || out[2].(Failed).Why != "count: it breaks" {
		t.Errorf("a job that breaks in step 4: %v", out)
	}
	if !d.Over() || d.Take(Ask{}) != nil || d.Take(Set{}) != nil {
		t.Error("a job that failed is not over")
	}
}

// Weights are where to go on from.
func TestGoOn(t *testing.T) {
	d := desk()
	d.Take(Start{Kind: "count", Settings: Settings(countSettings{Steps: 9}), Weights: []byte{7, 0, 0, 0}})
	if out := d.Take(Ask{}); out[0].(Weights).Step != 7 {
		t.Errorf("at once after step 7: %v", out)
	}
	if got := steps(work(d, 1)); len(got) != 2 || got[0].Step != 8 {
		t.Errorf("after step 7: %v", got)
	}
}

func TestRefused(t *testing.T) {
	started := func() *Desk { return begun(t, countSettings{Steps: 1}, 0) }
	quiet := desk()
	quiet.Take(Start{Kind: "mute"})
	for why, out := range map[string][]Message{
		`no kind "dance"`:          desk().Take(Start{Kind: "dance"}),
		"before there is a job":    desk().Take(Pause{}),
		"below 0":                  desk().Take(Start{Kind: "count", Settings: Settings(countSettings{Add: -1})}),
		"message Start is not for": started().Take(Start{Kind: "count"}),
		"message Done is not for":  started().Take(Done{}),
		"learns nothing":           quiet.Take(Ask{}),
	} {
		if len(out) != 1 || !strings.Contains(fmt.Sprint(out[0]), why) {
			t.Errorf("%v, want %s", out, why)
		}
	}
	if got := types(work(quiet, 1)); got != "Progress Done" {
		t.Errorf("a job that learns nothing: %s", got)
	}
}

func TestStop(t *testing.T) {
	d := begun(t, countSettings{Steps: 9}, 0)
	d.Work(1)
	if out := d.Take(Stop{}); out != nil || !d.Over() || d.Busy() || d.Work(1) != nil {
		t.Errorf("after Stop: %v", out)
	}
}

// all has every type of message, with all its fields.
var all = []Message{
	Start{Kind: "count", Settings: json.RawMessage(`{"a":[1]}`), Every: 3, Weights: []byte("bytes")}, Start{},
	Pause{}, Resume{}, Set{json.RawMessage(`{"Rate":0.1}`)}, Ask{}, Stop{},
	Progress{
		Steps:   []Step{{1, 0.1, 0.2, 1e-300}, {2, 1, 0, 0.5}},
		Samples: []Sample{{2, []int{5, 0}}}, Part: 0.5, Tokens: 7, Seconds: 1. / 3,
	}, Progress{},
	Weights{4, []byte{0, 255}}, Weights{}, Done{}, Refused{"“so”"}, Failed{"it\nbreaks"},
}

func TestEncode(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range all {
		seen[name(m)] = true
		head, body := Encode(m)
		got, err := Parse(head, body)
		if err != nil || !reflect.DeepEqual(got, normal(m)) {
			t.Errorf("%s is read as %#v, %v; want %#v", head, got, err, m)
		}
	}
	for is := range readers {
		if !seen[is] {
			t.Errorf("%s is not tested", is)
		}
	}
}

// normal returns m as it is read: settings that are not there are null.
func normal(m Message) Message {
	if s, ok := m.(Start); ok && s.Settings == nil {
		s.Settings = json.RawMessage("null")
		return s
	}
	return m
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ head, body, want string }{
		{``, "", "EOF"},
		{`{"Is":"Dance"}`, "", `no message "Dance"`},
		{`{"Is":"Done","Of":{}} 1`, "", "after the end"},
		{`{"Is":"Done","Of":{"X":1}}`, "", `unknown field "X"`},
		{`{"Is":"Done","Of":{}}`, "xyz", "has 3 bytes"},
		{`{"Is":"Start","Of":{"Every":-1}}`, "", "each -1 steps"},
		{`{"Is":"Weights","Of":{"Step":-1}}`, "", "step -1"},
		{`{"Is":"Progress","Of":{"Seconds":-1}}`, "", "-1 seconds"},
		{`{"Is":"Progress","Of":{"Part":2}}`, "", "part 2"},
		{`{"Is":"Progress","Of":{"Steps":[{"Step":0}]}}`, "", "step 0"},
		{`{"Is":"Progress","Of":{"Steps":[{"Step":1},{"Step":3}]}}`, "", "step 3"},
		{`{"Is":"Progress","Of":{"Samples":[{"Step":-1}]}}`, "", "step -1"},
		{`{"Is":"Progress","Of":{"Samples":[{"Tokens":[-1]}]}}`, "", "token -1"},
	} {
		m, err := Parse([]byte(c.head), []byte(c.body))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s is read as %v, %v; want %s", c.head, m, err, c.want)
		}
	}
}

// FuzzParse looks for a head and a body that are read as something which is
// not read the same when it is written again.
func FuzzParse(f *testing.F) {
	for _, m := range all {
		head, body := Encode(m)
		f.Add(head, body)
	}
	f.Fuzz(func(t *testing.T, head, body []byte) {
		m, err := Parse(head, body)
		if err != nil {
			return
		}
		head2, body2 := Encode(m)
		again, err := Parse(head2, body2)
		if err != nil || !bytes.Equal(body2, body) {
			t.Fatalf("%s is written as %s, and that is read with %v", head, head2, err)
		}
		head3, _ := Encode(again)
		if !bytes.Equal(head2, head3) {
			t.Fatalf("%s is written as %s and then as %s", head, head2, head3)
		}
	})
}

// FuzzDesk looks for messages that bring a desk down.
func FuzzDesk(f *testing.F) {
	for _, m := range all {
		head, body := Encode(m)
		f.Add(head, body)
	}
	f.Fuzz(func(t *testing.T, head, body []byte) {
		m, err := Parse(head, body)
		if err != nil {
			return
		}
		d := begun(t, countSettings{Steps: 2}, 1)
		d.Take(m)
		d.Work(1)
		d.Take(m)
	})
}

func ExampleDesk() {
	desk := NewDesk(kinds(), random, func() float64 { return 0 })
	desk.Take(Start{Kind: "count", Settings: Settings(countSettings{Add: 10, Steps: 3})})
	for desk.Busy() {
		for _, m := range desk.Work(0) {
			if p, ok := m.(Progress); ok && len(p.Steps) > 0 {
				fmt.Printf("%.4f\n", p.Steps[0].Loss)
			}
		}
	}
	// Output:
	// 10.6765
	// 21.1378
	// 31.6464
}
