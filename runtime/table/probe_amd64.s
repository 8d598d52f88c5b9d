#include "textflag.h"

// Offsets in scan.Key: lo 0, hi 8, length 16, hash 20, entry 24, fresh 28; it has 32 bytes. A shard has 16384 words.

// func candidatesKernel(list *[scan.Queue]scan.Key, n int, shards **shard, shift uint, entries unsafe.Pointer, size uintptr)
//
// SI list, DI its end, R8 shards, CX shift, R9 entries, R10 size, BX key.
TEXT ·candidatesKernel(SB), NOSPLIT, $0-48
	MOVQ  list+0(FP), SI
	MOVQ  n+8(FP), DI
	MOVQ  shards+16(FP), R8
	MOVQ  shift+24(FP), CX
	MOVQ  entries+32(FP), R9
	MOVQ  size+40(FP), R10
	TESTQ DI, DI
	JLE   done
	SHLQ  $5, DI
	ADDQ  SI, DI
	MOVQ  SI, BX

	// Where the hash has its place; the address stands in entry and fresh meanwhile.
place:
	MOVL       20(BX), AX
	MOVQ       AX, DX
	SHRQ       CX, DX
	MOVQ       (R8)(DX*8), R11
	ANDL       $16383, AX
	LEAQ       (R11)(AX*8), R11
	PREFETCHT0 (R11)
	MOVQ       R11, 24(BX)
	ADDQ       $32, BX
	CMPQ       BX, DI
	JB         place

	MOVQ SI, BX

candidate:
	MOVQ 24(BX), R11
	MOVL 20(BX), AX
	CMPL AX, 4(R11)
	JNE  collision
	MOVL (R11), DX

found:
	MOVQ       DX, 24(BX)
	IMULQ      R10, DX
	PREFETCHT0 (R9)(DX*1)
	ADDQ       $32, BX
	CMPQ       BX, DI
	JB         candidate

done:
	RET

	// The place is free, or belongs to another hash: look at those behind it, and from the end of the shard at its start.
collision:
	XORL  DX, DX
	CMPQ  DX, (R11)
	JEQ   found
	MOVQ  AX, R13
	MOVQ  AX, R12
	SHRQ  CX, R12
	MOVQ  (R8)(R12*8), R11

further:
	INCL R13
	ANDL $16383, R13
	MOVQ (R11)(R13*8), DX
	MOVQ DX, R12
	SHRQ $32, R12
	CMPL R12, AX
	JEQ  end
	TESTQ DX, DX
	JNE  further

end:
	MOVL DX, DX
	JMP  found

// VERIFY compares the key at BX with entry number AX, makes AX 0 if they differ, and stores it; fresh becomes 0. R15 is 0, R14 counts.
#define VERIFY \
	MOVQ    AX, SI           \
	IMULQ   R10, SI          \
	MOVQ    (R9)(SI*1), R11  \
	MOVQ    8(R9)(SI*1), R12 \
	MOVQ    16(R9)(SI*1), R13 \
	XORQ    (BX), R11        \
	XORQ    8(BX), R12       \
	XORQ    16(BX), R13      \
	ORQ     R11, R12         \
	ORQ     R12, R13         \
	CMOVQNE R15, AX          \
	MOVQ    AX, 24(BX)       \
	CMPQ    AX, $1           \
	ADCQ    $0, R14

// func verifyKernel(list *[scan.Queue]scan.Key, n int, entries unsafe.Pointer, size uintptr) (missing int)
//
// BX key, DI end of the list, R9 entries, R10 size.
TEXT ·verifyKernel(SB), NOSPLIT, $0-40
	MOVQ  list+0(FP), BX
	MOVQ  n+8(FP), DI
	MOVQ  entries+16(FP), R9
	MOVQ  size+24(FP), R10
	XORL  R14, R14
	XORL  R15, R15
	TESTQ DI, DI
	JLE   verified
	SHLQ  $5, DI
	ADDQ  BX, DI

verify:
	MOVL 24(BX), AX
	VERIFY
	ADDQ $32, BX
	CMPQ BX, DI
	JB   verify

verified:
	MOVQ R14, missing+32(FP)
	RET

// func lookupKernel(list *[scan.Queue]scan.Key, n int, shards **shard, shift uint, entries unsafe.Pointer, size uintptr) (missing int)
//
// BX key, DI end of the list, R8 shards, CX shift, R9 entries, R10 size.
TEXT ·lookupKernel(SB), NOSPLIT, $0-56
	MOVQ  list+0(FP), BX
	MOVQ  n+8(FP), DI
	MOVQ  shards+16(FP), R8
	MOVQ  shift+24(FP), CX
	MOVQ  entries+32(FP), R9
	MOVQ  size+40(FP), R10
	XORL  R14, R14
	XORL  R15, R15
	TESTQ DI, DI
	JLE   looked
	SHLQ  $5, DI
	ADDQ  BX, DI

look:
	MOVL 20(BX), AX
	MOVQ AX, DX
	SHRQ CX, DX
	MOVQ (R8)(DX*8), DX
	MOVL AX, R11
	ANDL $16383, R11
	CMPL AX, 4(DX)(R11*8)
	JNE  another

named:
	MOVL (DX)(R11*8), AX

compare:
	VERIFY
	ADDQ $32, BX
	CMPQ BX, DI
	JB   look

looked:
	MOVQ R14, missing+48(FP)
	RET

another:
	CMPQ R15, (DX)(R11*8)
	JEQ  nothing
	INCL R11
	ANDL $16383, R11
	CMPL AX, 4(DX)(R11*8)
	JEQ  named
	JMP  another

nothing:
	XORL AX, AX
	JMP  compare
