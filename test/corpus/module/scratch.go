package module

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// stamp marks a complete copy. It holds what the copy was made from, so that a
// change of the pin, or of how copies are made, makes a new one.
const stamp = ".asynclint-corpus"

// layout is to be changed whenever copies are made differently.
const layout = "2"

// Prepare returns the folder of m's scratch copy below root, made if need be.
// Copies of other versions of m are left alone.
func Prepare(ctx context.Context, m Module, root string) (string, error) {
	dir := filepath.Join(root, m.Name+"@"+m.Version)
	want := strings.Join(slices.Concat([]string{layout, m.String(), m.Sum}, m.Replace), " ") + "\n"
	if got, err := os.ReadFile(filepath.Join(dir, stamp)); err == nil && string(got) == want {
		return dir, nil
	}
	src, err := download(ctx, m)
	if err != nil {
		return "", err
	}
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	// Copying through a file system makes files and folders writable, which
	// CopyFS would not.
	if err := copyTree(dir, src); err != nil {
		return "", err
	}
	if err := adaptReplacements(ctx, m, dir); err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(dir, stamp), []byte(want), 0o666); err != nil {
		return "", err
	}
	return dir, nil
}

// download returns m's folder in the module cache.
func download(ctx context.Context, m Module) (string, error) {
	// Outside of any module, so that no go.mod takes part.
	dir, err := os.MkdirTemp("", "asynclint-corpus-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	out, err := goCommand(ctx, m, dir, "mod", "download", "-json", m.String())
	var result struct{ Dir, Sum, Error string }
	if jsonErr := json.Unmarshal(out, &result); jsonErr == nil && result.Error != "" {
		return "", fmt.Errorf("download %s: %s", m, result.Error)
	}
	if err != nil {
		return "", err
	}
	if result.Sum != m.Sum {
		return "", fmt.Errorf("download %s: sum is %s, pinned is %s", m, result.Sum, m.Sum)
	}
	return result.Dir, nil
}

// adaptReplacements removes the replacements by a folder, which must have a
// go.mod and therefore cannot be in m's zip, and adds m's own. Then it completes
// go.sum, which has no sums for what was replaced.
func adaptReplacements(ctx context.Context, m Module, dir string) error {
	out, err := goCommand(ctx, m, dir, "mod", "edit", "-json")
	if err != nil {
		return err
	}
	var mod struct {
		Replace []struct {
			Old, New struct{ Path, Version string }
		}
	}
	if err := json.Unmarshal(out, &mod); err != nil {
		return fmt.Errorf("%s: go.mod: %v", m, err)
	}
	args := []string{"mod", "edit"}
	for _, r := range mod.Replace {
		if r.New.Version != "" {
			continue
		}
		old := r.Old.Path
		if r.Old.Version != "" {
			old += "@" + r.Old.Version
		}
		args = append(args, "-dropreplace="+old)
	}
	for _, r := range m.Replace {
		args = append(args, "-replace="+r)
	}
	if len(args) == 2 {
		return nil
	}
	if _, err := goCommand(ctx, m, dir, args...); err != nil {
		return err
	}
	_, err = goCommand(ctx, m, dir, slices.Concat([]string{"list", "-mod=mod", "-e", "-deps", "-test"}, m.Patterns())...)
	return err
}

// goCommand runs the go command for m in dir and returns its output; its
// errors become one error with what it said.
func goCommand(ctx context.Context, m Module, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = m.Environ()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return out, fmt.Errorf("%s: go %s: %v: %s", m, strings.Join(args, " "), err, strings.TrimSpace(stderr.String()))
	}
	return out, nil
}

// copyTree copies the files below src to dst. Module zips contain regular files
// only.
func copyTree(dst, src string) error {
	return filepath.WalkDir(src, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(src, path)
		if err != nil {
			return err
		}
		target := filepath.Join(dst, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o777)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o666)
	})
}
