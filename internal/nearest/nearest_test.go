package nearest

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestName(t *testing.T) {
	names := []string{"format", "fix", "lostgoerror", "lostgoerror/go-result", "o"}
	for given, want := range map[string]string{
		"formt":       "format",
		"fxi":         "",
		"fx":          "fix",
		"lostgorror":  "lostgoerror",
		"lostgoerorr": "lostgoerror",
		"xyzzy":       "",
		"":            "",
		"v":           "",
	} {
		assert.Equal(t, want, Name(given, names), given)
	}
}
