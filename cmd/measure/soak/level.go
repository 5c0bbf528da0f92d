//go:build !js

package soak

import (
	"fmt"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
)

// A level is what the page holds, in bytes, after forced garbage collections: the
// heap of JavaScript and the program's own. What the program has taken from the
// browser, wasm, is garbage, too, and never shrinks: it is as much as there was at
// the worst moment since the page was loaded.
type level struct{ heap, program, wasm float64 }

// slack is how many times as much as it holds a program may take. Go's collector
// lets it take twice as much; more than that was one thing that took very much.
const slack = 3

// growth is by how much what is held may have grown from one level to another, in
// parts of it: the rest is what caches happen to have. All that a level measures
// has the same size, theme and place, and has shown the whole guide just before.
const growth = 0.2

// against compares a level with an earlier one.
func (l level) against(first level) error {
	switch {
	case l.sum() > first.sum()*(1+growth):
		return fmt.Errorf("what is held has grown from %v to %v", first, l)
	case l.wasm > slack*l.program:
		return fmt.Errorf("far more memory was taken than is held: %v", l)
	}
	return nil
}

func (l level) sum() float64 { return l.heap + l.program }

func (l level) String() string {
	return fmt.Sprintf("%.1f MB held (JavaScript %.1f MB, program %.1f MB; WebAssembly's memory is %.1f MB)", l.sum()/1e6, l.heap/1e6, l.program/1e6, l.wasm/1e6)
}

// level measures the memory when all chapters have been seen at one size and in
// one theme: what chance has left unseen is not what is compared.
func (t *tab) level() (l level, err error) {
	if err := t.calm(); err != nil {
		return l, err
	}
	if err := t.wait(started); err != nil {
		return l, err
	}
	if err := t.walk(); err != nil {
		return l, err
	}
	if err := t.eval("zerotoai.held()", &l.program); err != nil {
		return l, err
	}
	for range 2 { // the first one may only begin to forget
		if _, err := call(t, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
			return l, err
		}
	}
	usage, err := call(t, runtime.GetHeapUsage, cdp.Empty{})
	if err != nil {
		return l, err
	}
	l.heap = usage.UsedSize
	err = t.eval("soakMemory.buffer.byteLength", &l.wasm)
	return l, err
}

// walk stops at places all over the page. What is between them is drawn ahead.
func (t *tab) walk() error {
	const stops = 20
	for i := range stops {
		step := fmt.Sprintf(`(async () => {
			scrollTo({ top: %g * document.documentElement.scrollHeight, behavior: 'instant' });
			await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
		})()`, float64(i)/stops)
		if err := t.eval(step, nil); err != nil {
			return err
		}
	}
	return nil
}

// answers uses a known figure as a reader does, by role and name: chapter 1 works
// out sin(2)·2.
func (t *tab) answers() error {
	const chapter = "functions"
	if err := t.eval("location.hash = '#"+chapter+"'", nil); err != nil {
		return err
	}
	if err := t.wait(started); err != nil {
		return err
	}
	if err := t.on(chapter, "textbox", "Formula", "function() { this.focus(); this.select(); }"); err != nil {
		return err
	}
	if _, err := call(t, input.InsertText, input.InsertTextParams{Text: "sin(x)*x"}); err != nil {
		return err
	}
	err := t.on(chapter, "slider", "Input", "function() { this.value = 2; this.dispatchEvent(new Event('input', { bubbles: true })); }")
	if err != nil {
		return err
	}
	if err := t.on(chapter, "status", "f(x)", "function() { globalThis.soakSays = this; }"); err != nil {
		return err
	}
	return t.wait("soakSays.textContent === '1.8186'")
}

// on calls a function on the only node of a chapter with a role and a name.
func (t *tab) on(chapter, role, name, function string) error {
	root, err := call(t, runtime.Evaluate, runtime.EvaluateParams{Expression: fmt.Sprintf("document.getElementById(%q)", chapter)})
	if err != nil {
		return err
	}
	found, err := call(t, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: root.Result.ObjectID, Role: role, AccessibleName: name})
	if err != nil {
		return err
	}
	var ids []cdp.BackendNodeID
	for _, n := range found.Nodes {
		if !n.Ignored {
			ids = append(ids, n.BackendDOMNodeID)
		}
	}
	if len(ids) != 1 {
		return fmt.Errorf("%s: %d nodes are a %s called %q", chapter, len(ids), role, name)
	}
	node, err := call(t, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: ids[0]})
	if err != nil {
		return err
	}
	_, err = call(t, runtime.CallFunctionOn, runtime.CallFunctionOnParams{ObjectID: node.Object.ObjectID, FunctionDeclaration: function})
	return err
}
