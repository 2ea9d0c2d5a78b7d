package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestScope(t *testing.T) {
	s, err := parseRules([]byte(`[
		{"rule": "on", "default": true, "categories": [{"category": "usual", "default": true}, {"category": "noisy", "default": false}]},
		{"rule": "off", "default": false, "categories": [{"category": "usual", "default": true}]}]`))
	require.NoError(t, err)

	const usual, noisy, off, removed = "on/usual", "on/noisy", "off/usual", "removed/usual"
	entries := map[string]Entry{
		usual:   {Rule: "on", Category: "usual"},
		noisy:   {Rule: "on", Category: "noisy"},
		off:     {Rule: "off", Category: "usual"},
		removed: {Rule: "removed", Category: "usual"},
	}
	for _, tt := range []struct {
		name  string
		asked []string
		want  []string
	}{
		{"by default, with what no longer exists", nil, []string{usual, removed}},
		{"a rule", []string{"on"}, []string{usual}},
		{"a rule that is off", []string{"off"}, []string{off}},
		{"a category that is off", []string{"on/noisy"}, []string{noisy}},
		{"several", []string{"off", "on/usual"}, []string{usual, off}},
	} {
		s.asked = tt.asked
		var got []string
		for pattern, e := range entries {
			if s.contains(e) {
				got = append(got, pattern)
			}
		}
		assert.ElementsMatch(t, tt.want, got, tt.name)
	}

	_, err = parseRules([]byte("rule\tcategory"))
	require.Error(t, err)
}
