package runtime

import (
	"errors"

	"github.com/streamc-dev/streamc/runtime/fn"
)

// object is a JSON object of a script: the text of each value by its key.
type object map[string][]byte

// kinds are the keys that say what a line is.
var kinds = [...]string{"feed", "tick", "trigger", "process", "advance", "restart", "fail", "stop"}

func (o object) kind() (string, bool) {
	for _, kind := range kinds {
		if _, ok := o[kind]; ok {
			return kind, true
		}
	}
	return "", false
}

func (o object) number(key string) (int64, error) { return fn.Int.ParseJSON(o[key]) }

func (o object) text(key string) (string, error) {
	text, err := fn.String.ParseJSON(o[key])
	if err != nil {
		return "", errors.New(key + " wants a name: " + err.Error())
	}
	return text, nil
}

// jsonCursor walks over JSON text without reading values: it finds where each ends.
type jsonCursor struct {
	text []byte
	at   int
}

var errJSON = errors.New("it is no JSON")

func (c *jsonCursor) peek() byte {
	for c.at < len(c.text) {
		switch b := c.text[c.at]; b {
		case ' ', '\t', '\r', '\n':
			c.at++
		default:
			return b
		}
	}
	return 0
}

func (c *jsonCursor) take(b byte) bool {
	if c.peek() != b {
		return false
	}
	c.at++
	return true
}

// value is the text of the next value. Brackets are counted; whoever reads the value looks at it closely.
func (c *jsonCursor) value() ([]byte, error) {
	c.peek()
	start, depth := c.at, 0
	for c.at < len(c.text) {
		switch b := c.text[c.at]; b {
		case '"':
			if !c.skipString() {
				return nil, errJSON
			}
			if depth == 0 {
				return c.text[start:c.at], nil
			}
			continue
		case '[', '{':
			depth++
		case ']', '}', ',':
			if depth == 0 {
				return c.end(start)
			}
			if b != ',' {
				depth--
				if depth == 0 {
					c.at++
					return c.text[start:c.at], nil
				}
			}
		}
		c.at++
	}
	if depth > 0 {
		return nil, errJSON
	}
	return c.end(start)
}

// end is a word or number up to here.
func (c *jsonCursor) end(start int) ([]byte, error) {
	end := c.at
	for end > start && (c.text[end-1] == ' ' || c.text[end-1] == '\n' || c.text[end-1] == '\r' || c.text[end-1] == '\t') {
		end--
	}
	if end == start {
		return nil, errJSON
	}
	return c.text[start:end], nil
}

func (c *jsonCursor) skipString() bool {
	for c.at++; c.at < len(c.text); c.at++ {
		switch c.text[c.at] {
		case '\\':
			c.at++
		case '"':
			c.at++
			return true
		}
	}
	return false
}

// parseObject takes an object apart.
func parseObject(text []byte) (object, error) {
	c, o := &jsonCursor{text: text}, object{}
	if !c.take('{') {
		return nil, errors.New("a line is a JSON object")
	}
	for first := true; ; first = false {
		if first && c.take('}') {
			break
		}
		name, err := c.value()
		if err != nil {
			return nil, err
		}
		key, err := fn.String.ParseJSON(name)
		if err != nil || !c.take(':') {
			return nil, errJSON
		}
		if o[key], err = c.value(); err != nil {
			return nil, err
		}
		if c.take(',') {
			continue
		}
		if !c.take('}') {
			return nil, errJSON
		}
		break
	}
	if c.peek() != 0 {
		return nil, errJSON
	}
	return o, nil
}

// parseArray takes an array apart.
func parseArray(text []byte) ([][]byte, error) {
	c := &jsonCursor{text: text}
	if !c.take('[') {
		return nil, errJSON
	}
	var list [][]byte
	if c.take(']') {
		return nil, nil
	}
	for {
		value, err := c.value()
		if err != nil {
			return nil, err
		}
		list = append(list, value)
		if c.take(',') {
			continue
		}
		if !c.take(']') {
			return nil, errJSON
		}
		return list, nil
	}
}
