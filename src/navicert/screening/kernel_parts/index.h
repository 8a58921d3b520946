/* The index: one block of memory, the same in a file, in other processes and here. Numbers are in the machine's order. */
#ifndef NV_INDEX_H
#define NV_INDEX_H

#include "passes.h"

#define NV_MAGIC "NAVIDX\r\n"
#define NV_FORMAT 5
#define NV_KEY 64
#define NV_TOKENS_MOST 64 /* tokens of a name that are paired here; a longer name is always compared by the reference */

/* name of the section, type of its items, number of items */
#define NV_SECTIONS(S)                                        \
    S(form_text, char, -1)                                    \
    S(form_at, uint32_t, h->forms + 1)                        \
    S(form_slots, uint32_t, h->form_slots)                    \
    S(form_group, uint32_t, NV_GROUPS)                        \
    S(form_peq8, uint8_t, -1)                                 \
    S(form_peq16, uint16_t, -1)                               \
    S(form_peq32, uint32_t, -1)                               \
    S(form_peq64, uint64_t, -1)                               \
    S(form_marks, uint64_t, h->forms + NV_LANES)              \
    S(form_words, nv_form, h->forms)                          \
    S(word_text, char, -1)                                    \
    S(form_coarse, uint32_t, h->forms)                        \
    S(form_sorted, uint32_t, h->forms)                        \
    S(form_letters, uint32_t, h->forms)                       \
    S(form_letters_hash, uint32_t, h->forms)                  \
    S(form_terms_at, uint32_t, h->forms + 1)                  \
    S(form_terms, uint32_t, -1)                               \
    S(sound_text, char, -1)                                   \
    S(sound_at, uint32_t, h->sounds + 1)                      \
    S(sound_group, uint32_t, NV_GROUPS)                       \
    S(sound_peq8, uint8_t, -1)                                \
    S(sound_peq16, uint16_t, -1)                              \
    S(sound_peq32, uint32_t, -1)                              \
    S(sound_peq64, uint64_t, -1)                              \
    S(sound_forms_at, uint32_t, h->sounds + 1)                \
    S(sound_forms, uint32_t, h->forms)                        \
    S(bones_text, char, -1)                                   \
    S(bones_at, uint32_t, h->bones + 1)                       \
    S(bones_slots, uint32_t, h->bones_slots)                  \
    S(bones_forms_at, uint32_t, h->bones + 1)                 \
    S(bones_forms, uint32_t, h->forms)                        \
    S(coarse_text, char, -1)                                  \
    S(coarse_at, uint32_t, h->coarse + 1)                     \
    S(coarse_slots, uint32_t, h->coarse_slots)                \
    S(coarse_forms_at, uint32_t, h->coarse + 1)               \
    S(coarse_forms, uint32_t, h->forms)                       \
    S(coarse_terms_at, uint32_t, h->coarse + 1)               \
    S(coarse_terms, uint32_t, -1)                             \
    S(code, uint8_t, 256)                                     \
    S(key_text, char, -1)                                     \
    S(key_at, uint32_t, h->keys + 1)                          \
    S(key_slots, uint32_t, h->key_slots)                      \
    S(key_terms_at, uint32_t, h->keys + 1)                    \
    S(key_terms, uint32_t, -1)                                \
    S(native_text, char, -1)                                  \
    S(native_at, uint32_t, h->natives + 1)                    \
    S(native_slots, uint32_t, h->native_slots)                \
    S(term_form, uint32_t, h->terms)                          \
    S(term_seen, nv_term, h->terms)                           \
    S(term_cards, nv_card, h->terms)                          \
    S(term_kind, uint8_t, h->terms)                           \
    S(term_flags, uint8_t, h->terms)                          \
    S(term_tongues, uint8_t, h->terms)                        \
    S(term_native, uint32_t, h->terms)                        \
    S(term_weight, double, h->terms)                          \
    S(term_forms_at, uint32_t, h->terms + 1)                  \
    S(term_forms, uint32_t, -1)                               \
    S(term_keys_at, uint32_t, h->terms + 1)                   \
    S(term_keys, uint32_t, -1)                                \
    S(term_coarse_at, uint32_t, h->terms + 1)                  \
    S(term_coarse, uint32_t, -1)                               \
    S(term_names_at, uint32_t, h->terms + 1)                  \
    S(term_names, uint32_t, -1)                               \
    S(letter_terms_at, uint32_t, 257)                         \
    S(letter_terms, uint32_t, h->terms)                       \
    S(name_terms_at, uint32_t, h->names + 1)                  \
    S(name_terms, uint32_t, -1)                               \
    S(name_weight, double, h->names)                          \
    S(name_party, uint32_t, h->names)                         \
    S(name_place, uint32_t, h->names)                         \
    S(name_reading, uint16_t, h->names)                       \
    S(name_flags, uint8_t, h->names)                          \
    S(party_names_at, uint32_t, h->parties + 1)               \
    S(start_names_at, uint32_t, NV_STARTS + 1)                \
    S(start_names, uint32_t, -1)                              \
    S(start_terms_at, uint32_t, NV_STARTS + 1)                \
    S(start_terms, uint32_t, -1)                              \
    S(run_text, char, -1)                                     \
    S(run_at, uint32_t, h->runs + 1)                          \
    S(run_group, uint32_t, NV_GROUPS)                         \
    S(run_marks, uint64_t, h->runs + NV_LANES)                \
    S(run_names_at, uint32_t, h->runs + 1)                    \
    S(run_names, uint32_t, -1)                                \
    S(run_weights, float, -1)                                 \
    S(party_family, uint8_t, h->parties)                      \
    S(party_flags, uint8_t, h->parties)                       \
    S(party_gender, uint8_t, h->parties)                      \
    S(party_births_at, uint32_t, h->parties + 1)              \
    S(party_births, nv_birth, -1)                             \
    S(party_countries_at, uint32_t, h->parties + 1)           \
    S(party_countries, uint16_t, -1)                          \
    S(country_text, char, -1)                                 \
    S(country_at, uint32_t, h->countries + 1)                 \
    S(country_slots, uint32_t, h->country_slots)              \
    S(number_text, char, -1)                                  \
    S(number_at, uint32_t, h->numbers + 1)                    \
    S(number_slots, uint32_t, h->number_slots)                \
    S(number_parties_at, uint32_t, h->numbers + 1)            \
    S(number_parties, uint32_t, -1)

#define NV_SUMMED_FROM 16

enum { NV_DAY = 1, NV_RANGE = 2, NV_CIRCA = 4 };

/* A birth date: the days it may mean as ordinals and as yyyymmdd, and how it was stated. */
typedef struct {
    int32_t first, last, first_day, last_day, flags;
} nv_birth;

/* A form's text, sound and bones, one behind the other in `word_text`; its term, where it is the form of one alone. */
typedef struct {
    uint32_t at, term;
    uint16_t text_n, sound_n, bones_n;
    uint8_t flags, sole;
} nv_form;
enum { NV_SOLE = 1, NV_SOLE_TEXT = 2 }; /* of `sole`: that there is one term alone, and that the form is its text */

/* What the search for likenesses needs to know of a term, in one place. */
typedef struct {
    uint32_t names_at, names_n;
    float weight; /* rounded up */
    uint8_t flags, tongues, first, extent;
} nv_term;
enum { NV_ONE_LETTER = 1, NV_KEYED = 2 }; /* of `extent` */

/* What comparing two names needs to know of a term: its weight, and where in `form_text` its text lies. */
typedef struct {
    double weight;
    uint64_t mark;
    uint32_t text_at;
    uint16_t length;
    uint8_t flags, first;
} nv_card;

enum { NV_KIND_WORD, NV_KIND_INITIAL, NV_KIND_NUMBER, NV_KIND_PARTICLE, NV_KIND_TITLE, NV_KIND_FORM, NV_KIND_GENERIC };
enum { NV_UNVOWELLED = 1, NV_NATIVE = 2, NV_ABBREVIATION = 4, NV_TELLING = 8 };
enum { NV_PERSONAL = 1, NV_WEAK = 2, NV_OTHER_KIND = 4 };
enum { NV_PLACED = 1, NV_BY_THE_REFERENCE = 2, NV_IDENTIFIED = 4 };

typedef struct {
    char magic[8];
    uint64_t sum; /* of all that follows it */
    uint64_t size;
    uint32_t format, letters;
    char key[NV_KEY];
    uint32_t forms, sounds, bones, coarse, keys, natives, terms, names, parties, runs, countries, numbers;
    uint32_t form_slots, bones_slots, coarse_slots, key_slots, native_slots, country_slots, number_slots;
} nv_header;

typedef struct {
    uint64_t at, items;
} nv_section;

#define NV_NAME_SECTION(name, type, items) NV_SECTION_##name,
enum { NV_SECTIONS(NV_NAME_SECTION) NV_SECTION_COUNT };
#undef NV_NAME_SECTION

typedef struct {
    const nv_header *head;
#define NV_POINT(name, type, items) const type *name;
    NV_SECTIONS(NV_POINT)
#undef NV_POINT
    nv_lexicon forms, sounds;
    nv_texts bones, coarse, keys, natives, runs, countries, numbers;
} nv_index;

static size_t nv_aligned(size_t at)
{
    return (at + 63) / 64 * 64;
}

static size_t nv_body_at(void)
{
    return nv_aligned(sizeof(nv_header) + NV_SECTION_COUNT * sizeof(nv_section));
}

/* A checksum: four lanes of multiply and rotate. */
static uint64_t nv_sum(const uint8_t *at, uint64_t n)
{
    const uint64_t k = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t lane[4] = {k, k << 1, k << 2, k << 3}, w;
    int i;
    for (; n >= 32; n -= 32, at += 32)
        for (i = 0; i < 4; i++) {
            memcpy(&w, at + 8 * i, 8);
            lane[i] = (lane[i] ^ w) * k;
            lane[i] = lane[i] << 31 | lane[i] >> 33;
        }
    for (; n; n--, at++)
        lane[0] = (lane[0] ^ *at) * k;
    return (lane[0] * k ^ lane[1]) * k ^ (lane[2] * k ^ lane[3]);
}

static nv_texts nv_texts_of(const char *text, const uint32_t *at, const uint32_t *slots, uint32_t n, uint32_t size)
{
    nv_texts t;
    t.text = text;
    t.at = at;
    t.slots = slots;
    t.n = n;
    t.mask = size ? size - 1 : 0;
    return t;
}

static void nv_index_views(nv_index *x)
{
    const nv_header *h = x->head;
    x->forms.texts = nv_texts_of(x->form_text, x->form_at, x->form_slots, h->forms, h->form_slots);
    x->forms.group = x->form_group;
    x->forms.code = x->code;
    x->forms.peq[NV_BY8] = x->form_peq8;
    x->forms.peq[NV_BY16] = x->form_peq16;
    x->forms.peq[NV_BY32] = x->form_peq32;
    x->forms.peq[NV_BY64] = x->form_peq64;
    x->sounds.texts = nv_texts_of(x->sound_text, x->sound_at, NULL, h->sounds, 0);
    x->sounds.group = x->sound_group;
    x->sounds.code = x->code;
    x->sounds.peq[NV_BY8] = x->sound_peq8;
    x->sounds.peq[NV_BY16] = x->sound_peq16;
    x->sounds.peq[NV_BY32] = x->sound_peq32;
    x->sounds.peq[NV_BY64] = x->sound_peq64;
    x->bones = nv_texts_of(x->bones_text, x->bones_at, x->bones_slots, h->bones, h->bones_slots);
    x->coarse = nv_texts_of(x->coarse_text, x->coarse_at, x->coarse_slots, h->coarse, h->coarse_slots);
    x->keys = nv_texts_of(x->key_text, x->key_at, x->key_slots, h->keys, h->key_slots);
    x->natives = nv_texts_of(x->native_text, x->native_at, x->native_slots, h->natives, h->native_slots);
    x->runs = nv_texts_of(x->run_text, x->run_at, NULL, h->runs, 0);
    x->countries = nv_texts_of(x->country_text, x->country_at, x->country_slots, h->countries, h->country_slots);
    x->numbers = nv_texts_of(x->number_text, x->number_at, x->number_slots, h->numbers, h->number_slots);
}

/* Whether offsets rise from 0 to the number of items that they part. */
static int nv_rising(const uint32_t *at, uint64_t n, uint64_t items)
{
    uint64_t i;
    if (at[0] != 0 || at[n] != items)
        return 0;
    for (i = 0; i < n; i++)
        if (at[i] > at[i + 1])
            return 0;
    return 1;
}

static int nv_below(const uint32_t *ids, uint64_t items, uint32_t bound)
{
    uint64_t i;
    for (i = 0; i < items; i++)
        if (ids[i] >= bound)
            return 0;
    return 1;
}

static int nv_slots_sound(const uint32_t *slots, uint32_t size, uint32_t n)
{
    uint32_t i, empty = 0;
    if (size & (size - 1))
        return 0;
    for (i = 0; i < size; i++) {
        if (slots[i] > n)
            return 0;
        empty += !slots[i];
    }
    return n == 0 || empty > 0;
}

static int nv_lexicon_sound(const nv_lexicon *x, const nv_section *peq, uint32_t letters)
{
    int width;
    uint32_t i;
    for (i = 0; i + 1 < NV_GROUPS; i++)
        if (x->group[i] > x->group[i + 1])
            return 0;
    if (x->group[0] != 0 || x->group[NV_GROUPS - 1] != x->texts.n)
        return 0;
    for (i = 1; i < NV_GROUPS - 1; i++)
        if (x->group[i] < x->group[i + 1] &&
            (nv_length(&x->texts, x->group[i]) < i || (i <= NV_LONGEST && nv_length(&x->texts, x->group[i + 1] - 1) != i)))
            return 0;
    for (width = 0; width < NV_WIDTHS; width++)
        if (peq[width].items != letters * (uint64_t)nv_stride(x->group, width))
            return 0;
    return 1;
}

static int nv_words_sound(const nv_index *x, uint64_t items)
{
    uint32_t i;
    for (i = 0; i < x->head->forms; i++) {
        const nv_form *f = x->form_words + i;
        if (!f->text_n || (uint64_t)f->at + f->text_n + f->sound_n + f->bones_n > items ||
            (f->sole && f->term >= x->head->terms))
            return 0;
    }
    return 1;
}

static int nv_terms_sound(const nv_index *x, uint64_t items)
{
    uint32_t i;
    for (i = 0; i < x->head->terms; i++)
        if ((uint64_t)x->term_seen[i].names_at + x->term_seen[i].names_n > items)
            return 0;
    return 1;
}

static int nv_cards_sound(const nv_index *x, uint64_t letters)
{
    uint32_t i;
    for (i = 0; i < x->head->terms; i++)
        if ((uint64_t)x->term_cards[i].text_at + x->term_cards[i].length > letters)
            return 0;
    return 1;
}

static int nv_names_sound(const nv_index *x)
{
    uint32_t i;
    for (i = 0; i < x->head->names; i++) {
        uint32_t n = x->name_terms_at[i + 1] - x->name_terms_at[i];
        if (!n || n > NV_TOKENS_MOST)
            return 0;
    }
    return 1;
}

#define NV_ITEMS(name) (sections[NV_SECTION_##name].items)
#define NV_PARTS(at, n, of) nv_rising(x->at, (n), NV_ITEMS(of))

static int nv_index_sound(const nv_index *x, const nv_section *sections)
{
    const nv_header *h = x->head;
    uint32_t i;
    for (i = 0; i < 256; i++)
        if (x->code[i] >= h->letters)
            return 0;
    return NV_PARTS(form_at, h->forms, form_text) && NV_PARTS(sound_at, h->sounds, sound_text) &&
           NV_PARTS(bones_at, h->bones, bones_text) && NV_PARTS(key_at, h->keys, key_text) &&
           NV_PARTS(native_at, h->natives, native_text) && NV_PARTS(run_at, h->runs, run_text) &&
           NV_PARTS(country_at, h->countries, country_text) && NV_PARTS(number_at, h->numbers, number_text) &&
           NV_PARTS(form_terms_at, h->forms, form_terms) && NV_PARTS(sound_forms_at, h->sounds, sound_forms) &&
           NV_PARTS(bones_forms_at, h->bones, bones_forms) && NV_PARTS(coarse_at, h->coarse, coarse_text) &&
           NV_PARTS(coarse_forms_at, h->coarse, coarse_forms) && NV_PARTS(coarse_terms_at, h->coarse, coarse_terms) &&
           NV_PARTS(key_terms_at, h->keys, key_terms) && NV_PARTS(term_forms_at, h->terms, term_forms) &&
           NV_PARTS(term_keys_at, h->terms, term_keys) && NV_PARTS(term_coarse_at, h->terms, term_coarse) &&
           NV_PARTS(term_names_at, h->terms, term_names) && NV_PARTS(letter_terms_at, 256, letter_terms) &&
           NV_PARTS(name_terms_at, h->names, name_terms) && NV_PARTS(start_names_at, NV_STARTS, start_names) &&
           NV_PARTS(start_terms_at, NV_STARTS, start_terms) && NV_PARTS(run_names_at, h->runs, run_names) &&
           NV_PARTS(party_births_at, h->parties, party_births) &&
           NV_PARTS(party_countries_at, h->parties, party_countries) &&
           NV_PARTS(number_parties_at, h->numbers, number_parties) &&
           nv_rising(x->party_names_at, h->parties, h->names) && NV_ITEMS(run_weights) == NV_ITEMS(run_names) &&
           nv_lexicon_sound(&x->forms, sections + NV_SECTION_form_peq8, h->letters) &&
           nv_lexicon_sound(&x->sounds, sections + NV_SECTION_sound_peq8, h->letters) &&
           nv_slots_sound(x->form_slots, h->form_slots, h->forms) &&
           nv_slots_sound(x->bones_slots, h->bones_slots, h->bones) &&
           nv_slots_sound(x->coarse_slots, h->coarse_slots, h->coarse) &&
           nv_slots_sound(x->key_slots, h->key_slots, h->keys) &&
           nv_slots_sound(x->native_slots, h->native_slots, h->natives) &&
           nv_slots_sound(x->country_slots, h->country_slots, h->countries) &&
           nv_slots_sound(x->number_slots, h->number_slots, h->numbers) &&
           nv_words_sound(x, NV_ITEMS(word_text)) && nv_terms_sound(x, NV_ITEMS(term_names)) &&
           nv_cards_sound(x, NV_ITEMS(form_text)) && nv_names_sound(x) &&
           nv_below(x->form_coarse, h->forms, h->coarse) && nv_below(x->coarse_forms, h->forms, h->forms) &&
           nv_below(x->form_sorted, h->forms, h->forms) && nv_below(x->form_letters, h->forms, h->forms) &&
           nv_below(x->form_terms, NV_ITEMS(form_terms), h->terms) && nv_below(x->sound_forms, h->forms, h->forms) &&
           nv_below(x->bones_forms, h->forms, h->forms) &&
           nv_below(x->coarse_terms, NV_ITEMS(coarse_terms), h->terms) &&
           nv_below(x->key_terms, NV_ITEMS(key_terms), h->terms) && nv_below(x->term_form, h->terms, h->forms) &&
           nv_below(x->term_forms, NV_ITEMS(term_forms), h->forms) &&
           nv_below(x->term_keys, NV_ITEMS(term_keys), h->keys) &&
           nv_below(x->term_coarse, NV_ITEMS(term_coarse), h->coarse) &&
           nv_below(x->term_names, NV_ITEMS(term_names), h->names) &&
           nv_below(x->letter_terms, h->terms, h->terms) &&
           nv_below(x->name_terms, NV_ITEMS(name_terms), h->terms) && nv_below(x->name_party, h->names, h->parties) &&
           nv_below(x->start_names, NV_ITEMS(start_names), h->names) &&
           nv_below(x->start_terms, NV_ITEMS(start_terms), h->terms) &&
           nv_below(x->run_names, NV_ITEMS(run_names), h->names) &&
           nv_below(x->number_parties, NV_ITEMS(number_parties), h->parties);
}

/*
 * Views into a block of memory that holds an index. NV_BAD_INPUT when it is none of this format, is cut, or (where
 * `verify` asks) when its checksum or its structure is wrong, so that no later read can leave the block.
 */
static int nv_index_view(nv_index *x, const uint8_t *block, uint64_t size, int verify)
{
    const nv_header *h = (const nv_header *)block;
    const nv_section *sections = (const nv_section *)(block + sizeof *h);
    if (size < nv_body_at() || (uintptr_t)block % 8 || memcmp(h->magic, NV_MAGIC, 8) || h->format != NV_FORMAT ||
        h->size != size || h->letters < 1 || h->letters > NV_LETTERS_MOST)
        return NV_BAD_INPUT;
    memset(x, 0, sizeof *x);
    x->head = h;
#define NV_VIEW(name, type, expected)                                                                              \
    {                                                                                                              \
        const nv_section *s = sections + NV_SECTION_##name;                                                        \
        int64_t wanted = (int64_t)(expected);                                                                      \
        if (s->at % 8 || s->at > size || s->items > (size - s->at) / sizeof(type) ||                               \
            (wanted >= 0 && s->items != (uint64_t)wanted))                                                         \
            return NV_BAD_INPUT;                                                                                   \
        x->name = (const type *)(const void *)(block + s->at);                                                     \
    }
    NV_SECTIONS(NV_VIEW)
#undef NV_VIEW
    nv_index_views(x);
    if (verify && (h->sum != nv_sum(block + NV_SUMMED_FROM, size - NV_SUMMED_FROM) || !nv_index_sound(x, sections)))
        return NV_BAD_INPUT;
    return NV_OK;
}

static void nv_form_word(const nv_index *x, uint32_t form, nv_word *word)
{
    const nv_form *f = x->form_words + form;
    word->text = x->word_text + f->at;
    word->length = f->text_n;
    word->sound = word->text + f->text_n;
    word->sound_length = f->sound_n;
    word->bones = word->sound + f->sound_n;
    word->bones_length = f->bones_n;
    word->coarse = NULL; /* asked by number */
    word->coarse_length = 0;
    word->flags = f->flags;
}

#endif
