/*
 * Words of which nothing is to be said but what they weigh, which names they may stand for and whether they are Korean
 * or Chinese syllables: most words of names. What is told here the reference tells too (names/plain.py); where that takes
 * more than tables and endings, the word is not called plain.
 */
#ifndef NV_PLAIN_H
#define NV_PLAIN_H

#include "memory.h"

enum { NV_LONGEST_PLAIN = 40, NV_SLIP_LONGEST = 7, NV_SLIP_SHORTEST = 2, NV_MOST_NAMES = 256 };

/* Lines of a key and what stands behind a tab, found by the key; the text belongs to who handed it in. */
typedef struct {
    const char *text;
    size_t size;
    uint32_t *slots; /* places of lines, one more each */
    uint32_t mask;
} nv_keyed;

/* What a syllable is: of which languages, as which another of the same language may follow it. */
enum { NV_IN_KOREAN = 1, NV_IN_CHINESE = 2, NV_IN_CANTONESE = 4 };

enum { NV_UNUSUAL, NV_NEAR, NV_SYLLABLE, NV_WEIGHED, NV_STANDS_FOR, NV_SHORT_FOR, NV_LEGAL_FORM, NV_TABLES };

typedef struct {
    double rare;                                /* weight from which on a word may be a slip */
    double acronym, acronym_of_three;           /* weights from which on a word may be an acronym */
    double acronym_shortest, acronym_longest;   /* and its letters */
    double longest_first;                       /* letters of the first of two syllables */
    double fewest_letters;                      /* single letters in a row that make a word whatever they are */
} nv_plain_limits;

typedef struct {
    nv_mem mem;
    nv_keyed tables[NV_TABLES];
    nv_plain_limits limits;
} nv_vocabulary;

/* How long the key of the line at a place is. */
static size_t nv_key_length(const nv_keyed *t, size_t at)
{
    size_t n = at;
    while (n < t->size && t->text[n] != '\t' && t->text[n] != '\n')
        n++;
    return n - at;
}

/* The end of the line at a place. */
static size_t nv_line_end(const nv_keyed *t, size_t at)
{
    const char *end = memchr(t->text + at, '\n', t->size - at);
    return end ? (size_t)(end - t->text) : t->size;
}

static void nv_key_lines(nv_mem *mem, nv_keyed *t, const char *text, size_t size)
{
    size_t at;
    uint32_t n = 0, slots;
    if (size >= UINT32_MAX)
        longjmp(mem->out, NV_TOO_BIG);
    t->text = text;
    t->size = size;
    for (at = 0; at < size; at = nv_line_end(t, at) + 1)
        n++;
    slots = nv_slots_for(n);
    t->slots = nv_zeroed(mem, slots, sizeof *t->slots);
    t->mask = slots - 1;
    for (at = 0; at < size; at = nv_line_end(t, at) + 1) {
        uint64_t p = nv_hash(text + at, nv_key_length(t, at));
        while (t->slots[p & t->mask])
            p++;
        t->slots[p & t->mask] = (uint32_t)at + 1;
    }
}

/* What stands behind a key, `n` letters of it: NULL where the table does not have it. */
static const char *nv_keyed_find(const nv_keyed *t, const char *key, size_t length, size_t *n)
{
    uint64_t p;
    for (p = nv_hash(key, length); t->slots[p & t->mask]; p++) {
        size_t at = t->slots[p & t->mask] - 1, end = at + length;
        if (end > t->size || memcmp(t->text + at, key, length))
            continue;
        if (end == t->size || t->text[end] == '\n' || t->text[end] == '\t') {
            end += end < t->size && t->text[end] == '\t';
            *n = nv_line_end(t, end) - end;
            return t->text + end;
        }
    }
    return NULL;
}

static int nv_has(const nv_vocabulary *v, int table, const char *word, size_t n)
{
    size_t rest;
    return nv_keyed_find(&v->tables[table], word, n, &rest) != NULL;
}

/* The weight of a word of two letters and more. */
static double nv_plain_weight(const nv_vocabulary *v, const char *word, size_t n)
{
    size_t length, i;
    int hundredths = 0;
    const char *found = nv_keyed_find(&v->tables[NV_WEIGHED], word, n, &length);
    if (!found)
        return 1.0;
    for (i = 0; i < length && found[i] >= '0' && found[i] <= '9'; i++)
        hundredths = hundredths * 10 + (found[i] - '0');
    return hundredths / 100.0;
}

/*
 * Whether one letter changed, left out, added or swapped with its neighbour makes a Korean or Chinese surname a word. The
 * table has surnames as they are, with ? for each letter in turn, and, behind -, without each letter in turn.
 */
static int nv_near_surname(const nv_vocabulary *v, const char *word, size_t n)
{
    char text[NV_SLIP_LONGEST + 1];
    size_t i;
    text[0] = '-';
    memcpy(text + 1, word, n);
    if (nv_has(v, NV_NEAR, text, n + 1))
        return 1;
    for (i = 0; i < n; i++) {
        memcpy(text, word, n);
        text[i] = '?';
        if (nv_has(v, NV_NEAR, text, n))
            return 1;
        memmove(text + i, text + i + 1, n - i - 1);
        if (nv_has(v, NV_NEAR, text, n - 1))
            return 1;
        memcpy(text, word, n);
        if (i + 1 < n) {
            text[i] = word[i + 1];
            text[i + 1] = word[i];
            if (nv_has(v, NV_NEAR, text, n))
                return 1;
        }
    }
    return 0;
}

static int nv_ends(const char *word, size_t n, const char *ending)
{
    size_t letters = strlen(ending);
    return n >= letters && !memcmp(word + n - letters, ending, letters);
}

/* Whether a word may be a compound by its beginning or its end. */
static int nv_may_be_compound(const char *word, size_t n)
{
    return (n >= 3 && !memcmp(word, "abd", 3)) || nv_ends(word, n, "din") || nv_ends(word, n, "deen") ||
           nv_ends(word, n, "dine") || nv_ends(word, n, "dyn");
}

/* Whether a word may be a father's name by its end. */
static int nv_may_be_patronymic(const char *word, size_t n)
{
    return nv_ends(word, n, "vna") || nv_ends(word, n, "una") || nv_ends(word, n, "hna") || nv_ends(word, n, "vic") ||
           nv_ends(word, n, "vyc") || nv_ends(word, n, "tj") || (nv_ends(word, n, "ch") && memchr(word, 'v', n));
}

/* Whether a machine may have read c and l for a d. */
static int nv_may_be_misread(const char *word, size_t n)
{
    size_t i;
    for (i = 0; i + 1 < n; i++)
        if (word[i] == 'c' && word[i + 1] == 'l' && (i + 2 == n || !memchr("aeiouy", word[i + 2], 6)))
            return 1;
    return 0;
}

/* Whether a word is plain; `weight` gets what it weighs. */
static int nv_is_plain(const nv_vocabulary *v, const char *word, size_t n, double *weight)
{
    size_t i;
    if (n < 3 || n > NV_LONGEST_PLAIN)
        return 0;
    for (i = 0; i < n; i++)
        if (word[i] < 'a' || word[i] > 'z')
            return 0;
    if (nv_has(v, NV_UNUSUAL, word, n) || nv_may_be_compound(word, n) || nv_may_be_patronymic(word, n) ||
        nv_may_be_misread(word, n))
        return 0;
    *weight = nv_plain_weight(v, word, n);
    return n > NV_SLIP_LONGEST || *weight < v->limits.rare || !nv_near_surname(v, word, n);
}

static int nv_syllable(const nv_vocabulary *v, const char *word, size_t n)
{
    size_t length;
    const char *found = nv_keyed_find(&v->tables[NV_SYLLABLE], word, n, &length);
    return found ? found[0] - '0' : 0;
}

/* Whether a word may be one or two syllables of a language. */
static int nv_are_syllables(const nv_vocabulary *v, const char *word, size_t n)
{
    size_t cut;
    if (nv_syllable(v, word, n))
        return 1;
    for (cut = 1; cut < n && cut <= (size_t)v->limits.longest_first; cut++) {
        int first = nv_syllable(v, word, cut) & ~NV_IN_CANTONESE;
        if (first && (first & nv_syllable(v, word + cut, n - cut)))
            return 1;
    }
    return 0;
}

static int nv_plain_acronym(const nv_vocabulary *v, size_t n, double weight)
{
    const nv_plain_limits *of = &v->limits;
    return n >= of->acronym_shortest && n <= of->acronym_longest &&
           weight >= (n == of->acronym_shortest ? of->acronym_of_three : of->acronym);
}

/* A text by place and length. */
typedef struct {
    const char *at;
    size_t n;
} nv_letters;

static int nv_letters_before(const nv_letters *a, const nv_letters *b)
{
    int order = memcmp(a->at, b->at, a->n < b->n ? a->n : b->n);
    return order ? order < 0 : a->n < b->n;
}

/* Puts a text in its place among `n` others in order, once; how many they are then. */
static size_t nv_put_letters(nv_letters *among, size_t n, nv_letters text)
{
    size_t i = n, k;
    while (i && nv_letters_before(&text, among + i - 1))
        i--;
    if (i && !nv_letters_before(among + i - 1, &text))
        return n;
    for (k = n; k > i; k--)
        among[k] = among[k - 1];
    among[i] = text;
    return n + 1;
}

/* The names that a word may stand for, in order; -1 where they are more than there is room for. */
static int nv_names_of(const nv_vocabulary *v, const char *word, size_t n, nv_letters *names)
{
    size_t found = 0;
    int table;
    for (table = NV_STANDS_FOR; table <= NV_SHORT_FOR; table++) {
        size_t rest = 0, from = 0, i;
        const char *text = nv_keyed_find(&v->tables[table], word, n, &rest);
        for (i = 0; text && i <= rest; i++)
            if (i == rest || text[i] == ' ' || text[i] == '\t') {
                nv_letters name = {text + from, i - from};
                if (found == NV_MOST_NAMES)
                    return -1;
                if (name.n)
                    found = nv_put_letters(names, found, name);
                from = i + 1;
            }
    }
    return (int)found;
}

#endif
