package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestComparison(t *testing.T) {
	const (
		group = "lostfuture/unchecked-wait"
		start = "lostgoerror/go-result"
		panic = "lostpanic/swallowed-panic"
	)
	c := newComparison([]string{start, group, panic})
	c.add("m", []report{
		{"a.go", 1, asynclint, start},
		{"a.go", 1, errcheck, errcheck},
		{"a.go", 2, asynclint, start},
		{"a.go", 2, vet, "lostcancel"},
		{"a.go", 2, vet, "copylocks"},
		{"a.go", 2, errcheck, errcheck},
		{"a.go", 3, asynclint, start},
		{"a.go", 3, vet, "copylocks"},
		{"a.go", 4, errcheck, errcheck}, // and asynclint says nothing
		{"b.go", 1, asynclint, group},   // of the same line of another file errcheck speaks
		{"b.go", 9, asynclint, group},
		{"b.go", 9, asynclint, start},
		{"b.go", 9, staticcheck, "SA2002"},
	})
	c.add("n", []report{
		{"a.go", 4, asynclint, group}, // of the same line of another module errcheck speaks
		{"a.go", 5, nilerr, nilerr},
	})
	var b strings.Builder
	require.NoError(t, c.print(&b, map[string]string{errcheck: "v1", nilerr: "v2", staticcheck: "v3", vet: "go1"}))
	assert.Equal(t, `| rule/category | findings | errcheck | nilerr | staticcheck | go vet | any of them |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| lostgoerror/go-result | 4 | 2 | 0 | 1 (SA2002) | 2 (copylocks 2, lostcancel 1) | 4 |
| lostfuture/unchecked-wait | 3 | 0 | 0 | 1 (SA2002) | 0 | 1 |
| lostpanic/swallowed-panic | 0 | 0 | 0 | 0 | 0 | 0 |
| total | 7 | 2 | 0 | 2 | 2 | 5 |

| tool | version | lines that it reports | of these, asynclint reports |
| --- | --- | ---: | ---: |
| errcheck | v1 | 3 | 2 |
| nilerr | v2 | 1 | 0 |
| staticcheck | v3 | 1 | 1 |
| go vet | go1 | 2 | 2 |
`, b.String())
}
