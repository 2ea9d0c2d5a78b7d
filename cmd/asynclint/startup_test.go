package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// BenchmarkStartup compares the start of the vettool with that of a tool that
// does nothing: on a package that is a dependency (in which there is nothing to
// parse but an empty file), and on one of the standard library. It reports the
// ratio of the lower quartiles, which other work on the machine disturbs least.
func BenchmarkStartup(b *testing.B) {
	dir := b.TempDir()
	build := func(name, pkg string) string {
		file := filepath.Join(dir, name)
		out, err := exec.Command("go", "build", "-o", file, pkg).CombinedOutput()
		require.NoError(b, err, "%s", out)
		return file
	}
	ours, empty := build("ours", "."), build("empty", "./testdata/emptytool")
	source := filepath.Join(dir, "p.go")
	require.NoError(b, os.WriteFile(source, []byte("package p\n"), 0o666))

	for name, path := range map[string]string{"dependency": "example.com/p", "std": "net/http"} {
		cfg := filepath.Join(dir, name+".cfg")
		data, err := json.Marshal(map[string]any{
			"ID": path, "ImportPath": path, "Compiler": "gc", "VetxOnly": true, "VetxOutput": filepath.Join(dir, "vetx"), "GoFiles": []string{source},
		})
		require.NoError(b, err)
		require.NoError(b, os.WriteFile(cfg, data, 0o666))
		start := func(tool string) time.Duration {
			t := time.Now()
			out, err := exec.Command(tool, cfg).CombinedOutput()
			require.NoError(b, err, "%s", out)
			return time.Since(t)
		}
		b.Run(name, func(b *testing.B) {
			var with, without []time.Duration
			for b.Loop() {
				with = append(with, start(ours))
				without = append(without, start(empty))
			}
			a, e := quartile(with), quartile(without)
			b.ReportMetric(a.Seconds()*1000, "ms/start")
			b.ReportMetric(e.Seconds()*1000, "ms/empty-start")
			b.ReportMetric(a.Seconds()/e.Seconds(), "ratio")
		})
	}
}

func quartile(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/4]
}
