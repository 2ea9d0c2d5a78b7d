// Package gopls drives the language server that "asynclint gopls" builds, as an
// editor does, over its standard input and output.
package gopls

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The parts of the protocol that the tests need.
type (
	position struct {
		Line      int `json:"line"`
		Character int `json:"character"`
	}
	span struct {
		Start position `json:"start"`
		End   position `json:"end"`
	}
	location struct {
		URI   string `json:"uri"`
		Range span   `json:"range"`
	}
	related struct {
		Location location `json:"location"`
		Message  string   `json:"message"`
	}
	diagnostic struct {
		Range           span `json:"range"`
		Severity        int  `json:"severity"`
		Code            any  `json:"code,omitempty"`
		CodeDescription *struct {
			Href string `json:"href"`
		} `json:"codeDescription,omitempty"`
		Source             string          `json:"source"`
		Message            string          `json:"message"`
		RelatedInformation []related       `json:"relatedInformation,omitempty"`
		Data               json.RawMessage `json:"data,omitempty"`
	}
	textEdit struct {
		Range   span   `json:"range"`
		NewText string `json:"newText"`
	}
	codeAction struct {
		Title string `json:"title"`
		Kind  string `json:"kind"`
		Edit  struct {
			DocumentChanges []struct {
				TextDocument struct {
					URI string `json:"uri"`
				} `json:"textDocument"`
				Edits []textEdit `json:"edits"`
			} `json:"documentChanges"`
		} `json:"edit"`
	}
)

// severityWarning is what editors underline, but don't take for a broken build.
const severityWarning = 2

// A message is a request, a notification or a response.
type message struct {
	JSONRPC string           `json:"jsonrpc"`
	ID      *json.RawMessage `json:"id,omitempty"`
	Method  string           `json:"method,omitempty"`
	Params  json.RawMessage  `json:"params,omitempty"`
	Result  json.RawMessage  `json:"result,omitempty"`
	Error   *struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error,omitempty"`
}

// patience is how long a test waits for the server, on a machine with other
// things to do.
const patience = 3 * time.Minute

// A client is an editor with one folder open.
type client struct {
	t   *testing.T
	dir string
	in  io.WriteCloser

	mu       sync.Mutex
	settings map[string]any
	next     int
	replies  map[string]chan message
	versions map[string]int // of open documents, by URI
	said     map[string]published
	news     chan struct{} // closed and replaced whenever something was published
}

// published is what the server last said about a document.
type published struct {
	Version     int          `json:"version"`
	URI         string       `json:"uri"`
	Diagnostics []diagnostic `json:"diagnostics"`
	at          time.Time
}

// start starts the server for the module in dir, with settings of the user.
func start(t *testing.T, server, dir string, settings map[string]any) *client {
	t.Helper()
	cmd := exec.Command(server, "-mode=stdio", "serve")
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOWORK=off", "GOPLSCACHE="+t.TempDir())
	in, err := cmd.StdinPipe()
	require.NoError(t, err)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	c := &client{
		t: t, dir: dir, in: in, settings: settings,
		replies: make(map[string]chan message), versions: make(map[string]int),
		said: make(map[string]published), news: make(chan struct{}),
	}
	read := make(chan struct{})
	go func() {
		defer close(read)
		c.read(bufio.NewReader(out))
	}()
	t.Cleanup(func() {
		c.request("shutdown", nil, nil)
		c.notify("exit", nil)
		in.Close()
		<-read
		cmd.Wait() // the exit code of a server that was told to end says nothing
	})
	c.request("initialize", map[string]any{
		"processId":        nil,
		"rootUri":          uri(dir),
		"workspaceFolders": []any{map[string]any{"uri": uri(dir), "name": "m"}},
		"capabilities": map[string]any{
			"workspace": map[string]any{
				"configuration":          true,
				"workspaceEdit":          map[string]any{"documentChanges": true},
				"didChangeConfiguration": map[string]any{"dynamicRegistration": true},
			},
			"textDocument": map[string]any{
				"publishDiagnostics": map[string]any{
					"relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true, "dataSupport": true,
				},
				"codeAction": map[string]any{
					"codeActionLiteralSupport": map[string]any{"codeActionKind": map[string]any{"valueSet": []string{"quickfix"}}},
					"dataSupport":              true,
				},
			},
		},
	}, nil)
	c.notify("initialized", map[string]any{})
	return c
}

// uri returns the URI of a file.
func uri(file string) string {
	path := filepath.ToSlash(file)
	if runtime.GOOS == "windows" {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

func (c *client) uri(name string) string { return uri(filepath.Join(c.dir, filepath.FromSlash(name))) }

// read handles what the server says, until it ends.
func (c *client) read(r *bufio.Reader) {
	for {
		header, err := textproto.NewReader(r).ReadMIMEHeader()
		if err != nil {
			return
		}
		n, err := strconv.Atoi(header.Get("Content-Length"))
		if err != nil {
			return
		}
		body := make([]byte, n)
		if _, err := io.ReadFull(r, body); err != nil {
			return
		}
		var m message
		if json.Unmarshal(body, &m) == nil {
			c.handle(m)
		}
	}
}

func (c *client) handle(m message) {
	switch {
	case m.Method == "":
		c.mu.Lock()
		reply := c.replies[string(*m.ID)]
		c.mu.Unlock()
		if reply != nil {
			reply <- m
		}
	case m.Method == "textDocument/publishDiagnostics":
		var p published
		if json.Unmarshal(m.Params, &p) != nil {
			return
		}
		p.at = time.Now()
		c.mu.Lock()
		c.said[p.URI] = p
		close(c.news)
		c.news = make(chan struct{})
		c.mu.Unlock()
	case m.ID != nil:
		c.send(message{JSONRPC: "2.0", ID: m.ID, Result: c.answer(m)})
	}
}

// answer answers a request of the server.
func (c *client) answer(m message) json.RawMessage {
	if m.Method != "workspace/configuration" {
		return json.RawMessage("null")
	}
	var params struct{ Items []any }
	if json.Unmarshal(m.Params, &params) != nil {
		return json.RawMessage("null")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	list := make([]any, len(params.Items))
	for i := range list {
		list[i] = c.settings
	}
	text, err := json.Marshal(list)
	if err != nil {
		return json.RawMessage("null")
	}
	return text
}

func (c *client) send(m message) {
	body, err := json.Marshal(m)
	if err != nil {
		c.t.Error(err)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Fprintf(c.in, "Content-Length: %d\r\n\r\n%s", len(body), body) // a server that has gone answers nothing
}

func (c *client) notify(method string, params any) {
	c.send(message{JSONRPC: "2.0", Method: method, Params: c.encode(params)})
}

func (c *client) encode(v any) json.RawMessage {
	text, err := json.Marshal(v)
	require.NoError(c.t, err)
	return text
}

// request asks the server and stores the answer in result, unless that is nil.
func (c *client) request(method string, params, result any) {
	c.t.Helper()
	c.mu.Lock()
	c.next++
	id := json.RawMessage(strconv.Itoa(c.next))
	reply := make(chan message, 1)
	c.replies[string(id)] = reply
	c.mu.Unlock()
	m := message{JSONRPC: "2.0", ID: &id, Method: method}
	if params != nil {
		m.Params = c.encode(params)
	}
	c.send(m)
	select {
	case m := <-reply:
		require.Nil(c.t, m.Error, "%s: %v", method, m.Error)
		if result != nil {
			require.NoError(c.t, json.Unmarshal(m.Result, result), "%s", m.Result)
		}
	case <-time.After(patience):
		c.t.Fatalf("no answer to %s", method)
	}
}

// open opens a file with a text.
func (c *client) open(name, text string) {
	c.mu.Lock()
	c.versions[c.uri(name)] = 1
	c.mu.Unlock()
	c.notify("textDocument/didOpen", map[string]any{
		"textDocument": map[string]any{"uri": c.uri(name), "languageId": "go", "version": 1, "text": text},
	})
}

// change replaces the text of an open file.
func (c *client) change(name, text string) {
	c.mu.Lock()
	c.versions[c.uri(name)]++
	version := c.versions[c.uri(name)]
	c.mu.Unlock()
	c.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": c.uri(name), "version": version},
		"contentChanges": []any{map[string]any{"text": text}},
	})
}

// configure changes the user's settings.
func (c *client) configure(settings map[string]any) {
	c.mu.Lock()
	c.settings = settings
	c.mu.Unlock()
	c.notify("workspace/didChangeConfiguration", map[string]any{"settings": settings})
}

// until waits for the server to say something about the last version of the file
// that satisfies ok, and returns it.
func (c *client) until(name string, ok func([]diagnostic) bool) published {
	c.t.Helper()
	deadline := time.After(patience)
	for {
		c.mu.Lock()
		p, known := c.said[c.uri(name)]
		current := known && p.Version >= c.versions[c.uri(name)]
		news := c.news
		c.mu.Unlock()
		if current && ok(p.Diagnostics) {
			return p
		}
		select {
		case <-news:
		case <-deadline:
			c.t.Fatalf("%s: the server says %s", name, summary(p.Diagnostics))
		}
	}
}

func summary(list []diagnostic) string {
	var lines []string
	for _, d := range list {
		lines = append(lines, fmt.Sprintf("%d: %s %v: %s", d.Range.Start.Line+1, d.Source, d.Code, d.Message))
	}
	return strings.Join(lines, "\n")
}

// fixes returns the quick fixes for a diagnostic.
func (c *client) fixes(name string, d diagnostic) []codeAction {
	c.t.Helper()
	var actions []codeAction
	c.request("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": c.uri(name)},
		"range":        d.Range,
		"context":      map[string]any{"diagnostics": []diagnostic{d}, "only": []string{"quickfix"}},
	}, &actions)
	return actions
}
