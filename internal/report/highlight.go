package report

import (
	"go/scanner"
	"go/token"
)

// A tokenSpan is the bytes [from, to) of a token, with the class by which the
// page's style sheet colours it, "" for plain text.
type tokenSpan struct {
	from, to int
	class    string
}

// tokens splits Go source into tokens, in order. What isn't Go gives nonsense
// classes, never an error.
func tokens(data []byte) []tokenSpan {
	var out []tokenSpan
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(data))
	s.Init(file, data, func(token.Position, string) {}, scanner.ScanComments)
	for {
		pos, tok, lit := s.Scan()
		from := file.Offset(pos)
		switch {
		case tok == token.EOF:
			return out
		case tok == token.SEMICOLON && lit == "\n": // inserted, not in the source
			continue
		case lit == "":
			lit = tok.String()
		}
		out = append(out, tokenSpan{from, literalEnd(data, from, len(lit)), class(tok)})
	}
}

// literalEnd returns the end of the literal of n bytes that starts at from. The
// scanner takes the carriage returns out of comments and raw strings.
func literalEnd(data []byte, from, n int) int {
	to := from
	for ; n > 0 && to < len(data); to++ {
		if data[to] != '\r' {
			n--
		}
	}
	return to
}

func class(tok token.Token) string {
	switch {
	case tok.IsKeyword():
		return "k"
	case tok == token.STRING, tok == token.CHAR:
		return "s"
	case tok == token.INT, tok == token.FLOAT, tok == token.IMAG:
		return "n"
	case tok == token.COMMENT:
		return "c"
	default:
		return ""
	}
}
