package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// row is the union of the columns that the tables use.
type row struct {
	ID      string `json:"id"`
	Module  string `json:"module"`
	Version string `json:"version"`
	Kind    string `json:"kind"`
	Pkg     string `json:"pkg"`
	Symbol  string `json:"symbol"`
	Decl    string `json:"decl"`
	Param   *int   `json:"param_index"`
	PKind   string `json:"param_kind"`
	Type    string `json:"type"`
	Name    string `json:"name"`

	// blocking.json
	Category   string   `json:"category"`
	Strength   string   `json:"strength"`
	Indefinite bool     `json:"indefinite"`
	TakesCtx   bool     `json:"takes_ctx"`
	CtxIdiom   string   `json:"ctx_idiom"`
	CtxFuncs   []string `json:"ctx_alternative"`
	Notes      string   `json:"notes"`

	// eventloops.json
	Loop          string   `json:"loop"`
	Severity      string   `json:"severity"`
	Offload       string   `json:"offload"`
	AppliesWhen   string   `json:"applies_when"`
	Forbidden     []string `json:"forbidden"`
	ForbiddenNote string   `json:"forbidden_note"`
	Confidence    string   `json:"confidence"`
	Evidence      string   `json:"evidence"`
	Hazard        string   `json:"hazard"`

	// spawners.json
	Runs    string   `json:"runs"`
	Error   string   `json:"error"`
	Panic   string   `json:"panic"`
	Bounded string   `json:"bounded"`
	Joins   []string `json:"join"`

	// negatives.json
	RunsOn string `json:"runs_on"`
	Why    string `json:"why"`

	// resources.json
	Result       *int     `json:"result_index"`
	Release      []string `json:"release"`
	GCOK         string   `json:"gc_ok"`
	ReturnsError bool     `json:"returns_error"`

	// errorcallbacks.json, and what overlay.json adds to it
	Role        string   `json:"role"`
	ErrorPos    *int     `json:"error_pos"`
	CBError     bool     `json:"callback_returns_error"`
	Treatment   string   `json:"treatment"`
	Asks        []string `json:"asks"`
	Must        bool     `json:"must"`
	Only        bool     `json:"only"`
	Definite    bool     `json:"definite"`
	Channel     *int     `json:"channel"`
	Casual      *int     `json:"casual"`
	CasualValue int64    `json:"casual_value"`
	Drop        string   `json:"drop"`

	reentry   string      // from overlay.json
	hangs     []forbidden // from overlay.json: one for each of Forbidden
	quiet     string      // from overlay.json
	exhausted string      // from overlay.json
	recv      string      // the type that declares the symbol
}

type alias struct {
	Legacy  string   `json:"legacy_module"`
	Current string   `json:"current_module"`
	Missing []string `json:"symbols_missing"`
}

// overlay corrects and refines the other files.
type overlay struct {
	// Reentry holds the callback rows, by id, whose only hazard is to call back
	// into the API, with the reason why blocking there is otherwise harmless.
	Reentry map[string]string `json:"reentry"`
	// Drop holds callback rows, by id and kind or by id and version, that turned
	// out wrong or useless, with the reason.
	Drop map[string]string `json:"drop"`
	// Callbacks holds the columns to set in callback rows, by id and kind.
	Callbacks map[string]json.RawMessage `json:"callbacks"`
	// Loops holds better names of loops, which say what is served, by the names in
	// callback rows.
	Loops map[string]string `json:"loops"`
	// CallbackRows holds further callback rows.
	CallbackRows []row `json:"callback_rows"`
	// ForbiddenSymbols corrects the symbols of forbidden calls.
	ForbiddenSymbols map[string]string `json:"forbidden_symbols"`
	// Forbidden says on which object a forbidden call hangs. Of several entries
	// that fit a call in a callback the last one counts; one must fit.
	Forbidden []forbidden `json:"forbidden"`

	// Quiet holds resource rows, by id, whose missing release is often right,
	// with the reason.
	Quiet map[string]string `json:"quiet"`
	// Exhausted holds the methods whose false result releases the resource.
	Exhausted map[string]string `json:"exhausted"`
	// More holds further release methods of resource rows, by id.
	More map[string][]string `json:"more"`
	// Released holds, by symbol, the parameter that a releasing function
	// releases, where that is not the receiver.
	Released map[string]int `json:"released"`

	// Errors holds the columns to set in rows about errors, by id, or by id and
	// role where an id has several roles.
	Errors map[string]json.RawMessage `json:"errors"`
	// BlockingRows holds further rows about functions that wait.
	BlockingRows []row `json:"blocking_rows"`

	// ErrorRows holds further rows about errors.
	ErrorRows []row `json:"error_rows"`
}

type input struct {
	blocking, callbacks, spawners, negatives, resources, releases, errors []row
	aliases                                                               []alias
}

// pkg holds the rows of one package.
type pkg struct {
	path, module                                                          string
	blocking, callbacks, spawners, negatives, resources, releases, errors []row
}

func comparePkgs(a, b *pkg) int { return cmp.Compare(a.path, b.path) }

func read(dir string) (*input, error) {
	var in input
	var over overlay
	for name, dst := range map[string]any{
		"blocking.json":       &in.blocking,
		"eventloops.json":     &in.callbacks,
		"spawners.json":       &in.spawners,
		"negatives.json":      &in.negatives,
		"resources.json":      &in.resources,
		"errorcallbacks.json": &in.errors,
		"aliases.json":        &in.aliases,
		"overlay.json":        &over,
	} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(text, dst); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	in.blocking = append(in.blocking, over.BlockingRows...)
	if err := over.callbacks(&in.callbacks); err != nil {
		return nil, err
	}
	if err := over.resources(&in); err != nil {
		return nil, err
	}
	if err := over.errors(&in); err != nil {
		return nil, err
	}
	for _, table := range []*[]row{&in.blocking, &in.callbacks, &in.spawners, &in.negatives, &in.resources, &in.releases, &in.errors} {
		for i := range *table {
			if err := (*table)[i].resolve(); err != nil {
				return nil, err
			}
		}
	}
	return &in, nil
}

// unused returns an error if the overlay has an id that no row has.
func unused[V any](kind string, used map[string]bool, ids map[string]V) error {
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if !used[id] {
			return fmt.Errorf("overlay.json: no %s row %q", kind, id)
		}
	}
	return nil
}

// resolve sets the package, receiver and name under which the model knows the
// row: those of the declaration, which for promoted methods are not the type
// through which the row was looked up.
func (r *row) resolve() error {
	sym := r.Symbol
	if rest, ok := strings.CutPrefix(sym, "("); ok { // (*path.Type).Method
		recv, method, ok := strings.Cut(rest, ").")
		if !ok {
			return fmt.Errorf("row %q: bad symbol %q", r.ID, sym)
		}
		recv = strings.TrimPrefix(recv, "*")
		dot := strings.LastIndexByte(recv, '.')
		r.Pkg, r.recv, r.Name = recv[:dot], recv[dot+1:], method
		return nil
	}
	if r.Kind == "struct-field" || r.Kind == "chan-field" {
		r.recv = r.Type
	}
	return nil
}

func (in *input) packages() []*pkg {
	byPath := make(map[string]*pkg)
	at := func(r row) *pkg {
		p := byPath[r.Pkg]
		if p == nil {
			p = &pkg{path: r.Pkg, module: r.Module}
			byPath[r.Pkg] = p
		}
		return p
	}
	for _, r := range in.blocking {
		at(r).blocking = append(at(r).blocking, r)
	}
	for _, r := range in.callbacks {
		at(r).callbacks = append(at(r).callbacks, r)
	}
	for _, r := range in.spawners {
		at(r).spawners = append(at(r).spawners, r)
	}
	for _, r := range in.negatives {
		at(r).negatives = append(at(r).negatives, r)
	}
	for _, r := range in.resources {
		at(r).resources = append(at(r).resources, r)
	}
	for _, r := range in.releases {
		at(r).releases = append(at(r).releases, r)
	}
	for _, r := range in.errors {
		at(r).errors = append(at(r).errors, r)
	}
	var pkgs []*pkg
	for _, p := range byPath {
		for _, table := range []*[]row{&p.blocking, &p.callbacks, &p.spawners, &p.negatives, &p.resources, &p.releases, &p.errors} {
			slices.SortStableFunc(*table, compareRows)
			*table = slices.CompactFunc(*table, func(a, b row) bool {
				return compareRows(a, b) == 0 && a.Kind == b.Kind && a.Role == b.Role
			})
		}
		pkgs = append(pkgs, p)
	}
	slices.SortFunc(pkgs, comparePkgs)
	return pkgs
}

func compareRows(a, b row) int {
	return cmp.Or(cmp.Compare(a.recv, b.recv), cmp.Compare(a.Name, b.Name), cmp.Compare(a.param(), b.param()), cmp.Compare(a.result(), b.result()))
}

// result returns the index of the result that a row speaks of. Rows of other
// kinds speak of the function, whatever their result.
func (r *row) result() int {
	if r.Kind != "acquire" && r.Kind != "chan-result" {
		return 0
	}
	return index(r.Result)
}

// index returns the index of a parameter or result, -1 if there is none.
func index(i *int) int {
	if i == nil {
		return -1
	}
	return *i
}

func (r *row) param() int { return index(r.Param) }

// stdPackages lists the packages of the standard library and its commands,
// vendored ones included.
func stdPackages() ([]string, error) {
	cmd := exec.Command("go", "list", "std", "cmd")
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOOS=linux", "GOARCH=amd64")
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list std cmd: %w", err)
	}
	var paths []string
	for line := range bytes.Lines(out) {
		paths = append(paths, strings.TrimSpace(string(line)))
	}
	slices.Sort(paths)
	return paths, nil
}
