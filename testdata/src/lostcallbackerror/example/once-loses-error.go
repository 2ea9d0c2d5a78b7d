package example

import (
	"os"
	"sync"
)

var (
	configOnce sync.Once
	configText []byte
)

func config() ([]byte, error) {
	var err error
	configOnce.Do(func() { configText, err = os.ReadFile("config.json") }) // want `only the first caller of config sees the error of os.ReadFile: later ones get nil, as if it had succeeded`
	return configText, err
}
