package shaderir

// A Program is a compiled shader without its code, which package shaderprecomp
// has as GLSL.
type Program struct {
	UniformNames []string
	Uniforms     []Type
	TextureCount int
	Attributes   []Type
	Varyings     []Type

	SourceID SourceID

	// Factors is, for each word of the uniform variables, 1 if the shader
	// uses the variable and 0 if not.
	Factors []uint32
}

// FilterUniformVariables sets the variables that the shader does not use to 0.
func (p *Program) FilterUniformVariables(uniforms []uint32) {
	for i, f := range p.Factors {
		uniforms[i] *= f
	}
}
