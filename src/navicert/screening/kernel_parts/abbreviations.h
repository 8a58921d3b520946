/* Names as acronyms see them, the words at their beginning that a word abbreviates, and how acronyms may begin. */
#ifndef NV_ABBREVIATIONS_H
#define NV_ABBREVIATIONS_H

#include "index.h"

#define NV_START 4          /* letters by which acronyms are found; one of three letters by all */
#define NV_STARTS_MOST 16384 /* of one name: each of at most NV_START pieces begins in at most ten ways */

/* A name's words as far as acronyms look at them. */
typedef struct {
    const char *text[NV_TOKENS_MOST];
    uint32_t length[NV_TOKENS_MOST];
    uint8_t kind[NV_TOKENS_MOST];
    uint32_t n;
} nv_spoken;

/* One way of making an acronym: how many letters each word gives, how many words must, and what it is worth. */
typedef struct {
    uint32_t shortest, longest, fewest;
    double likeness;
} nv_pieces;

/* What an acronym stands for: the words that give its letters, and how far the small words around them reach. */
typedef struct {
    uint32_t first, end, around;
    double likeness;
} nv_abbreviated;

typedef struct {
    const nv_rules *rules;
    const char *letters;
    const nv_spoken *name;
    nv_pieces way;
    uint32_t n, first, end;
    int steps;
} nv_spelling;

static int nv_is_small(uint8_t kind)
{
    return kind == NV_KIND_PARTICLE || kind == NV_KIND_TITLE || kind == NV_KIND_FORM || kind == NV_KIND_INITIAL;
}

/* The letters with which a number up to twelve begins in words. */
static const char *nv_number_letters(const nv_spoken *name, uint32_t at)
{
    static const char *letters[] = {"", "fo", "st", "t", "f", "f", "s", "s", "e", "n", "t", "e", "t"};
    const char *text = name->text[at];
    uint32_t value;
    if (name->kind[at] != NV_KIND_NUMBER || name->length[at] > 2)
        return "";
    value = (uint32_t)(text[0] - '0');
    if (name->length[at] == 2)
        value = 10 * value + (uint32_t)(text[1] - '0');
    return value < sizeof letters / sizeof *letters ? letters[value] : "";
}

/* How many letters a word may give: a legal form all of its own, another small word one. */
static uint32_t nv_most_letters(const nv_rules *r, uint8_t kind, uint32_t telling)
{
    return kind == NV_KIND_FORM ? (uint32_t)r->is.acronym_piece : nv_is_small(kind) ? 1 : telling;
}

static uint32_t nv_past_light(const nv_spoken *name, uint32_t at, int generic)
{
    while (at < name->n && (nv_is_small(name->kind[at]) || (generic && name->kind[at] == NV_KIND_GENERIC)))
        at++;
    return at;
}

/* The reference's `_Search._from`, step for step. */
static int nv_spell_out(nv_spelling *s, uint32_t at, uint32_t spelled, uint32_t taken, uint32_t telling,
                        uint32_t skipped, uint32_t first)
{
    uint32_t length, longest;
    int small;
    if (--s->steps < 0)
        return 0;
    if (spelled == s->n) {
        s->first = first, s->end = at;
        return taken >= s->way.fewest &&
               (telling >= s->way.fewest ||
                (telling >= s->rules->is.fewest_telling && taken >= s->rules->is.fewest_with_small)) &&
               (s->n > s->rules->is.acronym_shortest || nv_past_light(s->name, at, 0) == s->name->n);
    }
    if (at == s->name->n)
        return 0;
    small = nv_is_small(s->name->kind[at]);
    longest = nv_most_letters(s->rules, s->name->kind[at], s->way.longest);
    if (s->way.shortest == 1 && strchr(nv_number_letters(s->name, at), s->letters[spelled]) &&
        nv_spell_out(s, at + 1, spelled + 1, taken + 1, telling + !small, 0, first == NV_NONE ? at : first))
        return 1;
    for (length = 1; length <= longest && length <= s->name->length[at] && spelled + length <= s->n; length++) {
        if (s->name->text[at][length - 1] != s->letters[spelled + length - 1])
            break;
        if (length >= s->way.shortest &&
            nv_spell_out(s, at + 1, spelled + length, taken + 1, telling + !small, 0, first == NV_NONE ? at : first))
            return 1;
    }
    return small && skipped < s->rules->is.most_skipped &&
           nv_spell_out(s, at + 1, spelled, taken, telling, skipped + 1, first);
}

static int nv_spelled_so(nv_spelling *s, double shortest, double longest, double fewest, double likeness,
                         nv_abbreviated *found)
{
    s->way.shortest = (uint32_t)shortest, s->way.longest = (uint32_t)longest, s->way.fewest = (uint32_t)fewest;
    s->steps = (int)s->rules->is.acronym_steps;
    if (!nv_spell_out(s, 0, 0, 0, 0, 0, NV_NONE))
        return 0;
    found->first = s->first, found->end = s->end,
    found->around = nv_past_light(s->name, s->end, s->n > s->rules->is.acronym_shortest);
    found->likeness = likeness;
    return 1;
}

/* What a word (known to be of that kind) abbreviates at the beginning of a name; 0 when it does not. */
static int nv_abbreviates(const nv_rules *r, const char *letters, uint32_t n, const nv_spoken *name,
                          nv_abbreviated *found)
{
    nv_spelling s;
    s.rules = r, s.letters = letters, s.n = n, s.name = name;
    if (n <= r->is.acronym_shortest)
        return nv_spelled_so(&s, 1, 1, r->is.fewest_pieces, r->is.initials_of_three, found);
    return nv_spelled_so(&s, 1, 1, r->is.fewest_pieces, r->is.initials, found) ||
           nv_spelled_so(&s, 1, r->is.acronym_piece, r->is.fewest_pieces, r->is.beginnings, found) ||
           nv_spelled_so(&s, r->is.shortest_syllable, r->is.longest_syllable, r->is.fewest_syllables,
                         r->is.beginnings, found);
}

/* The row of the first letters of a word of so many; NV_STARTS where they are no letters. Letters may share a row. */
static uint32_t nv_start(const nv_rules *r, const char *letters, uint32_t n)
{
    uint32_t k, number = n < NV_START ? n : NV_START;
    for (k = 0; k < n && k < NV_START; k++) {
        if (r->letter[(uint8_t)letters[k]] > 25)
            return NV_STARTS;
        number = number * 26 + r->letter[(uint8_t)letters[k]];
    }
    return number * UINT32_C(2654435761) >> 16;
}

typedef struct {
    const nv_rules *rules;
    const nv_spoken *name;
    uint16_t at[NV_STARTS_MOST];
    uint32_t n;
} nv_starts;

static void nv_add_start(nv_starts *starts, const char *letters, uint32_t n)
{
    uint32_t k, start = nv_start(starts->rules, letters, n);
    if (start == NV_STARTS || starts->n == NV_STARTS_MOST)
        return;
    for (k = 0; k < starts->n; k++)
        if (starts->at[k] == start)
            return;
    starts->at[starts->n++] = (uint16_t)start;
}

static void nv_begin(nv_starts *starts, uint32_t at, char *begun, uint32_t n, uint32_t skipped)
{
    const nv_spoken *name = starts->name;
    uint32_t length;
    const char *number;
    uint32_t longest;
    int small;
    if (n == NV_START || (n == starts->rules->is.acronym_shortest && nv_past_light(name, at, 0) == name->n))
        nv_add_start(starts, begun, n);
    if (n == NV_START || at == name->n)
        return;
    small = nv_is_small(name->kind[at]);
    longest = nv_most_letters(starts->rules, name->kind[at], NV_START);
    for (length = 1; length <= longest && length <= name->length[at] && n + length <= NV_START; length++) {
        begun[n + length - 1] = name->text[at][length - 1];
        nv_begin(starts, at + 1, begun, n + length, 0);
        begun[n] = name->text[at][0];
    }
    for (number = nv_number_letters(name, at); *number; number++) {
        begun[n] = *number;
        nv_begin(starts, at + 1, begun, n + 1, 0);
    }
    if (small && skipped < starts->rules->is.most_skipped)
        nv_begin(starts, at + 1, begun, n, skipped + 1);
}

/* The rows of the first letters that an acronym of this name may have, each once. */
static void nv_starts_of(const nv_rules *r, const nv_spoken *name, nv_starts *starts)
{
    uint32_t k, telling = 0;
    char begun[NV_START];
    starts->rules = r, starts->name = name, starts->n = 0;
    for (k = 0; k < name->n; k++)
        telling += !nv_is_small(name->kind[k]);
    if (telling >= r->is.fewest_telling)
        nv_begin(starts, 0, begun, 0, 0);
}

#endif
