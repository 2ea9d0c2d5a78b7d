package golangci

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/asynclint/asynclint/test/drivers"
)

// documented returns the file of the name as docs/golangci-lint.md shows it.
func documented(t *testing.T, name string) []byte {
	t.Helper()
	page, err := os.ReadFile(filepath.FromSlash("../../docs/golangci-lint.md"))
	require.NoError(t, err)
	block := regexp.MustCompile("(?s)```yaml\n(# " + regexp.QuoteMeta(name) + "\n.*?)```").FindSubmatch(page)
	require.NotNil(t, block, name)
	return block[1]
}

// TestDocumentedConfiguration: golangci-lint takes the .golangci.yml of the page.
func TestDocumentedConfiguration(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		".golangci.yml": string(documented(t, ".golangci.yml")),
		"go.mod":        "module example.com/m\n\ngo 1.25.0\n",
		"m.go":          "package m\n\nimport \"net/http\"\n\nfunc Serve() {\n\tgo http.ListenAndServe(\":80\", nil)\n}\n",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
	}
	cmd := exec.CommandContext(t.Context(), bin.golangci, "run")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOLANGCI_LINT_CACHE="+filepath.Join(dir, ".cache"), "GOWORK=off")
	out, err := cmd.CombinedOutput()
	require.Error(t, err)
	assert.Equal(t, 1, cmd.ProcessState.ExitCode(), "%s", out)
	assert.Regexp(t, `m\.go:6:2: lostgoerror: .* \[go-result\] \(asynclint\)`, string(out))
}

// TestDocumentedBuild: what .custom-gcl.yml builds is what is tested here. The
// command that reads it, golangci-lint custom, clones a repository, and is not run.
func TestDocumentedBuild(t *testing.T) {
	var custom struct {
		Version, Name string
		Plugins       []struct{ Module, Import, Version string }
	}
	require.NoError(t, yaml.Unmarshal(documented(t, ".custom-gcl.yml"), &custom))
	require.Len(t, custom.Plugins, 1)
	tested := string(drivers.Run(t, ".", "go", "list", "-m", "-f", "{{.Version}}", "github.com/golangci/golangci-lint/v2"))
	assert.Equal(t, tested, custom.Version+"\n")
	plugin := string(drivers.Run(t, ".", "go", "list", "-f", "{{.ImportPath}} {{.Module.Path}}", custom.Plugins[0].Import))
	assert.Equal(t, "github.com/asynclint/asynclint/plugin "+custom.Plugins[0].Module+"\n", plugin)
}
