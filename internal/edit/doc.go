// Package edit builds the text edits of suggested fixes.
//
// What it builds is right if drivers apply it blindly: names mean at the place
// of the edit what they are meant to, and edits of several fixes of one file
// that say the same are equal, so that drivers merge them. Text that is inserted
// is indented for its place, which together with gofmt (every driver formats
// what it fixed) gives the layout a person would choose.
package edit
