//go:build !js

package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	cdppage "github.com/chromedp/cdproto/page"

	"zerotoai/cmd/site/edition"
	"zerotoai/cmd/site/site"
	"zerotoai/engine/corpus"
	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
	"zerotoai/engine/sample"
	"zerotoai/engine/token"
	"zerotoai/engine/workshop"
	"zerotoai/widgets/doc/markdown"
	"zerotoai/widgets/paint"
	"zerotoai/widgets/ui"
)

// trainingSite writes the guide's site around testdata/training, once.
var trainingSite = sync.OnceValues(func() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "training"); err != nil {
		return "", err
	}
	s, err := edition.New()
	if err != nil {
		return "", err
	}
	d, err := markdown.Parse([]byte("# Training\n\n```figure trainee\nIt trains.\n```\n"))
	if err != nil {
		return "", err
	}
	s.Pages = []site.Page{{ID: "opening", Doc: d, Figures: map[string]ui.Widget{"trainee": blank{}}}}
	wasm := filepath.Join(dir, "program.wasm")
	build := exec.Command("go", "build", "-ldflags=-s -w", "-o", wasm, "./testdata/training")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	if s.Wasm, err = os.ReadFile(wasm); err != nil {
		return "", err
	}
	if s.Worker, err = edition.Worker(); err != nil {
		return "", err
	}
	return dir, s.Build(dir)
})

// A blank stands for the figure where there is no program.
type blank struct{}

func (blank) Layout(*ui.Context, paint.Point) paint.Point { return paint.Pt(100, 120) }
func (blank) Handle(ui.Event) bool                        { return false }
func (blank) Draw(*ui.Context, paint.Canvas)              {}
func (blank) Describe() ui.Node                           { return ui.Node{ID: "trainee"} }

// pupil is a GPT of the size that is trained live in the guide.
var pupil = sync.OnceValues(func() (s workshop.GPT, err error) {
	source, draw := corpus.World().Source("text", corpus.Training), rand.New(rand.NewPCG(3, 3)).Float64
	var b strings.Builder
	for range 1000 {
		b.WriteString(source.Write(draw).Text + "\n")
	}
	t, err := token.Train(b.String(), 512, corpus.End)
	if err != nil {
		return s, err
	}
	s = workshop.GPT{Model: gpt.Config{Layers: 3, Heads: 4, Width: 64, Context: 64, Vocabulary: t.Size()}, Training: gpt.Defaults(), Tokenizer: t.JSON(), Seed: 11}
	s.Training.Batch, s.Training.Micro, s.Training.Steps, s.Training.WarmUp = 8, 1, 5000, 20
	s.Samples = workshop.Samples{Every: 20, Length: 20, Settings: sample.Whole()}
	return s, nil
})

// A trainingPage is a tab with testdata/training, and what its figure heard.
type trainingPage struct {
	*page
	settings workshop.GPT
	read     int // messages that have been taken over
	steps    []job.Step
	samples  []job.Sample
	others   []job.Message // all but Progress
	seconds  float64
}

// openTraining opens testdata/training. Script runs before all others.
func openTraining(t *testing.T, ctx context.Context, from, script string) *trainingPage {
	t.Helper()
	s, err := pupil()
	if err != nil {
		t.Fatal(err)
	}
	p := &trainingPage{page: tab(t, ctx, from, 900), settings: s}
	start := s.Start()
	start.Every = 25
	head, _ := job.Encode(start)
	text, err := json.Marshal(string(head))
	if err != nil {
		t.Fatal(err)
	}
	call(p.page, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{
		Source: fmt.Sprintf("trainingHeard = []; trainingStart = %s; %s", text, script),
	})
	p.navigate("")
	p.wait("zerotoai.ready && (zerotoai.painted || document.documentElement.classList.contains('text'))")
	return p
}

func (p *trainingPage) send(m job.Message) {
	p.t.Helper()
	head, _ := job.Encode(m)
	p.set("opening", "textbox", "Message", string(head))
}

// hear takes over what the figure has heard.
func (p *trainingPage) hear() {
	p.t.Helper()
	const js = `JSON.stringify(trainingHeard.slice(%d).map(([head, body]) => [head, btoa(Array.from(body, c => String.fromCharCode(c)).join(''))]))`
	var heard [][2]string
	if err := json.Unmarshal([]byte(eval[string](p.page, fmt.Sprintf(js, p.read))), &heard); err != nil {
		p.t.Fatal(err)
	}
	for _, h := range heard {
		body, err := base64.StdEncoding.DecodeString(h[1])
		if err != nil {
			p.t.Fatal(err)
		}
		m, err := job.Parse([]byte(h[0]), body)
		if err != nil {
			p.t.Fatal(err)
		}
		p.read++
		if m, ok := m.(job.Progress); ok {
			p.steps, p.samples, p.seconds = append(p.steps, m.Steps...), append(p.samples, m.Samples...), m.Seconds
			continue
		}
		p.others = append(p.others, m)
	}
}

// until hears until something is so.
func (p *trainingPage) until(what string, so func() bool) {
	p.t.Helper()
	for deadline := time.Now().Add(40 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if p.hear(); so() {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("%s: not after %d steps; heard %.300v", what, len(p.steps), p.others)
		}
	}
}

func (p *trainingPage) reach(n int) {
	p.t.Helper()
	p.until(fmt.Sprintf("step %d", n), func() bool { return len(p.steps) >= n })
}

// last returns the last message of type M.
func last[M job.Message](p *trainingPage) (m M, ok bool) {
	for _, o := range slices.Backward(p.others) {
		if m, ok = o.(M); ok {
			return m, true
		}
	}
	return m, false
}

// trainingDir returns the folder of the site.
func trainingDir(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a browser")
	}
	dir, err := trainingSite()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// A job is done in a worker, from a web server and from a disk: it is started,
// steered and heard of.
func TestJob(t *testing.T) {
	dir := trainingDir(t)
	for name, from := range map[string]string{"http": serve(t, dir), "file": "file://" + dir + "/", "sandbox": sandboxed(t, dir)} {
		t.Run(name, func(t *testing.T) { steer(openTraining(t, browser(t), from, countWorkers)) })
	}
}

// countWorkers makes a page keep its workers.
const countWorkers = "workers = []; Worker = class extends Worker { constructor(url) { super(url); workers.push(this); } };"

// sandboxed serves a folder as in an iframe that may run scripts and nothing
// else: its pages have no origin.
func sandboxed(t *testing.T, dir string) string {
	t.Helper()
	files := site.Handler(dir)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "sandbox allow-scripts")
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

func steer(p *trainingPage) {
	const loaded = "[...document.scripts].filter(s => s.src.includes('worker-')).length"
	if eval[int](p.page, loaded) != 0 {
		p.t.Error("the program for jobs is loaded before there is a job")
	}
	p.press("opening", "Start")
	p.reach(30)
	if eval[int](p.page, loaded) != 1 || eval[int](p.page, "workers.length") != 1 {
		p.t.Error("the job is not done in a worker")
	}
	compare(p, 30)

	p.send(job.Pause{})
	time.Sleep(300 * time.Millisecond)
	p.hear()
	paused := len(p.steps)
	time.Sleep(500 * time.Millisecond)
	if p.hear(); len(p.steps) != paused {
		p.t.Errorf("in a pause it makes %d steps", len(p.steps)-paused)
	}
	p.send(job.Resume{})
	p.settings.Training.Rate, p.settings.Training.Floor = 1e-4, 1e-4
	p.send(job.Set{Settings: job.Settings(p.settings)})
	p.reach(paused + 20)
	if s := p.steps[len(p.steps)-1]; s.Rate != 1e-4 {
		p.t.Errorf("after the change, the rate of step %d is %v", s.Step, s.Rate)
	}
	p.send(job.Set{Settings: json.RawMessage(`{"Seed":12}`)})
	p.until("a refusal", func() bool { _, ok := last[job.Refused](p); return ok })

	before := len(p.others)
	p.send(job.Ask{})
	p.until("weights", func() bool {
		_, ok := last[job.Weights](p)
		return ok && len(p.others) > before
	})
	w, _ := last[job.Weights](p)
	if _, n, err := p.settings.Weights(w.Data); err != nil || n != w.Step {
		p.t.Errorf("the weights of step %d are those of %d, %v", w.Step, n, err)
	}
	p.send(job.Stop{})
	p.hear()
	stopped := len(p.steps)
	time.Sleep(300 * time.Millisecond)
	if p.hear(); len(p.steps) != stopped {
		p.t.Error("after Stop it goes on")
	}
}

// native is what a job finds here: the first steps, and the weights after 25.
var native = sync.OnceValues(func() (steps []job.Step, err error) {
	s, err := pupil()
	if err != nil {
		return nil, err
	}
	random := func(seed, stream uint64) job.Random { return rand.New(rand.NewPCG(seed, stream)) }
	desk := job.NewDesk(workshop.Kinds(), random, func() float64 { return 0 })
	desk.Take(s.Start())
	for len(steps) < 30 {
		for _, m := range desk.Work(0) {
			steps = append(steps, m.(job.Progress).Steps...)
		}
	}
	return steps, nil
})

// compare holds the first n steps against what is found natively: sums of
// float32 in another order differ in the last digits, and training makes more
// of that with each step.
func compare(p *trainingPage, n int) {
	p.t.Helper()
	want, err := native()
	if err != nil {
		p.t.Fatal(err)
	}
	worst := 0.0
	for i, s := range p.steps[:n] {
		worst = max(worst, abs(s.Loss-want[i].Loss)/want[i].Loss)
		if s.Step != i+1 || s.Rate != want[i].Rate {
			p.t.Fatalf("step %d is %+v, natively %+v", i+1, s, want[i])
		}
	}
	p.t.Logf("over %d steps losses differ from the native ones by at most %.1g of themselves", n, worst)
	if worst > 1e-3 {
		p.t.Errorf("losses are off by %g of themselves", worst)
	}
}

func abs(x float64) float64 { return max(x, -x) }

// While a job is done the page answers: no task of its main thread is long,
// and it goes on painting about as well as while the job pauses. How fast it
// paints at all is up to the machine.
func TestJobLeavesThePage(t *testing.T) {
	p := openTraining(t, lone(t), serve(t, trainingDir(t)), "")
	p.press("opening", "Start")
	p.reach(20)
	p.run(watchTasks)
	at, work := p.watch()
	tokens := float64(len(p.steps)*8*64) / p.seconds
	p.send(job.Pause{})
	time.Sleep(300 * time.Millisecond)
	_, rest := p.watch()
	t.Logf("%.0f tokens/s; while it works: %v; in a pause: %v", tokens, work, rest)
	if p.hear(); len(p.steps) < at {
		t.Fatal("steps are lost")
	}
	if work.Longest > max(100, 2*rest.Longest) || 4*work.Frames < rest.Frames {
		t.Errorf("while it works: %v; in a pause: %v", work, rest)
	}
}

// A tasks is what a page did in a while: frames, its longest task if that took
// over 50 ms, and how long a new task had to wait, in milliseconds: in the
// median and at most, but for one in a hundred.
type tasks struct {
	Frames        int
	Longest       float64
	Median, Worst float64
}

func (s tasks) String() string {
	return fmt.Sprintf("%d frames, longest task %.0f ms (0: none over 50), a new one waits %.1f ms, at most %.1f", s.Frames, s.Longest, s.Median, s.Worst)
}

const watchTasks = `
	longest = 0;
	waits = [];
	new PerformanceObserver(list => { for (const e of list.getEntries()) longest = Math.max(longest, e.duration); }).observe({ type: 'longtask' });
	(() => {
		const turn = new MessageChannel();
		let asked = performance.now();
		const ask = () => { asked = performance.now(); turn.port2.postMessage(0); };
		turn.port1.onmessage = () => { waits.push(performance.now() - asked); setTimeout(ask, 5); };
		ask();
	})()`

// watch looks on for three seconds, and returns at which step it began.
func (p *trainingPage) watch() (step int, s tasks) {
	p.t.Helper()
	p.hear()
	step = len(p.steps)
	p.run("longest = 0; waits = []; framesBefore = zerotoai.frames")
	time.Sleep(3 * time.Second)
	s = eval[tasks](p.page, `(() => {
		const sorted = waits.sort((a, b) => a - b), at = q => sorted[Math.floor(q * (sorted.length - 1))];
		return { Frames: zerotoai.frames - framesBefore, Longest: longest, Median: at(0.5), Worst: at(0.99) };
	})()`)
	p.hear()
	return step, s
}

// Where there are no workers a job is done on the page, to the same numbers,
// bit for bit, in slices that let it paint.
func TestJobWithoutWorkers(t *testing.T) {
	dir := trainingDir(t)
	in := openTraining(t, browser(t), serve(t, dir), "")
	in.press("opening", "Start")
	in.until("weights", func() bool { _, ok := last[job.Weights](in); return ok })
	in.send(job.Stop{})
	for name, script := range map[string]string{
		"forbidden": "Worker = class { constructor() { throw new DOMException('no', 'SecurityError'); } };",
		"broken":    "Worker = class extends Worker { constructor() { super(URL.createObjectURL(new Blob(['throw 1']))); } };",
	} {
		t.Run(name, func(t *testing.T) {
			on := openTraining(t, browser(t), serve(t, dir), script)
			frames := eval[int](on.page, "zerotoai.frames")
			on.press("opening", "Start")
			on.until("weights", func() bool { _, ok := last[job.Weights](on); return ok })
			on.send(job.Stop{})
			if frames = eval[int](on.page, "zerotoai.frames") - frames; frames < 5 {
				t.Errorf("meanwhile %d frames were painted", frames)
			}
			if !slices.Equal(in.steps[:25], on.steps[:25]) {
				t.Errorf("a worker finds\n%v, the page\n%v", in.steps[:25], on.steps[:25])
			}
			a, _ := last[job.Weights](in)
			b, _ := last[job.Weights](on)
			if a.Step == b.Step && !bytes.Equal(a.Data, b.Data) {
				t.Error("the weights differ")
			}
			time.Sleep(200 * time.Millisecond)
			on.hear()
			n := len(on.steps)
			time.Sleep(300 * time.Millisecond)
			if on.hear(); len(on.steps) != n {
				t.Error("after Stop it goes on")
			}
		})
	}
}

// Where nothing is painted the words follow what is heard.
func TestJobInTextMode(t *testing.T) {
	p := openTraining(t, browser(t), serve(t, trainingDir(t)), "HTMLCanvasElement.prototype.getContext = () => null")
	p.press("opening", "Start")
	p.reach(5)
	first := p.says("opening", "Heard")
	p.wait(fmt.Sprintf("Number(%s.textContent) > %s", p.node("opening", "status", "Heard"), first))
}

// A worker that dies in the middle of its work is noticed, whether it says so
// or not, and what it had learned is not lost.
func TestJobDies(t *testing.T) {
	from := serve(t, trainingDir(t))
	for name, kill := range map[string]string{
		"silently": "workers[0].terminate()",
		"loudly":   "workers[0].dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))",
	} {
		t.Run(name, func(t *testing.T) {
			p := openTraining(t, browser(t), from, countWorkers)
			p.press("opening", "Start")
			p.reach(30)
			p.run(kill)
			killed := time.Now()
			p.until("the end", func() bool { _, ok := last[job.Failed](p); return ok })
			f, _ := last[job.Failed](p)
			t.Logf("after %.1f s: %s", time.Since(killed).Seconds(), f.Why)
			if w, ok := last[job.Weights](p); !ok || w.Step < 25 {
				t.Errorf("there are no weights: %v", ok)
			}
		})
	}
}
