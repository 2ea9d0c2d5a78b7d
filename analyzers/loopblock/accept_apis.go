package loopblock

import (
	"slices"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// readers are the functions that wait for what comes from a connection, with the
// index of the parameter that is the connection; -1 for the receiver.
var readers = map[apimodel.Symbol]int{
	{Pkg: "net", Recv: "Conn", Name: "Read"}:             -1,
	{Pkg: "net", Recv: "TCPConn", Name: "Read"}:          -1,
	{Pkg: "net", Recv: "UnixConn", Name: "Read"}:         -1,
	{Pkg: "net", Recv: "conn", Name: "Read"}:             -1, // as the two before have it
	{Pkg: "io", Recv: "Reader", Name: "Read"}:            -1,
	{Pkg: "crypto/tls", Recv: "Conn", Name: "Read"}:      -1,
	{Pkg: "crypto/tls", Recv: "Conn", Name: "Handshake"}: -1,

	{Pkg: "bufio", Recv: "Reader", Name: "Read"}:       -1,
	{Pkg: "bufio", Recv: "Reader", Name: "ReadByte"}:   -1,
	{Pkg: "bufio", Recv: "Reader", Name: "ReadBytes"}:  -1,
	{Pkg: "bufio", Recv: "Reader", Name: "ReadLine"}:   -1,
	{Pkg: "bufio", Recv: "Reader", Name: "ReadRune"}:   -1,
	{Pkg: "bufio", Recv: "Reader", Name: "ReadSlice"}:  -1,
	{Pkg: "bufio", Recv: "Reader", Name: "ReadString"}: -1,
	{Pkg: "bufio", Recv: "Reader", Name: "Peek"}:       -1,
	{Pkg: "bufio", Recv: "Reader", Name: "Discard"}:    -1,
	{Pkg: "bufio", Recv: "Scanner", Name: "Scan"}:      -1,

	{Pkg: "encoding/json", Recv: "Decoder", Name: "Decode"}:           -1,
	{Pkg: "encoding/gob", Recv: "Decoder", Name: "Decode"}:            -1,
	{Pkg: "encoding/xml", Recv: "Decoder", Name: "Decode"}:            -1,
	{Pkg: "net/textproto", Recv: "Reader", Name: "ReadLine"}:          -1,
	{Pkg: "net/textproto", Recv: "Reader", Name: "ReadContinuedLine"}: -1,
	{Pkg: "net/textproto", Recv: "Reader", Name: "ReadMIMEHeader"}:    -1,

	{Pkg: "io", Name: "ReadAll"}:                                       0,
	{Pkg: "io/ioutil", Name: "ReadAll"}:                                0,
	{Pkg: "io", Name: "ReadFull"}:                                      0,
	{Pkg: "io", Name: "ReadAtLeast"}:                                   0,
	{Pkg: "io", Name: "Copy"}:                                          1,
	{Pkg: "io", Name: "CopyN"}:                                         1,
	{Pkg: "io", Name: "CopyBuffer"}:                                    1,
	{Pkg: "encoding/binary", Name: "Read"}:                             0,
	{Pkg: "fmt", Name: "Fscan"}:                                        0,
	{Pkg: "fmt", Name: "Fscanf"}:                                       0,
	{Pkg: "fmt", Name: "Fscanln"}:                                      0,
	{Pkg: "net/http", Name: "ReadRequest"}:                             0,
	{Pkg: "net/rpc", Name: "ServeConn"}:                                0,
	{Pkg: "net/rpc", Recv: "Server", Name: "ServeConn"}:                0,
	{Pkg: "net/rpc/jsonrpc", Name: "ServeConn"}:                        0,
	{Pkg: "golang.org/x/crypto/ssh", Name: "NewServerConn"}:            0,
	{Pkg: "golang.org/x/net/http2", Recv: "Server", Name: "ServeConn"}: 0,
}

// wrappers are the packages whose constructors return what reads from their
// argument and from nothing else.
var wrappers = []string{
	"bufio", "compress/flate", "compress/gzip", "compress/zlib", "crypto/tls", "encoding/gob", "encoding/json", "encoding/xml", "net/textproto",
}

// isWrapper reports whether s is a constructor of a reader.
func isWrapper(s apimodel.Symbol) bool {
	if s.Pkg == "io" {
		return s.Name == "LimitReader" || s.Name == "TeeReader" || s.Name == "MultiReader"
	}
	return s.Recv == "" && slices.Contains(wrappers, s.Pkg)
}
