package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// A Result is the outcome of a comparison, and what -json prints.
type Result struct {
	Module  string   `json:"module"`
	Edited  string   `json:"edited"` // file, relative to the module
	Go      string   `json:"go"`
	CPUs    int      `json:"cpus"`
	Rounds  int      `json:"rounds"`
	Figures []Figure `json:"figures"`
	Broken  []string `json:"broken"` // budgets that asynclint does not keep
	Samples []Sample `json:"samples"`
}

// A Figure is the median of a tool's samples in one scenario. A ratio is 0 if
// there is nothing to compare with.
type Figure struct {
	Tool         string        `json:"tool"`
	Scenario     string        `json:"scenario"`
	Wall         time.Duration `json:"wall"`
	CPU          time.Duration `json:"cpu"`
	RSS          int64         `json:"rss"`
	Units        int           `json:"units"`
	FactsPer1000 int64         `json:"factsPer1000"` // bytes per 1000 units
	CPUToFloor   float64       `json:"cpuToFloor"`
	CPUToVet     float64       `json:"cpuToVet"`
	WallToVet    float64       `json:"wallToVet"`
}

// figures condenses samples, scenario by scenario.
func figures(samples []Sample) []Figure {
	var all []Figure
	for _, scenario := range []string{cold, warm, edit} {
		for _, tool := range allTools {
			var mine []Sample
			for _, s := range samples {
				if s.Tool == tool && s.Scenario == scenario {
					mine = append(mine, s)
				}
			}
			if len(mine) > 0 {
				all = append(all, condense(mine))
			}
		}
	}
	for i := range all {
		f := &all[i]
		if base := find(all, floor, f.Scenario); base != nil {
			f.CPUToFloor = ratio(f.CPU, base.CPU)
		}
		if base := find(all, vet, f.Scenario); base != nil {
			f.CPUToVet, f.WallToVet = ratio(f.CPU, base.CPU), ratio(f.Wall, base.Wall)
		}
	}
	return all
}

// condense takes CPU, memory and facts from runs together with other tools, if
// there are any, and wall time from runs alone.
func condense(samples []Sample) Figure {
	var together, alone []Sample
	for _, s := range samples {
		if s.Together {
			together = append(together, s)
		} else {
			alone = append(alone, s)
		}
	}
	f := Figure{Tool: samples[0].Tool, Scenario: samples[0].Scenario}
	if len(alone) > 0 {
		f.Wall = median(alone, func(s Sample) time.Duration { return s.Wall })
	}
	if len(together) == 0 {
		together = alone
	}
	f.CPU = median(together, func(s Sample) time.Duration { return s.CPU })
	f.RSS = median(together, func(s Sample) int64 { return s.RSS })
	f.Units = median(together, func(s Sample) int { return s.Units })
	if f.Units > 0 {
		f.FactsPer1000 = median(together, func(s Sample) int64 { return s.Facts }) * 1000 / int64(f.Units)
	}
	return f
}

// median is the middle value, the mean of both if there are two.
func median[S any, T int | int64 | time.Duration](samples []S, of func(S) T) T {
	values := make([]T, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

// least returns the smallest of what of says of samples, 0 if there are none.
func least[S any, T int | int64 | time.Duration](samples []S, of func(S) T) T {
	var m T
	for i, s := range samples {
		if v := of(s); i == 0 || v < m {
			m = v
		}
	}
	return m
}

func ratio(a, b time.Duration) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func find(all []Figure, tool, scenario string) *Figure {
	i := slices.IndexFunc(all, func(f Figure) bool { return f.Tool == tool && f.Scenario == scenario })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// Print writes r as a table.
func (r *Result) Print(w io.Writer) error {
	fmt.Fprintf(w, "%s, edited: %s; %s, %d CPUs, medians of %d rounds\n\n", r.Module, r.Edited, r.Go, r.CPUs, r.Rounds)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "scenario\ttool\tunits\tCPU\t× floor\t× vet\twall\t× vet\tpeak RSS\tfacts/1000\t")
	scenario := ""
	for _, f := range r.Figures {
		if scenario != "" && f.Scenario != scenario {
			fmt.Fprintln(tw, strings.Repeat("\t", 10))
		}
		scenario = f.Scenario
		fmt.Fprintf(tw, "%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", f.Scenario, f.Tool, f.Units,
			seconds(f.CPU), times(f.CPUToFloor), times(f.CPUToVet), seconds(f.Wall), times(f.WallToVet),
			mebibytes(f.RSS, 0), mebibytes(f.FactsPer1000, 2))
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	return printBroken(w, r.Broken)
}

func printBroken(w io.Writer, broken []string) error {
	if len(broken) > 0 {
		fmt.Fprintln(w)
	}
	for _, b := range broken {
		if _, err := fmt.Fprintln(w, "over budget:", b); err != nil {
			return err
		}
	}
	return nil
}

func seconds(d time.Duration) string {
	if d == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2fs", d.Seconds())
}

func times(r float64) string {
	if r == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", r)
}

func mebibytes(n int64, digits int) string {
	if n == 0 {
		return "-"
	}
	return fmt.Sprintf("%.*f MiB", digits, float64(n)/(1<<20))
}
