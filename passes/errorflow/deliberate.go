package errorflow

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// Deliberate reports whether a comment on the line of pos, or alone on the line
// before, tells golangci-lint not to report an unchecked error there: whoever
// wrote it knows that the error is dropped.
func (r *Result) Deliberate(file *ast.File, pos token.Pos) bool {
	line := r.line(pos)
	return slices.ContainsFunc(file.Comments, func(g *ast.CommentGroup) bool {
		return slices.ContainsFunc(g.List, func(comment *ast.Comment) bool {
			at := r.line(comment.Pos())
			return (at == line || at == line-1) && silencesErrcheck(comment.Text)
		})
	})
}

func silencesErrcheck(text string) bool {
	list, ok := strings.CutPrefix(strings.TrimLeft(text, "/ "), "nolint")
	if !ok {
		return false
	}
	list, _, _ = strings.Cut(list, " ")
	if list, ok = strings.CutPrefix(list, ":"); !ok {
		return list == ""
	}
	return slices.ContainsFunc(strings.Split(list, ","), func(name string) bool {
		return name == "errcheck" || name == "all"
	})
}
