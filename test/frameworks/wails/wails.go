// Package wails is an application of github.com/wailsapp/wails/v2.
package wails

import (
	"context"
	"os/exec"

	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// closed asks whoever closes the window, which is what the hook is for, and saves.
func closed() *options.App {
	return &options.App{
		OnBeforeClose: func(ctx context.Context) bool {
			answer, err := runtime.MessageDialog(ctx, runtime.MessageDialogOptions{Message: "Quit?"})
			if err != nil || answer != "Yes" {
				return true
			}
			return exec.CommandContext(ctx, "git", "commit", "-a").Run() != nil
		},
	}
}
