package fn

import (
	"encoding/binary"
	"errors"
	"math"
)

// The binary form of checkpoints: ints as zigzag varints, floats as 8 bytes little-endian, bools as a byte, strings as length and bytes, optionals as a byte and the
// value, lists, sets and maps as a count and the elements, tuples and records as their parts. Every value has one byte or more, so a count is never larger than
// what is left of the input.

// ErrBinary is the error of ParseBinary for bytes that are no value of the type.
var ErrBinary = errors.New("these bytes are no value of the type")

func appendBinaryInt(dst []byte, v int64) []byte { return binary.AppendVarint(dst, v) }

func parseBinaryInt(src []byte) (int64, []byte, error) {
	v, n := binary.Varint(src)
	if n <= 0 {
		return 0, src, ErrBinary
	}
	return v, src[n:], nil
}

func appendBinaryFloat(dst []byte, v float64) []byte {
	return binary.LittleEndian.AppendUint64(dst, math.Float64bits(v))
}

func parseBinaryFloat(src []byte) (float64, []byte, error) {
	if len(src) < 8 {
		return 0, src, ErrBinary
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(src)), src[8:], nil
}

func parseBinaryBool(src []byte) (bool, []byte, error) {
	if len(src) == 0 || src[0] > 1 {
		return false, src, ErrBinary
	}
	return src[0] == 1, src[1:], nil
}

func appendBinaryString(dst []byte, v string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(v))), v...)
}

func parseBinaryString(src []byte) (string, []byte, error) {
	n, rest, err := parseBinaryCount(src)
	if err != nil {
		return "", src, err
	}
	return string(rest[:n]), rest[n:], nil
}

// parseBinaryCount reads a length or count and makes sure that as many bytes are left.
func parseBinaryCount(src []byte) (int, []byte, error) {
	n, size := binary.Uvarint(src)
	if size <= 0 || n > uint64(len(src)-size) {
		return 0, src, ErrBinary
	}
	return int(n), src[size:], nil
}

func appendBinaryList[T any](dst []byte, e *Type[T], elems []T) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(elems)))
	for _, elem := range elems {
		dst = e.AppendBinary(dst, elem)
	}
	return dst
}

func parseBinaryList[T any](src []byte, e *Type[T]) ([]T, []byte, error) {
	n, rest, err := parseBinaryCount(src)
	if err != nil || n == 0 {
		return nil, rest, err
	}
	// Room for what the input promises, but no more than a forged count can make us pay for.
	elems := make([]T, 0, min(n, 4096))
	for range n {
		var elem T
		if elem, rest, err = e.ParseBinary(rest); err != nil {
			return nil, src, err
		}
		elems = append(elems, elem)
	}
	return elems, rest, nil
}
