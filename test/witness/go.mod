module github.com/asynclint/asynclint/test/witness

go 1.26

require (
	github.com/stretchr/testify v1.12.1
	golang.org/x/sync v0.21.0
)

require go.yaml.in/yaml/v3 v3.0.5 // indirect
