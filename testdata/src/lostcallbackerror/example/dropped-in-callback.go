package example

import (
	"encoding/json"
	"os"
)

type watcher struct{ onChange func(path string) }

func reloadOnChange(use func(map[string]string)) *watcher {
	return &watcher{onChange: func(path string) {
		data, err := os.ReadFile(path)
		if err != nil { // want `callback in field onChange ends without a word because os.ReadFile failed: its error reaches nobody`
			return
		}
		var config map[string]string
		if err := json.Unmarshal(data, &config); err != nil { // want `callback in field onChange ends without a word because json.Unmarshal failed: its error reaches nobody`
			return
		}
		use(config)
	}}
}
