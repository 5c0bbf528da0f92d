//go:build !js

package main

import (
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// The networks of the guide are trained, edited and questioned by role and name.
func TestNetworks(t *testing.T) {
	p := open(t, browser(t), serve(t, dist(t)), "#neural-networks", 900)
	for _, part := range []struct {
		name string
		use  func(*page)
	}{
		{"learning", useLearners}, {"sums", editNeurons}, {"own points", useOwnPoints},
		{"playground", usePlayground}, {"passes", usePasses}, {"gradients", checkGradients},
	} {
		t.Run(part.name, func(t *testing.T) {
			p.t = t
			part.use(p)
		})
	}
	p.t = t
	if bad := eval[[]string](p, notNumbers); len(bad) > 0 {
		t.Errorf("no numbers: %q", bad)
	}
}

// notNumbers lists what is said that is no number.
const notNumbers = `[...document.querySelectorAll('.live :is(output, button, input, [role=img])')]
	.map(e => [e.textContent, e.ariaLabel, e.ariaValueText].join(' ')).filter(s => /NaN|\bInf\b|∞/.test(s))`

// watch scrolls to an output, since a figure plays while it is seen.
func watch(p *page, fig, name string) string {
	p.t.Helper()
	node := p.node(fig, "status", name)
	p.center(node)
	return node
}

// useLearners uses what the three ways to learn have in common.
func useLearners(p *page) {
	for fig, count := range map[string]string{
		"learning.classifier.figure": "Epochs", "learning.grid.figure": "Episodes",
	} {
		start := p.says(fig, count)
		if fig == "learning.grid.figure" {
			p.set(fig, "combobox", "At a time", "one episode")
		}
		p.press(fig, "Step")
		if got := p.says(fig, count); start != "0" || got != "1" {
			p.t.Errorf("%s: a step leads from %s to %s", fig, start, got)
		}
		p.press(fig, "Play")
		p.wait(watch(p, fig, count) + ".textContent > 3")
		p.press(fig, "Pause")
		p.press(fig, "Reset")
		if got := p.says(fig, count); got != "0" {
			p.t.Errorf("%s: Reset leads to %s", fig, got)
		}
	}
	const fig = "learning.clusters.figure"
	p.press(fig, "Step")
	first := number(p.t, p.says(fig, "Spread"))
	p.press(fig, "Step")
	if second := number(p.t, p.says(fig, "Spread")); second >= first {
		p.t.Errorf("two steps of k-means lead from %v to %v", first, second)
	}
	p.press(fig, "Add a point")
	if got := p.says(fig, "Points"); got != "61" {
		p.t.Errorf("with a point of one's own there are %s", got)
	}
}

// editNeurons changes weights and inputs, and adds up by hand what is then
// written of every neuron.
func editNeurons(p *page) {
	const fig = "networks.outing.figure"
	for _, edit := range []struct{ neuron, slider, value string }{
		{"hidden neuron 3", "Weight of rain", "-1.7"}, {"hidden neuron 1", "Bias", "-2"},
		{"input wind", "Input wind", "0.9"}, {"output stay in", "Bias", "1.3"},
	} {
		p.run(fmt.Sprintf("[...document.querySelectorAll('[data-id=%q] button')].find(e => e.ariaLabel?.startsWith(%q)).click()", fig, edit.neuron+": "))
		p.settle()
		p.set(fig, "slider", edit.slider, edit.value)
		said := eval[[]string](p, fmt.Sprintf("[...document.querySelectorAll('[data-id=%q] button')].map(e => e.ariaLabel ?? '').filter(s => s.includes('The sum is'))", fig))
		if len(said) != 6 {
			p.t.Fatalf("%d sums are written", len(said))
		}
		for _, s := range said {
			checkSum(p.t, s)
		}
	}
	p.press(fig, "Reset")
	if got := p.says(fig, "Probability, picnic"); got != "0.7435" {
		p.t.Errorf("Reset leads to a probability of %s", got)
	}
}

var sumSaid = regexp.MustCompile(`^(\w+) .*: (\S+)\. The sum is (.*) = (\S+)$`)

// checkSum adds up what is written of a neuron.
func checkSum(t *testing.T, said string) {
	t.Helper()
	m := sumSaid.FindStringSubmatch(said)
	if m == nil {
		t.Fatalf("no sum: %q", said)
	}
	sum := new(big.Rat)
	for _, term := range strings.Split(m[3], " + ") {
		product := big.NewRat(1, 1)
		for _, factor := range strings.Split(term, " × ") {
			product.Mul(product, rational(t, factor))
		}
		sum.Add(sum, product)
	}
	passed := sum
	if m[1] == "hidden" && sum.Sign() < 0 {
		passed = new(big.Rat)
	}
	if sum.Cmp(rational(t, m[4])) != 0 || passed.Cmp(rational(t, m[2])) != 0 {
		t.Errorf("%s: by hand the sum is %s and %s is passed on", said, sum.FloatString(6), passed.FloatString(6))
	}
}

// rational reads a number as it is written, in brackets or not.
func rational(t *testing.T, s string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(strings.Replace(strings.Trim(s, "()"), "−", "-", 1))
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return r
}

const playground = "networks.playground.figure"

// useOwnPoints trains on no points, on one, and with steps that are too long.
func useOwnPoints(p *page) {
	status := func() string { return p.says(playground, "Training") }
	p.set(playground, "combobox", "Data set", "Own points")
	if got := status(); !strings.HasPrefix(got, "There is no point") {
		p.t.Errorf("without points it says %q", got)
	}
	p.press(playground, "Add a point")
	p.press(playground, "Step")
	if got := status(); !strings.Contains(got, "of one class") {
		p.t.Errorf("with one point it says %q", got)
	}
	p.press(playground, "Remove my points")
	p.set(playground, "combobox", "Data set", "Circle")
	p.set(playground, "slider", "Learning rate", "3") // thirds of powers of ten
	for range 6 {
		p.press(playground, "Step")
	}
	if got := status(); !strings.Contains(got, "smaller learning rate") {
		p.t.Errorf("with a learning rate of 10 it says %q", got)
	}
}

// usePlayground trains the networks that the figure offers, and one that has no
// hidden layer. A link brings a run back.
func usePlayground(p *page) {
	p.set(playground, "combobox", "Data set", "XOR")
	p.press(playground, "Settings that work")
	p.set(playground, "slider", "Hidden layers", "0")
	p.press(playground, "Play")
	p.wait(watch(p, playground, "Epochs") + ".textContent >= 60")
	accuracy := p.node(playground, "status", "Held-out accuracy")
	if got := eval[float64](p, "parseFloat("+accuracy+".textContent)"); got > 75 {
		p.t.Errorf("without a hidden layer XOR is told right by %v %%", got)
	}
	for _, data := range []string{"XOR", "Spiral"} {
		p.set(playground, "combobox", "Data set", data)
		p.press(playground, "Settings that work")
		p.wait("parseFloat(" + accuracy + ".textContent) >= 95")
	}
	p.press(playground, "Pause")
	p.press(playground, "Reset")
	p.set(playground, "combobox", "Activation", "ReLU")
	p.press(playground, "Step")
	p.press(playground, "Step")
	p.wait(watch(p, playground, "Epochs") + ".textContent == 2")
	loss := p.says(playground, "Held-out loss")
	p.wait("/f=ReLU&.*epochs=2$/.test(location.hash)")
	p.do(chromedp.Reload())
	p.wait("zerotoai.ready && zerotoai.painted")
	p.wait(watch(p, playground, "Epochs") + ".textContent == 2")
	if got := p.says(playground, "Held-out loss"); got != loss {
		p.t.Errorf("a link leads to a loss of %s, not %s", got, loss)
	}
}

const passes = "backprop.graph.figure"

// usePasses runs both passes, and goes a step back and forth.
func usePasses(p *page) {
	p.set(passes, "slider", "w1", "-0.7")
	p.press(passes, "Run")
	p.wait(watch(p, passes, "Run") + ".textContent.startsWith('Both passes are done')")
	done := p.says(passes, "Run")
	p.press(passes, "Back")
	if got := p.says(passes, "Run"); got == done {
		p.t.Error("Back takes nothing back")
	}
	p.press(passes, "Step")
	if got := p.says(passes, "Run"); got != done {
		p.t.Errorf("back and forth lead to %q", got)
	}
}

// checkGradients compares the gradients in the picture with those of the chain
// rule and with finite differences.
func checkGradients(p *page) {
	const chain = "backprop.chain.figure"
	weights := eval[[]string](p, "[..."+p.node(chain, "combobox", "Weight or bias")+".options].map(o => o.value)")
	if len(weights) != 12 {
		p.t.Fatalf("%d weights and biases", len(weights))
	}
	for _, w := range weights {
		p.set(chain, "combobox", "Weight or bias", w)
		rule, difference := p.says(chain, "By the chain rule"), p.says(chain, "By a finite difference")
		inPicture := eval[bool](p, fmt.Sprintf("[...document.querySelectorAll('[data-id=%q] button')].some(e => e.ariaLabel?.startsWith(%q) && e.ariaLabel.endsWith(%q))", passes, w+": value ", "gradient "+rule))
		if rule != difference || !inPicture || math.IsNaN(number(p.t, rule)) {
			p.t.Errorf("%s: %s by the rule, %s by differences; in the picture %v", w, rule, difference, inPicture)
		}
	}
	p.press(passes, "Reset")
	if got := p.says(passes, "Gradient"); got != "not computed yet" {
		p.t.Errorf("after Reset the gradient is %s", got)
	}
}
