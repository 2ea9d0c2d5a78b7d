// Package moduletest pins modules that tests make up.
package moduletest

import (
	"encoding/json"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/proxytest"
	"github.com/asynclint/asynclint/test/corpus/module"
)

// New publishes a module with the given files, by name, and returns its pin,
// whose environment leads the go command to it and to nothing else. The path
// must be in lower case. The sum is the true one.
func New(t *testing.T, path string, files map[string]string) module.Module {
	t.Helper()
	const version = "v1.0.0"
	proxy := t.TempDir()
	proxytest.Publish(t, proxy, path, version, files)
	m := module.Module{
		Name: "example", Path: path, Version: version,
		Env: []string{
			"GOPROXY=" + proxytest.URL(proxy),
			"GOSUMDB=off",
			"GOMODCACHE=" + t.TempDir(),
			"GOFLAGS=-modcacherw", // so that the test can remove it
		},
	}
	cmd := exec.Command("go", "mod", "download", "-json", m.String())
	cmd.Dir, cmd.Env = proxy, m.Environ()
	out, err := cmd.Output()
	require.NoError(t, err, "%s", out)
	var result struct{ Sum string }
	require.NoError(t, json.Unmarshal(out, &result))
	m.Sum = result.Sum
	return m
}
