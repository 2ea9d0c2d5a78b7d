package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// entry makes an entry whose fingerprint and line identify it.
func entry(fingerprint string, line int, label Label) Entry {
	e := Entry{
		File: "a.go", Line: line, Rule: "lostgoerror", Category: "go-result",
		Message: "the error is lost", Fingerprint: fingerprint, Label: label,
	}
	if label != Unlabelled {
		e.Why = "because " + fingerprint
	}
	return e
}

// bare is e as a run finds it, without judgement.
func bare(e Entry) Entry {
	e.Label, e.Why = Unlabelled, ""
	return e
}

func TestCompare(t *testing.T) {
	bug, smell, wrong := entry("f1", 10, Bug), entry("f2", 20, Smell), entry("f3", 30, False)
	unread := entry("f4", 40, Unlabelled)
	other := entry("f5", 10, Bug)
	other.Rule, other.Category = "loopblock", "callback-blocks"
	moved := bug
	moved.Line = 11
	reworded := bug
	reworded.Fingerprint, reworded.Message = "f9", "the error of f is lost"
	twin := bug
	twin.Fingerprint = "f8"

	tests := []struct {
		name          string
		ledger, found []Entry
		scope         Scope
		want          Comparison
		agrees        bool
	}{
		{name: "nothing", agrees: true},
		{
			name: "known", ledger: []Entry{bug, smell}, found: []Entry{bare(bug), bare(smell)},
			want: Comparison{Found: []Entry{bug, smell}}, agrees: true,
		},
		{
			name: "new", ledger: []Entry{bug}, found: []Entry{bare(bug), bare(smell)},
			want: Comparison{Found: []Entry{bug, bare(smell)}, New: []Entry{bare(smell)}},
		},
		{
			name: "gone agrees", ledger: []Entry{bug, smell}, found: []Entry{bare(bug)},
			want: Comparison{Found: []Entry{bug}, Gone: []Entry{smell}}, agrees: true,
		},
		{
			name: "labelled false", ledger: []Entry{wrong}, found: []Entry{bare(wrong)},
			want: Comparison{Found: []Entry{wrong}},
		},
		{
			name: "false but gone", ledger: []Entry{wrong},
			want: Comparison{Gone: []Entry{wrong}}, agrees: true,
		},
		{
			name: "in the ledger without a label", ledger: []Entry{unread}, found: []Entry{unread},
			want: Comparison{Found: []Entry{unread}},
		},
		{
			name: "moved to another line", ledger: []Entry{bug}, found: []Entry{bare(moved)},
			want: Comparison{Found: []Entry{moved}}, agrees: true,
		},
		{
			name: "reworded on the same line", ledger: []Entry{bug}, found: []Entry{bare(reworded)},
			want: Comparison{Found: []Entry{reworded}}, agrees: true,
		},
		{
			name:   "reworded, but two candidates on the line",
			ledger: []Entry{bug, twin}, found: []Entry{bare(reworded)},
			want: Comparison{Found: []Entry{bare(reworded)}, New: []Entry{bare(reworded)}, Gone: []Entry{bug, twin}},
		},
		{
			name:   "another pattern on the same line takes no label over",
			ledger: []Entry{bug}, found: []Entry{bare(other)},
			want: Comparison{Found: []Entry{bare(other)}, New: []Entry{bare(other)}, Gone: []Entry{bug}},
		},
		{
			name: "out of scope is kept, not gone", ledger: []Entry{bug, other}, found: []Entry{bare(other)},
			scope: Scope{asked: []string{"loopblock"}},
			want:  Comparison{Found: []Entry{other}, Kept: []Entry{bug}}, agrees: true,
		},
		{
			name: "scope by category", ledger: []Entry{bug, other}, found: []Entry{bare(bug)},
			scope: Scope{asked: []string{"lostgoerror/go-result"}},
			want:  Comparison{Found: []Entry{bug}, Kept: []Entry{other}}, agrees: true,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := compare(tt.ledger, tt.found, tt.scope)
			for _, c := range []struct {
				what      string
				want, got []Entry
			}{
				{"found", tt.want.Found, got.Found},
				{"new", tt.want.New, got.New},
				{"gone", tt.want.Gone, got.Gone},
				{"kept", tt.want.Kept, got.Kept},
			} {
				assert.ElementsMatch(t, c.want, c.got, c.what)
			}
			assert.Equal(t, tt.agrees, got.agrees())
		})
	}
}

func TestTally(t *testing.T) {
	entries := []Entry{entry("f1", 1, Bug), entry("f2", 2, Smell), entry("f3", 3, False), entry("f4", 4, Unlabelled)}
	by, total := tally(entries, Entry.Pattern)
	assert.Equal(t, Tally{1, 1, 1, 1}, total)
	assert.Equal(t, map[string]Tally{"lostgoerror/go-result": {1, 1, 1, 1}}, by)
	assert.Equal(t, "50%", total.Precision(), "an unlabelled finding is not a right one")
	assert.Equal(t, "-", Tally{}.Precision())
}
