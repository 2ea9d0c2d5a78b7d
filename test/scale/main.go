package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/asynclint/asynclint/test/internal/cli"
)

// What an analysis may cost.
const (
	// Exponents beyond that of type-checking, which is linear but for the
	// machine's caches: of all together, and of one analyzer or pass.
	maxSteeper     = 0.2
	maxSteeperStep = 0.5

	maxHardship = 2 * time.Second
)

// attempts is how often all is measured before something is found too slow.
const attempts = 3

// sizes are the numbers of functions of the packages that are compared.
var sizes = []int{250, 500, 1000, 2000}

func main() {
	cli.Main("scale", run)
}

type options struct {
	check   bool
	rounds  int
	only    string
	profile string
}

func parseFlags(args []string) (*options, error) {
	var o options
	fs := flag.NewFlagSet("scale", flag.ContinueOnError)
	fs.BoolVar(&o.check, "check", false, "exit with 1 if a time grows faster, or is larger, than it may")
	fs.IntVar(&o.rounds, "rounds", 5, "take the least of so many rounds")
	fs.StringVar(&o.only, "only", "", "analyse only the packages whose name has this `text`, e.g. \"2000 functions\"")
	fs.StringVar(&o.profile, "cpuprofile", "", "write a CPU profile to this `file`")
	if err := cli.Parse(fs, args); err != nil {
		return nil, err
	}
	if o.rounds < 1 {
		return nil, fmt.Errorf("-rounds=%d: want a positive number", o.rounds)
	}
	if o.check && o.only != "" {
		return nil, errors.New("-check needs all packages, and -only leaves some out")
	}
	return &o, nil
}

// A subject is a package that is analysed.
type subject struct {
	name      string
	functions int // 0 for a hardship
	code      *code
	cost      *Cost
}

// run does what args ask for. It reports whether -check found that something
// costs more than it may.
func run(ctx context.Context, args []string, w io.Writer) (broken bool, err error) {
	o, err := parseFlags(args)
	if err != nil {
		return false, err
	}
	all, err := suite()
	if err != nil {
		return false, err
	}
	ordinary, hard, err := o.subjects(ctx)
	if err != nil {
		return false, err
	}
	if o.profile != "" {
		file, err := os.Create(o.profile)
		if err != nil {
			return false, err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		if err := pprof.StartCPUProfile(file); err != nil {
			return false, err
		}
		defer pprof.StopCPUProfile()
	}
	// A machine with other things to do makes some rounds slow: what is too slow is
	// measured again, and what counts is the least that it ever cost.
	var verdicts []string
	for range attempts {
		for range o.rounds {
			if err := analyseEach(ctx, all, ordinary); err != nil {
				return false, err
			}
		}
		if err := analyseEach(ctx, all, hard); err != nil {
			return false, err
		}
		if verdicts = judge(ordinary, hard); len(verdicts) == 0 {
			break
		}
	}
	if err := print(w, ordinary, hard, verdicts); err != nil {
		return false, err
	}
	return o.check && len(verdicts) > 0, nil
}

// subjects generates the packages and loads them.
func (o *options) subjects(ctx context.Context) (ordinaries, hard []*subject, err error) {
	l, err := newLoader(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, n := range sizes {
		s := &subject{name: fmt.Sprintf("%d functions", n), functions: n}
		if !strings.Contains(s.name, o.only) {
			continue
		}
		src, err := ordinary(n)
		if err != nil {
			return nil, nil, err
		}
		if s.code, err = l.load("generated", src); err != nil {
			return nil, nil, err
		}
		ordinaries = append(ordinaries, s)
	}
	for _, h := range hardships() {
		s := &subject{name: h.name}
		if !strings.Contains(s.name, o.only) {
			continue
		}
		file, err := goFile(h.text)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", h.name, err)
		}
		if s.code, err = l.load("generated", source{"hard.go": file}); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", h.name, err)
		}
		hard = append(hard, s)
	}
	if len(ordinaries)+len(hard) == 0 {
		return nil, nil, fmt.Errorf("-only=%q: no package has such a name", o.only)
	}
	return ordinaries, hard, nil
}

// analyseEach analyses all subjects, and keeps the least that each has cost.
func analyseEach(ctx context.Context, all []*analysis.Analyzer, subjects []*subject) error {
	for _, s := range subjects {
		if err := ctx.Err(); err != nil {
			return err
		}
		c, err := analyse(all, s.code)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		s.cost = s.cost.least(c)
	}
	return nil
}

// judge says what costs more than it may.
func judge(ordinary, hard []*subject) []string {
	var verdicts []string
	if len(ordinary) == len(sizes) {
		check := exponent(sizes, times(ordinary, func(c *Cost) time.Duration { return c.Check }))
		linear := max(check, 1)
		limit := linear + maxSteeper
		if e := exponent(sizes, times(ordinary, func(c *Cost) time.Duration { return c.CPU })); !(e <= limit) {
			verdicts = append(verdicts, fmt.Sprintf("time grows with the number of functions to the power of %.2f, at most %.2f is allowed", e, limit))
		}
		for _, name := range steps(ordinary[len(ordinary)-1].cost) {
			all := times(ordinary, func(c *Cost) time.Duration { return c.Steps[name] })
			if e := exponent(sizes, all); slices.Min(all) >= telling && e > linear+maxSteeperStep {
				verdicts = append(verdicts, fmt.Sprintf("time of %s grows with the number of functions to the power of %.2f, at most %.2f is allowed", name, e, linear+maxSteeperStep))
			}
		}
	}
	for _, s := range hard {
		if s.cost.CPU > maxHardship {
			verdicts = append(verdicts, fmt.Sprintf("%s: %v, at most %v is allowed", s.name, s.cost.CPU.Round(time.Millisecond), maxHardship))
		}
	}
	return verdicts
}

func times(subjects []*subject, of func(*Cost) time.Duration) []time.Duration {
	var all []time.Duration
	for _, s := range subjects {
		all = append(all, of(s.cost))
	}
	return all
}
