// Command cacheprog is a build cache in a directory that machines share, as
// GOCACHEPROG wants it (https://pkg.go.dev/cmd/go/internal/cacheprog): one entry
// for each action, naming the file with the output. It appends to a log what it
// was asked.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

type request struct {
	ID       int64
	Command  string
	ActionID []byte
	OutputID []byte
	BodySize int64
}

type response struct {
	ID            int64
	Err           string     `json:",omitempty"`
	KnownCommands []string   `json:",omitempty"`
	Miss          bool       `json:",omitempty"`
	OutputID      []byte     `json:",omitempty"`
	Size          int64      `json:",omitempty"`
	Time          *time.Time `json:",omitempty"`
	DiskPath      string     `json:",omitempty"`
}

// An entry is what the cache knows of an action.
type entry struct {
	OutputID []byte
	Size     int64
	Time     time.Time
}

func main() {
	dir := flag.String("dir", "", "the shared directory")
	logFile := flag.String("log", "", "the file to append requests to")
	flag.Parse()
	if err := serve(*dir, *logFile); err != nil {
		fmt.Fprintln(os.Stderr, "cacheprog:", err)
		os.Exit(1)
	}
}

func serve(dir, logFile string) (err error) {
	log, err := os.OpenFile(logFile, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	defer log.Close()
	in, out := json.NewDecoder(bufio.NewReader(os.Stdin)), json.NewEncoder(os.Stdout)
	if err := out.Encode(response{KnownCommands: []string{"get", "put", "close"}}); err != nil {
		return err
	}
	for {
		var r request
		if err := in.Decode(&r); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		var body []byte
		if r.Command == "put" && r.BodySize > 0 {
			var text string
			if err := in.Decode(&text); err != nil {
				return err
			}
			if body, err = base64.StdEncoding.DecodeString(text); err != nil {
				return err
			}
		}
		answer := response{ID: r.ID}
		switch r.Command {
		case "get":
			answer = get(dir, r)
		case "put":
			answer = put(dir, r, body)
		}
		if _, err := fmt.Fprintln(log, r.Command, answer.Miss); err != nil {
			return err
		}
		if err := out.Encode(answer); err != nil || r.Command == "close" {
			return err
		}
	}
}

func name(dir, kind string, id []byte) string {
	return filepath.Join(dir, kind+hex.EncodeToString(id))
}

func get(dir string, r request) response {
	text, err := os.ReadFile(name(dir, "a-", r.ActionID))
	if err != nil {
		return response{ID: r.ID, Miss: true}
	}
	var e entry
	if err := json.Unmarshal(text, &e); err != nil {
		return response{ID: r.ID, Err: err.Error()}
	}
	return response{ID: r.ID, OutputID: e.OutputID, Size: e.Size, Time: &e.Time, DiskPath: name(dir, "o-", e.OutputID)}
}

func put(dir string, r request, body []byte) response {
	file := name(dir, "o-", r.OutputID)
	text, err := json.Marshal(entry{r.OutputID, r.BodySize, time.Now()})
	if err == nil {
		err = write(file, body)
	}
	if err == nil {
		err = write(name(dir, "a-", r.ActionID), text)
	}
	if err != nil {
		return response{ID: r.ID, Err: err.Error()}
	}
	return response{ID: r.ID, DiskPath: file}
}

// write puts a file into its place at once: others may be reading it.
func write(file string, text []byte) error {
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, text) {
		return nil
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), "t-")
	if err != nil {
		return err
	}
	if _, err := tmp.Write(text); err != nil {
		tmp.Close()
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), file)
}
