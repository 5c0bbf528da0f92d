// Precompile runs inside a copy of Ebitengine. It reads the sources of shaders
// as a JSON array and compiles them for WebGL 2. What it writes is Go, as a
// JSON object of files: declarations to take the place of those that would do
// so when the program runs.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/hajimehoshi/ebiten/v2/internal/builtinshader"
	"github.com/hajimehoshi/ebiten/v2/internal/colormshader"
	"github.com/hajimehoshi/ebiten/v2/internal/legacyshader"
	"github.com/hajimehoshi/ebiten/v2/internal/shaderir"
	"github.com/hajimehoshi/ebiten/v2/internal/shaderir/glsl"
)

func main() {
	var sources []string
	if err := json.NewDecoder(os.Stdin).Decode(&sources); err != nil {
		log.Fatal(err)
	}
	compiled, err := table(sources)
	if err != nil {
		log.Fatal(err)
	}
	err = json.NewEncoder(os.Stdout).Encode(map[string]string{
		"internal/legacyshader/compiled.go": compiled,
		"internal/builtinshader/source.go": selection("builtinshader", func(filter, address int) []byte {
			return builtinshader.ShaderSource(builtinshader.Filter(filter), builtinshader.Address(address))
		}),
		"internal/colormshader/source.go": selection("colormshader", func(filter, address int) []byte {
			return colormshader.ShaderSource(colormshader.Filter(filter), colormshader.Address(address))
		}),
	})
	if err != nil {
		log.Fatal(err)
	}
}

// table writes the shaders that legacyshader.CompileShader chooses from.
func table(sources []string) (string, error) {
	var b strings.Builder
	b.WriteString("package legacyshader\n\nimport \"github.com/hajimehoshi/ebiten/v2/internal/shaderir\"\n\nvar compiled = [...]shader{\n")
	slices.Sort(sources)
	for _, src := range slices.Compact(sources) {
		ir, unit, err := legacyshader.CompileShader([]byte(src))
		if err != nil {
			return "", fmt.Errorf("%w in\n%s", err, src)
		}
		vertex, fragment := glsl.Compile(ir, glsl.GLSLVersionES300)
		fmt.Fprintf(&b, "{\nsource: %q,\nunit: %d,\nvertex: %q,\nfragment: %q,\n", src, unit, vertex, fragment)
		fmt.Fprintf(&b, "ir: shaderir.Program{\nUniformNames: %#v,\nUniforms: %#v,\nTextureCount: %d,\n", ir.UniformNames, ir.Uniforms, ir.TextureCount)
		fmt.Fprintf(&b, "Attributes: %#v,\nVaryings: %#v,\nSourceID: %#v,\nFactors: %#v,\n},\n},\n", ir.Attributes, ir.Varyings, ir.SourceID, factors(ir))
	}
	b.WriteString("}\n")
	return b.String(), nil
}

// factors returns which words of the uniform variables a shader uses: those
// that FilterUniformVariables leaves as they are.
func factors(ir *shaderir.Program) []uint32 {
	words := 0
	for _, t := range ir.Uniforms {
		words += t.DwordCount()
	}
	used := slices.Repeat([]uint32{1}, words)
	ir.FilterUniformVariables(used)
	return used
}

// selection writes the function ShaderSource of a package of shaders.
func selection(name string, source func(filter, address int) []byte) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\nvar sources = [FilterCount][AddressCount]string{\n", name)
	for f := range builtinshader.FilterCount {
		b.WriteString("\t{\n")
		for a := range builtinshader.AddressCount {
			fmt.Fprintf(&b, "\t\t%q,\n", source(f, a))
		}
		b.WriteString("\t},\n")
	}
	b.WriteString("}\n\n// ShaderSource returns the source of a shader.\nfunc ShaderSource(filter Filter, address Address) []byte {\n\treturn []byte(sources[filter][address])\n}\n")
	return b.String()
}
