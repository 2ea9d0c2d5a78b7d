package main

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sample is one with round figures: wall is twice the CPU.
func sample(tool, scenario string, round int, cpu time.Duration) Sample {
	return Sample{Tool: tool, Scenario: scenario, Round: round, Wall: 2 * cpu, CPU: cpu, RSS: 100 << 20, Units: 500, Facts: 1 << 20}
}

func TestFigures(t *testing.T) {
	got := figures([]Sample{
		sample(vet, cold, 1, 20*time.Second), sample(asynclint, cold, 1, 99*time.Second), sample(floor, cold, 1, 10*time.Second),
		sample(vet, cold, 2, 20*time.Second), sample(asynclint, cold, 2, 12*time.Second), sample(floor, cold, 2, 10*time.Second),
		sample(vet, cold, 3, 20*time.Second), sample(asynclint, cold, 3, 11*time.Second), sample(floor, cold, 3, 10*time.Second),
		sample(asynclint, edit, 1, time.Second),
	})
	require.Len(t, got, 4)
	assert.Equal(t, Figure{
		Tool: asynclint, Scenario: cold, Wall: 24 * time.Second, CPU: 12 * time.Second, RSS: 100 << 20, Units: 500,
		FactsPer1000: 2 << 20, CPUToFloor: 1.2, CPUToVet: 0.6, WallToVet: 0.6,
	}, *find(got, asynclint, cold), "the median, and ratios within the scenario")
	assert.Zero(t, find(got, asynclint, edit).CPUToVet, "nothing to compare with")
	assert.Nil(t, find(got, staticcheck, cold))

	together := sample(vet, cold, 1, 7*time.Second)
	together.Together, together.Wall = true, 0
	both := figures([]Sample{together, sample(vet, cold, 1, 9*time.Second)})
	assert.Equal(t, 7*time.Second, both[0].CPU, "from runs together")
	assert.Equal(t, 18*time.Second, both[0].Wall, "from runs alone")

	r := Result{Module: "m@v1", Edited: "a.go", Go: "go1.26", CPUs: 2, Rounds: 3, Figures: got, Broken: []string{"too slow"}}
	var out strings.Builder
	require.NoError(t, r.Print(&out))
	assert.Contains(t, out.String(), "m@v1, edited: a.go; go1.26, 2 CPUs, medians of 3 rounds")
	assert.Regexp(t, `(?m)^ *cold +asynclint +500 +12\.00s +1\.20 +0\.60 +24\.00s +0\.60 +100 MiB +2\.00 MiB$`, out.String())
	assert.Contains(t, out.String(), "over budget: too slow")
}

func TestMedian(t *testing.T) {
	self := func(n int) int { return n }
	assert.Equal(t, 3, median([]int{9, 1, 3}, self))
	assert.Equal(t, 2, median([]int{9, 1, 3, 1}, self))
	assert.Equal(t, 7, median([]int{7}, self))
}

func TestOverBudget(t *testing.T) {
	within := func() []Sample {
		var all []Sample
		for _, scenario := range []string{cold, edit} {
			all = append(all, sample(floor, scenario, 1, 10*time.Second), sample(vet, scenario, 1, 14*time.Second), sample(asynclint, scenario, 1, 12*time.Second))
		}
		return all
	}
	mine := func(all []Sample, scenario string) *Sample {
		for i := range all {
			if all[i].Tool == asynclint && all[i].Scenario == scenario {
				return &all[i]
			}
		}
		return nil
	}
	tests := []struct {
		name string
		edit func([]Sample) []Sample
		want []string
	}{
		{"within", func(a []Sample) []Sample { return a }, nil},
		{"cold to floor", func(a []Sample) []Sample { mine(a, cold).CPU = 13 * time.Second; return a }, []string{"cold CPU is 1.30 × floor, at most 1.25 × floor is allowed"}},
		{"cold to both", func(a []Sample) []Sample { mine(a, cold).CPU = 21 * time.Second; return a }, []string{"2.10 × floor", "1.50 × go vet"}},
		{"slow after an edit is not held against the floor", func(a []Sample) []Sample { mine(a, edit).CPU = 17 * time.Second; return a }, nil},
		{"after an edit", func(a []Sample) []Sample { mine(a, edit).CPU = 28 * time.Second; return a }, []string{"after an edit is 2.00 × go vet, at most 1.30"}},
		{"memory", func(a []Sample) []Sample { mine(a, edit).RSS = 201 << 20; return a }, []string{"peak memory after an edit is 201.00 MiB"}},
		{"facts", func(a []Sample) []Sample { mine(a, cold).Facts = 3 << 20; return a }, []string{"facts per 1000 units is 6.00 MiB"}},
		{"warm", func(a []Sample) []Sample { return append(a, sample(asynclint, warm, 1, time.Second)) }, []string{"500 units were analysed again"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := overBudget(figures(tt.edit(within())))
			require.NoError(t, err)
			require.Len(t, got, len(tt.want), "%q", got)
			for i, want := range tt.want {
				assert.Contains(t, got[i], want)
			}
		})
	}

	_, err := overBudget(figures(within()[:3]))
	require.ErrorContains(t, err, "needs figures of asynclint, edit", "what was not measured is not within the budget")
	_, err = overBudget(figures(within()[1:]))
	require.ErrorContains(t, err, "needs figures of floor, cold")
}
