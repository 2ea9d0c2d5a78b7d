package apimodel

import (
	"go/types"
	"slices"
	"strings"
)

// IsRouter reports whether the package with the given path has a type of
// handlers.
func (m *Model) IsRouter(path string) bool {
	_, ok := readers[unversioned(path)]
	return ok
}

// AnswersNothing reports whether fn, a function of a router's package, or a
// method of its writer or context, answers no request: it reads the request, or says
// something about the answer without giving one, as by setting a header.
func (m *Model) AnswersNothing(fn *types.Func) bool {
	return fn.Pkg() != nil && slices.ContainsFunc(readers[unversioned(fn.Pkg().Path())], func(prefix string) bool {
		prefix, exact := strings.CutSuffix(prefix, "$")
		return fn.Name() == prefix || !exact && strings.HasPrefix(fn.Name(), prefix)
	})
}

// unversioned returns path without its major version.
func unversioned(path string) string {
	i := strings.LastIndexByte(path, '/')
	if elem := path[i+1:]; i > 0 && len(elem) > 1 && elem[0] == 'v' && strings.Trim(elem[1:], "0123456789") == "" {
		return path[:i]
	}
	return path
}

// readers are the routers' packages, and the functions and methods that answer
// nothing, read in their sources. Where a name ends in $, it is the whole name; else
// names that start with it are meant too.
var readers = map[string][]string{
	"net/http": {"Header$", "MaxBytesReader$", "SetCookie$"},
	"github.com/gin-gonic/gin": {
		"ClientIP$", "ContentType$", "Cookie$", "Copy$", "Deadline$", "DefaultPostForm$", "DefaultQuery$", "Done$", "Err$", "FormFile$",
		"FullPath$", "Get", "HandlerName", "Header$", "IsWebsocket$", "MultipartForm$", "MustGet$", "Param$", "PostForm", "Query", "RemoteIP$",
		"SaveUploadedFile$", "SetCookie$", "SetSameSite$", "ShouldBind", "Value$",
	},
	"github.com/labstack/echo": {
		"Bind$", "Cookie", "Echo$", "FormFile$", "FormParams$", "FormValue$", "Get$", "Header$", "IsTLS$", "IsWebSocket$", "Logger$", "MultipartForm$",
		"Param", "Path$", "QueryParam", "QueryString$", "RealIP$", "Request$", "Scheme$", "SetCookie$", "Validate$",
	},
	"github.com/gofiber/fiber": {
		"Accepts", "AllParams$", "App$", "BaseURL$", "Body", "ClearCookie$", "Cookie", "FormFile$", "FormValue$", "Fresh$",
		"Get$", "GetReqHeaders$", "GetRespHeader", "Hostname$", "IP", "Is", "MultipartForm$", "OriginalURL$", "Params", "Port$",
		"Protocol$", "Queries$", "Query", "Range$", "ReqHeaderParser$", "Route$", "Secure$", "Set$", "Stale$", "Subdomains$",
		"UserContext$", "Vary$", "XHR$",
	},
	"github.com/julienschmidt/httprouter": nil,
	"github.com/valyala/fasthttp": {
		"ConnID$", "ConnRequestNum$", "ConnTime$", "Deadline$", "Done$", "Err$", "FormFile$", "FormValue$", "Host$", "ID$", "Is", "LocalAddr$",
		"LocalIP$", "Logger$", "Method$", "MultipartForm$", "Path$", "PostArgs$", "PostBody$", "QueryArgs$", "Referer$", "RemoteAddr$",
		"RemoteIP$", "RequestURI$", "Time$", "URI$", "UserAgent$", "UserValue", "Value$", "VisitUserValues",
	},
}
