package driver_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/internal/driver"
)

// call runs the standalone command in this process: for what needs no go vet.
func call(t *testing.T, args ...string) outcome {
	t.Helper()
	var stdout, stderr strings.Builder
	code := driver.Standalone(t.Context(), toySuite(), args, &stdout, &stderr)
	return outcome{stdout.String(), stderr.String(), code}
}

func TestRules(t *testing.T) {
	out := call(t, "rules")
	assert.Equal(t, 0, out.code)
	lines := strings.Split(out.stdout, "\n")
	assert.Equal(t, "RULE/CATEGORY   TIER     SEVERITY  FIX  SUMMARY", lines[0])
	assert.Equal(t, "lose/call       default  error     fix  a call", lines[1])
	assert.Equal(t, "lose/extra      opt-in   info           an optional call", lines[2])
	assert.Contains(t, out.stdout, "\nshy/name        opt-in   warning        a name\n")

	out = call(t, "rules", "-json")
	var rules []struct {
		Rule       string
		Default    bool
		Categories []struct {
			Category, Severity, Flag, URL string
			Default, Fix                  bool
		}
		Flags []struct{ Flag, Default string }
	}
	require.NoError(t, json.Unmarshal([]byte(out.stdout), &rules))
	assert.Equal(t, "lose", rules[0].Rule)
	assert.True(t, rules[0].Default)
	extra := rules[0].Categories[1]
	assert.Equal(t, "info", extra.Severity)
	assert.Equal(t, "-lose.optional", extra.Flag)
	assert.False(t, extra.Default)
	assert.True(t, rules[0].Categories[0].Fix)
	assert.True(t, strings.HasSuffix(extra.URL, "/lose.md#extra"))
	assert.Equal(t, "-lose.optional", rules[0].Flags[0].Flag)
}

func TestExplain(t *testing.T) {
	out := call(t, "explain", "lose")
	assert.Equal(t, 0, out.code)
	assert.Equal(t, `lose

The page of lose, with `+"`code`"+` and a link (https://example.com/x).

call

About calls.

    lose() // # not a heading

extra

About extras.
`, strings.ReplaceAll(out.stdout, "        lose", "    lose"))

	assert.Equal(t, call(t, "help", "lose"), out)

	out = call(t, "explain", "lose/extra")
	assert.Equal(t, "extra\n\nAbout extras.\n", out.stdout)

	out = call(t, "explain", "extra")
	assert.Equal(t, outcome{"", "asynclint: several rules have a category extra: lose/extra, rival/extra, second/extra, unprint/extra\n", 2}, out)
	out = call(t, "explain", "name")
	assert.Equal(t, 0, out.code, "the category of one rule")
	assert.Equal(t, call(t, "explain", "shy/name"), out)

	out = call(t, "explain", "shy")
	assert.Equal(t, "shy\n\nshy: report functions called Shy\n\nA toy.\n", out.stdout, "what the analyzer says, where there is no page")

	out = call(t, "explain", "lose/call", "-json")
	var r struct {
		Rule, Doc  string
		Categories []struct{ Category string }
	}
	require.NoError(t, json.Unmarshal([]byte(out.stdout), &r))
	assert.Equal(t, "lose", r.Rule)
	assert.Contains(t, r.Doc, "# lose")
	assert.Len(t, r.Categories, 1)
}

func TestVersion(t *testing.T) {
	assert.Regexp(t, `^asynclint \S+ built with go\S+.* for \w+/\w+\n$`, call(t, "version").stdout)
	var v struct{ Version, Go string }
	require.NoError(t, json.Unmarshal([]byte(call(t, "version", "-json").stdout), &v))
	assert.NotEmpty(t, v.Version)
	assert.True(t, strings.HasPrefix(v.Go, "go"))
	assert.Equal(t, 2, call(t, "version", "x").code)
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"-h"}, {"--help"}, {"help"}, {"explain", "-h"}, {"rules", "-h"}, {"version", "--help"}} {
		out := call(t, args...)
		assert.Equal(t, 0, out.code)
		assert.Contains(t, out.stdout, "usage:\n")
		assert.Contains(t, out.stdout, "  -lose.optional\n")
		assert.Empty(t, out.stderr)
		for line := range strings.Lines(out.stdout) {
			assert.LessOrEqual(t, len(line), 81, line)
		}
	}
}
