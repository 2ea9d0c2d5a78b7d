package report

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// WriteFile writes r to the named file, which holds either its former content
// or the whole report, never a part.
func WriteFile(path string, f Format, r *Report, opt Options) error {
	var b bytes.Buffer
	if err := Write(&b, f, r, opt); err != nil {
		return err
	}
	return ReplaceFile(path, b.Bytes())
}

// ReplaceFile replaces the content of a file, as a whole or not at all. A symbolic link is followed;
// what isn't a regular file (/dev/stdout, a pipe) is written to as it is.
func ReplaceFile(path string, data []byte) error {
	target := path
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		target = resolved
	}
	mode := fs.FileMode(0o666) // the umask applies
	existing, err := os.Stat(target)
	switch {
	case err != nil:
	case existing.IsDir():
		return fmt.Errorf("cannot write %s: it is a directory", path)
	case !existing.Mode().IsRegular():
		return writeError(path, os.WriteFile(target, data, mode))
	default:
		mode = existing.Mode().Perm()
	}

	temp := fmt.Sprintf("%s.%08x.tmp", target, rand.Uint32())
	if err := writeTemp(temp, data, mode, existing != nil); err != nil {
		return writeError(path, err)
	}
	if err := os.Rename(temp, target); err != nil {
		return writeError(path, errors.Join(err, os.Remove(temp)))
	}
	return nil
}

// writeTemp writes a new file, and leaves none behind if that fails.
func writeTemp(name string, data []byte, mode fs.FileMode, exactMode bool) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil && exactMode {
		err = f.Chmod(mode) // in spite of the umask
	}
	err = errors.Join(err, f.Close())
	if err != nil {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

// writeError says which file could not be written, and why, without the name
// of the temporary file.
func writeError(path string, err error) error {
	if err == nil {
		return nil
	}
	var pathErr *fs.PathError
	var linkErr *os.LinkError
	switch {
	case errors.As(err, &pathErr):
		err = pathErr.Err
	case errors.As(err, &linkErr):
		err = linkErr.Err
	}
	return fmt.Errorf("cannot write %s: %w", path, err)
}
