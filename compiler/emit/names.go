package emit

import (
	"go/token"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// goos and goarch are the file name endings by which the Go tool leaves a file out of a build (go/build, and the ports that it knows of).
var goEndings = []string{"test", "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd", "openbsd",
	"plan9", "solaris", "wasip1", "windows", "zos", "unix", "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "loong64", "mips", "mipsle", "mips64",
	"mips64le", "mips64p32", "mips64p32le", "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm"}

// predeclared are the identifiers that every Go file has.
var predeclared = []string{"any", "bool", "byte", "comparable", "complex64", "complex128", "error", "float32", "float64", "int", "int8", "int16", "int32", "int64",
	"rune", "string", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr", "true", "false", "iota", "nil", "append", "cap", "clear", "close", "complex", "copy",
	"delete", "imag", "len", "make", "max", "min", "new", "panic", "print", "println", "real", "recover", "init", "main", "_"}

// PackageName is the Go package of the program in a file: the file's name in lower case without its ending, other characters as `_`; with `p_` before a digit
// and `_pipe` behind what Go reads as something else.
func PackageName(file string) string {
	base := file[strings.LastIndexAny(file, "/\\")+1:]
	base = strings.ToLower(strings.TrimSuffix(base, ".pipe"))
	var b strings.Builder
	for _, r := range base {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b.WriteRune(r)
		} else {
			b.WriteByte('_')
		}
	}
	name := b.String()
	if name == "" || name[0] == '_' || unicode.IsDigit(rune(name[0])) {
		name = "p_" + name
	}
	if goReads(name) {
		name += "_pipe"
	}
	return name
}

func goReads(name string) bool {
	ending := name[strings.LastIndexByte(name, '_')+1:]
	return token.IsKeyword(name) || slices.Contains(predeclared, name) || slices.Contains([]string{"internal", "vendor", "testdata"}, name) ||
		slices.Contains(importNames, name) || len(ending) < len(name) && slices.Contains(goEndings, ending)
}

// scope gives out Go identifiers, each once. Names of an outer scope are taken in an inner one, so nothing is ever shadowed.
type scope struct {
	outer *scope
	taken map[string]bool
}

func newScope(outer *scope) *scope { return &scope{outer: outer, taken: map[string]bool{}} }

func (s *scope) has(name string) bool {
	return s != nil && (s.taken[name] || s.outer.has(name))
}

// name is wanted, escaped against keywords, predeclared names, imports and what is taken, by a number at its end.
func (s *scope) name(wanted string) string {
	wanted = identifier(wanted)
	name := wanted
	for n := 2; !free(name) || s.has(name); n++ {
		name = wanted + strconv.Itoa(n)
		if last := wanted[len(wanted)-1]; '0' <= last && last <= '9' {
			name = wanted + "_" + strconv.Itoa(n)
		}
	}
	s.taken[name] = true
	return name
}

// free reports whether name means nothing in a file without declarations.
func free(name string) bool {
	return !token.IsKeyword(name) && !slices.Contains(predeclared, name) && !slices.Contains(importNames, name)
}

// identifier makes a Go identifier of a name of the language, which may hold dots and `#`.
func identifier(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case r == '_' || unicode.IsLetter(r) || i > 0 && unicode.IsDigit(r):
			b.WriteRune(r)
		case unicode.IsDigit(r):
			b.WriteString("n" + string(r))
		}
	}
	if strings.Trim(b.String(), "_") == "" {
		return "value"
	}
	return b.String()
}

// exported is name as an exported identifier.
func exported(name string) string {
	name = identifier(name)
	first, size := utf8.DecodeRuneInString(name)
	if upper := unicode.ToUpper(first); unicode.IsUpper(upper) {
		return string(upper) + name[size:]
	}
	return "F" + name
}

// unexported is name as an identifier of the package.
func unexported(name string) string {
	name = identifier(name)
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}
