package docs_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/asynclint/asynclint/docs"
)

func TestPage(t *testing.T) {
	page, ok := docs.Page("baddirective")
	assert.True(t, ok)
	assert.True(t, strings.HasPrefix(page, "# baddirective\n"), "the page begins with its title")
	for _, name := range []string{"", "nosuchrule", "README", "readme", "../directives", "baddirective.md", "rules/baddirective"} {
		page, ok := docs.Page(name)
		assert.False(t, ok, "%q", name)
		assert.Empty(t, page, "%q", name)
	}
}
