package example

import "errors"

func runSome(jobs []job) error {
	sem := make(chan struct{}, 8)
	for _, j := range jobs {
		sem <- struct{}{}
		if j.id == 0 {
			return errors.New("job without id") // want `returns without giving back the slot of sem taken at line 8: one slot less for ever`
		}
		go func() {
			defer func() { <-sem }()
			j.run()
		}()
	}
	return nil
}
