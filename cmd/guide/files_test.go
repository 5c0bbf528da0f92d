//go:build !js

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"

	"zerotoai/engine/checkpoint"
	"zerotoai/engine/gpt"
	"zerotoai/engine/job"
	"zerotoai/engine/weights"
	"zerotoai/engine/workshop"
)

// gifts writes the files that the test chooses and drops into a folder: a model
// that is too large to be read at once, small ones with names that would do
// harm, an empty one, and a folder.
func gifts(t *testing.T) (dir string, modelSize int64) {
	t.Helper()
	dir = t.TempDir()
	c := gpt.Config{Layers: 2, Heads: 4, Width: 128, Context: 64, Vocabulary: 8192}
	w, err := gpt.NewWeights(c)
	if err != nil {
		t.Fatal(err)
	}
	w.Init(rand.New(rand.NewPCG(1, 1)).NormFloat64)
	file, err := os.Create(filepath.Join(dir, workshop.ModelFile))
	if err != nil {
		t.Fatal(err)
	}
	if err := checkpoint.Save(file, weights.F32, w, nil); err != nil {
		t.Fatal(err)
	}
	info, err := file.Stat()
	if err != nil || file.Close() != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"<b>x.json": "{\"a\": 1}", "\u202egnp.exe": "MZ", "empty.txt": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir, info.Size()
}

// countReads notes how much the page reads of files at once, and the input that
// asks for files.
const countReads = `mostRead = 0; picker = null;
	Blob.prototype.arrayBuffer = (read => function() { mostRead = Math.max(mostRead, this.size); return read.call(this); })(Blob.prototype.arrayBuffer);
	HTMLInputElement.prototype.click = function() { picker = this; };`

// choose presses the button of a figure and chooses files. countReads has been
// run.
func (p *page) choose(figure string, paths ...string) {
	p.t.Helper()
	p.run("picker = null")
	p.press(figure, "Choose files")
	p.wait("picker")
	o := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: "picker"})
	call(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, ObjectID: o.Result.ObjectID})
}

// drop lets files fall on a place of the view.
func (p *page) drop(x, y float64, paths ...string) {
	p.t.Helper()
	for _, kind := range []input.DispatchDragEventType{"dragEnter", "dragOver", "drop"} {
		data := &input.DragData{Items: []*input.DragDataItem{}, Files: paths, DragOperationsMask: 1}
		call(p, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: x, Y: y, Data: data})
	}
}

// told waits until the figure says what it was given.
func (p *trainingPage) told(want string) {
	p.t.Helper()
	said := ""
	for deadline := time.Now().Add(20 * time.Second); !strings.Contains(said, want); time.Sleep(50 * time.Millisecond) {
		if said = p.says("opening", "Files"); time.Now().After(deadline) {
			p.t.Fatalf("the figure says %q, not %q", said, want)
		}
	}
}

// A file that the reader chooses or drops reaches the figure, and a worker that
// goes on with a text by the model in it; the page does not read a large one.
func TestFiles(t *testing.T) {
	dir := trainingDir(t)
	given, size := gifts(t)
	at := func(name string) string { return filepath.Join(given, name) }
	for name, from := range map[string]string{"http": serve(t, dir), "file": "file://" + dir + "/"} {
		t.Run(name, func(t *testing.T) {
			p := openTraining(t, browser(t), from, countWorkers+countReads)
			p.choose("opening", at("<b>x.json"), at("empty.txt"))
			p.told(`files: “<b>x.json” 8 "{\"a\""; “empty.txt” 0 ""; `)
			p.choose("opening", at("\u202egnp.exe"))
			p.told(`files: “gnp.exe” 2 "MZ"; `)

			middle := eval[[2]float64](p.page, "(() => { const r = document.querySelector('figure').getBoundingClientRect(); return [r.left + r.width / 2, r.top + 30]; })()")
			p.drop(middle[0], middle[1], at("folder"))
			p.told("“folder” is a folder: choose the files in it")
			p.drop(5, 5, at("<b>x.json")) // beside the figure
			p.drop(middle[0], middle[1], at("empty.txt"))
			p.told(`files: “empty.txt” 0 ""; `)

			p.choose("opening", at(workshop.ModelFile))
			p.told(fmt.Sprintf(`files: “model.safetensors” %d ""; `, size))
			p.until("three tokens", func() bool { return len(p.samples) >= 3 })
			if m, failed := last[job.Failed](p); failed {
				t.Error(m.Why)
			}
			if eval[int](p.page, "workers.length") != 1 {
				t.Error("the model is not in a worker")
			}
			if most := eval[int](p.page, "mostRead"); most > 1<<20 {
				t.Errorf("the page reads %d bytes at once", most)
			}
			p.wait("globalThis.trainingRead")
			var head uint64
			var rest string
			said := eval[string](p.page, "trainingRead")
			if _, err := fmt.Sscanf(said, "%d <nil> %s", &head, &rest); err != nil || head == 0 || head > 1<<16 || !strings.HasSuffix(said, "4 EOF") {
				t.Errorf("of the file the page reads %s: %v", said, err)
			}
			if url := eval[string](p.page, "location.href"); !strings.HasPrefix(url, from) {
				t.Errorf("the page has become %s", url)
			}
		})
	}
}
