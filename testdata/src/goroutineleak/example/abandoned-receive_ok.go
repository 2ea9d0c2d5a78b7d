package example

func processAndClose(jobs []func()) {
	queue := make(chan func())
	defer close(queue)
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
