package ownership

import (
	"go/types"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// A stdUse is what a function of the standard library does with an argument.
type stdUse uint8

const (
	stdUnknown  stdUse = iota
	stdBorrows         // it is done with the argument when it returns
	stdWraps           // its first result holds the argument
	stdReleases        // it releases the argument
)

// stdUseOf returns what fn, a function or method of the standard library, does
// with arguments that hold resources. All the arguments of one call are alike.
func stdUseOf(fn *types.Func) stdUse {
	s := apimodel.FuncSymbol(fn)
	if s.Recv != "" {
		return stdMethodUse(s)
	}
	switch s.Pkg {
	case "fmt", "errors", "bytes", "strings", "reflect", "encoding/binary", "encoding/pem", "io/ioutil", "image", "image/gif",
		"image/jpeg", "image/png", "crypto/rand", "maps", "slices", "sort", "unsafe":
		return stdBorrows
	case "io":
		switch s.Name {
		case "Copy", "CopyBuffer", "CopyN", "ReadAll", "ReadAtLeast", "ReadFull", "WriteString":
			return stdBorrows
		case "LimitReader", "MultiReader", "MultiWriter", "TeeReader", "NopCloser":
			return stdWraps
		}
	case "log":
		switch s.Name {
		case "SetOutput":
			return stdUnknown
		case "New":
			return stdWraps
		}
		return stdBorrows
	case "log/slog":
		switch {
		case s.Name == "SetDefault":
			return stdUnknown
		case s.Name == "With" || strings.HasPrefix(s.Name, "New"):
			return stdWraps
		}
		return stdBorrows
	case "crypto/tls":
		if s.Name == "Client" || s.Name == "Server" {
			return stdWraps
		}
	case "runtime":
		if s.Name == "KeepAlive" {
			return stdBorrows
		}
	case "net/http":
		switch s.Name {
		case "Error", "NotFound", "ReadRequest", "Redirect", "ServeContent", "ServeFile":
			return stdBorrows
		case "MaxBytesReader":
			return stdWraps
		case "Serve", "ServeTLS":
			return stdReleases
		}
	case "net/http/httputil":
		if strings.HasPrefix(s.Name, "Dump") {
			return stdBorrows
		}
	}
	if wraps(s.Pkg) && strings.HasPrefix(s.Name, "New") {
		return stdWraps
	}
	return stdUnknown
}

func stdMethodUse(s apimodel.Symbol) stdUse {
	switch s.Pkg {
	case "net/http":
		if s.Recv == "Server" && (s.Name == "Serve" || s.Name == "ServeTLS") {
			return stdReleases
		}
	case "database/sql":
		if s.Recv == "Tx" && (s.Name == "Stmt" || s.Name == "StmtContext") {
			return stdWraps // a statement of the transaction, which closes it
		}
	case "testing", "log", "log/slog":
		switch s.Name {
		case "SetOutput":
			return stdUnknown
		case "With":
			return stdWraps
		}
		return stdBorrows
	}
	switch s.Name {
	case "ReadFrom", "WriteTo", "Execute", "ExecuteTemplate":
		return stdBorrows
	}
	return stdUnknown
}

// wraps reports whether the functions New… of the package with the given path,
// one of the standard library, put a reader or writer around the one that they
// are passed.
func wraps(path string) bool {
	switch path {
	case "archive/tar", "archive/zip", "bufio", "compress/bzip2", "compress/flate", "compress/gzip", "compress/lzw", "compress/zlib",
		"encoding/ascii85", "encoding/base32", "encoding/base64", "encoding/csv", "encoding/gob", "encoding/hex", "encoding/json",
		"encoding/xml", "io", "log", "log/slog", "mime/multipart", "mime/quotedprintable", "net/textproto", "text/tabwriter":
		return true
	}
	return false
}
