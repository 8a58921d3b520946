/*
 * The least that it may cost to turn one word into others, many of them side by side: costs in whole units, rounded down,
 * so that what is too far here is too far. What is not is measured exactly.
 */
#ifndef NV_BOUNDS_H
#define NV_BOUNDS_H

#include "passes.h"

#define NV_SIDE 32            /* words side by side */
#define NV_BOUND_LONGEST 32   /* letters of a word that is bounded */

/* Words side by side: their letters by place, as numbers of `nv_rules.letter`, 0 where a word has no more. */
typedef struct {
    uint8_t letters[NV_BOUND_LONGEST][NV_SIDE];
    uint8_t length[NV_SIDE];
    uint32_t longest;
} nv_beside;

static void nv_beside_clear(nv_beside *b)
{
    memset(b->length, 0, sizeof b->length);
    memset(b->letters, 0, sizeof b->letters);
    b->longest = 0;
}

static void nv_beside_add(const nv_rules *r, nv_beside *b, uint32_t lane, const char *text, uint32_t n)
{
    uint32_t i;
    if (n > NV_BOUND_LONGEST)
        return;
    for (i = 0; i < n; i++)
        b->letters[i][lane] = r->letter[(uint8_t)text[i]];
    b->length[lane] = (uint8_t)n;
    b->longest = nv_longer(b->longest, n);
}

/* For each word side by side the least units of its distance from a word; 0 where it has no letters here. */
typedef void (*nv_bounding)(const nv_costs *costs, const uint8_t *word, uint32_t n, const nv_beside *others, uint8_t *least);

static void nv_bound_plain(const nv_costs *costs, const uint8_t *word, uint32_t n, const nv_beside *others, uint8_t *least)
{
    (void)costs, (void)word, (void)n, (void)others;
    memset(least, 0, NV_SIDE);
}

#if NV_X86
/* Places in four tables of sixteen, each with its high bit set where the number lies in another. */
NV_AVX2 static inline void nv_places_avx2(__m256i letters, __m256i *places)
{
    const __m256i beyond = _mm256_set1_epi8(0x70);
    int k;
    for (k = 0; k < 4; k++)
        places[k] = _mm256_adds_epu8(_mm256_sub_epi8(letters, _mm256_set1_epi8((char)(16 * k))), beyond);
}

NV_AVX2 static inline __m256i nv_looked_up_avx2(const uint8_t *table, const __m256i *places)
{
    __m256i found = _mm256_setzero_si256();
    int k;
    for (k = 0; k < 4; k++) {
        __m128i part = _mm_loadu_si128((const __m128i *)(const void *)(table + 16 * k));
        found = _mm256_or_si256(found, _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(part), places[k]));
    }
    return found;
}

NV_AVX2 static void nv_bound_avx2(const nv_costs *costs, const uint8_t *word, uint32_t n, const nv_beside *others,
                                  uint8_t *least)
{
    __m256i places[NV_BOUND_LONGEST][4], letters[NV_BOUND_LONGEST], lost[NV_BOUND_LONGEST];
    __m256i rows[3][NV_BOUND_LONGEST + 1], *two = rows[0], *back = rows[1], *row = rows[2], *spare;
    const __m256i swapped = _mm256_set1_epi8((char)costs->swapped), doubled = _mm256_set1_epi8((char)costs->doubled);
    uint32_t i, j, m = others->longest;
    back[0] = _mm256_setzero_si256();
    for (j = 0; j < m; j++) {
        letters[j] = _mm256_loadu_si256((const __m256i *)(const void *)others->letters[j]);
        nv_places_avx2(letters[j], places[j]);
        lost[j] = nv_looked_up_avx2(costs->lost, places[j]);
        if (j)
            lost[j] = _mm256_blendv_epi8(lost[j], doubled, _mm256_cmpeq_epi8(letters[j], letters[j - 1]));
        back[j + 1] = _mm256_adds_epu8(back[j], lost[j]);
    }
    for (i = 0; i < n; i++) {
        const __m256i mine = _mm256_set1_epi8((char)word[i]), before = _mm256_set1_epi8((char)word[i ? i - 1 : 0]);
        const __m256i drop = _mm256_set1_epi8((char)(i && word[i] == word[i - 1] ? costs->doubled : costs->lost[word[i]]));
        __m256i left = row[0] = _mm256_adds_epu8(back[0], drop);
        for (j = 0; j < m; j++) {
            __m256i change = nv_looked_up_avx2(costs->change[word[i]], places[j]);
            __m256i best = _mm256_adds_epu8(back[j], change);
            best = _mm256_min_epu8(best, _mm256_adds_epu8(back[j + 1], drop));
            best = _mm256_min_epu8(best, _mm256_adds_epu8(left, lost[j]));
            if (i && j) {
                __m256i crossed = _mm256_and_si256(_mm256_cmpeq_epi8(mine, letters[j - 1]),
                                                   _mm256_cmpeq_epi8(before, letters[j]));
                __m256i by_swap = _mm256_adds_epu8(two[j - 1], swapped);
                best = _mm256_min_epu8(best, _mm256_or_si256(by_swap, _mm256_xor_si256(crossed, _mm256_set1_epi8(-1))));
            }
            row[j + 1] = left = best;
        }
        spare = two;
        two = back;
        back = row;
        row = spare;
    }
    for (i = 0; i < NV_SIDE; i++)
        least[i] = others->length[i] ? ((const uint8_t *)(const void *)(back + others->length[i]))[i] : 0;
}
#endif

/* The bound for this machine's passes: `level` as nv_choose_passes has it. */
static nv_bounding nv_choose_bounding(int level)
{
#if NV_X86
    if (level > 0 && __builtin_cpu_supports("avx2"))
        return nv_bound_avx2;
#else
    (void)level;
#endif
    return nv_bound_plain;
}

/* The most likeness of spelling that two words may have whose distance has so many units at least. */
static double nv_most_spelled(const nv_rules *r, const char *a, uint32_t n, const char *b, uint32_t m, uint8_t units)
{
    if (!units || !n || !m)
        return 1.0;
    return 1 - (units / NV_COST_UNITS + r->is.first[NV_LETTERS * r->letter[(uint8_t)a[0]] + r->letter[(uint8_t)b[0]]]) /
                   nv_longer(n, m) + 1e-9;
}

#endif
