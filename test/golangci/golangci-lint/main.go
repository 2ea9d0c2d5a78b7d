// Command golangci-lint is golangci-lint with the plugin, as "golangci-lint
// custom" builds it from its repository: here from the module proxy.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/asynclint/asynclint/plugin"
)

func main() {
	if err := commands.Execute(commands.BuildInfo{Version: "2.15.0", Commit: "asynclint", Date: "(unknown)"}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitcodes.Failure)
	}
}
