package example

import "context"

func (f *feed) publishOK(ctx context.Context, u update) error {
	select {
	case f.updates <- u:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
