package driver

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"strings"
)

// buildID returns the build ID that the go command wrote into the running
// program, "" if it can't be found. Its last part is a hash of the program's
// content, so it identifies the tool as well as the hash that unitchecker makes
// of the whole file, without reading more than the file's head.
func buildID() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	// The go command looks as far for the ID in executables that are not ELF.
	head, err := io.ReadAll(io.LimitReader(f, 32<<10))
	if err != nil {
		return ""
	}
	return buildIDOf(head)
}

// buildIDOf returns the build ID in the first bytes of an executable: in ELF
// the description of a note by "Go", elsewhere a quoted string at the start of
// the text segment (see cmd/internal/buildid).
func buildIDOf(head []byte) string {
	id := quotedBuildID(head)
	if bytes.HasPrefix(head, []byte("\x7fELF")) {
		id = noteBuildID(head)
	}
	if i := strings.LastIndexByte(id, '/'); i < 0 || i == len(id)-1 {
		return "" // linked with -buildid=, say: no hash of the content
	}
	return id
}

func noteBuildID(head []byte) string {
	// Name length 4, description length, type 4, name "Go\0\0".
	name := []byte("\x04\x00\x00\x00Go\x00\x00")
	before, rest, ok := bytes.Cut(head, name)
	if !ok || len(before) < 4 {
		return ""
	}
	n := binary.LittleEndian.Uint32(before[len(before)-4:])
	if int64(n) > int64(len(rest)) {
		return ""
	}
	return string(rest[:n])
}

func quotedBuildID(head []byte) string {
	_, rest, ok := bytes.Cut(head, []byte("\xff Go build ID: \""))
	if !ok {
		return ""
	}
	id, _, ok := bytes.Cut(rest, []byte("\"\n \xff"))
	if !ok {
		return ""
	}
	return string(id)
}
