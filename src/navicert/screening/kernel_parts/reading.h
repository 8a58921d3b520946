/* Names in UTF-8 to words, for the characters of a table; what the table does not know is left to the reference. */
#ifndef NV_READING_H
#define NV_READING_H

#include "memory.h"

enum { NV_READ = 0, NV_BY_REFERENCE = 1 };
/* What a word may need that only the reference can do: told by it, word by word. */
enum { NV_SURNAME = 1, NV_SYLLABLES = 2, NV_NUMERAL = 4, NV_TELLS_PERSON = 8, NV_TELLS_OTHER = 16, NV_IN_CONTEXT = 32 };

/* A word's tokens (numbers given from outside): in a person's name, in another, and where nothing else tells. */
typedef struct {
    int32_t person, other, person_alone, other_alone;
    uint8_t flags;
} nv_word_tokens;

typedef struct {
    nv_mem mem;
    uint32_t limit; /* code points below it are in the table */
    uint8_t *known;
    uint32_t *at;
    char *text;
    uint32_t most_characters, most_tokens, most_syllable_words;
    nv_pool words;
    VEC(nv_word_tokens) tokens;
    nv_ids name_words, words_at;
    VEC(uint8_t) status;
    VEC(int32_t) terms;
    VEC(int32_t) terms_at;
    VEC(char) spelled;
} nv_reader;

static void nv_reader_clear(nv_reader *r)
{
    free(r->known), free(r->at), free(r->text);
    nv_pool_free(&r->words);
    VEC_FREE(r->tokens);
    VEC_FREE(r->name_words);
    VEC_FREE(r->words_at);
    VEC_FREE(r->status);
    VEC_FREE(r->terms);
    VEC_FREE(r->terms_at);
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

/* Spells a name in the table's letters; words are ended by spaces. 0 when the reference must read it. */
static int nv_spell(nv_reader *r, const uint8_t *at, const uint8_t *end)
{
    uint32_t characters = 0;
    r->spelled.n = 0;
    while (at < end) {
        uint32_t c = nv_code_point(&at, end);
        if (!c || c >= r->limit || !r->known[c] || ++characters > r->most_characters)
            return 0;
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

/* Whether the words may be a Korean or Chinese name, which is read as a whole. */
static int nv_may_be_syllables(const nv_reader *r, const uint32_t *words, uint32_t n)
{
    uint32_t i, split = 0;
    int surname;
    if (n < 2 || n > r->most_syllable_words)
        return 0;
    surname = (r->tokens.at[words[0]].flags | r->tokens.at[words[n - 1]].flags) & NV_SURNAME;
    for (i = 0; i < n; i++)
        split += !!(r->tokens.at[words[i]].flags & NV_SYLLABLES);
    return surname && split + 1 >= n;
}

static int nv_needs_reference(const nv_reader *r, const uint32_t *words, uint32_t n, int person)
{
    uint32_t i;
    for (i = 0; i < n; i++) {
        uint8_t flags = r->tokens.at[words[i]].flags;
        if (flags & (person ? NV_IN_CONTEXT : NV_NUMERAL))
            return 1;
    }
    return person && nv_may_be_syllables(r, words, n);
}

static void nv_tokens_of(nv_reader *r, const uint32_t *words, uint32_t n, int person)
{
    uint8_t tells = 0, telling = person ? NV_TELLS_PERSON : NV_TELLS_OTHER;
    uint32_t i;
    if (n > r->most_tokens)
        n = r->most_tokens;
    for (i = 0; i < n; i++)
        tells |= r->tokens.at[words[i]].flags & telling;
    for (i = 0; i < n; i++) {
        const nv_word_tokens *t = r->tokens.at + words[i];
        VEC_PUSH(&r->mem, r->terms,
                 tells ? (person ? t->person : t->other) : (person ? t->person_alone : t->other_alone));
    }
}

/* The tokens of the names read last, once all their words are known. */
static void nv_read_tokens(nv_reader *r, const uint8_t *person)
{
    size_t i, n = r->status.n;
    if (r->tokens.n < nv_pool_count(&r->words))
        longjmp(r->mem.out, NV_BAD_INPUT);
    r->terms.n = r->terms_at.n = 0;
    VEC_PUSH(&r->mem, r->terms_at, 0);
    for (i = 0; i < n; i++) {
        const uint32_t *words = r->name_words.at + r->words_at.at[i];
        uint32_t m = r->words_at.at[i + 1] - r->words_at.at[i];
        if (r->status.at[i] == NV_READ && nv_needs_reference(r, words, m, person[i]))
            r->status.at[i] = NV_BY_REFERENCE;
        if (r->status.at[i] == NV_READ)
            nv_tokens_of(r, words, m, person[i]);
        VEC_PUSH(&r->mem, r->terms_at, (int32_t)r->terms.n);
    }
}

#endif
