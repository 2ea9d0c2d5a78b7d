package directives

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// A Verb is what a directive says, the word after "//asynclint:".
type Verb string

// The verbs.
const (
	Ignore      Verb = "ignore"
	EventLoop   Verb = "eventloop"
	Blocks      Verb = "blocks"
	NonBlocking Verb = "nonblocking"
	Spawns      Verb = "spawns"
	Bounded     Verb = "bounded"

	// EventLoopParam is EventLoop with an index, which speaks of a parameter.
	EventLoopParam Verb = "eventloop N"
)

var verbs = []Verb{Ignore, EventLoop, Blocks, NonBlocking, Spawns, Bounded}

// A Directive is a well-formed //asynclint comment.
type Directive struct {
	Verb     Verb
	Pos, End token.Pos
	Rules    []string // of Ignore: as written, "rule" or "rule/category"
	Reason   string   // of Ignore: what follows "--"; may be empty, which baddirective reports
	Param    int      // of Spawns and EventLoopParam: the index of the parameter
}

// A Problem is a comment that was meant to be a directive but is none, or one
// that stands where it has no meaning.
type Problem struct {
	Pos, End token.Pos
	Message  string
}

const prefix = "//asynclint:"

// parse parses one comment. It returns neither a directive nor a problem for a
// comment that is no directive.
func parse(c *ast.Comment) (*Directive, *Problem) {
	text, ok := strings.CutPrefix(c.Text, prefix)
	if !ok {
		return nearMiss(c)
	}
	problem := func(format string, args ...any) (*Directive, *Problem) {
		return nil, &Problem{Pos: c.Pos(), End: c.End(), Message: fmt.Sprintf(format, args...)}
	}
	// What follows a second "//" is a remark, as in fixtures' want comments.
	text, _, _ = strings.Cut(text, " // ")
	word, rest, _ := strings.Cut(strings.TrimRight(text, " \t\r"), " ")
	rest = strings.TrimSpace(rest)
	d := &Directive{Verb: Verb(word), Pos: c.Pos(), End: c.End()}
	switch d.Verb {
	case Ignore:
		rules, reason, _ := strings.Cut(rest, "--")
		for name := range strings.SplitSeq(rules, ",") {
			name = strings.TrimSpace(name)
			if name == "" || strings.ContainsAny(name, " \t") {
				return problem("asynclint:ignore wants the rules to ignore: //asynclint:ignore RULE[,RULE] -- REASON")
			}
			d.Rules = append(d.Rules, name)
		}
		d.Reason = strings.TrimSpace(reason)
	case Spawns:
		if d.Param, ok = index(rest); !ok {
			return problem("asynclint:spawns wants the index of the parameter that is run as a task, counting from 0: //asynclint:spawns 0")
		}
	case EventLoop:
		if rest == "" || strings.HasPrefix(rest, "--") {
			break
		}
		d.Verb = EventLoopParam
		if d.Param, ok = index(rest); !ok {
			return problem("asynclint:eventloop takes nothing, or the index of the parameter that runs on the loop, counting from 0: //asynclint:eventloop 0 (write -- before a remark)")
		}
	case Blocks, NonBlocking, Bounded:
		if rest != "" && !strings.HasPrefix(rest, "--") {
			return problem("asynclint:%s takes no arguments (write -- before a remark)", word)
		}
	default:
		return problem("unknown directive asynclint:%s%s", word, suggestion(word))
	}
	return d, nil
}

// index parses the index of a parameter, which a remark may follow.
func index(text string) (int, bool) {
	text, _, _ = strings.Cut(text, "--")
	n, err := strconv.Atoi(strings.TrimSpace(text))
	return n, err == nil && n >= 0
}

// nearMiss recognises comments that Go and this package do not take for
// directives although they look like one: what would be well-formed but for a
// space. Anything else is prose, whose line may well begin with such a word.
func nearMiss(c *ast.Comment) (*Directive, *Problem) {
	body, ok := strings.CutPrefix(c.Text, "//")
	if !ok {
		return nil, nil
	}
	trimmed := "//" + strings.TrimLeft(body, " \t")
	if !strings.HasPrefix(trimmed, prefix) {
		return nil, nil
	}
	d, _ := parse(&ast.Comment{Slash: c.Slash, Text: trimmed})
	if d == nil {
		return nil, nil
	}
	return nil, &Problem{Pos: c.Pos(), End: c.End(), Message: fmt.Sprintf("a directive has no space before it: write %s%s", prefix, d.Verb)}
}

// suggestion returns a hint at the verb that was perhaps meant.
func suggestion(word string) string {
	for _, v := range verbs {
		if strings.EqualFold(word, string(v)) || word != "" && (strings.HasPrefix(string(v), word) || strings.HasPrefix(word, string(v))) {
			return fmt.Sprintf(": did you mean asynclint:%s?", v)
		}
	}
	names := make([]string, len(verbs))
	for i, v := range verbs {
		names[i] = string(v)
	}
	return ": want one of " + strings.Join(names, ", ")
}
