package graphicscommand

import (
	"errors"

	"github.com/hajimehoshi/ebiten/v2/internal/graphicsdriver"
)

// DumpImages would hand all images to the program's author as an archive.
func DumpImages(images []*Image, graphicsDriver graphicsdriver.Graphics, dir string) (string, error) {
	return "", errors.New("graphicscommand: this program cannot dump its images")
}
