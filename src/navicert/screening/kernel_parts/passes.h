/*
 * One text against all texts of one length: optimal string alignment by bits (Hyyro 2003), a lane for each text; in the
 * vectors of GCC and Clang, which become the machine's own.
 */
#ifndef NV_PASSES_H
#define NV_PASSES_H

#include "likeness.h"

#define NV_LANES 128
#define NV_LETTERS_MOST 64

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define NV_X86 1
#include <immintrin.h>
#define NV_AVX2 __attribute__((target("avx2")))
#define NV_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512vpopcntdq,avx512bitalg")))
#else
#define NV_X86 0
#endif

/*
 * Letters of the patterns as bits: `peq` has a row for each letter code, row 0 empty, and one lane for each text. Two
 * vectors of lanes go through all letters of the text side by side, then the distance of each lane is counted out.
 */
#define NV_STEP(p, q, d, before, pm)                     \
    do {                                                 \
        swapped_ = ~(d) & (pm);                          \
        (d) = ((((pm) & (p)) + (p)) ^ (p)) | (pm) | (q); \
        (d) |= (swapped_ + swapped_) & (before);         \
        hp_ = (q) | ~((d) | (p));                        \
        hn_ = (d) & (p);                                 \
        hp_ = (hp_ + hp_) | one;                         \
        hn_ = hn_ + hn_;                                 \
        (p) = hn_ | ~((d) | hp_);                        \
        (q) = hp_ & (d);                                 \
        (before) = (pm);                                 \
    } while (0)
#define NV_COUNT(a, FOLD)                      \
    do {                                       \
        (a) = (a) - (((a) >> 1) & fives);      \
        (a) = ((a) & threes) + (((a) >> 2) & threes); \
        (a) = ((a) + ((a) >> 4)) & fs;         \
        FOLD(a);                               \
    } while (0)

#define NV_FOLD8(a) (void)0
#define NV_FOLD16(a) (a) = ((a) + ((a) >> 8)) & 63
#define NV_FOLD32(a) (a) = (a) + ((a) >> 8), (a) = ((a) + ((a) >> 16)) & 127
#define NV_FOLD64(a) (a) = (a) + ((a) >> 8), (a) = (a) + ((a) >> 16), (a) = ((a) + ((a) >> 32)) & 255

/* Bytes of a vector that are all ones, as bits. */
static inline uint64_t nv_mask_plain(const uint8_t *bytes, int n)
{
    uint64_t mask = 0, part;
    int x;
    for (x = 0; x < n; x += 8) {
        memcpy(&part, bytes + x, 8);
        mask |= ((part & UINT64_C(0x0101010101010101)) * UINT64_C(0x0102040810204080) >> 56) << x;
    }
    return mask;
}
#if NV_X86
NV_AVX2 static inline uint64_t nv_mask_avx2(const uint8_t *bytes, int n)
{
    (void)n;
    return (uint32_t)_mm256_movemask_epi8(_mm256_loadu_si256((const __m256i *)(const void *)bytes));
}
#endif

/* Writes the numbers of the lanes that were hit, `from` being the first lane's; returns how many. */
static inline uint32_t nv_take(uint64_t mask, uint32_t size, uint32_t from, uint32_t end, uint32_t *out)
{
    uint32_t n = 0;
    while (mask) {
        uint32_t lane = from + (uint32_t)__builtin_ctzll(mask) / size;
        if (lane < end)
            out[n++] = lane;
        mask &= mask - 1;
    }
    return n;
}

#define NV_DEFINE_PASS(NAME, T, FIRST, FOLD, SUFFIX, VECTOR, HOW)                                                   \
    HOW static uint32_t NAME(const void *rows, size_t stride, const uint8_t *codes, uint32_t n, uint32_t length,    \
                             uint32_t limit, uint32_t from, uint32_t end, uint32_t *out)                            \
    {                                                                                                               \
        typedef T V __attribute__((vector_size(VECTOR)));                                                           \
        typedef T U __attribute__((vector_size(VECTOR), aligned(1), may_alias));                                    \
        const T *peq = rows;                                                                                        \
        const uint32_t width = VECTOR / sizeof(T);                                                                  \
        const V zero = {0}, one = zero + 1, ones = zero - 1;                                                        \
        const V fives = ones / 3, threes = ones / 5, fs = ones / 17, most = zero + (T)limit, letters = zero + (T)n; \
        const V mask = zero + (T)(length >= sizeof(T) * 8 ? (T)-1 : (T)(((T)1 << length) - 1));                     \
        uint8_t hit[2 * VECTOR];                                                                                    \
        uint32_t at, i, found = 0;                                                                                  \
        for (at = from; at < end; at += 2 * width) {                                                                \
            V p = ones, q = zero, d = zero, before = zero, P = ones, Q = zero, D = zero, Before = zero;             \
            V swapped_, hp_, hn_;                                                                                   \
            for (i = 0; i < n; i++) {                                                                               \
                const T *row = peq + codes[i] * stride + (at - from);                                               \
                V pm = *(const U *)(const void *)row, Pm = *(const U *)(const void *)(row + width);                 \
                NV_STEP(p, q, d, before, pm);                                                                       \
                NV_STEP(P, Q, D, Before, Pm);                                                                       \
            }                                                                                                       \
            p &= mask, q &= mask, P &= mask, Q &= mask;                                                             \
            NV_COUNT(p, FOLD);                                                                                      \
            NV_COUNT(q, FOLD);                                                                                      \
            NV_COUNT(P, FOLD);                                                                                      \
            NV_COUNT(Q, FOLD);                                                                                      \
            *(U *)(void *)hit = (U)(letters + p - q <= most);                                                       \
            *(U *)(void *)(hit + VECTOR) = (U)(letters + P - Q <= most);                                            \
            found += nv_take(nv_mask_##SUFFIX(hit, VECTOR) & FIRST, sizeof(T), at, end, out + found);               \
            found += nv_take(nv_mask_##SUFFIX(hit + VECTOR, VECTOR) & FIRST, sizeof(T), at + width, end, out + found); \
        }                                                                                                           \
        return found;                                                                                               \
    }

#define NV_DEFINE_PASSES(SUFFIX, VECTOR, HOW)                                                                         \
    NV_DEFINE_PASS(nv_pass8_##SUFFIX, uint8_t, UINT64_MAX, NV_FOLD8, SUFFIX, VECTOR, HOW)                             \
    NV_DEFINE_PASS(nv_pass16_##SUFFIX, uint16_t, UINT64_C(0x5555555555555555), NV_FOLD16, SUFFIX, VECTOR, HOW)        \
    NV_DEFINE_PASS(nv_pass32_##SUFFIX, uint32_t, UINT64_C(0x1111111111111111), NV_FOLD32, SUFFIX, VECTOR, HOW)        \
    NV_DEFINE_PASS(nv_pass64_##SUFFIX, uint64_t, UINT64_C(0x0101010101010101), NV_FOLD64, SUFFIX, VECTOR, HOW)

static uint32_t nv_bits(uint64_t a)
{
    a -= a >> 1 & UINT64_C(0x5555555555555555);
    a = (a & UINT64_C(0x3333333333333333)) + (a >> 2 & UINT64_C(0x3333333333333333));
    a = (a + (a >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (uint32_t)(a * UINT64_C(0x0101010101010101) >> 56);
}

/* Texts whose marks (see below) differ in at most so many bits. */
static uint32_t nv_marked_plain(const uint64_t *marks, uint64_t mark, uint32_t most, uint32_t from, uint32_t end,
                                uint32_t *out)
{
    uint32_t at, found = 0;
    for (at = from; at < end; at++) {
        out[found] = at;
        found += nv_bits(marks[at] ^ mark) <= most;
    }
    return found;
}

/*
 * Blocks of marks in which one may differ in at most so many bits: of each block `all` has the bits that all its marks have,
 * and `any` those that any of them has.
 */
#define NV_BLOCK 64
static uint32_t nv_blocked_plain(const uint64_t *all, const uint64_t *any, uint64_t mark, uint32_t most, uint32_t from,
                                 uint32_t end, uint32_t *out)
{
    uint32_t at, found = 0;
    for (at = from; at < end; at++) {
        out[found] = at;
        found += nv_bits((mark & ~any[at]) | (~mark & all[at])) <= most;
    }
    return found;
}

NV_DEFINE_PASSES(plain, 32, )
#if NV_X86
NV_DEFINE_PASSES(avx2, 32, NV_AVX2)

/* The same step where any function of three words of bits is one instruction, and bits are counted by another. */
#define NV_WIDE_STEP(p, q, d, before, pm, BITS)                                                   \
    do {                                                                                          \
        swapped_ = _mm512_andnot_si512(d, pm);                                                    \
        swapped_ = _mm512_add_epi##BITS(swapped_, swapped_);                                      \
        (d) = _mm512_add_epi##BITS(_mm512_and_si512(pm, p), p);                                   \
        (d) = _mm512_ternarylogic_epi64(d, p, pm, 0xbe); /* (d ^ p) | pm */                       \
        swapped_ = _mm512_ternarylogic_epi64(swapped_, before, q, 0xea); /* swapped & before | q */ \
        (d) = _mm512_or_si512(d, swapped_);                                                       \
        hp_ = _mm512_ternarylogic_epi64(q, d, p, 0xf1); /* q | ~(d | p) */                        \
        hn_ = _mm512_and_si512(d, p);                                                             \
        hp_ = _mm512_or_si512(_mm512_add_epi##BITS(hp_, hp_), one);                               \
        hn_ = _mm512_add_epi##BITS(hn_, hn_);                                                     \
        (p) = _mm512_ternarylogic_epi64(hn_, d, hp_, 0xf1);                                       \
        (q) = _mm512_and_si512(hp_, d);                                                           \
        (before) = (pm);                                                                          \
    } while (0)
#define NV_WIDE_HITS(p, q, BITS)                                                                                       \
    _mm512_cmple_epu##BITS##_mask(                                                                                     \
        _mm512_sub_epi##BITS(_mm512_add_epi##BITS(letters, _mm512_popcnt_epi##BITS(_mm512_and_si512(p, mask))),        \
                             _mm512_popcnt_epi##BITS(_mm512_and_si512(q, mask))),                                      \
        most)
#define NV_DEFINE_WIDE(T, BITS)                                                                                        \
    NV_AVX512 static uint32_t nv_pass##BITS##_avx512(const void *rows, size_t stride, const uint8_t *codes, uint32_t n,  \
                                                     uint32_t length, uint32_t limit, uint32_t from, uint32_t end,     \
                                                     uint32_t *out)                                                    \
    {                                                                                                                  \
        const T *peq = rows;                                                                                           \
        const uint32_t width = 512 / BITS;                                                                             \
        const __m512i zero = _mm512_setzero_si512(), one = _mm512_set1_epi##BITS(1), ones = _mm512_set1_epi##BITS(-1); \
        const __m512i letters = _mm512_set1_epi##BITS((T)n), most = _mm512_set1_epi##BITS((T)limit);                   \
        const __m512i mask = _mm512_set1_epi##BITS((T)(length >= BITS ? (T)-1 : (T)(((T)1 << length) - 1)));           \
        uint32_t at, i, found = 0;                                                                                     \
        for (at = from; at < end; at += 2 * width) {                                                                   \
            __m512i p = ones, q = zero, d = zero, before = zero, P = ones, Q = zero, D = zero, Before = zero;          \
            __m512i swapped_, hp_, hn_;                                                                                \
            for (i = 0; i < n; i++) {                                                                                  \
                const T *row = peq + codes[i] * stride + (at - from);                                                  \
                const __m512i pm = _mm512_loadu_si512((const void *)row);                                              \
                const __m512i Pm = _mm512_loadu_si512((const void *)(row + width));                                    \
                NV_WIDE_STEP(p, q, d, before, pm, BITS);                                                               \
                NV_WIDE_STEP(P, Q, D, Before, Pm, BITS);                                                               \
            }                                                                                                          \
            found += nv_take(NV_WIDE_HITS(p, q, BITS), 1, at, end, out + found);                                       \
            found += nv_take(NV_WIDE_HITS(P, Q, BITS), 1, at + width, end, out + found);                               \
        }                                                                                                              \
        return found;                                                                                                  \
    }
NV_DEFINE_WIDE(uint8_t, 8)
NV_DEFINE_WIDE(uint16_t, 16)
NV_DEFINE_WIDE(uint32_t, 32)
NV_DEFINE_WIDE(uint64_t, 64)

NV_AVX2 static uint32_t nv_marked_avx2(const uint64_t *marks, uint64_t mark, uint32_t most, uint32_t from, uint32_t end,
                                       uint32_t *out)
{
    const __m256i counts = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2,
                                            2, 3, 2, 3, 3, 4);
    const __m256i low = _mm256_set1_epi8(15), wanted = _mm256_set1_epi64x((long long)mark);
    const __m256i bound = _mm256_set1_epi64x((long long)most + 1);
    uint32_t at, found = 0;
    for (at = from; at < end; at += 4) {
        __m256i a = _mm256_xor_si256(_mm256_loadu_si256((const __m256i *)(const void *)(marks + at)), wanted);
        __m256i b = _mm256_shuffle_epi8(counts, _mm256_and_si256(a, low));
        __m256i c = _mm256_shuffle_epi8(counts, _mm256_and_si256(_mm256_srli_epi16(a, 4), low));
        a = _mm256_sad_epu8(_mm256_add_epi8(b, c), _mm256_setzero_si256());
        found += nv_take((uint32_t)_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(bound, a))), 1, at, end,
                         out + found);
    }
    return found;
}

NV_AVX512 static uint32_t nv_blocked_avx512(const uint64_t *all, const uint64_t *any, uint64_t mark, uint32_t most,
                                            uint32_t from, uint32_t end, uint32_t *out)
{
    const __m512i wanted = _mm512_set1_epi64((long long)mark), bound = _mm512_set1_epi64((long long)most);
    uint32_t at, found = 0;
    for (at = from; at < end; at += 8) {
        __m512i a = _mm512_loadu_si512((const void *)(any + at)), b = _mm512_loadu_si512((const void *)(all + at));
        a = _mm512_ternarylogic_epi64(wanted, a, b, 0x3a); /* wanted & ~any | ~wanted & all */
        found += nv_take(_mm512_cmple_epu64_mask(_mm512_popcnt_epi64(a), bound), 1, at, end, out + found);
    }
    return found;
}

NV_AVX512 static uint32_t nv_marked_avx512(const uint64_t *marks, uint64_t mark, uint32_t most, uint32_t from,
                                           uint32_t end, uint32_t *out)
{
    const __m512i wanted = _mm512_set1_epi64((long long)mark), bound = _mm512_set1_epi64((long long)most);
    uint32_t at, found = 0;
    for (at = from; at < end; at += 16) {
        __m512i a = _mm512_xor_si512(_mm512_loadu_si512((const void *)(marks + at)), wanted);
        __m512i b = _mm512_xor_si512(_mm512_loadu_si512((const void *)(marks + at + 8)), wanted);
        uint32_t mask = _mm512_cmple_epu64_mask(_mm512_popcnt_epi64(a), bound);
        mask |= (uint32_t)_mm512_cmple_epu64_mask(_mm512_popcnt_epi64(b), bound) << 8;
        found += nv_take(mask, 1, at, end, out + found);
    }
    return found;
}
#endif

typedef uint32_t (*nv_pass)(const void *, size_t, const uint8_t *, uint32_t, uint32_t, uint32_t, uint32_t, uint32_t,
                            uint32_t *);

/* The passes by the width of a lane, and the comparison of marks and of blocks of them, for one kind of machine. */
typedef struct {
    nv_pass by[4];
    uint32_t (*marked)(const uint64_t *, uint64_t, uint32_t, uint32_t, uint32_t, uint32_t *);
    uint32_t (*blocked)(const uint64_t *, const uint64_t *, uint64_t, uint32_t, uint32_t, uint32_t, uint32_t *);
    const char *name;
} nv_passes;

/* The widest passes up to `level` that this machine has: 0 plain, 1 AVX2, 2 AVX-512 with its count of bits. */
static nv_passes nv_choose_passes(int level)
{
    nv_passes plain = {{nv_pass8_plain, nv_pass16_plain, nv_pass32_plain, nv_pass64_plain}, nv_marked_plain, nv_blocked_plain, "plain"};
#if NV_X86
    nv_passes avx2 = {{nv_pass8_avx2, nv_pass16_avx2, nv_pass32_avx2, nv_pass64_avx2}, nv_marked_avx2, nv_blocked_plain, "avx2"};
    nv_passes avx512 = {
        {nv_pass8_avx512, nv_pass16_avx512, nv_pass32_avx512, nv_pass64_avx512}, nv_marked_avx512, nv_blocked_avx512, "avx512"};
    if (level > 1 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vpopcntdq") &&
        __builtin_cpu_supports("avx512bitalg"))
        return avx512;
    if (level > 0 && __builtin_cpu_supports("avx2"))
        return avx2;
#else
    (void)level;
#endif
    return plain;
}

/*
 * Texts sorted by length, with the bits of their letters. `group[l]` is the first text of at least l letters,
 * `group[65]` the first that is longer than a machine word, `group[66]` their number.
 */
#define NV_GROUPS 67
enum { NV_BY8, NV_BY16, NV_BY32, NV_BY64, NV_WIDTHS };

typedef struct {
    nv_texts texts;
    const uint32_t *group;
    const void *peq[NV_WIDTHS];
    const uint8_t *code; /* letter to the row of `peq` */
} nv_lexicon;

static const uint32_t nv_width_from[NV_WIDTHS + 1] = {0, 9, 17, 33, 65};

static int nv_width_of(uint32_t length)
{
    return length <= 8 ? NV_BY8 : length <= 16 ? NV_BY16 : length <= 32 ? NV_BY32 : NV_BY64;
}

/* Lanes of one row: room behind the last text for a whole block. */
static size_t nv_stride(const uint32_t *group, int width)
{
    uint32_t n = group[nv_width_from[width + 1]] - group[nv_width_from[width]];
    return n ? ((size_t)n + 2 * NV_LANES - 1) / NV_LANES * NV_LANES : 0;
}

/* Numbers of the lexicon's texts within the edits that their length allows; of very long ones, all that may be. */
static void nv_close(nv_mem *mem, const nv_rules *r, const nv_passes *pass, const nv_lexicon *x, const char *text,
                     uint32_t n, nv_ids *found)
{
    uint8_t codes[NV_LONGEST + 16];
    uint32_t i, length, most = (uint32_t)r->is.most_edits[NV_LENGTHS - 1];
    if (n <= NV_LONGEST + 8) {
        for (i = 0; i < n; i++)
            codes[i] = x->code[(uint8_t)text[i]];
        for (length = n > most ? n - most : 1; length <= n + most && length <= NV_LONGEST; length++) {
            uint32_t limit = (uint32_t)nv_limit(r->is.most_edits, nv_longer(n, length));
            uint32_t at = x->group[length], end = x->group[length + 1], first;
            int width = nv_width_of(length);
            size_t stride = nv_stride(x->group, width);
            if (at == end || (n > length ? n - length : length - n) > limit)
                continue;
            first = x->group[nv_width_from[width]];
            VEC_RESERVE(mem, *found, end - at);
            found->n += pass->by[width]((const uint8_t *)x->peq[width] + ((size_t)(at - first) << width), stride, codes, n,
                                        length, limit, at, end, found->at + found->n);
        }
    }
    if (n + most > NV_LONGEST)
        for (i = x->group[NV_LONGEST + 1]; i < x->group[NV_LONGEST + 2]; i++) {
            uint32_t other = nv_length(&x->texts, i);
            if ((n > other ? n - other : other - n) <= most)
                VEC_PUSH(mem, *found, i);
        }
}

/*
 * The letters of a text as a mark that hardly changes: low bits say which letters there are, high bits which occur twice.
 * One slip changes two bits at most.
 */
static uint64_t nv_mark(const nv_rules *r, const char *text, uint32_t n)
{
    uint64_t mark = 0;
    uint32_t i;
    for (i = 0; i < n; i++) {
        uint64_t bit = UINT64_C(1) << (r->letter[(uint8_t)text[i]] % 32);
        mark |= mark & bit ? bit << 32 : bit;
    }
    return mark;
}

#endif
