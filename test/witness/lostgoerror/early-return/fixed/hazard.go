// Package earlyreturn applies settings in the background, and gives up in silence.
package earlyreturn

import (
	"encoding/json"
	"log"
)

// Apply hands the settings in text to apply, once it has understood them.
func Apply(text []byte, apply func(map[string]string)) {
	go func() {
		var settings map[string]string
		if err := json.Unmarshal(text, &settings); err != nil {
			log.Printf("settings: %v", err)
			return
		}
		apply(settings)
	}()
}
