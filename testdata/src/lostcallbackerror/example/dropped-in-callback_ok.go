package example

import (
	"encoding/json"
	"log/slog"
	"os"
)

func reloadOnChangeOrSayWhyNot(use func(map[string]string)) *watcher {
	return &watcher{onChange: func(path string) {
		var config map[string]string
		data, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(data, &config)
		}
		if err != nil {
			slog.Error("the old configuration stays", "err", err)
			return
		}
		use(config)
	}}
}
