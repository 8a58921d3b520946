/*
 * Names in UTF-8 to tokens, word by word, for the characters of a table and for words that read alone. What a word's
 * tokens are, and which words do not read alone, the reference says once for each distinct word; names in which
 * neighbours matter are left to it, but for Arabic compounds in Latin letters, fathers' names and titles. Of names that
 * may be Korean or Chinese it is asked, by their words, which are.
 */
#ifndef NV_READING_H
#define NV_READING_H

#include "memory.h"
#include "plain.h"

enum { NV_READ = 0, NV_BY_REFERENCE = 1 };
enum { NV_LONG_WORD = 8192 }; /* letters that the words of a compound name may come to */

/*
 * Of a character: left to the reference, between words, spelled by the table's letters, or itself in a script. Of a mark
 * the bits beyond are its rank: the reference brings marks of a letter into the order of their ranks.
 */
enum { NV_UNKNOWN = 0, NV_BETWEEN = 1, NV_SPELLED = 2, NV_ITSELF = 3 /* to 15: one number for each script */ };
enum { NV_KIND = 15, NV_RANK_AT = 4 };

/* Of a word: what stands in the way of reading it alone, and what Chinese characters may be. */
enum {
    NV_SURNAME = 1, NV_SYLLABLES = 2, NV_CONTEXT_PERSON = 4, NV_CONTEXT_OTHER = 8,
    NV_CHARACTERS = 16, NV_MAY_BE_KOREAN = 32, NV_SINGLE = 64,
    /* what the word may be in a compound name; how many letters stand before the rest of one written together, and how
     * many of the word "uddin" takes the place of */
    NV_SERVANT = 128, NV_ARTICLE = 256, NV_OF_GOD = 512, NV_OF_FAITH = 1024, NV_ALLA = 2048, NV_REST_AT = 12,
    NV_ENDING_AT = 16, NV_FEW = 15,
    /* in a name that is no person's: one syllable, and what may stand beside syllables */
    NV_ONE_SYLLABLE = 1 << 20, NV_BESIDE = 1 << 21,
    NV_LINKED = NV_SERVANT | NV_OF_GOD | NV_OF_FAITH | NV_FEW << NV_REST_AT | NV_FEW << NV_ENDING_AT,
    NV_LETTER = 1 << 22, /* a single letter, which others beside it make a word */
    /* in a name of three words and more: what a Korean or Chinese surname may have become; a title, when first */
    NV_SLIP_OF_SURNAME = 1 << 23, NV_TITLE_BEFORE = 1 << 24,
    /* in Arabic letters: a servant, of God where an article follows; what begins with an article */
    NV_SERVANT_LAST = 1 << 25, NV_ARTICLE_FIRST = 1 << 26,
    NV_PLAIN = 1 << 27 /* told without asking the reference */
};
enum { NV_TELLING_WORD = 8, NV_ACRONYM_WORD = 4 }; /* of a plain word as a token, as a sheet has it */
enum { NV_MAY_BE_PERSON = 1, NV_MAY_BE_OTHER = 2 }; /* of a name: as what it is read */
enum { NV_KOREAN, NV_MANDARIN, NV_JAPANESE_OR_CANTONESE, NV_LANGUAGES };

/* A word's tokens, as numbers of lists (-1 where a language cannot read it): in another name, in a person's. */
typedef struct {
    int32_t word, kinds; /* which it is, and as what it was asked about: of the other kind nothing is said */
    int32_t list[2][NV_LANGUAGES];
    int32_t flags;
} nv_word_tokens;

/*
 * Of a token: its number where nothing else tells; its number (or -1) as a father's name beside two other words, and as
 * the surname that a title is behind one word; whether it tells, and whether it is a word.
 */
typedef struct {
    int32_t number, alone, father, surname, tells, word;
} nv_token_alone;

/* Plain words that wait for the numbers of their tokens: what they are, and those tokens in columns. */
typedef struct {
    nv_ids words;
    VEC(uint8_t) kinds, flags;
    VEC(int32_t) syllabic, keys_at;
    VEC(double) weights;
    VEC(char) forms, keys; /* a line each */
} nv_plain_words;

typedef struct {
    nv_mem mem;
    const nv_vocabulary *vocabulary;
    nv_plain_words plain;
    uint32_t limit; /* code points below it are in the table */
    uint8_t *kind;
    uint32_t *at;
    char *text;
    uint32_t most_characters, most_tokens, most_syllable_words;
    nv_pool words;
    VEC(nv_word_tokens) tokens;
    VEC(int32_t) lists;
    VEC(int32_t) lists_at;
    VEC(nv_token_alone) alone;
    VEC(uint8_t) wanted;
    nv_ids asked, name_words, words_at, formed, formed_at, joined, joined_at, form;
    VEC(uint8_t) asked_kinds;
    VEC(char) written;
    VEC(uint8_t) status;
    VEC(int32_t) terms;
    VEC(int32_t) terms_at;
    VEC(int32_t) readings_at;
    VEC(uint8_t) personal;
    VEC(char) spelled;
    nv_ids suspects; /* names that may be Korean or Chinese; their words, a line each */
    VEC(char) suspected;
} nv_reader;

static void nv_reader_forget_words(nv_reader *r)
{
    nv_pool_free(&r->words);
    VEC_FREE(r->tokens);
    VEC_FREE(r->lists);
    VEC_FREE(r->lists_at);
    VEC_FREE(r->alone);
    VEC_FREE(r->wanted);
    r->asked.n = r->asked_kinds.n = r->plain.words.n = 0;
}

static void nv_reader_clear(nv_reader *r)
{
    nv_reader_forget_words(r);
    free(r->kind), free(r->at), free(r->text);
    VEC_FREE(r->asked);
    VEC_FREE(r->asked_kinds);
    VEC_FREE(r->name_words);
    VEC_FREE(r->words_at);
    VEC_FREE(r->formed);
    VEC_FREE(r->formed_at);
    VEC_FREE(r->joined);
    VEC_FREE(r->joined_at);
    VEC_FREE(r->form);
    VEC_FREE(r->written);
    VEC_FREE(r->status);
    VEC_FREE(r->terms);
    VEC_FREE(r->terms_at);
    VEC_FREE(r->readings_at);
    VEC_FREE(r->personal);
    VEC_FREE(r->spelled);
    VEC_FREE(r->suspects);
    VEC_FREE(r->suspected);
    VEC_FREE(r->plain.words);
    VEC_FREE(r->plain.kinds);
    VEC_FREE(r->plain.flags);
    VEC_FREE(r->plain.syllabic);
    VEC_FREE(r->plain.keys_at);
    VEC_FREE(r->plain.weights);
    VEC_FREE(r->plain.forms);
    VEC_FREE(r->plain.keys);
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
    uint8_t script = NV_BETWEEN, last = 0;
    r->spelled.n = 0;
    while (at < end) {
        const uint8_t *from = at;
        uint32_t c = nv_code_point(&at, end);
        uint8_t known = c && c < r->limit ? r->kind[c] : NV_UNKNOWN;
        uint8_t kind = known & NV_KIND, rank = known >> NV_RANK_AT;
        if (kind == NV_UNKNOWN || ++characters > r->most_characters || (rank && rank < last))
            return 0;
        if (kind >= NV_ITSELF || r->at[c] < r->at[c + 1]) /* what leaves nothing parts no marks */
            last = rank;
        if (kind >= NV_SPELLED) {
            if (script >= NV_SPELLED && script != kind)
                return 0;
            script = kind;
        } else if (c == '"' && script > NV_ITSELF) {
            return 0; /* the mark of a Hebrew abbreviation */
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

/* A word's number; the reference is asked about it where it does not know yet what the word is in such names. */
static uint32_t nv_word_number(nv_reader *r, const char *text, size_t n, uint8_t kinds)
{
    static const nv_word_tokens unknown = {0, 0, {{-1, -1, -1}, {-1, -1, -1}}, 0};
    uint32_t word = nv_intern(&r->mem, &r->words, text, n);
    uint8_t more;
    while (r->wanted.n <= word) {
        VEC_PUSH(&r->mem, r->wanted, 0);
        VEC_PUSH(&r->mem, r->tokens, unknown);
    }
    more = (uint8_t)(kinds & ~r->wanted.at[word]);
    if (more) {
        VEC_PUSH(&r->mem, r->asked, word);
        VEC_PUSH(&r->mem, r->asked_kinds, more);
        r->wanted.at[word] |= more;
    }
    return word;
}

static int nv_read_one(nv_reader *r, const uint8_t *at, const uint8_t *end, uint8_t kinds)
{
    size_t i, from = 0;
    if (!nv_spell(r, at, end) || nv_may_hold_ship_number(r->spelled.at, r->spelled.n))
        return NV_BY_REFERENCE;
    for (i = 0; i < r->spelled.n; i++) {
        if (r->spelled.at[i] != ' ')
            continue;
        if (i > from)
            VEC_PUSH(&r->mem, r->name_words, nv_word_number(r, r->spelled.at + from, i - from, kinds));
        from = i + 1;
    }
    return NV_READ;
}

static void nv_read(nv_reader *r, const uint8_t *text, const int64_t *offsets, int64_t n, const uint8_t *kinds)
{
    int64_t i;
    r->name_words.n = r->words_at.n = r->status.n = 0;
    r->formed.n = r->formed_at.n = r->joined.n = r->joined_at.n = 0;
    VEC_PUSH(&r->mem, r->words_at, 0);
    for (i = 0; i < n; i++) {
        size_t before = r->name_words.n;
        int status = nv_read_one(r, text + offsets[i], text + offsets[i + 1], kinds[i]);
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
    int32_t ends;
    if (n < 2 || n > r->most_syllable_words)
        return 0;
    for (i = 0; i < n; i++)
        split += !!(r->tokens.at[words[i]].flags & NV_SYLLABLES);
    ends = r->tokens.at[words[0]].flags | r->tokens.at[words[n - 1]].flags;
    if (split + 1 < n || (ends & NV_SURNAME))
        return split + 1 >= n;
    return n > 2 && ((ends & NV_SLIP_OF_SURNAME) || (r->tokens.at[words[0]].flags & NV_TITLE_BEFORE));
}

/* Whether a name that is no person's is nothing but such syllables and what may stand beside them. */
static int nv_is_syllables(const nv_reader *r, const uint32_t *words, uint32_t n)
{
    uint32_t i, syllables = 0;
    for (i = 0; i < n; i++) {
        int32_t flags = r->tokens.at[words[i]].flags;
        if (!(flags & (NV_ONE_SYLLABLE | NV_BESIDE)))
            return 0;
        syllables += !!(flags & NV_ONE_SYLLABLE);
    }
    return syllables > 1;
}

static uint32_t nv_letters_of(const nv_reader *r, uint32_t word)
{
    return r->words.at.at[word + 1] - r->words.at.at[word];
}

/* Whether two words are single letters, which may make one with others that follow. */
static int nv_follow_each_other(const nv_reader *r, const uint32_t *words)
{
    return !!(r->tokens.at[words[0]].flags & r->tokens.at[words[1]].flags & NV_LETTER);
}

/* Whether a word is a letter from a to z. */
static int nv_is_plain_letter(const nv_reader *r, uint32_t word)
{
    char letter = r->words.text.at[r->words.at.at[word]];
    return nv_letters_of(r, word) == 1 && letter >= 'a' && letter <= 'z';
}

static int nv_needs_reference(const nv_reader *r, const uint32_t *words, uint32_t n, int person)
{
    uint32_t i;
    for (i = 0; i < n; i++)
        if (r->tokens.at[words[i]].flags & (person ? NV_CONTEXT_PERSON : NV_CONTEXT_OTHER))
            return 1;
    for (i = 1; i < n; i++)
        if ((r->tokens.at[words[i - 1]].flags & NV_SERVANT_LAST) && (r->tokens.at[words[i]].flags & NV_ARTICLE_FIRST))
            return 1;
    for (i = 1; i < n && !person; i++)
        if (nv_follow_each_other(r, words + i - 1) && !nv_is_plain_letter(r, words[i]))
            return 1;
    return !person && nv_is_syllables(r, words, n);
}

/* Asks whether a name is Korean or Chinese: its words are written down. 0 where they are in other than small Latin letters. */
static int nv_suspect(nv_reader *r, uint32_t name, const uint32_t *words, uint32_t n)
{
    size_t from = r->suspected.n, k;
    uint32_t i;
    for (i = 0; i < n; i++) {
        uint32_t at = r->words.at.at[words[i]];
        if (i)
            VEC_PUSH(&r->mem, r->suspected, ' ');
        VEC_APPEND(&r->mem, r->suspected, r->words.text.at + at, r->words.at.at[words[i] + 1] - at);
    }
    for (k = from; k < r->suspected.n; k++)
        if ((uint8_t)r->suspected.at[k] >= 0x80) {
            r->suspected.n = from;
            return 0;
        }
    VEC_PUSH(&r->mem, r->suspected, '\n');
    VEC_PUSH(&r->mem, r->suspects, name);
    return 1;
}

/* A new word: the first letters of a text with others behind them. */
static uint32_t nv_written(nv_reader *r, const char *text, size_t n, const char *ending)
{
    r->written.n = 0;
    VEC_APPEND(&r->mem, r->written, text, n);
    VEC_APPEND(&r->mem, r->written, ending, strlen(ending));
    return nv_word_number(r, r->written.at, r->written.n, NV_MAY_BE_PERSON);
}

/* The last word so far with an ending in the place of nothing. */
static void nv_lengthen_last(nv_reader *r, const char *ending)
{
    uint32_t *last = r->form.at + r->form.n - 1, from = r->words.at.at[*last], n = r->words.at.at[*last + 1] - from;
    char text[NV_LONG_WORD];
    memcpy(text, r->words.text.at + from, n); /* the pool's text may move */
    *last = nv_written(r, text, n, ending);
}

static int nv_is_article(const nv_reader *r, uint32_t word)
{
    return !!(r->tokens.at[word].flags & NV_ARTICLE);
}

/* Whether a word for God belongs to the last word: not "Alla", a given name, after a surname that ends with a vowel. */
static int nv_joins_god(const nv_reader *r, int32_t flags)
{
    uint32_t last;
    if (!(flags & NV_OF_GOD) || !r->form.n)
        return 0;
    last = r->form.at[r->form.n - 1];
    if (nv_is_article(r, last))
        return 0;
    return !(flags & NV_ALLA) || !memchr("aeiouy", r->words.text.at[r->words.at.at[last + 1] - 1], 6);
}

/* Whether a word for faith has a word, and perhaps an article, to be joined to. */
static int nv_joins_faith(const nv_reader *r, int32_t flags)
{
    size_t n = r->form.n;
    if (!(flags & NV_OF_FAITH))
        return 0;
    n -= n && nv_is_article(r, r->form.at[n - 1]);
    return n && !nv_is_article(r, r->form.at[n - 1]) && nv_letters_of(r, r->form.at[n - 1]) > 1;
}

/* One word of a compound name, as arabic.one_form has it; `abdul` is that word's number. */
static void nv_form_one(nv_reader *r, uint32_t word, int last, uint32_t abdul)
{
    int32_t flags = r->tokens.at[word].flags;
    uint32_t rest = flags >> NV_REST_AT & NV_FEW, ending = flags >> NV_ENDING_AT & NV_FEW, n = nv_letters_of(r, word);
    char text[NV_LONG_WORD];
    memcpy(text, r->words.text.at + r->words.at.at[word], n);
    if ((flags & NV_SERVANT) && !last) {
        VEC_PUSH(&r->mem, r->form, abdul);
    } else if ((flags & NV_ARTICLE) && r->form.n && r->form.at[r->form.n - 1] == abdul && !last) {
        return;
    } else if (rest) {
        VEC_PUSH(&r->mem, r->form, abdul);
        word = nv_written(r, text + rest, n - rest, "");
        VEC_PUSH(&r->mem, r->form, word);
    } else if (nv_joins_god(r, flags)) {
        if (r->form.at[r->form.n - 1] == abdul)
            r->form.at[r->form.n - 1] = nv_written(r, "abdullah", 8, "");
        else
            nv_lengthen_last(r, "ullah");
    } else if (nv_joins_faith(r, flags)) {
        r->form.n -= (size_t)nv_is_article(r, r->form.at[r->form.n - 1]);
        nv_lengthen_last(r, "uddin");
    } else {
        if (ending)
            word = nv_written(r, text, n - ending, "uddin");
        VEC_PUSH(&r->mem, r->form, word);
    }
}

/* The words of a person's name with its compounds in one form, nothing where it has none; 0 where it is too long. */
static int nv_form_name(nv_reader *r, const uint32_t *words, uint32_t n)
{
    uint32_t i, abdul, letters = 0;
    int32_t linked = 0;
    r->form.n = 0;
    for (i = 0; i < n; i++) {
        linked |= r->tokens.at[words[i]].flags;
        letters += nv_letters_of(r, words[i]) + 5;
    }
    if (!(linked & NV_LINKED))
        return 1;
    if (letters >= NV_LONG_WORD)
        return 0;
    abdul = nv_written(r, "abdul", 5, "");
    for (i = 0; i < n; i++)
        nv_form_one(r, words[i], i + 1 == n, abdul);
    return 1;
}

/* Leaves to the reference what it must read among the names read last, and asks which suspects are Korean or Chinese. */
static void nv_sort_out(nv_reader *r, const uint8_t *kinds)
{
    size_t i;
    r->suspects.n = r->suspected.n = 0;
    for (i = 0; i < r->status.n; i++) {
        const uint32_t *words = r->name_words.at + r->words_at.at[i];
        uint32_t n = r->words_at.at[i + 1] - r->words_at.at[i];
        int person = !!(kinds[i] & NV_MAY_BE_PERSON), other = !!(kinds[i] & NV_MAY_BE_OTHER);
        if (r->status.at[i] == NV_READ && ((person && nv_needs_reference(r, words, n, 1)) ||
                                           (other && nv_needs_reference(r, words, n, 0)) ||
                                           (person && nv_may_be_syllables(r, words, n) &&
                                            !nv_suspect(r, (uint32_t)i, words, n))))
            r->status.at[i] = NV_BY_REFERENCE;
    }
}

/* The letters from `first` to `end` as one word where they make one. */
static void nv_join_run(nv_reader *r, const uint32_t *words, uint32_t first, uint32_t end)
{
    uint32_t i;
    r->written.n = 0;
    for (i = first; i < end; i++)
        VEC_PUSH(&r->mem, r->written, r->words.text.at[r->words.at.at[words[i]]]);
    if (end - first >= r->vocabulary->limits.fewest_letters ||
        nv_has(r->vocabulary, NV_LEGAL_FORM, r->written.at, r->written.n)) {
        uint32_t word = nv_word_number(r, r->written.at, r->written.n, NV_MAY_BE_OTHER);
        VEC_PUSH(&r->mem, r->form, word);
    } else {
        VEC_APPEND(&r->mem, r->form, words + first, end - first);
    }
}

/* The words of a name that is no person's with single letters that follow each other made one, as `spelled_together` has
 * it; nothing where none do. */
static void nv_join_letters(nv_reader *r, const uint32_t *words, uint32_t n)
{
    uint32_t i, end, joined = 0;
    r->form.n = 0;
    for (i = 1; i < n; i++)
        joined += (uint32_t)nv_follow_each_other(r, words + i - 1);
    for (i = 0; i < n && joined; i = end) {
        for (end = i + 1; end < n && nv_follow_each_other(r, words + end - 1); end++)
            ;
        if (end == i + 1)
            VEC_PUSH(&r->mem, r->form, words[i]);
        else
            nv_join_run(r, words, i, end);
    }
}

/* Joins the letters of names that are no persons'; new words may be asked about. */
static void nv_join_all_letters(nv_reader *r, const uint8_t *kinds)
{
    size_t i;
    VEC_PUSH(&r->mem, r->joined_at, 0);
    for (i = 0; i < r->status.n; i++) {
        if (r->status.at[i] == NV_READ && (kinds[i] & NV_MAY_BE_OTHER)) {
            nv_join_letters(r, r->name_words.at + r->words_at.at[i], r->words_at.at[i + 1] - r->words_at.at[i]);
            VEC_APPEND(&r->mem, r->joined, r->form.at, r->form.n);
        }
        VEC_PUSH(&r->mem, r->joined_at, (uint32_t)r->joined.n);
    }
}

/* Forms the names read last: compounds of persons', letters of others'; new words may be asked about. */
static void nv_form_names(nv_reader *r, const uint8_t *kinds)
{
    size_t i;
    nv_sort_out(r, kinds);
    nv_join_all_letters(r, kinds);
    VEC_PUSH(&r->mem, r->formed_at, 0);
    for (i = 0; i < r->status.n; i++) {
        uint32_t n = r->words_at.at[i + 1] - r->words_at.at[i];
        if (r->status.at[i] == NV_READ && (kinds[i] & NV_MAY_BE_PERSON)) {
            if (!nv_form_name(r, r->name_words.at + r->words_at.at[i], n))
                r->status.at[i] = NV_BY_REFERENCE;
            VEC_APPEND(&r->mem, r->formed, r->form.at, r->form.n);
        }
        VEC_PUSH(&r->mem, r->formed_at, (uint32_t)r->formed.n);
    }
}

/* What the tokens of a person's name weigh beside each other: a father's name less, a last title may be the surname. */
static void nv_weigh_together(nv_reader *r, size_t from)
{
    size_t k, words = 0;
    int32_t surname;
    for (k = from; k < r->terms.n; k++)
        words += (size_t)r->alone.at[r->terms.at[k]].word;
    for (k = from; k < r->terms.n && words >= 3; k++)
        if (r->alone.at[r->terms.at[k]].father >= 0)
            r->terms.at[k] = r->alone.at[r->terms.at[k]].father;
    if (words != 1 || r->terms.n == from)
        return;
    surname = r->alone.at[r->terms.at[r->terms.n - 1]].surname;
    if (surname >= 0)
        r->terms.at[r->terms.n - 1] = surname;
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
    if (person)
        nv_weigh_together(r, from);
    if (r->terms.n > from + r->most_tokens)
        r->terms.n = from + r->most_tokens;
    for (k = from; k < r->terms.n; k++)
        tells |= r->alone.at[r->terms.at[k]].tells;
    for (k = from; k < r->terms.n && !tells; k++)
        r->terms.at[k] = r->alone.at[r->terms.at[k]].alone;
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
        if (characters ? language == NV_KOREAN && person && !korean : language != NV_MANDARIN)
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

/*
 * The readings of the names read last, once all their words are known; `kinds` has bit 0 for persons, 1 for others,
 * `eastern` a byte for each suspect, not 0 where it is Korean or Chinese.
 */
static void nv_read_tokens(nv_reader *r, const uint8_t *kinds, const uint8_t *eastern)
{
    size_t i, n = r->status.n;
    if (r->asked.n || r->plain.words.n || r->formed_at.n != n + 1)
        longjmp(r->mem.out, NV_BAD_INPUT);
    r->terms.n = r->terms_at.n = r->readings_at.n = r->personal.n = 0;
    VEC_PUSH(&r->mem, r->terms_at, 0);
    VEC_PUSH(&r->mem, r->readings_at, 0);
    for (i = 0; i < r->suspects.n; i++)
        if (eastern[i])
            r->status.at[r->suspects.at[i]] = NV_BY_REFERENCE;
    for (i = 0; i < n; i++) {
        const uint32_t *words = r->name_words.at + r->words_at.at[i];
        uint32_t m = r->words_at.at[i + 1] - r->words_at.at[i], joined = r->joined_at.at[i + 1] - r->joined_at.at[i];
        int person = kinds[i] & 1, other = kinds[i] >> 1 & 1;
        if (joined && nv_needs_reference(r, r->joined.at + r->joined_at.at[i], joined, 0))
            r->status.at[i] = NV_BY_REFERENCE;
        if (r->status.at[i] == NV_READ && person) {
            uint32_t formed = r->formed_at.at[i + 1] - r->formed_at.at[i];
            nv_add_readings(r, formed ? r->formed.at + r->formed_at.at[i] : words, formed ? formed : m, 1);
        }
        if (r->status.at[i] == NV_READ && other)
            nv_add_readings(r, joined ? r->joined.at + r->joined_at.at[i] : words, joined ? joined : m, 0);
        VEC_PUSH(&r->mem, r->readings_at, (int32_t)r->personal.n);
    }
}

/* Says how tokens stand alone and in persons' names; of one that nothing is said of, its number is always its own. */
static void nv_define_alone(nv_reader *r, const nv_token_alone *alone, int64_t count)
{
    int64_t i;
    for (i = 0; i < count; i++) {
        int32_t most = alone[i].number;
        most = alone[i].alone > most ? alone[i].alone : most;
        most = alone[i].father > most ? alone[i].father : most;
        most = alone[i].surname > most ? alone[i].surname : most;
        if (alone[i].number < 0 || alone[i].alone < 0)
            longjmp(r->mem.out, NV_BAD_INPUT);
        while (r->alone.n <= (size_t)most) {
            nv_token_alone own = {0, 0, -1, -1, 1, 1};
            own.number = own.alone = (int32_t)r->alone.n;
            VEC_PUSH(&r->mem, r->alone, own);
        }
        r->alone.at[alone[i].number] = alone[i];
    }
}

/* Says what the words asked about are: their token lists are appended, `first_list` on, and named in `tokens`. */
static void nv_define_words(nv_reader *r, const nv_word_tokens *tokens, int64_t n, const int32_t *lists_at,
                            int64_t lists, const int32_t *numbers, const nv_token_alone *alone, int64_t count)
{
    int32_t base = (int32_t)r->lists.n, first;
    int64_t i, k;
    int language;
    if (n != (int64_t)r->asked.n)
        longjmp(r->mem.out, NV_BAD_INPUT);
    if (!r->lists_at.n)
        VEC_PUSH(&r->mem, r->lists_at, 0);
    first = (int32_t)r->lists_at.n - 1;
    nv_define_alone(r, alone, count);
    for (k = 0; k < lists_at[lists]; k++)
        if (numbers[k] < 0 || (size_t)numbers[k] >= r->alone.n)
            longjmp(r->mem.out, NV_BAD_INPUT);
    VEC_APPEND(&r->mem, r->lists, numbers, lists_at[lists]);
    for (k = 1; k <= lists; k++)
        VEC_PUSH(&r->mem, r->lists_at, base + lists_at[k]);
    for (i = 0; i < n; i++) {
        const nv_word_tokens *said = tokens + i;
        nv_word_tokens *w = r->tokens.at + r->asked.at[i];
        int person, kinds = r->asked_kinds.at[i];
        if ((uint32_t)said->word != r->asked.at[i])
            longjmp(r->mem.out, NV_BAD_INPUT);
        for (person = 0; person < 2; person++)
            for (language = 0; language < NV_LANGUAGES; language++) {
                int32_t list = said->list[person][language];
                if (list >= lists)
                    longjmp(r->mem.out, NV_BAD_INPUT);
                if (kinds & (person ? NV_MAY_BE_PERSON : NV_MAY_BE_OTHER))
                    w->list[person][language] = list < 0 ? -1 : list + first;
            }
        w->flags |= said->flags;
    }
    r->asked.n = r->asked_kinds.n = 0;
}

/* The list of a word that is plain, which it has of another kind already; -1 where it has none. */
static int32_t nv_plain_list(const nv_word_tokens *word)
{
    return word->flags & NV_PLAIN ? word->list[0][0] >= 0 ? word->list[0][0] : word->list[1][0] : -1;
}

/* Says of a word that it is plain: its one token is alone in a list, as what it was asked about. */
static void nv_say_plain(nv_word_tokens *word, int32_t list, int kinds, int32_t syllabic)
{
    int language;
    for (language = 0; language < NV_LANGUAGES; language++) {
        if (kinds & NV_MAY_BE_OTHER)
            word->list[0][language] = list;
        if (kinds & NV_MAY_BE_PERSON)
            word->list[1][language] = list;
    }
    word->flags |= NV_PLAIN | (syllabic & (kinds & NV_MAY_BE_PERSON ? ~0 : ~NV_SYLLABLES) &
                               (kinds & NV_MAY_BE_OTHER ? ~0 : ~NV_ONE_SYLLABLE));
}

/* Puts a plain word's token in columns. */
static void nv_wait_plain(nv_reader *r, uint32_t word, uint8_t kinds, const char *text, size_t n, double weight,
                          const nv_letters *names, int count)
{
    nv_plain_words *p = &r->plain;
    const nv_vocabulary *v = r->vocabulary;
    int acronym = nv_plain_acronym(v, n, weight), k;
    int one = !!(nv_syllable(v, text, n) & ~NV_IN_CANTONESE);
    VEC_PUSH(&r->mem, p->words, word);
    VEC_PUSH(&r->mem, p->kinds, kinds);
    VEC_PUSH(&r->mem, p->flags, (uint8_t)(NV_TELLING_WORD | (acronym ? NV_ACRONYM_WORD : 0)));
    VEC_PUSH(&r->mem, p->syllabic, (nv_are_syllables(v, text, n) ? NV_SYLLABLES : 0) | (one ? NV_ONE_SYLLABLE : 0));
    VEC_PUSH(&r->mem, p->weights, weight);
    VEC_PUSH(&r->mem, p->keys_at, p->keys_at.at[p->keys_at.n - 1] + count);
    VEC_APPEND(&r->mem, p->forms, text, n);
    VEC_PUSH(&r->mem, p->forms, '\n');
    for (k = 0; k < count; k++) {
        VEC_APPEND(&r->mem, p->keys, "eq:", 3);
        VEC_APPEND(&r->mem, p->keys, names[k].at, names[k].n);
        VEC_PUSH(&r->mem, p->keys, '\n');
    }
}

/* Takes the plain ones out of the words asked about; their tokens wait in columns until they are numbered. */
static void nv_take_plain(nv_reader *r)
{
    nv_plain_words *p = &r->plain;
    nv_letters names[NV_MOST_NAMES + 1];
    size_t i, rest = 0;
    if (p->words.n)
        longjmp(r->mem.out, NV_BAD_INPUT);
    p->kinds.n = p->flags.n = p->syllabic.n = p->weights.n = p->keys_at.n = p->forms.n = p->keys.n = 0;
    VEC_PUSH(&r->mem, p->keys_at, 0);
    for (i = 0; i < r->asked.n; i++) {
        uint32_t word = r->asked.at[i];
        const char *text = r->words.text.at + r->words.at.at[word];
        size_t n = nv_letters_of(r, word);
        double weight;
        int count;
        if (nv_is_plain(r->vocabulary, text, n, &weight) && (count = nv_names_of(r->vocabulary, text, n, names)) >= 0) {
            nv_wait_plain(r, word, r->asked_kinds.at[i], text, n, weight, names, count);
        } else {
            r->asked.at[rest] = word;
            r->asked_kinds.at[rest++] = r->asked_kinds.at[i];
        }
    }
    r->asked.n = r->asked_kinds.n = rest;
}

/* Numbers the tokens of the plain words that wait. */
static void nv_number_plain(nv_reader *r, const int32_t *numbers, int64_t n)
{
    nv_plain_words *p = &r->plain;
    int64_t i;
    if (n != (int64_t)p->words.n)
        longjmp(r->mem.out, NV_BAD_INPUT);
    if (!r->lists_at.n)
        VEC_PUSH(&r->mem, r->lists_at, 0);
    for (i = 0; i < n; i++) {
        nv_word_tokens *word = r->tokens.at + p->words.at[i];
        int32_t list = nv_plain_list(word);
        if (list < 0) {
            nv_token_alone own = {0, 0, -1, -1, 1, 1};
            own.number = own.alone = numbers[i];
            nv_define_alone(r, &own, 1);
            list = (int32_t)r->lists_at.n - 1;
            VEC_PUSH(&r->mem, r->lists, numbers[i]);
            VEC_PUSH(&r->mem, r->lists_at, (int32_t)r->lists.n);
        }
        nv_say_plain(word, list, p->kinds.at[i], p->syllabic.at[i]);
    }
    p->words.n = 0;
}

#endif
