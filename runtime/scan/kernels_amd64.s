#include "textflag.h"

// func cpuid(leaf, subleaf uint32) (eax, ebx, ecx uint32)
TEXT ·cpuid(SB), NOSPLIT, $0-20
	MOVL leaf+0(FP), AX
	MOVL subleaf+4(FP), CX
	CPUID
	MOVL AX, eax+8(FP)
	MOVL BX, ebx+12(FP)
	MOVL CX, ecx+16(FP)
	RET

// func xgetbv() (eax uint32)
TEXT ·xgetbv(SB), NOSPLIT, $0-4
	XORL CX, CX
	XGETBV
	MOVL AX, eax+0(FP)
	RET

// STORE writes the position of the lowest set bit of R8 to the place number k of R11, and clears the bit.
#define STORE(k) \
	TZCNTQ R8, R12         \
	BLSRQ  R8, R8          \
	ADDL   DX, R12         \
	MOVL   R12, (k*4)(R11)

// func positionsVector(base unsafe.Pointer, groups int, separator byte, at uint32, out *[Queue + spill]uint32) (n, read int)
//
// SI text, CX groups, R13 groups read, DX offset of the group, DI out, R10 positions found, Y0 separators, Y1 line ends.
TEXT ·positionsVector(SB), NOSPLIT, $0-48
	MOVQ         base+0(FP), SI
	MOVQ         groups+8(FP), CX
	MOVBLZX      separator+16(FP), AX
	MOVL         at+20(FP), DX
	MOVQ         out+24(FP), DI
	VMOVD        AX, X0
	VPBROADCASTB X0, Y0
	MOVL         $10, AX
	VMOVD        AX, X1
	VPBROADCASTB X1, Y1
	XORL         R10, R10
	XORL         R13, R13
	TESTQ        CX, CX
	JLE          done

group:
	VMOVDQU   (SI), Y2
	VMOVDQU   32(SI), Y3
	VPCMPEQB  Y2, Y0, Y4
	VPCMPEQB  Y2, Y1, Y5
	VPOR      Y4, Y5, Y4
	VPMOVMSKB Y4, R8
	VPCMPEQB  Y3, Y0, Y6
	VPCMPEQB  Y3, Y1, Y7
	VPOR      Y6, Y7, Y6
	VPMOVMSKB Y6, R9
	SHLQ      $32, R9
	ORQ       R9, R8
	POPCNTQ   R8, R9
	LEAQ      (DI)(R10*4), R11

	// Of normal text a group has some ten words. Positions that are not there are overwritten by the next group.
	STORE(0)
	STORE(1)
	STORE(2)
	STORE(3)
	STORE(4)
	STORE(5)
	STORE(6)
	STORE(7)
	CMPQ R9, $8
	JBE  next
	STORE(8)
	STORE(9)
	STORE(10)
	STORE(11)
	STORE(12)
	STORE(13)
	STORE(14)
	STORE(15)
	CMPQ R9, $16
	JBE  next
	ADDQ $64, R11

rest:
	STORE(0)
	ADDQ  $4, R11
	TESTQ R8, R8
	JNZ   rest

next:
	ADDQ R9, R10
	ADDQ $64, SI
	ADDL $64, DX
	INCQ R13
	CMPQ R13, CX
	JGE  done
	CMPQ R10, $192 // full
	JLE  group

done:
	VZEROUPPER
	MOVQ R10, n+32(FP)
	MOVQ R13, read+40(FP)
	RET

// func hashVector(base unsafe.Pointer, begin *[Queue]uint32, end *[Queue + spill]uint32, from, n int, seed *Seed, list *[Queue]Key) int
//
// SI text, R8 begins, R9 ends, R10 word, R11 words, R12 and R13 the seed, DI key, CX masks.
TEXT ·hashVector(SB), NOSPLIT, $0-64
	MOVQ base+0(FP), SI
	MOVQ begin+8(FP), R8
	MOVQ end+16(FP), R9
	MOVQ from+24(FP), R10
	MOVQ n+32(FP), R11
	MOVQ seed+40(FP), AX
	MOVQ (AX), R12
	MOVQ 8(AX), R13
	MOVQ list+48(FP), DI
	MOVQ R10, AX
	SHLQ $5, AX
	ADDQ AX, DI
	LEAQ ·masks(SB), CX
	CMPQ R10, R11
	JGE  hashed

word:
	MOVL (R8)(R10*4), AX
	MOVL (R9)(R10*4), BX
	SUBL AX, BX
	CMPL BX, $16
	JHI  hashed
	MOVL BX, R15
	SHLQ $4, R15
	MOVQ (SI)(AX*1), DX
	ANDQ (CX)(R15*1), DX
	MOVQ 8(SI)(AX*1), AX
	ANDQ 8(CX)(R15*1), AX
	MOVQ DX, (DI)
	MOVQ AX, 8(DI)
	XORQ R12, DX
	XORQ R13, AX
	MULQ DX
	XORQ DX, AX
	INCL BX
	MOVL BX, 16(DI)
	MOVL AX, 20(DI)
	ADDQ $32, DI
	INCQ R10
	CMPQ R10, R11
	JLT  word

hashed:
	MOVQ R10, ret+56(FP)
	RET
