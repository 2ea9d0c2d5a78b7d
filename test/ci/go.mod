module github.com/asynclint/asynclint/test/ci

go 1.25.0

require (
	github.com/asynclint/asynclint v0.0.0
	github.com/stretchr/testify v1.12.1
	go.yaml.in/yaml/v3 v3.0.5
)

require (
	golang.org/x/mod v0.37.0 // indirect
	golang.org/x/sync v0.21.0 // indirect
	golang.org/x/tools v0.47.0 // indirect
)

replace github.com/asynclint/asynclint => ../..
