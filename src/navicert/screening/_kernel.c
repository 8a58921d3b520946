/*
 * The compiled search of screening: plain functions that kernel.py calls through ctypes. No part of it knows Python.
 *
 * What is like what, and what that is worth, is the reference's to say (navicert.names, navicert.screening.scoring): its
 * tables come in as numbers, its tokens as columns. Here is only the speed: likenesses of a word to all listed words in
 * one pass, a bound that leaves out names which cannot reach the cutoff, the pairing of tokens and the sum of reasons for
 * the rest. What is reported is computed by the reference again, so a score never comes from here.
 *
 * Every function gives NV_OK or more, or a negative code: no memory, bad input, too big. After a negative code the
 * object is good for nothing but being freed.
 */
#if defined(__linux__)
#define _DEFAULT_SOURCE /* of madvise */
#endif
#include <math.h>

#include "kernel_parts/memory.h"
#include "kernel_parts/likeness.h"
#include "kernel_parts/passes.h"
#include "kernel_parts/bounds.h"
#include "kernel_parts/index.h"
#include "kernel_parts/abbreviations.h"
#include "kernel_parts/builder.h"
#include "kernel_parts/joining.h"
#include "kernel_parts/finish.h"
#include "kernel_parts/session.h"
#include "kernel_parts/near.h"
#include "kernel_parts/evidence.h"
#include "kernel_parts/pairing.h"
#include "kernel_parts/search.h"
#include "kernel_parts/reading.h"

#if defined(_WIN32)
#define NV_API __declspec(dllexport)
#else
#define NV_API __attribute__((visibility("default")))
#endif

#define NV_ABI 4
#if !defined(NV_BUILT_FROM)
#define NV_BUILT_FROM "" /* setup.py gives the hash of these sources */
#endif

#define NV_GUARD(object)                       \
    do {                                       \
        int code_ = setjmp((object)->mem.out); \
        if (code_)                             \
            return code_;                      \
    } while (0)

NV_API int nv_abi(void)
{
    return NV_ABI;
}

/* The hash of the sources that this was built from. */
NV_API const char *nv_built_from(void)
{
    return NV_BUILT_FROM;
}

/* Sizes of what both sides lay out, so that a mismatch is seen before it is used. */
NV_API int64_t nv_size_of(int what)
{
    switch (what) {
    case 0: return sizeof(nv_numbers);
    case 1: return sizeof(nv_weights);
    case 2: return sizeof(nv_sheet);
    case 3: return sizeof(nv_name_columns);
    case 4: return sizeof(nv_party_columns);
    case 5: return sizeof(nv_queries);
    case 6: return sizeof(nv_hit);
    case 7: return sizeof(nv_birth);
    case 8: return sizeof(nv_word_tokens);
    default: return -1;
    }
}

/* -- building ------------------------------------------------------------------------------------------------------ */

NV_API void nv_builder_free(nv_builder *b)
{
    if (b)
        nv_builder_clear(b);
    free(b);
}

static int nv_builder_start(nv_builder *b)
{
    NV_GUARD(b);
    nv_builder_begin(b);
    return NV_OK;
}

NV_API nv_builder *nv_builder_new(const nv_numbers *numbers)
{
    nv_builder *b = calloc(1, sizeof *b);
    if (!b)
        return NULL;
    nv_rules_set(&b->rules, numbers);
    if (nv_builder_start(b) != NV_OK) {
        nv_builder_free(b);
        return NULL;
    }
    return b;
}

NV_API int nv_builder_terms(nv_builder *b, const nv_sheet *sheet)
{
    NV_GUARD(b);
    nv_add_terms(b, sheet);
    return NV_OK;
}

NV_API int nv_builder_names(nv_builder *b, const nv_name_columns *names)
{
    NV_GUARD(b);
    nv_add_names(b, names);
    return NV_OK;
}

NV_API int nv_builder_parties(nv_builder *b, const nv_party_columns *parties)
{
    NV_GUARD(b);
    nv_add_parties(b, parties);
    return NV_OK;
}

/*
 * Adds what an index (one that was checked) holds: all, or the parties that are `kept` (a byte for each, unless NULL).
 * Not to be mixed with tokens, names and parties handed in.
 */
NV_API int nv_builder_add(nv_builder *b, const uint8_t *block, uint64_t size, const uint8_t *kept)
{
    nv_index index;
    NV_GUARD(b);
    if (nv_index_view(&index, block, size, 0) != NV_OK)
        return NV_BAD_INPUT;
    nv_add_index(b, &index, kept);
    return NV_OK;
}

/* Lays the index out; `key` has 64 bytes and says what it was made from. */
NV_API int nv_builder_finish(nv_builder *b, const char *key)
{
    NV_GUARD(b);
    nv_finish(b, key);
    return NV_OK;
}

NV_API const uint8_t *nv_builder_block(const nv_builder *b, uint64_t *size)
{
    *size = b->block.n;
    return b->block.at;
}

/* -- asking -------------------------------------------------------------------------------------------------------- */

/* NV_OK when the block holds a whole and sound index; its key is then copied out. */
NV_API int nv_index_check(const uint8_t *block, uint64_t size, int verify, char *key)
{
    nv_index index;
    int code = nv_index_view(&index, block, size, verify);
    if (code == NV_OK)
        memcpy(key, index.head->key, NV_KEY);
    return code;
}

NV_API void nv_session_close(nv_session *s)
{
    if (s)
        nv_session_free(s);
    free(s);
}

static int nv_session_start(nv_session *s)
{
    NV_GUARD(s);
    nv_session_begin(s);
    return NV_OK;
}

/* A session on an index that was checked; the block must outlive it. `level` as nv_choose_passes has it. */
NV_API nv_session *nv_session_open(const uint8_t *block, uint64_t size, const nv_numbers *numbers, int level)
{
    nv_session *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    nv_rules_set(&s->rules, numbers);
    s->passes = nv_choose_passes(level);
    s->bounding = nv_choose_bounding(level);
    if (nv_index_view(&s->index, block, size, 0) != NV_OK || nv_session_start(s) != NV_OK) {
        nv_session_close(s);
        return NULL;
    }
    return s;
}

NV_API const char *nv_session_instructions(const nv_session *s)
{
    return s->passes.name;
}

NV_API uint64_t nv_session_size(const nv_session *s)
{
    return nv_session_bytes(s);
}

/* Forgets all tokens of queries; their numbers begin anew. */
NV_API void nv_session_forget(nv_session *s)
{
    nv_session_clear(s);
}

/* Adds distinct tokens of queries; returns the number of the first. */
NV_API int64_t nv_session_terms(nv_session *s, const nv_sheet *sheet)
{
    int64_t first = (int64_t)s->qterms.n;
    NV_GUARD(s);
    nv_add_qterms(s, sheet);
    return first;
}

/* Answers queries; returns the number of hits, or a negative code. */
NV_API int64_t nv_session_ask(nv_session *s, const nv_queries *queries, const nv_weights *weights)
{
    NV_GUARD(s);
    nv_ask(s, queries, weights);
    return (int64_t)s->hits.n;
}

NV_API const nv_hit *nv_session_hits(const nv_session *s)
{
    return s->hits.at;
}

/* Names that were compared, and names whose tokens were paired, since the session began. */
NV_API void nv_session_effort(const nv_session *s, uint64_t *counts)
{
    counts[0] = s->considered;
    counts[1] = s->aligned;
}

/* The listed terms that a token is like: their numbers and likenesses, up to `room`; returns how many there are. */
NV_API int64_t nv_session_near(nv_session *s, int64_t token, uint32_t *terms, double *likenesses, int64_t room)
{
    const nv_qterm *q;
    uint32_t k;
    NV_GUARD(s);
    if (token < 0 || (size_t)token >= s->qterms.n)
        return NV_BAD_INPUT;
    nv_know(s, (uint32_t)token);
    q = s->qterms.at + token;
    for (k = 0; k < q->near_n && (int64_t)k < room; k++) {
        terms[k] = s->near.at[q->near_at + k].term;
        likenesses[k] = s->near.at[q->near_at + k].likeness;
    }
    return q->near_n;
}

/* Where a name stands: its party, its place among the party's names, its reading. */
NV_API int nv_session_name(const nv_session *s, uint32_t name, uint32_t *where)
{
    if (name >= s->index.head->names)
        return NV_BAD_INPUT;
    where[0] = s->index.name_party[name];
    where[1] = s->index.name_place[name];
    where[2] = s->index.name_reading[name];
    return NV_OK;
}

/* The index's number of a country, or 65535 for one that no listed party has. */
NV_API int nv_session_country(const nv_session *s, const char *text, int64_t n)
{
    uint32_t id = nv_find(&s->index.countries, text, (size_t)n);
    return id == NV_NONE ? UINT16_MAX : (int)id;
}

/* Parties that have an identifier: up to `room` of them are written; returns how many there are. */
NV_API int64_t nv_session_number(const nv_session *s, const char *text, int64_t n, uint32_t *parties, int64_t room)
{
    uint32_t id = nv_find(&s->index.numbers, text, (size_t)n), k, from, count;
    if (id == NV_NONE)
        return 0;
    from = s->index.number_parties_at[id];
    count = s->index.number_parties_at[id + 1] - from;
    for (k = 0; k < count && (int64_t)k < room; k++)
        parties[k] = s->index.number_parties[from + k];
    return count;
}

/* -- reading ------------------------------------------------------------------------------------------------------- */

NV_API void nv_vocabulary_free(nv_vocabulary *v)
{
    int table;
    for (table = 0; v && table < NV_TABLES; table++)
        free(v->tables[table].slots);
    free(v);
}

static int nv_vocabulary_start(nv_vocabulary *v, const char *const *texts, const int64_t *sizes)
{
    int table;
    NV_GUARD(v);
    for (table = 0; table < NV_TABLES; table++)
        nv_key_lines(&v->mem, v->tables + table, texts[table], (size_t)sizes[table]);
    return NV_OK;
}

/* What tells plain words from others: its tables as lines, which must outlive it, in the order of their names. */
NV_API nv_vocabulary *nv_vocabulary_new(const char *const *texts, const int64_t *sizes, const nv_plain_limits *limits)
{
    nv_vocabulary *v = calloc(1, sizeof *v);
    if (!v)
        return NULL;
    v->limits = *limits;
    if (nv_vocabulary_start(v, texts, sizes) != NV_OK) {
        nv_vocabulary_free(v);
        return NULL;
    }
    return v;
}

NV_API void nv_reader_free(nv_reader *r)
{
    if (r)
        nv_reader_clear(r);
    free(r);
}

static int nv_reader_start(nv_reader *r, const uint8_t *kind, const uint32_t *at, const char *text)
{
    NV_GUARD(r);
    r->kind = nv_zeroed(&r->mem, r->limit, 1);
    r->at = nv_zeroed(&r->mem, (size_t)r->limit + 1, sizeof *r->at);
    r->text = nv_zeroed(&r->mem, at[r->limit], 1);
    memcpy(r->kind, kind, r->limit);
    memcpy(r->at, at, ((size_t)r->limit + 1) * sizeof *at);
    memcpy(r->text, text, at[r->limit]);
    return NV_OK;
}

/*
 * `kind` and the offsets `at` into `text` say what each code point is and how it is spelled. `limits`: code points in
 * the table, characters of a name, tokens of a name, words of a name read by syllables. The vocabulary must outlive it.
 */
NV_API nv_reader *nv_reader_new(const uint8_t *kind, const uint32_t *at, const char *text, const uint32_t *limits,
                                const nv_vocabulary *vocabulary)
{
    nv_reader *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->vocabulary = vocabulary;
    r->limit = limits[0];
    r->most_characters = limits[1];
    r->most_tokens = limits[2];
    r->most_syllable_words = limits[3];
    if (nv_reader_start(r, kind, at, text) != NV_OK) {
        nv_reader_free(r);
        return NULL;
    }
    return r;
}

/*
 * Reads names (`offsets` has n + 1 items) into words; `kinds` has bit 0 where a name may be a person's, bit 1 where it
 * may be another's. Returns how many words are asked about, which must be defined next.
 */
NV_API int64_t nv_reader_read(nv_reader *r, const uint8_t *text, const int64_t *offsets, int64_t n, const uint8_t *kinds)
{
    NV_GUARD(r);
    nv_read(r, text, offsets, n, kinds);
    return (int64_t)r->asked.n;
}

/* Puts the compounds of the names read last into one form, once their words are defined; returns how many are asked. */
NV_API int64_t nv_reader_form(nv_reader *r, const uint8_t *kinds)
{
    NV_GUARD(r);
    nv_form_names(r, kinds);
    return (int64_t)r->asked.n;
}

/*
 * Takes the plain ones out of the words asked about; returns how many. `out` gets, by address, what their tokens are: forms
 * and keys, a line each, the offsets of the keys, flags, weights; `sizes` the bytes of forms and of keys.
 */
NV_API int64_t nv_reader_plain(nv_reader *r, const void **out, int64_t *sizes)
{
    NV_GUARD(r);
    nv_take_plain(r);
    out[0] = r->plain.forms.at;
    out[1] = r->plain.keys.at;
    out[2] = r->plain.keys_at.at;
    out[3] = r->plain.flags.at;
    out[4] = r->plain.weights.at;
    sizes[0] = (int64_t)r->plain.forms.n;
    sizes[1] = (int64_t)r->plain.keys.n;
    return (int64_t)r->plain.words.n;
}

/* Numbers the tokens of the plain words taken out last, in their order. */
NV_API int nv_reader_number(nv_reader *r, const int32_t *numbers, int64_t n)
{
    NV_GUARD(r);
    nv_number_plain(r, numbers, n);
    return NV_OK;
}

/* The words asked about: `out` gets, by address, their numbers, as what they stand (bits as above), offsets of all words. */
NV_API const char *nv_reader_asked(const nv_reader *r, const void **out)
{
    out[0] = r->asked.at;
    out[1] = r->asked_kinds.at;
    out[2] = r->words.at.at;
    return r->words.text.at;
}

/* The names read last that may be Korean or Chinese, their words parted by spaces, a line each; `length` gets the bytes. */
NV_API const char *nv_reader_suspects(const nv_reader *r, int64_t *length)
{
    *length = (int64_t)r->suspected.n;
    return r->suspected.at;
}

/* Says what the `n` words asked about are: their tokens by number of one of the `lists`, and of each token how it stands alone. */
NV_API int nv_reader_define(nv_reader *r, const nv_word_tokens *tokens, int64_t n, const int32_t *lists_at, int64_t lists,
                            const int32_t *numbers, const nv_token_alone *alone, int64_t count)
{
    NV_GUARD(r);
    nv_define_words(r, tokens, n, lists_at, lists, numbers, alone, count);
    return NV_OK;
}

/* Forgets all words; their numbers begin anew. */
NV_API void nv_reader_forget(nv_reader *r)
{
    nv_reader_forget_words(r);
}

/*
 * Readings of the names read last; `kinds` has bit 0 where a name may be a person's, bit 1 where it may be another's;
 * `eastern` has a byte for each suspect, not 0 where it is Korean or Chinese, so that the reference must read it.
 * `out` gets, by address: the status of each name (1 where the reference must read it), the offsets of the names'
 * readings, the offsets of the readings' tokens, the tokens, and whether a reading is a person's. Returns the number of
 * readings.
 */
NV_API int64_t nv_reader_tokens(nv_reader *r, const uint8_t *kinds, const uint8_t *eastern, const void **out)
{
    NV_GUARD(r);
    nv_read_tokens(r, kinds, eastern);
    out[0] = r->status.at;
    out[1] = r->readings_at.at;
    out[2] = r->terms_at.at;
    out[3] = r->terms.at;
    out[4] = r->personal.at;
    return (int64_t)r->personal.n;
}

/* -- columns ------------------------------------------------------------------------------------------------------- */

/* A column of several values a row: `values` are numbers of its distinct values (negative: none), parted by `row_at`;
 * the distinct values of all columns are numbered on end, this column's from `base` on. */
typedef struct {
    const int32_t *row_at;
    const int32_t *values;
    int64_t base;
} nv_column;

/*
 * What the values of each row stand for, columns in their order: a distinct value stands for the items between its two
 * offsets in `items_at`. Writes the rows' offsets to `out_at` and the items to `out`, unless that is NULL; returns how
 * many items there are.
 */
NV_API int64_t nv_spread(const nv_column *columns, int64_t count, int64_t rows, const int32_t *items_at,
                         const uint8_t *items, int64_t size, int32_t *out_at, uint8_t *out)
{
    int64_t row, c, written = 0;
    for (row = 0; row < rows; row++) {
        out_at[row] = (int32_t)written;
        for (c = 0; c < count; c++) {
            int32_t k;
            for (k = columns[c].row_at[row]; k < columns[c].row_at[row + 1]; k++) {
                int64_t value = columns[c].values[k], n;
                if (value < 0)
                    continue;
                value += columns[c].base;
                n = items_at[value + 1] - items_at[value];
                if (written + n > INT32_MAX)
                    return NV_TOO_BIG;
                if (out && n)
                    memcpy(out + written * size, items + items_at[value] * size, (size_t)(n * size));
                written += n;
            }
        }
    }
    out_at[rows] = (int32_t)written;
    return written;
}
