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

	// Normal text has some ten words in a group. Positions that are not there are overwritten by the next group.
	STORE(0)
	STORE(1)
	STORE(2)
	STORE(3)
	CMPQ R9, $4
	JBE  next
	STORE(4)
	STORE(5)
	STORE(6)
	STORE(7)
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

// func beginsVector(begin *[Queue]uint32, end *[Queue + spill]uint32)
//
// begin[1:256] = end[0:255] + 1, and begin[255] again at last, since eight at a time are one too many.
TEXT ·beginsVector(SB), NOSPLIT, $0-16
	MOVQ     begin+0(FP), DI
	MOVQ     end+8(FP), SI
	VPCMPEQD Y1, Y1, Y1
	XORL     AX, AX

eight:
	VMOVDQU (SI)(AX*4), Y0
	VPSUBD  Y1, Y0, Y0
	VMOVDQU Y0, 4(DI)(AX*4)
	ADDQ    $8, AX
	CMPQ    AX, $248
	JB      eight
	VMOVDQU (247*4)(SI), Y0
	VPSUBD  Y1, Y0, Y0
	VMOVDQU Y0, (248*4)(DI)
	VZEROUPPER
	RET

// func hashKernel(base unsafe.Pointer, begin *[Queue]uint32, end *[Queue + spill]uint32, n int, seed *Seed, list *[Queue]Key) (long bool)
//
// SI text, R8 begins, R9 ends, R10 word, R11 words, R12 and R13 the seed, DI key, CX masks, R15 whether there was a long word.
TEXT ·hashKernel(SB), NOSPLIT, $0-49
	MOVQ  base+0(FP), SI
	MOVQ  begin+8(FP), R8
	MOVQ  end+16(FP), R9
	MOVQ  n+24(FP), R11
	MOVQ  seed+32(FP), AX
	MOVQ  (AX), R12
	MOVQ  8(AX), R13
	MOVQ  list+40(FP), DI
	LEAQ  ·masks(SB), CX
	XORL  R10, R10
	XORL  R15, R15
	TESTQ R11, R11
	JLE   hashed

word:
	MOVL (R8)(R10*4), AX
	MOVL (R9)(R10*4), BX
	SUBL AX, BX
	CMPL BX, $16
	JHI  long
	MOVL BX, DX
	SHLQ $4, DX
	MOVQ 8(CX)(DX*1), R14
	MOVQ (CX)(DX*1), DX
	ANDQ (SI)(AX*1), DX
	ANDQ 8(SI)(AX*1), R14
	MOVQ DX, (DI)
	MOVQ R14, 8(DI)
	MOVQ R14, AX
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
	MOVB R15, long+48(FP)
	RET

	// A word of more than 16 bytes: fold 16 at a time, at last the last 16. R12 has the sum; it, SI and R11 are loaded anew afterwards.
long:
	MOVL  $1, R15
	MOVQ  AX, DX
	BTSQ  $63, DX
	MOVQ  DX, (DI)
	LEAQ  (SI)(AX*1), SI
	MOVQ  (SI), DX
	MOVQ  DX, 8(DI)
	LEAQ  -16(SI)(BX*1), R11 // the last 16
	MOVL  BX, R14
	XORQ  R14, R12

sixteen:
	MOVQ (SI), AX
	MOVQ 8(SI), DX
	XORQ R12, AX
	XORQ R13, DX
	MULQ DX
	XORQ DX, AX
	MOVQ AX, R12
	ADDQ $16, SI
	SUBL $16, R14
	CMPL R14, $16
	JHI  sixteen
	MOVQ (R11), AX
	MOVQ 8(R11), DX
	XORQ R12, AX
	XORQ R13, DX
	MULQ DX
	XORQ DX, AX
	INCL BX
	MOVL BX, 16(DI)
	MOVL AX, 20(DI)
	MOVQ base+0(FP), SI
	MOVQ n+24(FP), R11
	MOVQ seed+32(FP), R12
	MOVQ (R12), R12
	ADDQ $32, DI
	INCQ R10
	CMPQ R10, R11
	JLT  word
	MOVB R15, long+48(FP)
	RET
