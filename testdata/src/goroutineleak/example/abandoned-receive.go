package example

func process(jobs []func()) {
	queue := make(chan func()) // want `nothing closes queue: the goroutine waits for ever on range queue \(line 7\) once process has returned`
	for range 4 {
		go func() {
			for job := range queue {
				job()
			}
		}()
	}
	for _, job := range jobs {
		queue <- job
	}
}
