package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/test/corpus/internal/moduletest"
	"github.com/asynclint/asynclint/test/corpus/module"
)

// The test binary stands in for asynclint when this is set: it prints the file
// so named, with its first line as exit code.
const standIn = "CORPUS_TEST_REPORT"

func TestMain(m *testing.M) {
	if file := os.Getenv(standIn); file != "" {
		os.Exit(pretend(file))
	}
	os.Exit(m.Run())
}

func pretend(file string) int {
	data, err := os.ReadFile(file)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 3
	}
	code, report, _ := strings.Cut(string(data), "\n")
	if _, err := os.Stat("a.go"); err != nil || os.Args[1] != "-format=json" || os.Args[len(os.Args)-1] != "./..." {
		fmt.Fprintln(os.Stderr, "not run on the module:", os.Args, err)
		return 3
	}
	if len(os.Args) == 4 {
		// One rule is asked for: the report has none but that one's findings.
		if os.Args[2] != "-only=other" || strings.Contains(report, `"rule"`) {
			fmt.Fprintln(os.Stderr, "unexpected selection:", os.Args)
			return 3
		}
	}
	fmt.Print(report)
	return int(code[0] - '0')
}

func finding(line int, rule, fingerprint string) string {
	return fmt.Sprintf(`{"rule": %q, "category": "c", "message": "wrong", "fingerprint": %q, "pos": {"file": "a.go", "line": %d}}`, rule, fingerprint, line)
}

func reportOf(code int, problems string, findings ...string) string {
	return fmt.Sprintf("%d\n"+`{"version": 1, "summary": {"packages": 1}, "problems": [%s], "findings": [%s]}`, code, problems, strings.Join(findings, ","))
}

// A corpus of one module goes through a life: a new finding, its label, the
// finding gone, a problem.
func TestCheck(t *testing.T) {
	m := moduletest.New(t, "example.com/a", map[string]string{"go.mod": "module example.com/a\n", "a.go": "package a\n"})
	self, err := os.Executable()
	require.NoError(t, err)
	home, root, file := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "report")
	m.Env = append(m.Env, standIn+"="+file)
	ledger := ledgerFile(home, m)

	check := func(t *testing.T, o options, report string) (bool, string, error) {
		t.Helper()
		o.tool, o.root, o.scope.asked = self, root, o.rules
		require.NoError(t, os.WriteFile(file, []byte(report), 0o666))
		var out strings.Builder
		ok, _, err := o.check(t.Context(), &out, home, m)
		return ok, out.String(), err
	}
	relabel := func(t *testing.T, from, to string) {
		t.Helper()
		data, err := os.ReadFile(ledger)
		require.NoError(t, err)
		changed := strings.Replace(string(data), from, to, 1)
		require.NotEqual(t, string(data), changed)
		require.NoError(t, os.WriteFile(ledger, []byte(changed), 0o666))
	}
	one := reportOf(1, "", finding(7, "r", "f1"))

	ok, out, err := check(t, options{}, reportOf(0, ""))
	require.NoError(t, err)
	assert.True(t, ok, "a clean module without a ledger")
	assert.NoFileExists(t, ledger)

	ok, out, err = check(t, options{}, one)
	require.NoError(t, err)
	assert.False(t, ok, "a new finding")
	assert.Contains(t, out, "not in the ledger: "+filepath.Join(root, "example@v1.0.0", "a.go")+":7: wrong [r/c] f1")
	assert.NoFileExists(t, ledger)

	ok, _, err = check(t, options{update: true}, one)
	require.NoError(t, err)
	assert.False(t, ok, "a finding without a label")
	relabel(t, `"label": "",`, `"label": "bug",`)
	_, _, err = check(t, options{}, one)
	require.ErrorContains(t, err, "doesn't say why")
	relabel(t, `"why": ""`, `"why": "it hangs"`)
	ok, out, err = check(t, options{}, one)
	require.NoError(t, err)
	assert.True(t, ok, out)
	assert.Contains(t, out, "1 findings (1 bug, 0 smell, 0 false, 0 unlabelled), 0 gone")

	relabel(t, `"label": "bug"`, `"label": "false"`)
	ok, out, err = check(t, options{}, one)
	require.NoError(t, err)
	assert.False(t, ok, "a false finding")
	assert.Contains(t, out, "labelled false:")

	ok, out, err = check(t, options{}, reportOf(0, ""))
	require.NoError(t, err)
	assert.True(t, ok, "a finding that is gone")
	assert.Contains(t, out, "gone:")
	assert.FileExists(t, ledger)

	ok, _, err = check(t, options{update: true, rules: []string{"other"}}, reportOf(0, ""))
	require.NoError(t, err)
	assert.True(t, ok)
	assert.FileExists(t, ledger, "an update of other rules leaves the entry")

	relabel(t, `"version": "v1.0.0"`, `"version": "v0.9.0"`)
	ok, out, err = check(t, options{}, reportOf(0, ""))
	require.NoError(t, err)
	assert.False(t, ok, "a ledger about another version")
	assert.Contains(t, out, "the ledger is about v0.9.0")

	_, _, err = check(t, options{update: true, rules: []string{"other"}}, reportOf(0, ""))
	require.ErrorContains(t, err, "without -rules first")

	_, _, err = check(t, options{update: true}, reportOf(0, ""))
	require.NoError(t, err)
	data, err := os.ReadFile(ledger)
	require.NoError(t, err)
	assert.Equal(t, "{\n  \"module\": \"example.com/a\",\n  \"version\": \"v1.0.0\",\n  \"entries\": []\n}\n", string(data), "an update removes what is gone")

	problem := `{"where": "example.com/a", "message": "does not compile"}`
	ok, out, err = check(t, options{}, reportOf(2, problem))
	require.NoError(t, err)
	assert.False(t, ok, "a problem that is not expected")
	assert.Contains(t, out, "did not load: example.com/a: does not compile")
	m.Expect = []module.Problem{{Where: "example.com/a", Contains: "compile", Why: "generated"}}
	ok, _, err = check(t, options{}, reportOf(2, problem))
	require.NoError(t, err)
	assert.True(t, ok, "an expected problem")
	ok, _, err = check(t, options{}, reportOf(0, ""))
	require.NoError(t, err)
	assert.False(t, ok, "an expected problem that does not occur")
	m.Expect = nil

	for name, report := range map[string]string{
		"crash":                 "2\ngoroutine 1 [running]",
		"problem without list":  reportOf(2, ""),
		"findings, but exit 0":  reportOf(0, "", finding(7, "r", "f1")),
		"exit 1, but none":      reportOf(1, ""),
		"nothing was analysed":  "0\n" + `{"version": 1, "summary": {"packages": 0}}`,
		"the stand-in refused":  "3\n",
		"two findings, one key": reportOf(1, "", finding(7, "r", "f1"), finding(8, "r", "f1")),
	} {
		_, _, err = check(t, options{}, report)
		assert.Error(t, err, name)
	}
}

func TestChoose(t *testing.T) {
	all, err := module.Load("corpus.json")
	require.NoError(t, err)
	smoke := 0
	for _, m := range all {
		if m.Smoke {
			smoke++
		}
	}
	require.Positive(t, smoke)
	require.Less(t, smoke, len(all))
	for _, tt := range []struct {
		name string
		o    options
		want int
	}{
		{"all", options{}, len(all)},
		{"smoke", options{smoke: true}, smoke},
		{"only", options{only: []string{"raft", "k8s.io/client-go"}}, 2},
	} {
		got, err := choose(all, &tt.o)
		require.NoError(t, err, tt.name)
		assert.Len(t, got, tt.want, tt.name)
	}
	_, err = choose(all, &options{only: []string{"nonesuch"}})
	require.ErrorContains(t, err, "nonesuch")
}
