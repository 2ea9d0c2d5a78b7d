// Package lazyregexp has regular expressions that are compiled when they are
// first used. The go command starts a vettool for each package that a program
// is made of, and in most of them nothing is matched: what is compiled at
// start-up would be paid for a thousand times over.
package lazyregexp

import (
	"regexp"
	"sync"
)

// A Regexp is a regular expression of package regexp that is compiled at the
// first match. It is meant for package variables, which as literals cost nothing
// at start-up:
//
//	var name = lazyregexp.Regexp{Expr: `^\w+$`}
//
// It is safe for concurrent use, and must not be copied after its first use.
// Methods panic if Expr is no valid expression.
type Regexp struct {
	Expr string

	once sync.Once
	re   *regexp.Regexp
}

func (r *Regexp) get() *regexp.Regexp {
	r.once.Do(func() { r.re = regexp.MustCompile(r.Expr) })
	return r.re
}

// MatchString is as in package regexp.
func (r *Regexp) MatchString(s string) bool { return r.get().MatchString(s) }

// ReplaceAllStringFunc is as in package regexp.
func (r *Regexp) ReplaceAllStringFunc(s string, repl func(string) string) string {
	return r.get().ReplaceAllStringFunc(s, repl)
}
