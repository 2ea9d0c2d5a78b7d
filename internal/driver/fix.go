package driver

import (
	"context"
	"errors"
)

func (c *command) applyFixes(ctx context.Context, g *goCommand, res *result) (int, error) {
	return 0, errors.New("x")
}
