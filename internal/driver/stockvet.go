package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// -with-vet runs go vet with its own tool as well. The analyzers of go vet could
// be part of this program, but then each start of it would pay for their
// initialisation, one start per package; and what they find, and how they are
// cached, would not be what go vet and go test find and cache.

// vetAnalyzers asks go vet's own tool for the names of its analyzers.
func (g *goCommand) vetAnalyzers(ctx context.Context) ([]string, error) {
	chdir := &goCommand{build: slices.DeleteFunc(slices.Clone(g.build), func(f string) bool { return !strings.HasPrefix(f, "-C=") })}
	cmd := chdir.command(ctx, "tool", "vet", "-flags")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, errors.New("-with-vet: cannot run go tool vet: " + oneLine(stderr.String()+" "+err.Error()))
	}
	var flags []struct{ Name, Usage string }
	if err := json.Unmarshal(out, &flags); err != nil {
		return nil, errors.New("-with-vet: cannot understand the flags of go tool vet: " + err.Error())
	}
	var names []string
	for _, f := range flags {
		if strings.HasPrefix(f.Usage, "enable ") && strings.HasSuffix(f.Usage, " analysis") {
			names = append(names, f.Name)
		}
	}
	return names, nil
}

// stockVet adds what go vet's own tool finds in the packages that could be
// loaded.
func (v *vetting) stockVet(ctx context.Context) error {
	stock := &goCommand{build: v.build}
	run, err := stock.vet(ctx, v.patterns, nil, func(string) {})
	if err != nil {
		return err
	}
	v.trees = append(v.trees, run.trees...)
	v.addFailures(run, "")
	return nil
}

// vetFolders are the folders of go vet's analyzers that do not have their
// analyzer's name.
var vetFolders = map[string]string{"composites": "composite", "copylocks": "copylock"}

// vetURL is the address of the documentation of an analyzer of go vet.
func vetURL(analyzer string) string {
	folder, ok := vetFolders[analyzer]
	if !ok {
		folder = analyzer
	}
	return "https://pkg.go.dev/golang.org/x/tools/go/analysis/passes/" + folder
}
