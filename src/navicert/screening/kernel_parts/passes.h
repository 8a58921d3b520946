/* One text against all texts of one length: optimal string alignment by bits (Hyyro 2003), a lane for each text. */
#ifndef NV_PASSES_H
#define NV_PASSES_H

#include "likeness.h"

#define NV_LANES 128
#define NV_LETTERS_MOST 64

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define NV_X86 1
#define NV_AVX2 __attribute__((target("avx2")))
#else
#define NV_X86 0
#endif

/* Letters of the pattern as bits: `peq` has a row for each letter code, row 0 empty, and one lane for each text. */
#define NV_DEFINE_PASS(NAME, T, ONES, FIVES, THREES, FS, FOLD, HOW)                                                    \
    HOW static void NAME(const T *restrict peq, size_t stride, const uint8_t *restrict codes, uint32_t n,              \
                         uint32_t length, uint32_t limit, uint8_t *restrict hit)                                      \
    {                                                                                                                  \
        T vp[NV_LANES], vn[NV_LANES], d0[NV_LANES];                                                                    \
        const T mask = (T)(length >= sizeof(T) * 8 ? (T)(ONES) : (T)(((T)1 << length) - 1));                           \
        const T *restrict before = peq;                                                                                \
        uint32_t i;                                                                                                    \
        int x;                                                                                                         \
        for (x = 0; x < NV_LANES; x++) {                                                                               \
            vp[x] = (T)(ONES);                                                                                         \
            vn[x] = 0;                                                                                                 \
            d0[x] = 0;                                                                                                 \
        }                                                                                                              \
        for (i = 0; i < n; i++) {                                                                                      \
            const T *restrict row = peq + codes[i] * stride;                                                           \
            for (x = 0; x < NV_LANES; x++) {                                                                           \
                T pm = row[x], p = vp[x], q = vn[x], hp, hn;                                                           \
                T t = (T)((T) ~d0[x] & pm), d;                                                                         \
                t = (T)((T)(t + t) & before[x]);                                                                       \
                d = (T)((T)((T)((T)(pm & p) + p) ^ p) | pm | q | t);                                                   \
                hp = (T)(q | (T) ~(T)(d | p));                                                                         \
                hn = (T)(d & p);                                                                                       \
                hp = (T)((T)(hp + hp) | (T)1);                                                                         \
                hn = (T)(hn + hn);                                                                                     \
                vp[x] = (T)(hn | (T) ~(T)(d | hp));                                                                    \
                vn[x] = (T)(hp & d);                                                                                   \
                d0[x] = d;                                                                                             \
            }                                                                                                          \
            before = row;                                                                                              \
        }                                                                                                              \
        for (x = 0; x < NV_LANES; x++) {                                                                               \
            T a = (T)(vp[x] & mask), b = (T)(vn[x] & mask);                                                            \
            a = (T)(a - ((T)(a >> 1) & (T)(FIVES)));                                                                   \
            b = (T)(b - ((T)(b >> 1) & (T)(FIVES)));                                                                   \
            a = (T)((a & (T)(THREES)) + ((T)(a >> 2) & (T)(THREES)));                                                  \
            b = (T)((b & (T)(THREES)) + ((T)(b >> 2) & (T)(THREES)));                                                  \
            a = (T)((T)(a + (T)(a >> 4)) & (T)(FS));                                                                   \
            b = (T)((T)(b + (T)(b >> 4)) & (T)(FS));                                                                   \
            FOLD;                                                                                                      \
            hit[x] = (T)((T)(n + a) - b) <= (T)limit;                                                                  \
        }                                                                                                              \
    }

#define NV_FOLD8 (void)0
#define NV_FOLD16                        \
    do {                                 \
        a = (uint16_t)(a + (a >> 8));    \
        b = (uint16_t)(b + (b >> 8));    \
        a &= 63;                         \
        b &= 63;                         \
    } while (0)
#define NV_FOLD32           \
    do {                    \
        a += a >> 8;        \
        b += b >> 8;        \
        a += a >> 16;       \
        b += b >> 16;       \
        a &= 127;           \
        b &= 127;           \
    } while (0)
#define NV_FOLD64           \
    do {                    \
        a += a >> 8;        \
        b += b >> 8;        \
        a += a >> 16;       \
        b += b >> 16;       \
        a += a >> 32;       \
        b += b >> 32;       \
        a &= 255;           \
        b &= 255;           \
    } while (0)

#define NV_DEFINE_PASSES(SUFFIX, HOW)                                                                       \
    NV_DEFINE_PASS(nv_pass8_##SUFFIX, uint8_t, 0xff, 0x55, 0x33, 0x0f, NV_FOLD8, HOW)                       \
    NV_DEFINE_PASS(nv_pass16_##SUFFIX, uint16_t, 0xffff, 0x5555, 0x3333, 0x0f0f, NV_FOLD16, HOW)            \
    NV_DEFINE_PASS(nv_pass32_##SUFFIX, uint32_t, 0xffffffff, 0x55555555, 0x33333333, 0x0f0f0f0f, NV_FOLD32, HOW) \
    NV_DEFINE_PASS(nv_pass64_##SUFFIX, uint64_t, UINT64_MAX, UINT64_C(0x5555555555555555),                  \
                   UINT64_C(0x3333333333333333), UINT64_C(0x0f0f0f0f0f0f0f0f), NV_FOLD64, HOW)              \
    HOW static void nv_signed_##SUFFIX(const uint32_t *restrict marks, uint32_t mark, uint32_t most,        \
                                       uint8_t *restrict hit)                                               \
    {                                                                                                       \
        int x;                                                                                              \
        for (x = 0; x < NV_LANES; x++) {                                                                    \
            uint32_t a = marks[x] ^ mark;                                                                   \
            a -= (a >> 1) & 0x55555555;                                                                     \
            a = (a & 0x33333333) + ((a >> 2) & 0x33333333);                                                 \
            a = (a + (a >> 4)) & 0x0f0f0f0f;                                                                \
            a += a >> 8;                                                                                    \
            a += a >> 16;                                                                                   \
            hit[x] = (a & 63) <= most;                                                                      \
        }                                                                                                   \
    }

NV_DEFINE_PASSES(plain, )
#if NV_X86
NV_DEFINE_PASSES(avx2, NV_AVX2)
#endif

typedef struct {
    void (*by8)(const uint8_t *, size_t, const uint8_t *, uint32_t, uint32_t, uint32_t, uint8_t *);
    void (*by16)(const uint16_t *, size_t, const uint8_t *, uint32_t, uint32_t, uint32_t, uint8_t *);
    void (*by32)(const uint32_t *, size_t, const uint8_t *, uint32_t, uint32_t, uint32_t, uint8_t *);
    void (*by64)(const uint64_t *, size_t, const uint8_t *, uint32_t, uint32_t, uint32_t, uint8_t *);
    void (*by_mark)(const uint32_t *, uint32_t, uint32_t, uint8_t *);
    const char *name;
} nv_passes;

static nv_passes nv_choose_passes(int wide)
{
    nv_passes plain = {nv_pass8_plain, nv_pass16_plain, nv_pass32_plain, nv_pass64_plain, nv_signed_plain, "plain"};
#if NV_X86
    nv_passes avx2 = {nv_pass8_avx2, nv_pass16_avx2, nv_pass32_avx2, nv_pass64_avx2, nv_signed_avx2, "avx2"};
    if (wide && __builtin_cpu_supports("avx2"))
        return avx2;
#else
    (void)wide;
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

static void nv_take_hits(nv_mem *mem, const uint8_t *hit, uint32_t from, uint32_t lanes, nv_ids *found)
{
    uint32_t x, y;
    uint64_t eight;
    for (x = 0; x < lanes; x += 8) {
        memcpy(&eight, hit + x, 8);
        if (eight)
            for (y = x; y < x + 8 && y < lanes; y++)
                if (hit[y])
                    VEC_PUSH(mem, *found, from + y);
    }
}

/* Numbers of the lexicon's texts within the edits that their length allows; of very long ones, all that may be. */
static void nv_close(nv_mem *mem, const nv_rules *r, const nv_passes *pass, const nv_lexicon *x, const char *text,
                     uint32_t n, nv_ids *found)
{
    uint8_t codes[NV_LONGEST + 16], hit[NV_LANES];
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
            for (; at < end; at += NV_LANES) {
                if (width == NV_BY8)
                    pass->by8((const uint8_t *)x->peq[width] + (at - first), stride, codes, n, length, limit, hit);
                else if (width == NV_BY16)
                    pass->by16((const uint16_t *)x->peq[width] + (at - first), stride, codes, n, length, limit, hit);
                else if (width == NV_BY32)
                    pass->by32((const uint32_t *)x->peq[width] + (at - first), stride, codes, n, length, limit, hit);
                else
                    pass->by64((const uint64_t *)x->peq[width] + (at - first), stride, codes, n, length, limit, hit);
                nv_take_hits(mem, hit, at, end - at < NV_LANES ? end - at : NV_LANES, found);
            }
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
 * The letters of a text as marks that hardly change: one slip changes two bits of either at most.
 * The narrow mark says which letters there are, the wide one also which occur twice.
 */
static uint32_t nv_narrow_mark(const nv_rules *r, const char *text, uint32_t n)
{
    uint32_t mark = 0, i;
    for (i = 0; i < n; i++)
        mark |= (uint32_t)1 << (r->letter[(uint8_t)text[i]] % 32);
    return mark;
}

static uint64_t nv_wide_mark(const nv_rules *r, const char *text, uint32_t n)
{
    uint64_t mark = 0;
    uint32_t i;
    for (i = 0; i < n; i++) {
        uint64_t bit = UINT64_C(1) << (r->letter[(uint8_t)text[i]] % 32);
        mark |= mark & bit ? bit << 32 : bit;
    }
    return mark;
}

static uint32_t nv_bits(uint64_t a)
{
    uint32_t n = 0;
#if defined(__GNUC__) || defined(__clang__)
    n = (uint32_t)__builtin_popcountll(a);
#else
    for (; a; a &= a - 1)
        n++;
#endif
    return n;
}

#endif
