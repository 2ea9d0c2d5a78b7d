// Asynclint finds hazards in asynchronous Go code. It is run with package
// patterns, or by go vet as its tool:
//
//	asynclint ./...
//	go vet -vettool=$(which asynclint) ./...
//
// Run "asynclint -h" for its flags.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/asynclint/asynclint/analyzers"
	"github.com/asynclint/asynclint/docs"
	"github.com/asynclint/asynclint/internal/driver"
	"github.com/asynclint/asynclint/passes/apimodel"
)

func main() {
	args := os.Args[1:]
	if driver.IsVettool(args) {
		os.Exit(driver.Vettool(suite(), args))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := driver.Standalone(ctx, suite(), args, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

func suite() *driver.Suite {
	return &driver.Suite{
		Rules:    analyzers.All(),
		Facts:    analyzers.Facts(),
		Flags:    analyzers.Passes(),
		IsStd:    apimodel.IsStd,
		Page:     docs.Page,
		BadInput: []string{"baddirective/malformed", "baddirective/unknown-rule"},
	}
}
