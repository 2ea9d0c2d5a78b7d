package example

import (
	"errors"
	"sync"
)

type queue struct {
	mu   sync.Mutex
	jobs []job
}

func (q *queue) pop() (job, error) {
	q.mu.Lock()
	if len(q.jobs) == 0 {
		return job{}, errors.New("empty") // want `returns with q.mu locked at line 14: whoever locks it next blocks for ever`
	}
	j := q.jobs[0]
	q.jobs = q.jobs[1:]
	q.mu.Unlock()
	return j, nil
}
