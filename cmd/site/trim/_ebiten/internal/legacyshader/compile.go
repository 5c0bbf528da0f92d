package legacyshader

import (
	"errors"

	"github.com/hajimehoshi/ebiten/v2/internal/shaderir"
	"github.com/hajimehoshi/ebiten/v2/internal/shaderprecomp"
)

// A shader is a source and what it has been compiled to, for WebGL 2.
type shader struct {
	source           string
	ir               shaderir.Program
	unit             Unit
	vertex, fragment string
}

func init() {
	for i := range compiled {
		s := &compiled[i]
		shaderprecomp.RegisterGLSL(s.ir.SourceID, nil, nil, []byte(s.vertex), []byte(s.fragment))
	}
}

// CompileShader returns a shader that was compiled together with the program.
func CompileShader(fragmentSrc []byte) (*shaderir.Program, Unit, error) {
	for i := range compiled {
		if s := &compiled[i]; s.source == string(fragmentSrc) {
			return &s.ir, s.unit, nil
		}
	}
	return nil, 0, errors.New("legacyshader: this shader was not compiled together with the program")
}
