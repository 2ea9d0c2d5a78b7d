package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// errors applies what the overlay says of rows about errors.
func (over *overlay) errors(in *input) error {
	in.errors = append(in.errors, over.ErrorRows...)
	used := make(map[string]bool)
	for i := range in.errors {
		r := &in.errors[i]
		for _, key := range []string{r.ID, r.ID + " " + r.Role} {
			patch, ok := over.Errors[key]
			if !ok {
				continue
			}
			used[key] = true
			if err := json.Unmarshal(patch, r); err != nil {
				return fmt.Errorf("overlay.json: %s: %w", key, err)
			}
			break
		}
	}
	in.errors = slices.DeleteFunc(in.errors, func(r row) bool { return r.Drop != "" })
	return unused("error", used, over.Errors)
}

// errorRoles maps the column "role" to constants.
var errorRoles = map[string]string{
	"receives": "ReceivesError", "returns-special": "ReturnsSpecial", "returns-dropped": "ReturnsDropped",
	"returns-nothing": "ReturnsNothing", "future": "Future", "deferred-error": "DeferredError", "join": "Join", "answer": "Answer",
}

func errorLiteral(b *bytes.Buffer, r row) error {
	if err := r.checkError(); err != nil {
		return err
	}
	symbol(b, r)
	if err := choose(b, "Role", r.Role, errorRoles); err != nil {
		return err
	}
	if err := choose(b, "Shape", r.Kind, shapes); err != nil {
		return err
	}
	fmt.Fprintf(b, ", Param: %d, ErrorParam: %d", r.param(), index(r.ErrorPos))
	flagField(b, "Interface", r.PKind == "interface")
	flagField(b, "ReturnsError", r.isCallback() && r.CBError)
	flagField(b, "Must", r.Must)
	flagField(b, "Only", r.Only)
	fmt.Fprintf(b, ", Result: %d", index(r.Result))
	strs(b, "Asks", r.Asks)
	flagField(b, "Definite", r.Definite)
	str(b, "Why", r.Why)
	fmt.Fprintf(b, ", Channel: %d, Casual: %d", index(r.Channel), index(r.Casual))
	if r.CasualValue != 0 {
		fmt.Fprintf(b, ", CasualValue: %d", r.CasualValue)
	}
	str(b, "What", r.Treatment)
	src(b, r)
	return nil
}

// isCallback reports whether a row about errors speaks of a callback.
func (r *row) isCallback() bool {
	return !slices.Contains([]string{"error-future", "result-type", "chan-field"}, r.Kind)
}

// checkError returns an error if the columns of a row about errors contradict
// each other.
func (r *row) checkError() error {
	switch {
	case r.Treatment == "":
		return fmt.Errorf("role %s does not say what happens to the error", r.Role)
	case r.Must && r.Role != "receives", r.Only && r.Role != "receives":
		return fmt.Errorf("role %s receives no error", r.Role)
	case r.Role == "future" && len(r.Asks) == 0:
		return fmt.Errorf("a future that nothing asks")
	case (r.Role == "future" || r.Role == "join" || r.Role == "answer") && r.Kind == "error-future" && r.Result == nil:
		return fmt.Errorf("role %s without a result", r.Role)
	case r.Role == "deferred-error" && r.Result == nil && len(r.Asks) == 0 && r.Channel == nil && !r.CBError:
		return fmt.Errorf("nobody tells this error later")
	case r.Definite && r.Why != "", !r.Definite && r.Why == "" && r.needsWhy():
		return fmt.Errorf("either definite, or with a reason why not")
	}
	return nil
}

// needsWhy reports whether a row whose loss isn't definite has to say why.
func (r *row) needsWhy() bool {
	return slices.Contains([]string{"future", "join", "answer", "returns-dropped"}, r.Role)
}
