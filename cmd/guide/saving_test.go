//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A frame is a page within a page.
type frame struct {
	*page
	id runtime.ExecutionContextID
}

// frameOf is the frame whose address has a part.
func frameOf(p *page, part string) frame {
	p.t.Helper()
	p.mu.Lock()
	ids := slices.Clone(p.contexts)
	p.mu.Unlock()
	for _, id := range ids {
		r, err := chromedp.Call(p.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: "location.search", ContextID: id})
		if err == nil && strings.Contains(string(r.Result.Value), part) {
			return frame{p, id}
		}
	}
	p.t.Fatalf("no frame shows %s", part)
	return frame{}
}

// node returns the only node with a role and a name, as a screen reader finds it.
func (f frame) node(role, name string) runtime.RemoteObjectID {
	f.t.Helper()
	root := call(f.page, runtime.Evaluate, runtime.EvaluateParams{Expression: "document", ContextID: f.id})
	tree := call(f.page, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: root.Result.ObjectID, Role: role, AccessibleName: name})
	var found []cdp.BackendNodeID
	for _, n := range tree.Nodes {
		if !n.Ignored {
			found = append(found, n.BackendDOMNodeID)
		}
	}
	if len(found) != 1 {
		f.t.Fatalf("%d nodes are a %s called %q", len(found), role, name)
	}
	return call(f.page, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: found[0]}).Object.ObjectID
}

// text returns what an expression makes of a node, as text.
func (f frame) text(node runtime.RemoteObjectID, js string) (text string) {
	f.t.Helper()
	yes := true
	r := call(f.page, runtime.CallFunctionOn, runtime.CallFunctionOnParams{ObjectID: node, FunctionDeclaration: "function() { return String(" + js + ") }", ReturnByValue: &yes})
	if err := json.Unmarshal([]byte(r.Result.Value), &text); err != nil {
		f.t.Fatal(err)
	}
	return text
}

func (f frame) press(name string) { f.t.Helper(); f.text(f.node("button", name), "this.click()") }

// tells waits until an output says something.
func (f frame) tells(output runtime.RemoteObjectID, want string) {
	f.t.Helper()
	got := ""
	for range 1200 { // a loaded machine takes long over the first steps
		if got = f.text(output, "this.textContent"); strings.Contains(got, want) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	f.t.Fatalf("it says %q, and not %q", got, want)
}

// A frame that may keep no file never says that it has: what is text it shows,
// of the rest it says where it can be saved. A picture that cannot be painted is
// refused in words, however the browser fails.
func TestSavingInFrame(t *testing.T) {
	const sandboxed = `<iframe src="GUIDE?embed=%s" sandbox="allow-scripts" width="700" height="1400"></iframe>`
	p := embeds(t, fmt.Sprintf(sandboxed, "build-a-gpt.lines")+fmt.Sprintf(sandboxed, "transformers.training"), chromedp.Flag("disable-features", "IsolateSandboxedIframes"))
	frame := func(i int, part string) frame { // one out of view is not painted, and has no tree for screen readers
		p.run(fmt.Sprintf("document.querySelectorAll('iframe')[%d].scrollIntoView()", i))
		p.wait(fmt.Sprintf("heard.some(([k, m]) => k === %d && m.type === 'zero-to-ai:ready')", i))
		return frameOf(p, part)
	}
	program := frame(0, "build-a-gpt.lines")
	line := program.node("status", "This line") // an open box hides it
	program.press("Save the program")
	program.tells(line, "Take it from the box that has opened.")
	if got := program.text(program.node("textbox", "gpt.go"), "this.value"); !strings.Contains(got, "package main") || !strings.Contains(got, "func main()") {
		t.Errorf("the box shows %.100q", got)
	}
	program.press("Close")
	program.press("Menu of The program, line by line")
	menu := program.node("status", "Menu")
	for _, fault := range []string{"getContext = () => null", "getContext = () => ({ drawImage() { throw new Error('too large') } })"} {
		call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: "HTMLCanvasElement.prototype." + fault, ContextID: program.id})
		program.press("Save SVG") // says something else
		program.tells(menu, "Take it from the box")
		program.press("Close")
		program.press("Save PNG")
		program.tells(menu, "This browser cannot do that.")
	}

	pupil := frame(1, "transformers.training")
	save, status := pupil.node("button", "Save the weights"), pupil.node("status", "Training")
	pupil.press("Play")
	pupil.tells(status, "Training.")
	pupil.text(save, "this.click()")
	pupil.tells(status, "Open the guide itself")
}
