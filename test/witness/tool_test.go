package witness

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// A tool is an asynclint built from the module that this one is in.
type tool struct {
	binary     string
	categories map[string]category // by RULE/CATEGORY
}

type category struct {
	family string
	fix    bool
}

// A finding is one of asynclint's, in its JSON report.
type finding struct {
	Rule, Category, Message, Package string
	Pos                              struct {
		File string
		Line int
	}
	Fixes []struct{ Message string }
}

func (f finding) name() string { return f.Rule + "/" + f.Category }

func (f finding) String() string {
	return fmt.Sprintf("%s:%d: %s [%s]", f.Pos.File, f.Pos.Line, f.Message, f.name())
}

var binaryFlag = flag.String("asynclint", "", "test this `binary` rather than one built from the module around")

// builtTool builds the tool once for all tests, in a folder that TestMain
// removes.
var builtTool = sync.OnceValues(func() (string, error) {
	if *binaryFlag != "" {
		return filepath.Abs(*binaryFlag)
	}
	binary := filepath.Join(scratch, "asynclint.exe")
	build := exec.Command("go", "build", "-o", binary, "./cmd/asynclint")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return binary, nil
})

func newTool(t *testing.T) *tool {
	t.Helper()
	binary, err := builtTool()
	require.NoError(t, err)
	var rules []struct {
		Rule, Family string
		Categories   []struct {
			Category string
			Fix      bool
		}
	}
	unmarshal(t, exec.CommandContext(t.Context(), binary, "rules", "-json"), &rules)
	categories := make(map[string]category)
	for _, r := range rules {
		for _, c := range r.Categories {
			categories[r.Rule+"/"+c.Category] = category{r.Family, c.Fix}
		}
	}
	return &tool{binary, categories}
}

// all selects all categories, including what is off by default.
func (c *tool) all() string {
	return strings.Join(slices.Sorted(maps.Keys(c.categories)), ",")
}

// findings returns what all rules report in the module in dir, by the package's
// path in it.
func (c *tool) findings(t *testing.T, dir string) map[string][]finding {
	t.Helper()
	var r struct {
		Findings []finding
		Problems []json.RawMessage
	}
	run := exec.CommandContext(t.Context(), c.binary, "-only", c.all(), "-format=json", "-set-exit-status=false", "./...")
	run.Dir = dir
	unmarshal(t, run, &r)
	require.Empty(t, r.Problems)
	found := make(map[string][]finding)
	for _, f := range r.Findings {
		pkg := strings.TrimPrefix(f.Package, modulePath+"/")
		found[pkg] = append(found[pkg], f)
	}
	return found
}

// fix applies all fixes below a folder of the module in dir.
func (c *tool) fix(t *testing.T, dir, below string) {
	t.Helper()
	run := exec.CommandContext(t.Context(), c.binary, "-only", c.all(), "-fix", "-set-exit-status=false", "./"+below+"/...")
	run.Dir = dir
	out, err := run.CombinedOutput()
	require.NoError(t, err, "%s", out)
}

// unmarshal reads what a command writes.
func unmarshal(t *testing.T, cmd *exec.Cmd, into any) {
	t.Helper()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		require.NoError(t, err, "%s%s", out, stderr.Bytes())
	}
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(out, into), "%s", out)
}
