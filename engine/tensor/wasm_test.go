//go:build !js

package tensor

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The tests of this package, as WebAssembly under Node: with the kernel, and
// without as in a browser that has no vectors.
func TestWasm(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the tests anew")
	}
	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("ZEROTOAI_ALL") != "" {
			t.Fatal("nothing may be skipped, but there is no Node")
		}
		t.Skip("there is no Node")
	}
	runner, err := filepath.Abs("../../static/kernel/node.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, kernel := range []string{"simd", "none"} {
		t.Run(kernel, func(t *testing.T) {
			cmd := exec.Command("go", "test", "-exec", runner, "-count=1", ".")
			cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "KERNEL="+kernel)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
