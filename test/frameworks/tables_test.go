package frameworks

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// An errorRow is a row about errors as the model's tables have it.
type errorRow struct {
	apimodel.Symbol
	role, shape           string
	module, version, decl string
}

// readRows returns the rows about errors in the model's generated files. They
// are read as syntax: the model can be asked about a symbol, and not for all of
// them.
func readRows(dir string) ([]*errorRow, error) {
	files, err := filepath.Glob(filepath.Join(dir, "zz_*.go"))
	if err != nil {
		return nil, err
	}
	var rows []*errorRow
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(fn.Name.Name, "errors_") {
				for _, elt := range fn.Body.List[0].(*ast.ReturnStmt).Results[0].(*ast.CompositeLit).Elts {
					rows = append(rows, readRow(elt.(*ast.CompositeLit)))
				}
			}
		}
	}
	return rows, nil
}

func readRow(lit *ast.CompositeLit) *errorRow {
	r := new(errorRow)
	for _, elt := range lit.Elts {
		field := elt.(*ast.KeyValueExpr)
		switch field.Key.(*ast.Ident).Name {
		case "Symbol":
			s := stringsOf(field.Value)
			r.Symbol = apimodel.Symbol{Pkg: s[0], Recv: s[1], Name: s[2]}
		case "Role":
			r.role = roles[field.Value.(*ast.Ident).Name].String()
		case "Shape":
			r.shape = field.Value.(*ast.Ident).Name
		case "Source":
			s := stringsOf(field.Value)
			r.module, r.version, r.decl = s[0], s[1], s[2]
		}
	}
	return r
}

// roles are the roles by the names of their constants.
var roles = map[string]apimodel.ErrorRole{
	"ReceivesError": apimodel.ReceivesError, "ReturnsSpecial": apimodel.ReturnsSpecial, "ReturnsDropped": apimodel.ReturnsDropped,
	"ReturnsNothing": apimodel.ReturnsNothing, "Future": apimodel.Future, "DeferredError": apimodel.DeferredError,
	"Join": apimodel.Join, "Answer": apimodel.Answer,
}

func stringsOf(e ast.Expr) []string {
	var list []string
	for _, elt := range e.(*ast.CompositeLit).Elts {
		s, err := strconv.Unquote(elt.(*ast.BasicLit).Value)
		if err != nil {
			panic(err) // gofmt accepted it
		}
		list = append(list, s)
	}
	return list
}
