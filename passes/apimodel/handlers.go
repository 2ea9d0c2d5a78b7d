package apimodel

import "go/types"

// A Handler is what a router calls for a request: a function that owes the
// client an answer.
type Handler struct {
	Symbol              // the type of the parameter that answers
	Router       string // the import path of the router
	Writer       int    // index of the parameter through which the client is answered
	Context      bool   // that parameter is the router's context, which holds the request too
	ReturnsError bool   // the handler returns an error, which its caller answers
}

// A handlerRow is a type of handlers, by the types of its parameters.
type handlerRow struct {
	router       string
	params       []Symbol
	writer       int
	context      bool
	returnsError bool // the handler always does; the others may, as what a wrapper is given
}

var (
	responseWriter = Symbol{Pkg: "net/http", Name: "ResponseWriter"}
	request        = Symbol{Pkg: "net/http", Name: "Request"}
)

// handlerRows hold the routers' handlers. The routers not named here (chi,
// gorilla/mux, the standard library's) take the handlers of net/http.
var handlerRows = []handlerRow{
	{router: "net/http", params: []Symbol{responseWriter, request}},
	{router: "github.com/julienschmidt/httprouter", params: []Symbol{responseWriter, request, {Pkg: "github.com/julienschmidt/httprouter", Name: "Params"}}},
	contextHandler("github.com/gin-gonic/gin", "Context", false),
	contextHandler("github.com/labstack/echo", "Context", true),
	contextHandler("github.com/labstack/echo/v4", "Context", true),
	contextHandler("github.com/labstack/echo/v5", "Context", true),
	contextHandler("github.com/gofiber/fiber/v2", "Ctx", true),
	contextHandler("github.com/gofiber/fiber/v3", "Ctx", true),
	contextHandler("github.com/valyala/fasthttp", "RequestCtx", false),
}

func contextHandler(path, name string, returnsError bool) handlerRow {
	return handlerRow{router: path, params: []Symbol{{Pkg: path, Name: name}}, context: true, returnsError: returnsError}
}

// Handler returns what a function of type sig is if it may be a router's
// handler, to judge by the types of its parameters and results; nil otherwise. A
// function of such a type that only a handler calls is told apart by its uses, not
// here.
func (m *Model) Handler(sig *types.Signature) *Handler {
	returnsError, ok := handlerResults(sig.Results())
	if !ok || sig.Variadic() {
		return nil
	}
	for i := range handlerRows {
		row := &handlerRows[i]
		if row.matches(sig.Params()) && (returnsError || !row.returnsError) {
			return &Handler{
				Symbol: row.params[row.writer], Router: row.router, Writer: row.writer,
				Context: row.context, ReturnsError: returnsError,
			}
		}
	}
	return nil
}

func (row *handlerRow) matches(params *types.Tuple) bool {
	if params.Len() != len(row.params) {
		return false
	}
	for i, want := range row.params {
		if TypeSymbol(params.At(i).Type()) != want {
			return false
		}
	}
	return true
}

// handlerResults reports whether a handler may have results, and whether they
// are an error.
func handlerResults(results *types.Tuple) (returnsError, ok bool) {
	switch results.Len() {
	case 0:
		return false, true
	case 1:
		isError := types.Identical(results.At(0).Type(), types.Universe.Lookup("error").Type())
		return isError, isError
	}
	return false, false
}
