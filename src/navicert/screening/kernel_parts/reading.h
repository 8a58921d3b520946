/*
 * Names in UTF-8 to tokens, word by word, for the characters of a table and for words that read alone. What a word's
 * tokens are, and which words do not read alone, the reference says once for each distinct word; every name in which
 * neighbours matter is left to it.
 */
#ifndef NV_READING_H
#define NV_READING_H

#include "memory.h"

enum { NV_READ = 0, NV_BY_REFERENCE = 1 };

/* Of a character: left to the reference, between words, spelled by the table's letters, or itself in a script. */
enum { NV_UNKNOWN = 0, NV_BETWEEN = 1, NV_SPELLED = 2, NV_ITSELF = 3 /* and beyond: one number for each script */ };

/* Of a word: what stands in the way of reading it alone, and what Chinese characters may be. */
enum {
    NV_SURNAME = 1, NV_SYLLABLES = 2, NV_CONTEXT_PERSON = 4, NV_CONTEXT_OTHER = 8,
    NV_CHARACTERS = 16, NV_MAY_BE_KOREAN = 32, NV_SINGLE = 64
};
enum { NV_KOREAN, NV_MANDARIN, NV_JAPANESE, NV_LANGUAGES };

/* A word's tokens, as numbers of lists (-1 where a language cannot read it): in another name, in a person's. */
typedef struct {
    int32_t list[2][NV_LANGUAGES];
    int32_t flags;
} nv_word_tokens;

/* Of a token: its number where nothing else tells, and whether it tells. */
typedef struct {
    int32_t number, alone, tells;
} nv_token_alone;

typedef struct {
    nv_mem mem;
    uint32_t limit; /* code points below it are in the table */
    uint8_t *kind;
    uint32_t *at;
    char *text;
    uint32_t most_characters, most_tokens, most_syllable_words;
    nv_pool words;
    VEC(nv_word_tokens) tokens;
    VEC(int32_t) lists;
    VEC(int32_t) lists_at;
    VEC(int32_t) alone;
    VEC(uint8_t) tells;
    nv_ids name_words, words_at;
    VEC(uint8_t) status;
    VEC(int32_t) terms;
    VEC(int32_t) terms_at;
    VEC(int32_t) readings_at;
    VEC(uint8_t) personal;
    VEC(char) spelled;
} nv_reader;

static void nv_reader_forget_words(nv_reader *r)
{
    nv_pool_free(&r->words);
    VEC_FREE(r->tokens);
    VEC_FREE(r->lists);
    VEC_FREE(r->lists_at);
    VEC_FREE(r->alone);
    VEC_FREE(r->tells);
}

static void nv_reader_clear(nv_reader *r)
{
    nv_reader_forget_words(r);
    free(r->kind), free(r->at), free(r->text);
    VEC_FREE(r->name_words);
    VEC_FREE(r->words_at);
    VEC_FREE(r->status);
    VEC_FREE(r->terms);
    VEC_FREE(r->terms_at);
    VEC_FREE(r->readings_at);
    VEC_FREE(r->personal);
    VEC_FREE(r->spelled);
}

/* The next code point of UTF-8, or 0 where the bytes are none. */
static uint32_t nv_code_point(const uint8_t **at, const uint8_t *end)
{
    const uint8_t *p = *at;
    uint32_t c = *p;
    int more = c < 0x80 ? 0 : c >= 0xc2 && c < 0xe0 ? 1 : c >= 0xe0 && c < 0xf0 ? 2 : c >= 0xf0 && c < 0xf5 ? 3 : -1, i;
    if (more < 0 || end - p <= more)
        return 0;
    if (more)
        c &= 0x3fu >> more;
    for (i = 1; i <= more; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (p[i] & 0x3f);
    }
    *at = p + more + 1;
    return c;
}

/* Spells a name; words are ended by spaces. 0 when the reference must read it: unknown characters, several scripts. */
static int nv_spell(nv_reader *r, const uint8_t *at, const uint8_t *end)
{
    uint32_t characters = 0;
    uint8_t script = NV_BETWEEN;
    r->spelled.n = 0;
    while (at < end) {
        const uint8_t *from = at;
        uint32_t c = nv_code_point(&at, end);
        uint8_t kind = c && c < r->limit ? r->kind[c] : NV_UNKNOWN;
        if (kind == NV_UNKNOWN || ++characters > r->most_characters)
            return 0;
        if (kind >= NV_SPELLED) {
            if (script >= NV_SPELLED && script != kind)
                return 0;
            script = kind;
        }
        if (kind >= NV_ITSELF)
            VEC_APPEND(&r->mem, r->spelled, from, at - from);
        else
            VEC_APPEND(&r->mem, r->spelled, r->text + r->at[c], r->at[c + 1] - r->at[c]);
    }
    VEC_PUSH(&r->mem, r->spelled, ' ');
    return 1;
}

/* Whether a ship's number may be part of the name, which the reference takes out. */
static int nv_may_hold_ship_number(const char *text, size_t n)
{
    size_t i, digits = 0;
    int marked = 0;
    for (i = 0; i < n; i++) {
        digits += text[i] >= '0' && text[i] <= '9';
        marked |= i + 2 < n && text[i] == 'i' && text[i + 1] == 'm' && text[i + 2] == 'o';
    }
    return marked && digits >= 7;
}

static int nv_read_one(nv_reader *r, const uint8_t *at, const uint8_t *end)
{
    size_t i, from = 0;
    if (!nv_spell(r, at, end) || nv_may_hold_ship_number(r->spelled.at, r->spelled.n))
        return NV_BY_REFERENCE;
    for (i = 0; i < r->spelled.n; i++) {
        if (r->spelled.at[i] != ' ')
            continue;
        if (i > from)
            VEC_PUSH(&r->mem, r->name_words, nv_intern(&r->mem, &r->words, r->spelled.at + from, i - from));
        from = i + 1;
    }
    return NV_READ;
}

static void nv_read(nv_reader *r, const uint8_t *text, const int64_t *offsets, int64_t n)
{
    int64_t i;
    r->name_words.n = r->words_at.n = r->status.n = 0;
    VEC_PUSH(&r->mem, r->words_at, 0);
    for (i = 0; i < n; i++) {
        size_t before = r->name_words.n;
        int status = nv_read_one(r, text + offsets[i], text + offsets[i + 1]);
        if (status != NV_READ)
            r->name_words.n = before;
        VEC_PUSH(&r->mem, r->status, (uint8_t)status);
        VEC_PUSH(&r->mem, r->words_at, (uint32_t)r->name_words.n);
    }
}

/* Whether the words may be a Korean or Chinese name in Latin letters, which is read as a whole. */
static int nv_may_be_syllables(const nv_reader *r, const uint32_t *words, uint32_t n)
{
    uint32_t i, split = 0;
    if (n < 2 || n > r->most_syllable_words)
        return 0;
    for (i = 0; i < n; i++)
        split += !!(r->tokens.at[words[i]].flags & NV_SYLLABLES);
    return ((r->tokens.at[words[0]].flags | r->tokens.at[words[n - 1]].flags) & NV_SURNAME) && split + 1 >= n;
}

static int nv_needs_reference(const nv_reader *r, const uint32_t *words, uint32_t n, int person)
{
    uint32_t i;
    for (i = 0; i < n; i++)
        if (r->tokens.at[words[i]].flags & (person ? NV_CONTEXT_PERSON : NV_CONTEXT_OTHER))
            return 1;
    return person && nv_may_be_syllables(r, words, n);
}

/* The tokens of the words in one language, added to `terms`; nothing is added where it cannot read one of them. */
static void nv_add_tokens(nv_reader *r, const uint32_t *words, uint32_t n, int person, int language)
{
    size_t from = r->terms.n, k;
    uint32_t i;
    int tells = 0;
    for (i = 0; i < n; i++) {
        int32_t list = r->tokens.at[words[i]].list[person][language];
        if (list < 0) {
            r->terms.n = from;
            return;
        }
        VEC_APPEND(&r->mem, r->terms, r->lists.at + r->lists_at.at[list],
                   r->lists_at.at[list + 1] - r->lists_at.at[list]);
    }
    if (r->terms.n > from + r->most_tokens)
        r->terms.n = from + r->most_tokens;
    for (k = from; k < r->terms.n; k++)
        tells |= r->tells.at[r->terms.at[k]];
    for (k = from; k < r->terms.n && !tells; k++)
        r->terms.at[k] = r->alone.at[r->terms.at[k]];
}

/* Whether the last reading is one of those before it, from `first` on. */
static int nv_read_before(const nv_reader *r, size_t first)
{
    size_t last = r->terms_at.n - 2, from = (size_t)r->terms_at.at[last], n = r->terms.n - from, k;
    for (k = first; k < last; k++)
        if ((size_t)(r->terms_at.at[k + 1] - r->terms_at.at[k]) == n &&
            !memcmp(r->terms.at + r->terms_at.at[k], r->terms.at + from, n * sizeof *r->terms.at))
            return 1;
    return 0;
}

/* The readings of a name as a person's or another's: one for each language that can read it, equal ones once. */
static void nv_add_readings(nv_reader *r, const uint32_t *words, uint32_t n, int person)
{
    size_t first = r->terms_at.n - 1, from;
    int language, characters = n && (r->tokens.at[words[0]].flags & NV_CHARACTERS);
    int32_t ends = n ? r->tokens.at[words[n - 1]].flags : 0;
    int korean = n && ((r->tokens.at[words[0]].flags & NV_MAY_BE_KOREAN) ||
                       (ends & (NV_SINGLE | NV_MAY_BE_KOREAN)) == (NV_SINGLE | NV_MAY_BE_KOREAN));
    for (language = 0; language < NV_LANGUAGES; language++) {
        if (characters ? (language == NV_KOREAN && person && !korean) || (language == NV_JAPANESE && !person)
                       : language != NV_MANDARIN)
            continue;
        from = r->terms.n;
        nv_add_tokens(r, words, n, person, language);
        if (r->terms.n == from)
            continue;
        VEC_PUSH(&r->mem, r->terms_at, (int32_t)r->terms.n);
        VEC_PUSH(&r->mem, r->personal, (uint8_t)person);
        if (nv_read_before(r, first)) {
            r->terms_at.n--;
            r->personal.n--;
            r->terms.n = from;
        }
    }
}

/* The readings of the names read last, once all their words are known; `kinds` has bit 0 for persons, 1 for others. */
static void nv_read_tokens(nv_reader *r, const uint8_t *kinds)
{
    size_t i, n = r->status.n;
    if (r->tokens.n < nv_pool_count(&r->words))
        longjmp(r->mem.out, NV_BAD_INPUT);
    r->terms.n = r->terms_at.n = r->readings_at.n = r->personal.n = 0;
    VEC_PUSH(&r->mem, r->terms_at, 0);
    VEC_PUSH(&r->mem, r->readings_at, 0);
    for (i = 0; i < n; i++) {
        const uint32_t *words = r->name_words.at + r->words_at.at[i];
        uint32_t m = r->words_at.at[i + 1] - r->words_at.at[i];
        int person = kinds[i] & 1, other = kinds[i] >> 1 & 1;
        if (r->status.at[i] == NV_READ && ((person && nv_needs_reference(r, words, m, 1)) ||
                                           (other && nv_needs_reference(r, words, m, 0))))
            r->status.at[i] = NV_BY_REFERENCE;
        if (r->status.at[i] == NV_READ && person)
            nv_add_readings(r, words, m, 1);
        if (r->status.at[i] == NV_READ && other)
            nv_add_readings(r, words, m, 0);
        VEC_PUSH(&r->mem, r->readings_at, (int32_t)r->personal.n);
    }
}

/* Says what the next words are: their token lists are appended, `first_list` on, and named in `tokens`. */
static void nv_define_words(nv_reader *r, const nv_word_tokens *tokens, int64_t n, const int32_t *lists_at,
                            int64_t lists, const int32_t *numbers, const nv_token_alone *alone, int64_t count)
{
    int32_t base = (int32_t)r->lists.n, first;
    int64_t i, k;
    int p, language;
    if (!r->lists_at.n)
        VEC_PUSH(&r->mem, r->lists_at, 0);
    first = (int32_t)r->lists_at.n - 1;
    for (i = 0; i < count; i++) {
        size_t need = (size_t)alone[i].number + 1;
        if (alone[i].number < 0 || alone[i].alone < 0)
            longjmp(r->mem.out, NV_BAD_INPUT);
        while (r->alone.n < need) {
            int32_t same = (int32_t)r->alone.n;
            VEC_PUSH(&r->mem, r->alone, same);
            VEC_PUSH(&r->mem, r->tells, 1);
        }
        r->alone.at[alone[i].number] = alone[i].alone;
        r->tells.at[alone[i].number] = (uint8_t)alone[i].tells;
    }
    for (k = 0; k < lists_at[lists]; k++)
        if (numbers[k] < 0 || (size_t)numbers[k] >= r->alone.n)
            longjmp(r->mem.out, NV_BAD_INPUT);
    VEC_APPEND(&r->mem, r->lists, numbers, lists_at[lists]);
    for (k = 1; k <= lists; k++)
        VEC_PUSH(&r->mem, r->lists_at, base + lists_at[k]);
    for (i = 0; i < n; i++) {
        nv_word_tokens w = tokens[i];
        for (p = 0; p < 2; p++)
            for (language = 0; language < NV_LANGUAGES; language++)
                if (w.list[p][language] >= lists)
                    longjmp(r->mem.out, NV_BAD_INPUT);
                else if (w.list[p][language] >= 0)
                    w.list[p][language] += first;
        VEC_PUSH(&r->mem, r->tokens, w);
    }
}

#endif
