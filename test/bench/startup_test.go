package main

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMeasureStartup(t *testing.T) {
	tools := []string{empty, floor}
	paths, err := buildTools(t.Context(), t.TempDir(), tools, "")
	require.NoError(t, err)
	all, err := measureStartup(t.Context(), tools, paths, t.TempDir(), 2)
	require.NoError(t, err)
	require.Len(t, all, len(startups)*len(tools))
	for _, s := range all {
		assert.Positive(t, s.CPU, "%+v", s)
		assert.Positive(t, s.ToEmpty, "%+v", s)
		if s.Tool == empty {
			assert.InDelta(t, 1, s.ToEmpty, 0, "%+v", s)
		}
	}
	var out strings.Builder
	require.NoError(t, printStartup(&out, all, 2))
	assert.Equal(t, 3+len(all), strings.Count(out.String(), "\n"), out.String())

	_, err = overStartupBudget(all)
	require.ErrorContains(t, err, "needs figures of asynclint")
}

func TestOverStartupBudget(t *testing.T) {
	got, err := overStartupBudget([]Startup{
		{asynclint, "identity", time.Second, time.Second, 1.2},
		{asynclint, "flags", time.Second, time.Second, 2},
		{asynclint, "std unit", time.Second, time.Second, 1.4},
		{vet, "identity", time.Second, time.Second, 3},
	})
	require.NoError(t, err)
	assert.Equal(t, []string{"start-up (std unit) is 1.40 × empty, at most 1.30 is allowed"}, got)

	_, err = overStartupBudget([]Startup{{asynclint, "identity", time.Second, time.Second, 0}})
	require.ErrorContains(t, err, "needs figures of empty")
}

func TestParseFlags(t *testing.T) {
	o, err := parseFlags([]string{"-tools", "vet,empty"})
	require.NoError(t, err)
	assert.Equal(t, []string{empty, vet}, o.tools)
	assert.Equal(t, 3, o.rounds)
	o, err = parseFlags([]string{"-startup"})
	require.NoError(t, err)
	assert.Equal(t, 40, o.rounds)
	for _, bad := range [][]string{{"-tools", "gofmt"}, {"-rounds", "-1"}, {"stray"}} {
		_, err := parseFlags(bad)
		assert.Error(t, err, "%q", bad)
	}
}
