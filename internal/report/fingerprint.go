package report

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/asynclint/asynclint/internal/lazyregexp"
)

// AddFingerprints sets the Fingerprint of every finding. It is to be called
// with all findings of a run, before a selection is made from them.
//
// A fingerprint identifies a finding by its rule and category, its file
// relative to dir, its message without line numbers, the source line on which
// it sits without indentation, and how many findings that agree in all this
// come before it in the file. So it survives edits elsewhere in the file,
// another indentation, and another place of the checkout; not the renaming of
// the file nor a change of the line. A second finding that looks like the first
// gets a fingerprint of its own. A file outside dir counts by its package and
// base name.
//
// nil for readFile stands for os.ReadFile. The line of a file that can't be
// read counts as empty.
func AddFingerprints(findings []Finding, dir string, readFile func(string) ([]byte, error)) {
	src := newSources(dir, readFile)
	order := make([]int, len(findings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return Compare(findings[i], findings[j]) })

	seen := make(map[string]int)
	for _, i := range order {
		f := &findings[i]
		line, _ := src.file(f.Pos.File).line(f.Pos.Line)
		key := strings.Join([]string{
			f.Rule,
			f.Category,
			stableFile(f, src),
			stableMessage(f.Message),
			strings.TrimSpace(line),
		}, "\x00")
		f.Fingerprint = fingerprint(key, seen[key])
		seen[key]++
	}
}

// fingerprintLen is the length of a fingerprint: 128 bits in hexadecimal.
const fingerprintLen = 32

func fingerprint(key string, occurrence int) string {
	sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(occurrence)))
	return hex.EncodeToString(sum[:])[:fingerprintLen]
}

// stableFile names the file of f in the same way on every machine.
func stableFile(f *Finding, src *sources) string {
	if f.Pos.File == "" {
		return f.Package
	}
	name, inside := src.rel(f.Pos.File)
	if !inside {
		name = path.Join(f.Package, filepath.Base(name))
	}
	return filepath.ToSlash(name)
}

// lineNumbers matches the line numbers of a message: "line 41", "lines 3 and
// 7", "lines 3, 7", "a.go:41", "a.go:41:2".
var lineNumbers = lazyregexp.Regexp{Expr: `\bline \d+|\blines \d+(?:(?:, and |, | and |-|–)\d+)*|:\d+(?::\d+)?`}

// stableMessage returns a message with its line numbers replaced by N.
func stableMessage(message string) string {
	return lineNumbers.ReplaceAllStringFunc(message, func(match string) string {
		if match[0] == ':' {
			return ":N"
		}
		word, _, _ := strings.Cut(match, " ")
		return word + " N"
	})
}
