package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestGitLab holds the report against what GitLab's documentation asks for: the
// fields that it requires and their types, a severity that it knows, a
// fingerprint that no other issue has, and a path that it can find in the
// repository.
func TestGitLab(t *testing.T) {
	r, f := sample(t)
	var b strings.Builder
	require.NoError(t, Write(&b, GitLab, r, Options{ReadFile: f.read}))
	var issues []map[string]any
	require.NoError(t, json.Unmarshal([]byte(b.String()), &issues))
	require.Len(t, issues, len(r.Findings))
	seen := make(map[any]bool)
	for _, issue := range issues {
		for _, field := range []string{"description", "check_name", "fingerprint", "severity"} {
			assert.IsType(t, "", issue[field], field)
			assert.NotEmpty(t, issue[field], field)
		}
		assert.Contains(t, []any{"info", "minor", "major", "critical", "blocker"}, issue["severity"])
		assert.False(t, seen[issue["fingerprint"]], "%v twice", issue["fingerprint"])
		seen[issue["fingerprint"]] = true
		location, ok := issue["location"].(map[string]any)
		require.True(t, ok)
		path, ok := location["path"].(string)
		require.True(t, ok)
		assert.False(t, strings.HasPrefix(path, "./"), path)
		assert.False(t, slices.Contains(strings.Split(path, "/"), ".."), path)
		lines, ok := location["lines"].(map[string]any)
		require.True(t, ok)
		assert.GreaterOrEqual(t, lines["begin"], 1.0)
	}
}
