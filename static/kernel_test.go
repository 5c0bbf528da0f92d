//go:build !js

package static

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The binaries of the kernel are what its source compiles to. This can be seen
// only where there is the compiler that they were made with.
func TestKernelIsBuilt(t *testing.T) {
	const want = "19.1.7"
	version, err := exec.Command("clang-19", "--version").Output()
	if _, missing := exec.LookPath("wasm-ld-19"); err != nil || missing != nil || !strings.Contains(string(version), want) {
		t.Logf("clang and lld %s are not here: nothing is compared", want)
		return
	}
	dir := t.TempDir()
	if out, err := exec.Command("kernel/build.sh", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"stub.wasm", "simd.wasm", "relaxed.wasm"} {
		fresh, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(fresh, kernelFile(t, name)) {
			t.Errorf("%s is not what its source compiles to: run static/kernel/build.sh", name)
		}
	}
}

func kernelFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := Kernel.ReadFile("kernel/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The kernel may not write where the Go program does not expect it. It has no
// data, and its stack begins at address 0 and grows downwards: the first use of
// it would be beyond the memory, and stop the program.
func TestKernelHasNoMemory(t *testing.T) {
	const global, element, code, data = 6, 9, 10, 11
	for _, name := range []string{"simd.wasm", "relaxed.wasm"} {
		s := sections(t, kernelFile(t, name))
		if s[data] != nil || s[element] != nil || len(s[code]) == 0 {
			t.Errorf("%s has data or a table, or no code", name)
		}
		const mutable, i32, constant, end = 1, 0x7f, 0x41, 0x0b
		if stack := []byte{1, i32, mutable, constant, 0, end}; !bytes.Equal(s[global], stack) {
			t.Errorf("%s has the globals %x, not a stack at 0 alone", name, s[global])
		}
	}
}

// sections takes a module of WebAssembly apart.
func sections(t *testing.T, module []byte) map[byte][]byte {
	t.Helper()
	s := map[byte][]byte{}
	for rest := module[8:]; len(rest) > 0; {
		size, n := binary.Uvarint(rest[1:])
		if n <= 0 || size > uint64(len(rest)-1-n) {
			t.Fatal("a section is longer than its module")
		}
		s[rest[0]], rest = rest[1+n:][:size], rest[1+n+int(size):]
	}
	return s
}
