package main

import (
	"crypto/rand"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/corpus/module"
)

// Tools that run together each get their own facts of dependencies: vet knows
// that a function of another package is a print wrapper, which the facts that
// the go command carries for us do not say.
func TestFactsFlow(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod":     "module example.com/a\n\ngo 1.25.0\n",
		"log/log.go": "package log\n\nimport \"fmt\"\n\nfunc Warnf(format string, args ...any) { fmt.Printf(format, args...) }\n",
		"main.go":    "package main\n\nimport \"example.com/a/log\"\n\nfunc main() { log.Warnf(\"%d\", \"text\") }\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o777))
		require.NoError(t, os.WriteFile(file, []byte(content), 0o666))
	}
	names := []string{floor, vet}
	paths, err := buildTools(t.Context(), t.TempDir(), names, "")
	require.NoError(t, err)
	self, err := os.Executable()
	require.NoError(t, err)

	// The first tool's findings are shown.
	settings, err := json.Marshal([]Tool{{vet, paths[vet]}, {floor, paths[floor]}})
	require.NoError(t, err)
	store := t.TempDir()
	cmd := exec.CommandContext(t.Context(), "go", "vet", "-vettool="+self, "-json", ".")
	cmd.Dir = dir
	cmd.Env = append(module.Module{}.Environ(), envTools+"="+string(settings), envSalt+"="+rand.Text(), envDir+"="+store)
	out, err := output(cmd)
	require.NoError(t, err)
	assert.Contains(t, out, "Warnf format %d has arg \\\"text\\\" of wrong type string")

	units, err := readLog(filepath.Join(store, logName))
	require.NoError(t, err)
	byTool := make(map[string]int)
	for _, u := range units {
		byTool[u.Tool]++
	}
	assert.Equal(t, byTool[vet], byTool[floor])
	assert.GreaterOrEqual(t, byTool[vet], 3)
}

func TestWrapRefuses(t *testing.T) {
	for _, settings := range []string{"vet", "[]", "{}"} {
		_, err := wrapped(settings, []string{"-V=full"})
		assert.ErrorContains(t, err, envTools, settings)
	}
	_, err := wrapped(`[{"name": "vet", "path": "vet"}]`, nil)
	assert.Error(t, err)
}
