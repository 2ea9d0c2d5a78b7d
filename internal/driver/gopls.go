package driver

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime"

	"github.com/asynclint/asynclint/internal/gopls"
)

// gopls builds a language server with the suite.
func (s *Suite) gopls(ctx context.Context, args []string, stderr io.Writer) error {
	b := &gopls.Build{Progress: func(line string) { fmt.Fprintf(stderr, "%s: %s\n", toolName, line) }}
	fs := flag.NewFlagSet("gopls", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	fs.StringVar(&b.Version, "version", gopls.DefaultVersion, "")
	fs.StringVar(&b.Output, "o", exeName("gopls"), "")
	if err := fs.Parse(args); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			err = fmt.Errorf("gopls: %w", flagError(fs, err))
		}
		return err
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("gopls takes no arguments, only -version and -o: unexpected %q", fs.Arg(0))
	}
	var err error
	if b.Self, err = gopls.Self(ctx, "."); err != nil {
		return err
	}
	if err := b.Run(ctx); err != nil {
		return err
	}
	b.Progress("wrote " + b.Output)
	return nil
}

func exeName(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
}
