package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
)

// A Scope is the part of the ledger that a run can find again: what the rest
// says is neither found nor gone.
type Scope struct {
	asked []string // rules, or patterns "rule/category"; nil is what runs by default
	optIn []string // patterns that have to be asked for by name
	idle  []string // rules that don't run by default
}

func (s Scope) contains(e Entry) bool {
	switch {
	case slices.Contains(s.asked, e.Pattern()):
		return true
	case slices.Contains(s.optIn, e.Pattern()):
		return false
	case s.asked != nil:
		return slices.Contains(s.asked, e.Rule)
	default:
		return !slices.Contains(s.idle, e.Rule)
	}
}

// scopeOf asks the tool which of its rules run if the given ones are asked for.
func scopeOf(ctx context.Context, tool string, asked []string) (Scope, error) {
	out, err := exec.CommandContext(ctx, tool, "rules", "-json").Output()
	if err != nil {
		return Scope{}, fmt.Errorf("asynclint rules -json: %v", err)
	}
	s, err := parseRules(out)
	s.asked = asked
	return s, err
}

func parseRules(data []byte) (Scope, error) {
	var rules []struct {
		Rule       string `json:"rule"`
		Default    bool   `json:"default"`
		Categories []struct {
			Category string `json:"category"`
			Default  bool   `json:"default"`
		} `json:"categories"`
	}
	if err := json.Unmarshal(data, &rules); err != nil {
		return Scope{}, fmt.Errorf("asynclint rules -json: %v", err)
	}
	var s Scope
	for _, r := range rules {
		if !r.Default {
			s.idle = append(s.idle, r.Rule)
		}
		for _, c := range r.Categories {
			if !c.Default {
				s.optIn = append(s.optIn, r.Rule+"/"+c.Category)
			}
		}
	}
	return s, nil
}
