package example

import "errors"

func (q *queue) popDeferred() (job, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.jobs) == 0 {
		return job{}, errors.New("empty")
	}
	j := q.jobs[0]
	q.jobs = q.jobs[1:]
	return j, nil
}
