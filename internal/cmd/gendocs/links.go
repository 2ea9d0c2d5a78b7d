package main

import (
	"regexp"
	"strings"

	"github.com/asynclint/asynclint/passes/apimodel"
)

// docLink returns the address of the documentation of a symbol in the version
// that a row speaks of, if it is the row's module that declares it; that of its
// package where the symbol has none, since its receiver is not exported.
func docLink(source apimodel.Source, s apimodel.Symbol) string {
	page := "https://pkg.go.dev/" + s.Pkg
	first, _, _ := strings.Cut(s.Pkg, "/")
	rest, ok := strings.CutPrefix(s.Pkg, source.Module)
	switch {
	case source.Module == "std" && !strings.Contains(first, "."):
		page += "@" + source.Version
	case ok && (rest == "" || rest[0] == '/'):
		page = "https://pkg.go.dev/" + source.Module + "@" + source.Version + rest
	}
	switch {
	case s.Recv == "":
		return page + "#" + s.Name
	case isExported(s.Recv):
		return page + "#" + s.Recv + "." + s.Name
	}
	return page
}

func isExported(name string) bool { return name[0] >= 'A' && name[0] <= 'Z' }

// A repository is where the source of modules is to be seen.
type repository struct {
	module string // path of the module, or of all below it if it ends with a slash
	url    string
}

// repositories are those of modules whose paths do not tell.
var repositories = []repository{
	{"charm.land/bubbletea", "https://github.com/charmbracelet/bubbletea"},
	{"cloud.google.com/go", "https://github.com/googleapis/google-cloud-go"},
	{"fyne.io/fyne", "https://github.com/fyne-io/fyne"},
	{"fyne.io/systray", "https://github.com/fyne-io/systray"},
	{"gioui.org", "https://github.com/gioui/gio"},
	{"go.etcd.io/bbolt", "https://github.com/etcd-io/bbolt"},
	{"go.etcd.io/raft", "https://github.com/etcd-io/raft"},
	{"go.opentelemetry.io/otel", "https://github.com/open-telemetry/opentelemetry-go"},
	{"go.temporal.io/sdk", "https://github.com/temporalio/sdk-go"},
	{"go.uber.org/fx", "https://github.com/uber-go/fx"},
	{"go.uber.org/zap", "https://github.com/uber-go/zap"},
	{"golang.org/x/crypto", "https://github.com/golang/crypto"},
	{"golang.org/x/exp", "https://github.com/golang/exp"},
	{"golang.org/x/sync", "https://github.com/golang/sync"},
	{"golang.org/x/sys", "https://github.com/golang/sys"},
	{"golang.org/x/time", "https://github.com/golang/time"},
	{"google.golang.org/grpc", "https://github.com/grpc/grpc-go"},
	{"k8s.io/apimachinery", "https://github.com/kubernetes/apimachinery"},
	{"k8s.io/client-go", "https://github.com/kubernetes/client-go"},
	{"sigs.k8s.io/controller-runtime", "https://github.com/kubernetes-sigs/controller-runtime"},
}

// majorFolders are the modules that lie in a folder named by their major version.
var majorFolders = map[string]bool{"github.com/wailsapp/wails/v2": true}

// pseudo matches a version that stands for a commit.
var pseudo = regexp.MustCompile(`-(?:0\.)?[0-9]{14}-([0-9a-f]{12})$`)

// sourceLink returns the address of a line of a module's source, "" if it is not
// known where that is.
func sourceLink(source apimodel.Source, file, line string) string {
	if source.Module == "std" {
		return "https://github.com/golang/go/blob/" + source.Version + "/src/" + file + "#L" + line
	}
	url, folder := repositoryOf(source.Module)
	if url == "" {
		return ""
	}
	tag := strings.TrimSuffix(source.Version, "+incompatible")
	if m := pseudo.FindStringSubmatch(tag); m != nil {
		tag = m[1]
	} else if folder != "" {
		tag = folder + "/" + tag
	}
	if folder != "" {
		folder += "/"
	}
	if majorFolders[source.Module] {
		folder += majorSuffix.FindString(source.Module)[1:] + "/"
	}
	return url + "/blob/" + tag + "/" + folder + file + "#L" + line
}

// repositoryOf returns the address of a module's repository, and the folder in
// which the module lies.
func repositoryOf(module string) (url, folder string) {
	path := majorSuffix.ReplaceAllString(module, "")
	for _, r := range repositories {
		if rest, ok := strings.CutPrefix(path, r.module); ok && (rest == "" || rest[0] == '/') {
			return r.url, strings.TrimPrefix(rest, "/")
		}
	}
	elems := strings.SplitN(path, "/", 4)
	if len(elems) < 3 || elems[0] != "github.com" {
		return "", ""
	}
	if len(elems) == 4 {
		folder = elems[3]
	}
	return "https://" + strings.Join(elems[:3], "/"), folder
}
