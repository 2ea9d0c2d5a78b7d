package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

// key tells a callback row from others of its symbol: a function may be a
// callback and also have a loop around its calls.
func (r *row) key() string { return r.ID + " " + r.Kind }

// callbacks applies what the overlay says of callback rows.
func (over *overlay) callbacks(rows *[]row) error {
	*rows = append(*rows, over.CallbackRows...)
	used := make(map[string]bool)
	*rows = slices.DeleteFunc(*rows, func(r row) bool {
		for _, key := range []string{r.key(), r.ID + " " + r.Version} {
			if over.Drop[key] != "" {
				used[key] = true
				return true
			}
		}
		return false
	})
	for i := range *rows {
		r := &(*rows)[i]
		if patch, ok := over.Callbacks[r.key()]; ok {
			used[r.key()] = true
			if err := json.Unmarshal(patch, r); err != nil {
				return fmt.Errorf("overlay.json: %s: %w", r.key(), err)
			}
		}
		if name, ok := over.Loops[r.Loop]; ok {
			used[r.Loop] = true
			r.Loop = name
		}
		if r.reentry = over.Reentry[r.ID]; r.reentry != "" {
			used[r.ID] = true
		}
	}
	return cmp.Or(
		unused("callback", used, over.Reentry), unused("callback", used, over.Drop), unused("callback", used, over.Callbacks), unused("callback", used, over.Loops),
		over.forbidden(*rows),
	)
}

// A forbidden entry says of which objects it is true that certain calls in
// certain callbacks hang.
type forbidden struct {
	Pkg   string   `json:"pkg"`   // of the rows
	Rows  []string `json:"rows"`  // their ids; all rows of the package if there are none
	Calls []string `json:"calls"` // all that a row forbids if there are none
	Of    []string `json:"of"`    // the methods whose results the calls are about, if not all are
	On    string   `json:"on"`    // a key of hangs
	Why   string   `json:"why"`   // what the call does there, or why it does not wait for the callback
}

// hangs maps the words of the overlay to constants.
var hangs = map[string]string{"same": "OnSame", "same key": "OnSameKey", "any": "OnAny", "elsewhere": "Elsewhere"}

// forbidden sets the column hangs.
func (over *overlay) forbidden(rows []row) error {
	used, corrected := make([]bool, len(over.Forbidden)), make(map[string]bool)
	for i := range rows {
		r := &rows[i]
		r.hangs = make([]forbidden, len(r.Forbidden))
		for j, call := range r.Forbidden {
			if declared, ok := over.ForbiddenSymbols[call]; ok {
				corrected[call] = true
				r.Forbidden[j] = declared
			}
			for k, e := range over.Forbidden {
				if e.Pkg != r.Pkg || len(e.Rows) > 0 && !slices.Contains(e.Rows, r.ID) || len(e.Calls) > 0 && !slices.Contains(e.Calls, call) {
					continue
				}
				used[k] = true
				r.hangs[j] = e
			}
			if hangs[r.hangs[j].On] == "" {
				return fmt.Errorf("overlay.json: on which object %s hangs in %s is %q", call, r.ID, r.hangs[j].On)
			}
		}
	}
	for k, e := range over.Forbidden {
		if !used[k] || e.Why == "" {
			return fmt.Errorf("overlay.json: forbidden entry %d (%s) fits no call, or gives no reason", k, e.Pkg)
		}
	}
	return unused("callback", corrected, over.ForbiddenSymbols)
}

func callbackLiteral(b *bytes.Buffer, r row) error {
	symbol(b, r)
	if err := choose(b, "Shape", r.Kind, shapes); err != nil {
		return err
	}
	fmt.Fprintf(b, ", Param: %d", r.param())
	if r.Kind == "chan-result" {
		fmt.Fprintf(b, ", Result: %d", index(r.Result))
	}
	flagField(b, "Interface", r.PKind == "interface")
	str(b, "Loop", r.Loop)
	flagField(b, "Deadlock", r.Severity == "deadlock")
	if r.Hazard != "" {
		if err := choose(b, "Hazard", r.Hazard, hazards); err != nil {
			return err
		}
	}
	str(b, "Offload", r.Offload)
	str(b, "When", r.AppliesWhen)
	if len(r.Forbidden) > 0 {
		fmt.Fprintf(b, ", Forbidden: %s()", r.forbiddenIdent())
	}
	str(b, "ForbiddenNote", r.ForbiddenNote)
	if err := choose(b, "Confidence", r.Confidence, confidences); err != nil {
		return err
	}
	str(b, "Evidence", r.Evidence)
	str(b, "Reentry", r.reentry)
	src(b, r)
	return nil
}

var hazards = map[string]string{"lost-event": "LostEvent", "unbounded-queue": "UnboundedQueue"}

// forbiddenFuncs writes the lists of forbidden calls of a package's rows. Many
// rows share one list, so each is a function of its own.
func forbiddenFuncs(b *bytes.Buffer, rows []row) error {
	written := make(map[string]bool)
	for _, r := range rows {
		name := r.forbiddenIdent()
		if len(r.Forbidden) == 0 || written[name] {
			continue
		}
		written[name] = true
		fmt.Fprintf(b, "func %s() []Forbidden {\nreturn []Forbidden{\n", name)
		for i, call := range r.Forbidden {
			callee := row{ID: r.ID, Symbol: call}
			if err := callee.resolve(); err != nil {
				return err
			}
			if callee.Name == "" {
				dot := strings.LastIndexByte(call, '.')
				callee.Pkg, callee.Name = call[:dot], call[dot+1:]
			}
			b.WriteString("{")
			symbol(b, callee)
			fmt.Fprintf(b, ", Hangs: %s", hangs[r.hangs[i].On])
			strs(b, "Of", r.hangs[i].Of)
			str(b, "Why", r.hangs[i].Why)
			b.WriteString("},\n")
		}
		b.WriteString("}\n}\n\n")
	}
	return nil
}

// forbiddenIdent returns the name of the function that returns the list of
// what the row forbids: the package's, and what tells the list from others.
func (r *row) forbiddenIdent() string {
	sum := crc32.NewIEEE()
	for i, call := range r.Forbidden {
		fmt.Fprintln(sum, call, r.hangs[i].On, r.hangs[i].Of, r.hangs[i].Why)
	}
	return fmt.Sprintf("%s_%08x", ident("forbidden", r.Pkg), sum.Sum32())
}
