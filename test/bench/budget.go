package main

import "fmt"

// What asynclint may cost. The ratios are to other tools in the same run.
const (
	maxColdCPUToFloor = 1.25
	maxColdCPUToVet   = 1.00
	maxEditCPUToVet   = 1.30
	maxRSS            = 200 << 20 // bytes, any process
	maxFactsPer1000   = 2 << 20   // bytes per 1000 units
	maxStartupToEmpty = 1.30
)

// overBudget says where the figures are over asynclint's budget. It is an error
// if they don't tell.
func overBudget(all []Figure) ([]string, error) {
	var broken []string
	hold := func(what string, got, limit float64, unit string) {
		if got > limit {
			broken = append(broken, fmt.Sprintf("%s is %.2f%s, at most %.2f%s is allowed", what, got, unit, limit, unit))
		}
	}
	for _, tool := range []string{asynclint, floor, vet} {
		for _, scenario := range []string{cold, edit} {
			f := find(all, tool, scenario)
			if f == nil || f.CPU == 0 {
				return nil, fmt.Errorf("the budget needs figures of %s, %s", tool, scenario)
			}
		}
	}
	c, e := find(all, asynclint, cold), find(all, asynclint, edit)
	hold("cold CPU", c.CPUToFloor, maxColdCPUToFloor, " × floor")
	hold("cold CPU", c.CPUToVet, maxColdCPUToVet, " × go vet")
	hold("CPU after an edit", e.CPUToVet, maxEditCPUToVet, " × go vet")
	hold("peak memory, cold", float64(c.RSS)/(1<<20), maxRSS>>20, " MiB")
	hold("peak memory after an edit", float64(e.RSS)/(1<<20), maxRSS>>20, " MiB")
	hold("facts per 1000 units", float64(c.FactsPer1000)/(1<<20), maxFactsPer1000>>20, " MiB")
	if w := find(all, asynclint, warm); w != nil && w.Units > 0 {
		broken = append(broken, fmt.Sprintf("%d units were analysed again although nothing changed", w.Units))
	}
	return broken, nil
}
