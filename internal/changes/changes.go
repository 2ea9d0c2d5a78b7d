// Package changes knows which lines of the files in a git work tree differ from a
// revision.
package changes

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// A Set holds the lines that are new, or not as they were. The nil set is that
// of all lines.
type Set struct {
	files map[string][]lines // by absolute name
}

// lines is an interval of lines, counted from 1.
type lines struct{ first, last int }

const toTheEnd = int(^uint(0) >> 1)

// Has reports whether one of the lines of the file, from the first to the last,
// has changed. The name is absolute.
func (s *Set) Has(file string, first, last int) bool {
	if s == nil {
		return true
	}
	for _, l := range s.files[real(file)] {
		if l.first <= last && first <= l.last {
			return true
		}
	}
	return false
}

// Since compares the work tree that dir is in, as it is on the disk, with a
// revision. Files that git does not know and does not ignore are new. An error is
// one line.
func Since(ctx context.Context, dir, rev string) (*Set, error) {
	g := git{ctx: ctx, dir: dir}
	top, err := g.run("rev-parse", "--show-toplevel")
	if err != nil {
		return nil, err
	}
	g.dir = filepath.FromSlash(strings.TrimSuffix(string(top), "\n"))
	commit, err := g.run("rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("git knows no revision %q", rev)
	}
	diff, err := g.run("-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames",
		"--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/", strings.TrimSpace(string(commit)), "--")
	if err != nil {
		return nil, err
	}
	s := &Set{files: make(map[string][]lines)}
	if err := s.parse(diff, real(g.dir)); err != nil {
		return nil, err
	}
	untracked, err := g.run("ls-files", "--others", "--exclude-standard", "-z")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(string(untracked), "\x00") {
		if name != "" {
			s.add(real(g.dir), name, lines{1, toTheEnd})
		}
	}
	return s, nil
}

func (s *Set) add(dir, name string, l lines) {
	file := filepath.Join(dir, filepath.FromSlash(name))
	s.files[file] = append(s.files[file], l)
}

// parse reads a unified diff without context. After a hunk's head come as many
// lines of contents as it says, which may look like anything.
func (s *Set) parse(diff []byte, dir string) error {
	in := bufio.NewReader(bytes.NewReader(diff))
	name := ""
	for {
		line, err := in.ReadString('\n')
		if line == "" && err != nil {
			return nil // io.EOF: it reads from memory
		}
		line = strings.TrimRight(line, "\r\n")
		if file, ok := strings.CutPrefix(line, "+++ "); ok {
			name = destination(file)
			continue
		}
		if !strings.HasPrefix(line, "@@ ") {
			continue
		}
		old, now, err := hunk(line)
		if err != nil {
			return err
		}
		if now.last >= now.first && name != "" {
			s.add(dir, name, now)
		}
		for range old.last - old.first + 1 + now.last - now.first + 1 {
			if _, err := in.ReadString('\n'); err != nil {
				break
			}
			if next, err := in.Peek(1); err == nil && next[0] == '\\' { // \ No newline at end of file
				in.ReadString('\n')
			}
		}
	}
}

// destination returns the name after "+++ ", "" for a file that was deleted.
func destination(text string) string {
	text = strings.TrimSuffix(text, "\t")
	if unquoted, err := strconv.Unquote(text); err == nil {
		text = unquoted
	}
	name, ok := strings.CutPrefix(text, "b/")
	if !ok {
		return ""
	}
	return name
}

// hunk reads "@@ -first,count +first,count @@", where a count of 1 is left out.
func hunk(line string) (old, now lines, err error) {
	fields := strings.Fields(line)
	if len(fields) < 4 {
		return old, now, fmt.Errorf("git diff printed %q", line)
	}
	if old, err = interval(fields[1], "-"); err == nil {
		now, err = interval(fields[2], "+")
	}
	if err != nil {
		err = fmt.Errorf("git diff printed %q", line)
	}
	return old, now, err
}

func interval(text, sign string) (l lines, err error) {
	first, count, ok := strings.Cut(strings.TrimPrefix(text, sign), ",")
	if l.first, err = strconv.Atoi(first); err != nil {
		return l, err
	}
	n := 1
	if ok {
		if n, err = strconv.Atoi(count); err != nil {
			return l, err
		}
	}
	l.last = l.first + n - 1
	return l, nil
}

// real resolves symbolic links, as git does.
func real(name string) string {
	if resolved, err := filepath.EvalSymlinks(name); err == nil {
		return resolved
	}
	return name
}

type git struct {
	ctx context.Context
	dir string
}

func (g git) run(args ...string) ([]byte, error) {
	cmd := exec.CommandContext(g.ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	switch {
	case g.ctx.Err() != nil:
		return nil, g.ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return nil, errors.New("there is no git in the PATH")
	case err != nil && stderr.Len() > 0:
		line, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		return nil, fmt.Errorf("git %s: %s", args[0], strings.TrimPrefix(line, "fatal: "))
	}
	return out, err
}
