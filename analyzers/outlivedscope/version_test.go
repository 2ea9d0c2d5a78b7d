package outlivedscope_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/asynclint/asynclint/analyzers/outlivedscope"
)

// TestLanguageVersion shows that fixes use only what the package's version of Go
// has: bytes.Clone from 1.20 on, context.WithoutCancel from 1.21 on.
func TestLanguageVersion(t *testing.T) {
	const source = `package p

import (
	"bufio"
	"context"
	"net/http"
)

func sent(s *bufio.Scanner, out chan<- []byte) {
	for s.Scan() {
		out <- s.Bytes() // want "s.Scan"
	}
}

type store interface{ Save(context.Context) }

func handle(s store) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		go func() { // want "r.Context"
			s.Save(r.Context())
		}()
	}
}
`
	for _, tt := range []struct {
		version string
		fixed   []string
	}{
		{"1.19", nil},
		{"1.20", []string{"reused-buffer"}},
		{"1.21", []string{"reused-buffer", "request-scope"}},
	} {
		t.Run(strings.ReplaceAll(tt.version, ".", "_"), func(t *testing.T) {
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/p\n\ngo "+tt.version+"\n"), 0o600))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "p.go"), []byte(source), 0o600))
			var fixed []string
			for _, res := range analysistest.Run(t, dir, outlivedscope.Analyzer, "./...") {
				for _, d := range res.Action.Diagnostics {
					if len(d.SuggestedFixes) > 0 {
						fixed = append(fixed, d.Category)
					}
				}
			}
			assert.Equal(t, tt.fixed, fixed)
		})
	}
}
