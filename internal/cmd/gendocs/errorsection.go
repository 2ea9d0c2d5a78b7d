package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// An errorRow is a call whose error is told in another way than by an ordinary
// result, as the model has it.
type errorRow struct {
	apimodel.Symbol
	role string // the name of the constant
	asks []string
	what string
	why  string // why a loss of it is no finding, "" if it is one
}

// errorSection returns the part of the model's page that lists the calls whose
// errors come later, by what they are.
func errorSection(dir string) (string, error) {
	rows, err := readErrorRows(dir)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("\n## Errors that come later\n\n" +
		"What these functions fail with is not in an ordinary result. The rules report what is lost where a row says so; of the\n" +
		"others the model knows why a loss may be right.\n")
	for _, part := range []struct{ role, title, column string }{
		{"Future", "Asked of the result", "tells the error"},
		{"Join", "Returned for the tasks that were waited for", "what it returns"},
		{"Answer", "Whether the work was accepted", "what the answer means"},
	} {
		fmt.Fprintf(&b, "\n### %s\n\n| function | %s | why a loss may be right |\n| --- | --- | --- |\n", part.title, part.column)
		for _, r := range rows {
			if r.role != part.role {
				continue
			}
			tells := cell(r.what)
			if r.role == "Future" {
				var asks []string
				for _, ask := range r.asks {
					asks = append(asks, "`"+ask+"`")
				}
				tells = strings.Join(asks, ", ")
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.Symbol, tells, cell(r.why))
		}
	}
	return b.String(), nil
}

// readErrorRows returns the rows about calls from the generated files of the model,
// by symbol.
func readErrorRows(dir string) ([]errorRow, error) {
	files, err := filepath.Glob(filepath.Join(dir, "zz_*.go"))
	if err != nil {
		return nil, err
	}
	var rows []errorRow
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.CompositeLit); ok && lit.Type == nil {
				if row, ok := errorRowOf(lit); ok {
					rows = append(rows, row)
				}
			}
			return true
		})
	}
	slices.SortFunc(rows, func(a, b errorRow) int {
		return cmp.Or(cmp.Compare(a.Pkg, b.Pkg), cmp.Compare(a.Recv, b.Recv), cmp.Compare(a.Name, b.Name))
	})
	return rows, nil
}

// errorRowOf returns the row that lit is, if it is one about the error of a call.
func errorRowOf(lit *ast.CompositeLit) (errorRow, bool) {
	values := fields(lit)
	role, _ := values["Role"].(*ast.Ident)
	shape, _ := values["Shape"].(*ast.Ident)
	symbol, _ := values["Symbol"].(*ast.CompositeLit)
	if role == nil || shape == nil || shape.Name != "Call" || symbol == nil || len(symbol.Elts) != 3 {
		return errorRow{}, false
	}
	r := errorRow{
		Symbol: apimodel.Symbol{Pkg: stringLit(symbol.Elts[0]), Recv: stringLit(symbol.Elts[1]), Name: stringLit(symbol.Elts[2])},
		role:   role.Name,
		what:   stringLit(values["What"]),
		why:    stringLit(values["Why"]),
	}
	if asks, ok := values["Asks"].(*ast.CompositeLit); ok {
		for _, e := range asks.Elts {
			r.asks = append(r.asks, stringLit(e))
		}
	}
	return r, true
}
