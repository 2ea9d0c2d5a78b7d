// Package abandonedreceive has a worker that nobody tells that work is over.
package abandonedreceive

// Index adds all documents to an index.
func Index(docs []string, add func(string)) {
	queue := make(chan string)
	go func() {
		for doc := range queue {
			add(doc)
		}
	}()
	for _, doc := range docs {
		queue <- doc
	}
}
