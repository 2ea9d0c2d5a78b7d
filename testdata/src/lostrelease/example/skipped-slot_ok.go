package example

import "errors"

func runSomeCorrected(jobs []job) error {
	sem := make(chan struct{}, 8)
	for _, j := range jobs {
		if j.id == 0 {
			return errors.New("job without id")
		}
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			j.run()
		}()
	}
	return nil
}
