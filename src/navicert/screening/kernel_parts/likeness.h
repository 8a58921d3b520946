/* How alike two words are, by the numbers that the reference hands in. Doubles are added in the reference's order. */
#ifndef NV_LIKENESS_H
#define NV_LIKENESS_H

#include "memory.h"

#define NV_LETTERS 64     /* a-z, 0-9, A-Z, and one for all else */
#define NV_LONGEST 64     /* letters of a word that is compared letter by letter; longer ones get the upper bound */
#define NV_STARTS 65536    /* rows for the first letters of acronyms */
#define NV_CLASSES 16      /* kinds of keys, told apart by their first two letters */
#define NV_SLIPS 16        /* slips of words written together */
#define NV_COST_UNITS 20.0 /* of a cost of 1, in bounds.h */
#define NV_LENGTHS 256    /* lengths that have their own limit of edits; longer ones have the last one's */

/* In the order of `Numbers` in kernel_structures.py. Likenesses by length are 0 where the reference gives none. */
typedef struct {
    double least, most_unequal, sound_factor, without_vowels, two_consonants, telling_skeleton, shortest_cut;
    double shortest_exchanged, shortest_bones, initial, romanised, other_syllable, other_character, from_script;
    double same_consonants, same_two_consonants;
    double initials, initials_of_three, beginnings, fewest_pieces, acronym_shortest, acronym_piece;
    double shortest_syllable, longest_syllable, fewest_syllables, fewest_telling, fewest_with_small, most_skipped, acronym_steps;
    double entry_share, glued_least, short_word, budget, compensated;
    double swapped, doubled, place_beside, common, almost_equal;
    double class_prefix[NV_CLASSES], class_likeness[NV_CLASSES], class_tongue[NV_CLASSES];
    double lost[NV_LETTERS];
    double change[NV_LETTERS * NV_LETTERS];
    double first[NV_LETTERS * NV_LETTERS];          /* what another first letter costs besides */
    double cut[(NV_LONGEST + 1) * (NV_LONGEST + 1)]; /* by the length of the beginning and of the whole */
    double exchanged[NV_LONGEST + 1];
    double number[NV_LONGEST + 1];
    double glued[(NV_LONGEST + 1) * NV_SLIPS]; /* by the longer length and the slips */
    double most_edits[NV_LENGTHS];
    double glued_slips[NV_LENGTHS];
    double glued_window[NV_LENGTHS];
} nv_numbers;

/* What slips cost, in whole units rounded down (see bounds.h). */
typedef struct {
    uint8_t change[NV_LETTERS][NV_LETTERS], lost[NV_LETTERS], swapped, doubled;
} nv_costs;

typedef struct {
    nv_numbers is;
    nv_costs costs;
    uint8_t letter[256];
} nv_rules;

static uint8_t nv_whole(double cost, double units)
{
    double whole = cost * units + 1e-6;
    return whole <= 0 ? 0 : whole >= UINT8_MAX ? UINT8_MAX : (uint8_t)whole;
}

static void nv_costs_set(nv_costs *c, const nv_numbers *is, double units)
{
    int a, b;
    for (a = 0; a < NV_LETTERS; a++) {
        c->lost[a] = nv_whole(is->lost[a], units);
        for (b = 0; b < NV_LETTERS; b++)
            c->change[a][b] = a == b ? 0 : nv_whole(is->change[NV_LETTERS * a + b], units);
    }
    c->swapped = nv_whole(is->swapped, units);
    c->doubled = nv_whole(is->doubled, units);
}

static void nv_rules_set(nv_rules *r, const nv_numbers *numbers)
{
    int c;
    r->is = *numbers;
    nv_costs_set(&r->costs, numbers, NV_COST_UNITS);
    for (c = 0; c < 256; c++)
        r->letter[c] = c >= 'a' && c <= 'z'   ? (uint8_t)(c - 'a')
                       : c >= '0' && c <= '9' ? (uint8_t)(26 + c - '0')
                       : c >= 'A' && c <= 'Z' ? (uint8_t)(36 + c - 'A')
                                              : NV_LETTERS - 1;
}

#define NV_SYLLABIC 3 /* of a token's tongues, those that are written syllable by syllable: the first two */

/* The kind of a key, or -1. */
static int nv_class_of(const nv_rules *r, const char *key, size_t n)
{
    int i, prefix = n < 2 ? 0 : (uint8_t)key[0] * 256 + (uint8_t)key[1];
    for (i = 0; i < NV_CLASSES; i++)
        if (prefix && prefix == (int)r->is.class_prefix[i])
            return i;
    return -1;
}

/* The sum as Python's `sum` adds: plainly, or from Python 3.12 on with the rounding errors carried along. */
static double nv_added(const nv_rules *r, const double *items, size_t n)
{
    double total = 0.0, carried = 0.0;
    size_t i;
    for (i = 0; i < n; i++) {
        double x = items[i], next = total + x;
        if (r->is.compensated != 0.0) {
            double larger = total < 0 ? -total : total, smaller = x < 0 ? -x : x;
            carried += larger >= smaller ? (total - next) + x : (x - next) + total;
        }
        total = next;
    }
    return total + carried;
}

static int nv_limit(const double *table, uint32_t length)
{
    return (int)table[length < NV_LENGTHS ? length : NV_LENGTHS - 1];
}

static uint32_t nv_longer(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* A word with what its likeness to others needs. */
enum { NV_DIGITS = 1, NV_VOWELLESS = 2, NV_ALPHA_FIRST = 4 };

typedef struct {
    const char *text, *sound, *bones, *coarse;
    uint32_t length, sound_length, bones_length, coarse_length;
    uint8_t flags;
} nv_word;

static double nv_lost(const nv_rules *r, char letter, int doubled)
{
    return doubled ? r->is.doubled : r->is.lost[r->letter[(uint8_t)letter]];
}

/*
 * The least total cost of turning one word into the other, both of NV_LONGEST letters at most; where it is more than
 * `most`, any number that is. No way leads past two rows (a swap of neighbours skips one) that are all above `most`.
 */
static double nv_distance(const nv_rules *r, const char *a, uint32_t n, const char *b, uint32_t m, double most)
{
    double rows[3][NV_LONGEST + 1], lost_b[NV_LONGEST];
    double *two = rows[0], *back = rows[1], *row = rows[2], *spare;
    uint8_t letters[NV_LONGEST];
    uint32_t i, j, above = 0;
    back[0] = 0.0;
    for (j = 0; j < m; j++) {
        letters[j] = r->letter[(uint8_t)b[j]];
        lost_b[j] = nv_lost(r, b[j], j && b[j] == b[j - 1]);
        back[j + 1] = back[j] + lost_b[j];
    }
    for (i = 0; i < n; i++) {
        const double *change = r->is.change + NV_LETTERS * r->letter[(uint8_t)a[i]];
        double drop = nv_lost(r, a[i], i && a[i] == a[i - 1]);
        double left = back[0] + drop, least = left;
        row[0] = left;
        for (j = 0; j < m; j++) {
            double best = a[i] == b[j] ? back[j] : back[j] + change[letters[j]];
            if (back[j + 1] + drop < best)
                best = back[j + 1] + drop;
            if (left + lost_b[j] < best)
                best = left + lost_b[j];
            if (i && j && a[i] == b[j - 1] && a[i - 1] == b[j] && a[i] != b[j] && two[j - 1] + r->is.swapped < best)
                best = two[j - 1] + r->is.swapped;
            row[j + 1] = left = best;
            least = best < least ? best : least;
        }
        above = least > most ? above + 1 : 0;
        if (above == 2)
            return 2 * most + 1;
        spare = two;
        two = back;
        back = row;
        row = spare;
    }
    return back[m];
}

/* The likeness of two spellings; where it is below `least`, any number that is. */
static double nv_spelled(const nv_rules *r, const char *a, uint32_t n, const char *b, uint32_t m, double least)
{
    double first, longer = nv_longer(n, m);
    if (n > NV_LONGEST || m > NV_LONGEST)
        return 1.0;
    first = r->is.first[NV_LETTERS * r->letter[(uint8_t)a[0]] + r->letter[(uint8_t)b[0]]];
    return 1 - (nv_distance(r, a, n, b, m, (1 - least) * longer - first + 1e-6) + first) / longer;
}

/* Optimal string alignment by bits (Hyyro 2003): the pattern's letters as bits, one 64-bit word. */
typedef struct {
    uint64_t bits[NV_LETTERS];
    uint32_t length;
} nv_pattern;

static void nv_pattern_set(const nv_rules *r, nv_pattern *p, const char *text, uint32_t n)
{
    uint32_t i;
    memset(p->bits, 0, sizeof p->bits);
    p->length = n;
    for (i = 0; i < n && i < 64; i++)
        p->bits[r->letter[(uint8_t)text[i]]] |= UINT64_C(1) << i;
}

static uint32_t nv_osa(const nv_rules *r, const nv_pattern *p, const char *text, uint32_t n)
{
    uint64_t vp = ~UINT64_C(0), vn = 0, d0 = 0, before = 0, last;
    uint32_t i, distance = p->length;
    if (!p->length)
        return n;
    last = UINT64_C(1) << (p->length - 1);
    for (i = 0; i < n; i++) {
        uint64_t pm = p->bits[r->letter[(uint8_t)text[i]]], hp, hn;
        uint64_t swapped = ((~d0 & pm) << 1) & before;
        d0 = (((pm & vp) + vp) ^ vp) | pm | vn | swapped;
        hp = vn | ~(d0 | vp);
        hn = d0 & vp;
        distance += !!(hp & last);
        distance -= !!(hn & last);
        hp = (hp << 1) | 1;
        hn <<= 1;
        vp = hn | ~(d0 | hp);
        vn = hp & d0;
        before = pm;
    }
    return distance;
}

static int nv_same(const char *a, uint32_t n, const char *b, uint32_t m)
{
    return n == m && (!n || (*a == *b && !memcmp(a, b, n)));
}

/* The likeness of a word (its pattern ready) and of words written together; never less than the reference's. */
static double nv_glued(const nv_rules *r, const nv_pattern *p, const char *word, const char *other, uint32_t m)
{
    uint32_t longer = nv_longer(p->length, m), slips;
    if (nv_same(word, p->length, other, m) || longer > NV_LONGEST)
        return 1.0;
    slips = nv_osa(r, p, other, m);
    return slips < NV_SLIPS ? r->is.glued[longer * NV_SLIPS + slips] : 0.0;
}

static double nv_cut_short(const nv_rules *r, const nv_word *a, const nv_word *b)
{
    const nv_word *brief = a->length <= b->length ? a : b, *full = brief == a ? b : a;
    if (brief->length < r->is.shortest_cut || brief->text[0] != full->text[0] ||
        memcmp(brief->text, full->text, brief->length))
        return 0.0;
    if (full->length > NV_LONGEST)
        return r->is.most_unequal;
    return r->is.cut[brief->length * (NV_LONGEST + 1) + full->length];
}

static int nv_full_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static int nv_all_letters(const char *text, uint32_t n)
{
    uint32_t i;
    for (i = 0; i < n; i++)
        if ((text[i] | 32) < 'a' || (text[i] | 32) > 'z')
            return 0;
    return 1;
}

/*
 * A word without the vowels between its consonants; those at its beginning and its end are kept where `first` and `last`
 * say so. The number of its letters, 0 where that is no such form of the word. `out` has room for the whole word.
 */
static uint32_t nv_strip(const char *text, uint32_t n, int first, int last, char *out)
{
    uint32_t i, m = 0, consonants = 0;
    int begins = n && nv_full_vowel(text[0]), ends = n && nv_full_vowel(text[n - 1]);
    if (n > NV_LONGEST || !nv_all_letters(text, n) || (first && !begins) || (last && !ends))
        return 0;
    for (i = 0; i < n; i++) {
        int vowel = nv_full_vowel(text[i]);
        consonants += !vowel;
        if (!vowel || (first && !i))
            out[m++] = text[i];
    }
    if (last)
        out[m++] = text[n - 1];
    return consonants > 1 && m < n && m >= 2 + (uint32_t)begins ? m : 0;
}

/* Whether a vowel stands between the first letter and the last, as none does in a word without its vowels. */
static int nv_has_inner_vowel(const char *text, uint32_t n)
{
    uint32_t i;
    for (i = 1; i + 1 < n; i++)
        if (nv_full_vowel(text[i]))
            return 1;
    return 0;
}

/* Whether the shorter word is the longer one without the vowels between its consonants. */
static int nv_is_stripped(const nv_word *brief, const nv_word *full)
{
    char stripped[NV_LONGEST + 2];
    int way;
    if (brief->length >= full->length || nv_has_inner_vowel(brief->text, brief->length))
        return 0;
    for (way = 0; way < 4; way++) {
        uint32_t m = nv_strip(full->text, full->length, way & 1, way >> 1, stripped);
        if (m && nv_same(brief->text, brief->length, stripped, m))
            return 1;
    }
    return 0;
}

static double nv_unvowelled(const nv_rules *r, const nv_word *a, const nv_word *b)
{
    const nv_word *brief = a->length <= b->length ? a : b, *full = brief == a ? b : a;
    if (nv_is_stripped(brief, full))
        return brief->length > 2 ? r->is.without_vowels : r->is.two_consonants;
    if (brief->bones_length < r->is.telling_skeleton || !(brief->flags & NV_VOWELLESS))
        return 0.0;
    return nv_same(a->bones, a->bones_length, b->bones, b->bones_length) ? r->is.without_vowels : 0.0;
}

static double nv_exchanged(const nv_rules *r, const nv_word *a, const nv_word *b)
{
    uint32_t i, apart = 0, where[2] = {0, 0};
    if (a->length < r->is.shortest_exchanged || a->length != b->length)
        return 0.0;
    for (i = 0; i < a->length; i++)
        if (a->text[i] != b->text[i]) {
            if (apart == 2)
                return 0.0;
            where[apart++] = i;
        }
    if (apart != 2 || a->text[where[0]] != b->text[where[1]] || a->text[where[1]] != b->text[where[0]])
        return 0.0;
    return a->length > NV_LONGEST ? r->is.most_unequal : r->is.exchanged[a->length];
}

static double nv_of_numbers(const nv_rules *r, const nv_word *a, const nv_word *b)
{
    nv_pattern p;
    if (a->length != b->length)
        return 0.0;
    if (a->length > NV_LONGEST)
        return r->is.most_unequal;
    nv_pattern_set(r, &p, a->text, a->length);
    return nv_osa(r, &p, b->text, b->length) <= 1 ? r->is.number[a->length] : 0.0;
}

/* What the likenesses of two words in letters and in sound are at most, as far as that is known. */
typedef struct {
    double seen, heard;
} nv_at_most;

/* The likeness in letters or in sound; where it is below the least that counts, any number that is. */
static double nv_heard_or_seen(const nv_rules *r, const nv_word *a, const nv_word *b, nv_at_most most)
{
    double seen = 0.0, heard = 0.0, least;
    if (most.seen >= r->is.least)
        seen = nv_spelled(r, a->text, a->length, b->text, b->length, r->is.least);
    if (!a->sound_length || !b->sound_length)
        return seen;
    least = (seen > r->is.least ? seen : r->is.least) / r->is.sound_factor;
    if (nv_same(a->sound, a->sound_length, b->sound, b->sound_length))
        heard = r->is.sound_factor;
    else if (nv_same(a->sound, a->sound_length, a->text, a->length) && nv_same(b->sound, b->sound_length, b->text, b->length))
        heard = r->is.sound_factor * seen;
    else if (least < 1 && most.heard >= least)
        heard = r->is.sound_factor * nv_spelled(r, a->sound, a->sound_length, b->sound, b->sound_length, least);
    return seen > heard ? seen : heard;
}

static double nv_greater(double a, double b)
{
    return a > b ? a : b;
}

/* The likeness of two words; `near` when they are known to lie near in letters, sound or consonants. */
static double nv_word_likeness(const nv_rules *r, const nv_word *a, const nv_word *b, int near, nv_at_most most)
{
    double likeness;
    if (nv_same(a->text, a->length, b->text, b->length))
        return 1.0;
    if (a->length < 2 || b->length < 2 || nv_longer(a->length, b->length) < 3)
        return 0.0;
    if ((a->flags & b->flags) & NV_DIGITS)
        return nv_of_numbers(r, a, b);
    likeness = nv_greater(nv_cut_short(r, a, b), nv_unvowelled(r, a, b));
    likeness = nv_greater(likeness, nv_exchanged(r, a, b));
    if (near)
        likeness = nv_greater(likeness, nv_heard_or_seen(r, a, b, most));
    if (likeness < r->is.least)
        return 0.0;
    return likeness < r->is.most_unequal ? likeness : r->is.most_unequal;
}

#endif
