package frameworks

import (
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// TestCallbacks hands to each API of the model's rows about callbacks a function
// that sleeps, in a program that is made for it, and holds what asynclint finds
// there against what the row says: that waiting is a hazard, or that only calling
// back is.
func TestCallbacks(t *testing.T) {
	paths, err := tablePaths(filepath.Join("..", "..", "passes", "apimodel"))
	require.NoError(t, err)
	var rows []*apimodel.Callback
	wanted := make(map[apimodel.Symbol]bool)
	for _, path := range paths {
		list := apimodel.List(path)
		for i := range list.Callbacks {
			row := &list.Callbacks[i]
			switch row.Shape {
			case apimodel.FuncParam, apimodel.InterfaceMethod, apimodel.StructField, apimodel.FuncType:
				rows = append(rows, row)
				wanted[row.Symbol] = true
			}
		}
	}
	found := lookup(t, slices.Collect(maps.Keys(wanted)))

	dir := t.TempDir()
	copyModule(t, dir)
	programs := make(map[string]map[string]*sleeper) // by system and package
	left := make(map[string]int)
	for _, row := range rows {
		d := found[row.Symbol]
		switch {
		case d == nil:
			left["of versions that go.mod does not require"]++
			continue
		case d.on == "cgo":
			left["of packages that need C: see the programs"]++
			continue
		case row.Interface:
			left["whose parameter is an interface: see the rows of its methods"]++
			continue
		}
		on := cmp.Or(elsewhere[row.Pkg], d.on)
		if programs[on] == nil {
			programs[on] = make(map[string]*sleeper)
		}
		p := programs[on][row.Pkg]
		if p == nil {
			p = &sleeper{name: fmt.Sprintf("p%03d", len(programs[on])), imports: make(map[string]string)}
			programs[on][row.Pkg] = p
		}
		if err := p.add(row, d); err != nil {
			left["that no program can be made for"]++
			t.Logf("%v: %v", row.Symbol, err)
		}
	}

	binary := build(t)
	checked := make(map[string]int)
	for _, system := range systems {
		set := settings{flags: "-loopblock -apimodel.inferred", env: strings.Join(system.env, " ")}
		if system.name != "linux" {
			set.env += " CGO_ENABLED=0"
		}
		root := filepath.Join(dir, system.name)
		var folders []string
		for _, p := range programs[system.name] {
			p.write(t, root)
			folders = append(folders, filepath.ToSlash(filepath.Join(system.name, p.name)))
		}
		slices.Sort(folders)
		if len(folders) == 0 {
			continue
		}
		byFile := findings(t, dir, binary, set, folders)
		for _, pkg := range slices.Sorted(maps.Keys(programs[system.name])) {
			p := programs[system.name][pkg]
			lines := byFile[p.file]
			for _, made := range p.made {
				blocks := false
				for line := made.from; line < made.to; line++ {
					blocks = blocks || slices.ContainsFunc(lines[line], func(f string) bool { return strings.HasPrefix(f, "loopblock/callback-blocks") })
				}
				switch {
				case made.row.Reentry != "":
					checked["where only calling back is a hazard"]++
					assert.False(t, blocks, "%s %v: found, though %s\n%s", made.how, made.row.Symbol, made.row.Reentry, made.text)
				case made.row.When != "":
					checked["under a configuration"]++
					t.Logf("%s %v: found %v when %s", made.how, made.row.Symbol, blocks, made.row.When)
				default:
					checked["where waiting is a hazard"]++
					assert.True(t, blocks, "%s %v: not found\n%s", made.how, made.row.Symbol, made.text)
				}
			}
		}
	}
	for _, what := range slices.Sorted(maps.Keys(checked)) {
		t.Logf("checked: %d callbacks %s", checked[what], what)
	}
	for _, what := range slices.Sorted(maps.Keys(left)) {
		t.Logf("left out: %d rows %s", left[what], what)
	}
}

// elsewhere are packages that are read for Linux but take C libraries to build
// there, and the system for which they do not.
var elsewhere = map[string]string{
	"gioui.org/app":                    "windows",
	"github.com/hajimehoshi/ebiten/v2": "windows",
}

// copyModule makes dir a module that requires what this one does.
func copyModule(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		above, err := filepath.Abs(filepath.Join("..", ".."))
		require.NoError(t, err)
		data = bytes.Replace(data, []byte("=> ../.."), []byte("=> "+above), 1)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o666))
	}
}

// A sleeper is a program with callbacks that sleep, all of one package's rows.
type sleeper struct {
	name    string
	imports map[string]string // names of imports, by path
	made    []*made
	file    string
}

// made is a declaration that hands over one callback.
type made struct {
	row      *apimodel.Callback
	how      string
	text     string
	from, to int // lines
}

// add adds declarations for a row to the program. It returns an error if there
// is no way to write one.
func (s *sleeper) add(row *apimodel.Callback, d *declaration) error {
	w := &writer{sleeper: s}
	var hows map[string]string
	var err error
	switch row.Shape {
	case apimodel.FuncParam:
		hows, err = w.passed(row, d)
	case apimodel.InterfaceMethod:
		hows, err = w.implemented(row, d)
	case apimodel.StructField:
		hows, err = w.kept(row, d)
	case apimodel.FuncType:
		hows, err = w.named(d)
	}
	if err != nil {
		return err
	}
	for _, how := range slices.Sorted(maps.Keys(hows)) {
		s.made = append(s.made, &made{row: row, how: how, text: strings.ReplaceAll(hows[how], "NAME", fmt.Sprintf("decl%d", len(s.made)))})
	}
	return nil
}

// write writes the program in a folder of root.
func (s *sleeper) write(t *testing.T, root string) {
	t.Helper()
	var b bytes.Buffer
	fmt.Fprintf(&b, "package %s\n\nimport (\n\t\"time\"\n", s.name)
	for _, path := range slices.Sorted(maps.Keys(s.imports)) {
		used := regexp.MustCompile(`\b` + s.imports[path] + `\.`)
		if slices.ContainsFunc(s.made, func(m *made) bool { return used.MatchString(m.text) }) {
			fmt.Fprintf(&b, "\t%s %q\n", s.imports[path], path)
		}
	}
	b.WriteString(")\n\nvar _ = time.Sleep\n\n")
	for _, m := range s.made {
		m.from = bytes.Count(b.Bytes(), []byte("\n")) + 1
		b.WriteString(m.text)
		b.WriteString("\n\n")
		m.to = bytes.Count(b.Bytes(), []byte("\n")) + 1
	}
	_, err := format.Source(b.Bytes())
	require.NoError(t, err, "%s", &b)
	folder := filepath.Join(root, s.name)
	require.NoError(t, os.MkdirAll(folder, 0o777))
	s.file = filepath.Join(folder, "p.go")
	require.NoError(t, os.WriteFile(s.file, b.Bytes(), 0o666))
}

// declaredType returns the type with the given name, of which it instantiates a
// generic one.
func declaredType(d *declaration, name string) (types.Type, error) {
	return instance(d.owner(name))
}
