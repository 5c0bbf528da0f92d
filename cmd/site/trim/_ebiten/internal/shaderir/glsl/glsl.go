package glsl

import (
	"fmt"

	"github.com/hajimehoshi/ebiten/v2/internal/shaderir"
)

// Compile is called for what package shaderprecomp does not have.
func Compile(p *shaderir.Program, version GLSLVersion) (vertexShader, fragmentShader string) {
	panic(fmt.Sprintf("glsl: the shader %s was not compiled together with the program", p.SourceID))
}
