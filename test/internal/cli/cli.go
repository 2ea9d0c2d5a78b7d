// Package cli has what the commands that judge asynclint have in common: how
// they take flags, end on a signal, and exit.
package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// errFlags is a mistake in the flags, which package flag has told the user of.
var errFlags = errors.New("bad flags")

// Parse parses args, which are to be flags and nothing else. Main knows its errors.
func Parse(fs *flag.FlagSet, args []string) error {
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		return err
	} else if err != nil {
		return errFlags
	}
	if fs.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", fs.Arg(0))
	}
	return nil
}

// Main runs the command of the name, whose context ends when the user interrupts
// it, and exits: with 0, with 1 if what it judges has failed, or with 2 after an
// error, which it prints.
func Main(name string, run func(ctx context.Context, args []string, w io.Writer) (failed bool, err error)) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	failed, err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	switch {
	case errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errFlags):
		os.Exit(2)
	case err != nil:
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		os.Exit(2)
	case failed:
		os.Exit(1)
	}
}
