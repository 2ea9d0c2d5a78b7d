package harm

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"testing"
)

// What a test binary of witnesses is told by its environment.
const (
	EnvTrial  = "WITNESS_TRIAL"  // the name of the witness to run
	EnvMode   = "WITNESS_MODE"   // ModeBubble or ModeClock
	EnvResult = "WITNESS_RESULT" // the file to write a Result to, as JSON
)

// How a witness is run.
const (
	ModeBubble = "bubble"
	ModeClock  = "clock"
)

// Main runs the witness that the environment names, and ends the process. If the
// process ends without its doing, the result says that it has died, and nothing
// else.
func Main(t *testing.T, witnesses map[string]Witness) {
	log.SetOutput(io.Discard)
	w, ok := witnesses[os.Getenv(EnvTrial)]
	if !ok {
		t.Fatalf("no witness %q", os.Getenv(EnvTrial))
	}
	write(Result{Claimed: w.Harm, Counts: map[string]int{Died: 1}})
	switch mode := os.Getenv(EnvMode); mode {
	case ModeBubble:
		if w.Unbubbled != "" {
			report(Result{Claimed: w.Harm, Skipped: w.Unbubbled})
		}
		w.Bubble(t, report)
	case ModeClock:
		r, err := w.Clock()
		if err != nil {
			t.Fatal(err)
		}
		report(r)
	default:
		t.Fatalf("unknown mode %q", mode)
	}
}

func report(r Result) {
	write(r)
	os.Exit(0)
}

func write(r Result) {
	data, err := json.Marshal(r)
	if err == nil {
		err = os.WriteFile(os.Getenv(EnvResult), data, 0o666)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3) // other than a panic's status
	}
}
