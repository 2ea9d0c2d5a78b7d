package drivers_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/asynclint/asynclint/analyzers"
	"github.com/asynclint/asynclint/test/drivers"
)

func TestVetAndCommand(t *testing.T) {
	tool, dir := drivers.Tool(t), drivers.Module(t)
	want := drivers.Command(t, tool, dir)
	assert.Equal(t, want, drivers.Vet(t, tool, dir))

	// The module has something for every rule that runs.
	found := make(map[string]bool)
	for _, f := range want {
		found[f.Rule] = true
	}
	for _, r := range analyzers.Default() {
		assert.True(t, found[r.Name()], "nothing of %s in the module", r.Name())
	}
}
