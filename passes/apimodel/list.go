package apimodel

// A Listing is what the tables hold of one package, whatever the model's flags
// are. It is for those who describe the tables, or hold them against the
// packages; analyzers ask a [Model].
type Listing struct {
	Blocking  []Blocking
	Callbacks []Callback
	Spawners  []Spawner
	Negatives []Negative
	Resources []Resource
	Releases  []Release
	Errors    []ErrorAPI
}

// List returns what the tables hold of the package with the given path.
func List(path string) *Listing {
	return &Listing{
		Blocking:  blockingIn(path),
		Callbacks: callbacksIn(path),
		Spawners:  spawnersIn(path),
		Negatives: negativesIn(path),
		Resources: resourcesIn(path),
		Releases:  releasesIn(path),
		Errors:    errorsIn(path),
	}
}
