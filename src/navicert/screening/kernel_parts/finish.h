/* The last step of building: everything sorted, turned round and laid out in one block. */
#ifndef NV_FINISH_H
#define NV_FINISH_H

#include "builder.h"

typedef int (*nv_order)(const void *with, uint32_t a, uint32_t b);

static int nv_by_text(const void *with, uint32_t a, uint32_t b)
{
    const nv_texts *t = with;
    uint32_t n = nv_length(t, a), m = nv_length(t, b);
    int c = memcmp(t->text + t->at[a], t->text + t->at[b], n < m ? n : m);
    return c ? c : n < m ? -1 : n > m;
}

static int nv_by_number(const void *with, uint32_t a, uint32_t b)
{
    const uint32_t *numbers = with;
    return numbers[a] < numbers[b] ? -1 : numbers[a] > numbers[b] ? 1 : a < b ? -1 : a > b;
}

static int nv_by_mark(const void *with, uint32_t a, uint32_t b)
{
    const uint64_t *marks = with;
    return marks[a] < marks[b] ? -1 : marks[a] > marks[b] ? 1 : a < b ? -1 : a > b;
}

/* A mark with the letters first that about half of all words have, and those last that hardly any has. */
static uint64_t nv_by_halves(uint64_t mark)
{
    static const char letters[] = "airenoslmhtdkubygvcjzfpwqx";
    uint64_t turned = 0;
    uint32_t i;
    for (i = 0; i < 26; i++)
        turned = turned << 1 | (mark >> (letters[i] - 'a') & 1);
    return turned << 38 | (mark >> 32 & 0x3ffffff) << 12 | (mark >> 26 & 63);
}

/* Merge sort, bottom up; `spare` has room for as many. */
static void nv_sort(uint32_t *ids, uint32_t *spare, size_t n, nv_order order, const void *with)
{
    size_t width, from;
    for (width = 1; width < n; width *= 2) {
        for (from = 0; from < n; from += 2 * width) {
            size_t middle = from + width < n ? from + width : n, end = from + 2 * width < n ? from + 2 * width : n;
            size_t a = from, b = middle, k;
            for (k = from; k < end; k++)
                spare[k] = a < middle && (b == end || order(with, ids[a], ids[b]) <= 0) ? ids[a++] : ids[b++];
        }
        memcpy(ids, spare, n * sizeof *ids);
    }
}

static void nv_put(nv_builder *b, int section, const void *data, size_t items, size_t item)
{
    static const uint8_t nothing[64] = {0};
    VEC_APPEND(&b->mem, b->block, nothing, nv_aligned(b->block.n) - b->block.n);
    b->sections[section].at = b->block.n;
    b->sections[section].items = items;
    VEC_APPEND(&b->mem, b->block, (const uint8_t *)data, items * item);
}

#define NV_PUT(name, data, items) nv_put(b, NV_SECTION_##name, (data), (items), sizeof *(data))
#define NV_PUT_VEC(name, v) nv_put(b, NV_SECTION_##name, (v).at, (v).n, sizeof *(v).at)

static void nv_set_size(nv_builder *b, nv_ids *v, size_t n, int clear)
{
    v->n = 0;
    VEC_RESERVE(&b->mem, *v, n);
    v->n = n;
    if (clear && n)
        memset(v->at, 0, n * sizeof *v->at);
}

#define NV_SIZE(v, count, clear) nv_set_size(b, &(v), (count), (clear))

static void nv_set_all(nv_ids *v)
{
    size_t i;
    for (i = 0; i < v->n; i++)
        v->at[i] = NV_NONE;
}

/* Turns "rows hold columns" into "columns are held by rows"; a row that holds a column twice is given once. */
static void nv_turn(nv_builder *b, const uint32_t *at, const uint32_t *held, size_t rows, size_t columns)
{
    size_t row, k, column, kept = 0;
    NV_SIZE(b->at, columns + 1, 1);
    NV_SIZE(b->spare, columns, 0);
    nv_set_all(&b->spare);
    for (row = 0; row < rows; row++)
        for (k = at[row]; k < at[row + 1]; k++)
            if (b->spare.at[held[k]] != row) {
                b->spare.at[held[k]] = (uint32_t)row;
                b->at.at[held[k] + 1]++;
                kept++;
            }
    for (column = 0; column < columns; column++)
        b->at.at[column + 1] += b->at.at[column];
    NV_SIZE(b->ids, kept, 0);
    nv_set_all(&b->spare);
    for (row = 0; row < rows; row++)
        for (k = at[row]; k < at[row + 1]; k++)
            if (b->spare.at[held[k]] != row) {
                b->spare.at[held[k]] = (uint32_t)row;
                b->ids.at[b->at.at[held[k]]++] = (uint32_t)row;
            }
    for (column = columns; column > 0; column--)
        b->at.at[column] = b->at.at[column - 1];
    b->at.at[0] = 0;
}

static void nv_count_up(nv_builder *b, size_t n)
{
    size_t i;
    NV_SIZE(b->ids, n, 0);
    NV_SIZE(b->spare, n, 0);
    for (i = 0; i < n; i++)
        b->ids.at[i] = (uint32_t)i;
}

/* Texts by length, those of one length as they came. */
static void nv_order_by_length(nv_builder *b, const nv_texts *t, nv_ids *order, nv_ids *place)
{
    uint32_t i, longest = 0;
    for (i = 0; i < t->n; i++)
        longest = nv_longer(longest, nv_length(t, i));
    NV_SIZE(b->spare, (size_t)longest + 2, 1);
    for (i = 0; i < t->n; i++)
        b->spare.at[nv_length(t, i) + 1]++;
    for (i = 0; i <= longest; i++)
        b->spare.at[i + 1] += b->spare.at[i];
    nv_set_size(b, order, t->n, 0);
    nv_set_size(b, place, t->n, 0);
    for (i = 0; i < t->n; i++) {
        place->at[i] = b->spare.at[nv_length(t, i)]++;
        order->at[place->at[i]] = i;
    }
}

/* The texts in this order, as `b->text` and `b->at`. */
static nv_texts nv_reorder(nv_builder *b, const nv_texts *t, const uint32_t *order)
{
    nv_texts ordered = {NULL, NULL, NULL, 0, 0};
    uint32_t i;
    b->text.n = 0;
    b->at.n = 0;
    VEC_PUSH(&b->mem, b->at, 0);
    for (i = 0; i < t->n; i++) {
        VEC_APPEND(&b->mem, b->text, t->text + t->at[order[i]], nv_length(t, order[i]));
        VEC_PUSH(&b->mem, b->at, (uint32_t)b->text.n);
    }
    ordered.text = b->text.at;
    ordered.at = b->at.at;
    ordered.n = t->n;
    return ordered;
}

static uint32_t nv_put_slots(nv_builder *b, int section, const nv_texts *t)
{
    uint32_t size = nv_slots_for(t->n);
    NV_SIZE(b->ids, size, 1);
    nv_fill_slots(b->ids.at, size - 1, t);
    nv_put(b, section, b->ids.at, size, sizeof *b->ids.at);
    return size;
}

static void nv_groups(const nv_texts *t, uint32_t *group)
{
    uint32_t length, i = 0;
    for (length = 0; length < NV_GROUPS - 1; length++) {
        while (i < t->n && nv_length(t, i) < length)
            i++;
        group[length] = i;
    }
    group[NV_GROUPS - 1] = t->n;
}

/* The bits of the letters of all texts of one width, as passes.h wants them. */
#define NV_DEFINE_PEQ(NAME, T)                                                                                         \
    static void NAME(nv_builder *b, int section, const nv_texts *t, const uint32_t *group, int width,                \
                     const uint8_t *code, uint32_t letters)                                                           \
    {                                                                                                                  \
        size_t stride = nv_stride(group, width);                                                                      \
        uint32_t first = group[nv_width_from[width]], end = group[nv_width_from[width + 1]], i, k;                    \
        T *rows;                                                                                                       \
        b->bytes.n = 0;                                                                                                \
        VEC_RESERVE(&b->mem, b->bytes, letters * stride * sizeof(T));                                                 \
        rows = (T *)(void *)b->bytes.at;                                                                              \
        if (b->bytes.at)                                                                                              \
            memset(b->bytes.at, 0, letters * stride * sizeof(T));                                                     \
        for (i = first; i < end; i++)                                                                                  \
            for (k = 0; k < nv_length(t, i); k++)                                                                     \
                rows[code[(uint8_t)t->text[t->at[i] + k]] * stride + (i - first)] |= (T)((T)1 << k);                  \
        nv_put(b, section, rows, letters * stride, sizeof(T));                                                        \
    }
NV_DEFINE_PEQ(nv_put_peq8, uint8_t)
NV_DEFINE_PEQ(nv_put_peq16, uint16_t)
NV_DEFINE_PEQ(nv_put_peq32, uint32_t)
NV_DEFINE_PEQ(nv_put_peq64, uint64_t)

static void nv_put_bits(nv_builder *b, int section, const nv_texts *t, const uint32_t *group, const uint8_t *code,
                        uint32_t letters)
{
    nv_put_peq8(b, section, t, group, NV_BY8, code, letters);
    nv_put_peq16(b, section + 1, t, group, NV_BY16, code, letters);
    nv_put_peq32(b, section + 2, t, group, NV_BY32, code, letters);
    nv_put_peq64(b, section + 3, t, group, NV_BY64, code, letters);
}

static uint32_t nv_make_codes(nv_builder *b, uint8_t *code)
{
    const nv_pool *pools[2];
    uint32_t letters = 1, p;
    size_t i;
    pools[0] = &b->forms;
    pools[1] = &b->sounds;
    memset(code, 0, 256);
    for (p = 0; p < 2; p++)
        for (i = 0; i < pools[p]->text.n; i++) {
            uint8_t c = (uint8_t)pools[p]->text.at[i];
            if (!code[c]) {
                if (letters == NV_LETTERS_MOST)
                    longjmp(b->mem.out, NV_BAD_INPUT);
                code[c] = (uint8_t)letters++;
            }
        }
    return letters;
}

static void nv_put_marks(nv_builder *b, int section, const nv_texts *t)
{
    uint32_t i;
    uint64_t *marks;
    b->doubles.n = 0;
    VEC_RESERVE(&b->mem, b->doubles, (size_t)t->n + NV_LANES);
    marks = (uint64_t *)(void *)b->doubles.at;
    memset(marks, 0, ((size_t)t->n + NV_LANES) * sizeof *marks);
    for (i = 0; i < t->n; i++)
        marks[i] = nv_mark(&b->rules, t->text + t->at[i], nv_length(t, i));
    nv_put(b, section, marks, (size_t)t->n + NV_LANES, sizeof *marks);
}

static uint8_t nv_flags_of(const char *text, uint32_t n, int vowelless)
{
    uint32_t i;
    uint8_t flags = NV_DIGITS;
    for (i = 0; i < n; i++)
        if (text[i] < '0' || text[i] > '9')
            flags = 0;
    if (vowelless)
        flags |= NV_VOWELLESS;
    if ((text[0] | 32) >= 'a' && (text[0] | 32) <= 'z')
        flags |= NV_ALPHA_FIRST;
    return flags;
}

static int nv_vowelless(const char *text, uint32_t n)
{
    uint32_t i;
    for (i = 0; i < n; i++)
        if (memchr("aeiouy", text[i], 6))
            return 0;
    return 1;
}

static uint32_t nv_letters_hash(const char *text, uint32_t n)
{
    uint32_t i;
    uint64_t sum = n;
    for (i = 0; i < n; i++)
        sum += nv_hash(text + i, 1);
    return (uint32_t)(sum ^ sum >> 32);
}

static void nv_put_forms(nv_builder *b, nv_header *h)
{
    nv_texts t = nv_pool_texts(&b->forms), sorted;
    uint32_t group[NV_GROUPS], i;
    uint8_t code[256];
    h->forms = t.n;
    h->letters = nv_make_codes(b, code);
    NV_PUT(code, code, 256);
    nv_order_by_length(b, &t, &b->order, &b->place);
    sorted = nv_reorder(b, &t, b->order.at);
    nv_groups(&sorted, group);
    NV_PUT_VEC(form_text, b->text);
    NV_PUT_VEC(form_at, b->at);
    NV_PUT(form_group, group, NV_GROUPS);
    nv_put_bits(b, NV_SECTION_form_peq8, &sorted, group, code, h->letters);
    nv_put_marks(b, NV_SECTION_form_marks, &sorted);
    h->form_slots = nv_put_slots(b, NV_SECTION_form_slots, &sorted);
    nv_count_up(b, t.n);
    nv_sort(b->ids.at, b->spare.at, t.n, nv_by_text, &sorted);
    NV_PUT_VEC(form_sorted, b->ids);
    NV_SIZE(b->sounds_order, t.n, 0);
    for (i = 0; i < t.n; i++)
        b->sounds_order.at[i] = nv_letters_hash(sorted.text + sorted.at[i], nv_length(&sorted, i));
    nv_count_up(b, t.n);
    nv_sort(b->ids.at, b->spare.at, t.n, nv_by_number, b->sounds_order.at);
    NV_PUT_VEC(form_letters, b->ids);
    for (i = 0; i < t.n; i++)
        b->spare.at[i] = b->sounds_order.at[b->ids.at[i]];
    NV_PUT(form_letters_hash, b->spare.at, t.n);
}

static uint16_t nv_add_piece(nv_builder *b, const nv_pool *pool, uint32_t id)
{
    uint32_t n = pool->at.at[id + 1] - pool->at.at[id];
    if (n > UINT16_MAX)
        longjmp(b->mem.out, NV_TOO_BIG);
    VEC_APPEND(&b->mem, b->text, pool->text.at + pool->at.at[id], n);
    return (uint16_t)n;
}

/* Each form's text, sound and bones together, since they are looked at together. */
static void nv_put_words(nv_builder *b)
{
    size_t i;
    b->text.n = b->words.n = 0;
    for (i = 0; i < b->order.n; i++) {
        uint32_t form = b->order.at[i];
        const char *text;
        nv_form f;
        memset(&f, 0, sizeof f);
        if (b->text.n >= UINT32_MAX - 3 * (size_t)UINT16_MAX)
            longjmp(b->mem.out, NV_TOO_BIG);
        f.at = (uint32_t)b->text.n;
        f.text_n = nv_add_piece(b, &b->forms, form);
        f.sound_n = nv_add_piece(b, &b->sounds, b->form_sound.at[form]);
        f.bones_n = nv_add_piece(b, &b->bones, b->form_bones.at[form]);
        text = b->text.at + f.at;
        f.flags = nv_flags_of(text, f.text_n, nv_vowelless(text, f.text_n));
        VEC_PUSH(&b->mem, b->words, f);
    }
    NV_PUT_VEC(word_text, b->text);
}

/* Says of forms that one term alone has which it is: `b->at` and `b->ids` are the terms of each form. */
static void nv_put_form_words(nv_builder *b)
{
    size_t i;
    for (i = 0; i < b->words.n; i++) {
        nv_form *f = b->words.at + i;
        if (b->at.at[i + 1] - b->at.at[i] != 1)
            continue;
        f->term = b->ids.at[b->at.at[i]];
        f->sole = NV_SOLE | (b->term_forms.at[b->term_forms_at.at[f->term]] == i ? NV_SOLE_TEXT : 0);
    }
    NV_PUT_VEC(form_words, b->words);
}

enum { NV_NO_SECTION = -1 };

/* From each form to one of something else, and back. */
static void nv_put_one_to_many(nv_builder *b, int one, int many_at, int many, const uint32_t *old, size_t columns)
{
    size_t i, n = b->order.n;
    NV_SIZE(b->run_of, n + 1, 0);
    NV_SIZE(b->run_name, n, 0);
    for (i = 0; i < n; i++) {
        b->run_of.at[i] = (uint32_t)i;
        b->run_name.at[i] = old[b->order.at[i]];
    }
    b->run_of.at[n] = (uint32_t)n;
    if (one != NV_NO_SECTION)
        nv_put(b, one, b->run_name.at, n, sizeof(uint32_t));
    nv_turn(b, b->run_of.at, b->run_name.at, n, columns);
    nv_put(b, many_at, b->at.at, b->at.n, sizeof(uint32_t));
    nv_put(b, many, b->ids.at, b->ids.n, sizeof(uint32_t));
}

static void nv_put_sounds(nv_builder *b, nv_header *h)
{
    nv_texts t = nv_pool_texts(&b->sounds), sorted;
    const uint8_t *code = b->block.at + b->sections[NV_SECTION_code].at;
    uint8_t codes[256];
    uint32_t group[NV_GROUPS];
    size_t i;
    memcpy(codes, code, 256);
    h->sounds = t.n;
    nv_order_by_length(b, &t, &b->sounds_order, &b->sounds_place);
    sorted = nv_reorder(b, &t, b->sounds_order.at);
    nv_groups(&sorted, group);
    NV_PUT_VEC(sound_text, b->text);
    NV_PUT_VEC(sound_at, b->at);
    NV_PUT(sound_group, group, NV_GROUPS);
    nv_put_bits(b, NV_SECTION_sound_peq8, &sorted, group, codes, h->letters);
    for (i = 0; i < b->form_sound.n; i++)
        b->form_sound.at[i] = b->sounds_place.at[b->form_sound.at[i]];
    nv_put_one_to_many(b, NV_NO_SECTION, NV_SECTION_sound_forms_at, NV_SECTION_sound_forms, b->form_sound.at, t.n);
}

static void nv_put_pool(nv_builder *b, const nv_pool *pool, int text, int at, int slots, uint32_t *n, uint32_t *size)
{
    nv_texts t = nv_pool_texts(pool);
    static const uint32_t none[1] = {0};
    *n = t.n;
    nv_put(b, text, t.text, pool->text.n, 1);
    nv_put(b, at, t.n ? t.at : none, (size_t)t.n + 1, sizeof(uint32_t));
    *size = nv_put_slots(b, slots, &t);
}

static uint8_t nv_first_letter(const nv_builder *b, uint32_t term)
{
    uint32_t form = b->order.at[b->term_forms.at[b->term_forms_at.at[term]]];
    return (uint8_t)b->forms.text.at[b->forms.at.at[form]];
}

/* Terms as the search for likenesses sees them; `b->at` has where their names begin, `b->bytes` their tongues. */
static void nv_put_seen(nv_builder *b)
{
    size_t i;
    b->seen.n = 0;
    for (i = 0; i < b->term_kind.n; i++) {
        uint32_t form = b->order.at[b->term_forms.at[b->term_forms_at.at[i]]];
        nv_term t;
        memset(&t, 0, sizeof t);
        t.names_at = b->at.at[i];
        t.names_n = b->at.at[i + 1] - b->at.at[i];
        t.weight = (float)(b->term_weight.at[i] * 1.000001);
        t.flags = b->term_flags.at[i];
        t.tongues = b->bytes.at[i];
        t.first = nv_first_letter(b, (uint32_t)i);
        t.extent = b->forms.at.at[form + 1] - b->forms.at.at[form] == 1 ? NV_ONE_LETTER : 0;
        t.extent |= b->term_keys_at.at[i] < b->term_keys_at.at[i + 1] ? NV_KEYED : 0;
        VEC_PUSH(&b->mem, b->seen, t);
    }
    NV_PUT_VEC(term_seen, b->seen);
}

/* Terms as comparing names sees them; their forms are numbered in the order of `form_text`. */
static void nv_put_cards(nv_builder *b)
{
    const uint32_t *form_at = (const uint32_t *)(const void *)(b->block.at + b->sections[NV_SECTION_form_at].at);
    const char *text = (const char *)(b->block.at + b->sections[NV_SECTION_form_text].at);
    size_t i;
    b->cards.n = 0;
    VEC_RESERVE(&b->mem, b->cards, b->term_kind.n);
    for (i = 0; i < b->term_kind.n; i++) {
        uint32_t form = b->term_forms.at[b->term_forms_at.at[i]];
        nv_card card;
        memset(&card, 0, sizeof card);
        card.weight = b->term_weight.at[i];
        card.text_at = form_at[form];
        card.length = (uint16_t)(form_at[form + 1] - form_at[form]); /* fits, or nv_put_words would have given up */
        card.mark = nv_mark(&b->rules, text + card.text_at, card.length);
        card.flags = b->term_flags.at[i];
        card.first = (uint8_t)text[card.text_at];
        b->cards.at[b->cards.n++] = card;
    }
    NV_PUT_VEC(term_cards, b->cards);
}

static void nv_put_terms(nv_builder *b, nv_header *h)
{
    size_t n = b->term_kind.n, i, k;
    h->terms = (uint32_t)n;
    b->bytes.n = 0;
    for (i = 0; i < n; i++) {
        uint8_t tongues = 0;
        for (k = b->term_keys_at.at[i]; k < b->term_keys_at.at[i + 1]; k++) {
            uint32_t key = b->term_keys.at[k], from = b->keys.at.at[key];
            int of = nv_class_of(&b->rules, b->keys.text.at + from, b->keys.at.at[key + 1] - from);
            if (of < 0)
                longjmp(b->mem.out, NV_BAD_INPUT);
            tongues |= (uint8_t)b->rules.is.class_tongue[of];
        }
        VEC_PUSH(&b->mem, b->bytes, tongues);
    }
    NV_PUT_VEC(term_tongues, b->bytes);
    for (i = 0; i < b->term_forms.n; i++)
        b->term_forms.at[i] = b->place.at[b->term_forms.at[i]];
    NV_SIZE(b->ids, n, 0);
    for (i = 0; i < n; i++)
        b->ids.at[i] = b->term_forms.at[b->term_forms_at.at[i]];
    NV_PUT(term_form, b->ids.at, n);
    NV_PUT_VEC(term_kind, b->term_kind);
    NV_PUT_VEC(term_flags, b->term_flags);
    NV_PUT_VEC(term_native, b->term_native);
    NV_PUT_VEC(term_weight, b->term_weight);
    NV_PUT_VEC(term_forms_at, b->term_forms_at);
    NV_PUT_VEC(term_forms, b->term_forms);
    NV_PUT_VEC(term_keys_at, b->term_keys_at);
    NV_PUT_VEC(term_keys, b->term_keys);
    NV_PUT_VEC(term_coarse_at, b->term_coarse_at);
    NV_PUT_VEC(term_coarse, b->term_coarse);
    nv_turn(b, b->term_forms_at.at, b->term_forms.at, n, h->forms);
    NV_PUT_VEC(form_terms_at, b->at);
    NV_PUT_VEC(form_terms, b->ids);
    nv_put_form_words(b);
    nv_turn(b, b->term_keys_at.at, b->term_keys.at, n, h->keys);
    NV_PUT_VEC(key_terms_at, b->at);
    NV_PUT_VEC(key_terms, b->ids);
    nv_turn(b, b->term_coarse_at.at, b->term_coarse.at, n, h->coarse);
    NV_PUT_VEC(coarse_terms_at, b->at);
    NV_PUT_VEC(coarse_terms, b->ids);
    nv_turn(b, b->name_terms_at.at, b->name_terms.at, h->names, n);
    NV_PUT_VEC(term_names_at, b->at);
    NV_PUT_VEC(term_names, b->ids);
    nv_put_seen(b);
    nv_put_cards(b);
}

/* Things in rows of their first letter: `letters` are (letter, thing) pairs, things in rising order. */
static void nv_put_by_letter(nv_builder *b, int at_section, int section, const uint8_t *letters, const uint32_t *things,
                             size_t n)
{
    uint32_t at[257] = {0}, next[257];
    size_t i;
    for (i = 0; i < n; i++)
        at[letters[i] + 1]++;
    for (i = 0; i < 256; i++)
        at[i + 1] += at[i];
    memcpy(next, at, sizeof at);
    NV_SIZE(b->ids, n, 0);
    for (i = 0; i < n; i++)
        b->ids.at[next[letters[i]]++] = things[i];
    nv_put(b, at_section, at, 257, sizeof *at);
    nv_put(b, section, b->ids.at, n, sizeof(uint32_t));
}

static void nv_put_letter_terms(nv_builder *b)
{
    size_t i, n = b->term_kind.n;
    b->bytes.n = 0;
    NV_SIZE(b->spare, n, 0);
    for (i = 0; i < n; i++) {
        VEC_PUSH(&b->mem, b->bytes, nv_first_letter(b, (uint32_t)i));
        b->spare.at[i] = (uint32_t)i;
    }
    nv_put_by_letter(b, NV_SECTION_letter_terms_at, NV_SECTION_letter_terms, b->bytes.at, b->spare.at, n);
}

static void nv_spoken_name(const nv_builder *b, uint32_t name, nv_spoken *spoken)
{
    uint32_t from = b->name_terms_at.at[name], k;
    spoken->n = b->name_terms_at.at[name + 1] - from;
    if (spoken->n > NV_TOKENS_MOST)
        spoken->n = NV_TOKENS_MOST;
    for (k = 0; k < spoken->n; k++) {
        const nv_card *card = b->cards.at + b->name_terms.at[from + k];
        spoken->text[k] = (const char *)(b->block.at + b->sections[NV_SECTION_form_text].at) + card->text_at;
        spoken->length[k] = card->length;
        spoken->kind[k] = b->term_kind.at[b->name_terms.at[from + k]];
    }
}

/* The starts of the acronyms of an organisation's name. */
static uint32_t nv_name_starts(const nv_builder *b, uint32_t name, nv_starts *starts)
{
    nv_spoken spoken;
    starts->n = 0;
    if (!(b->name_flags.at[name] & NV_PERSONAL)) {
        nv_spoken_name(b, name, &spoken);
        nv_starts_of(&b->rules, &spoken, starts);
    }
    return starts->n;
}

/* The start of a word that may be an acronym. */
static uint32_t nv_term_start(const nv_builder *b, uint32_t term, nv_starts *starts)
{
    const char *text = (const char *)(b->block.at + b->sections[NV_SECTION_form_text].at) + b->cards.at[term].text_at;
    uint32_t start = b->term_flags.at[term] & NV_ABBREVIATION ? nv_start(&b->rules, text, b->cards.at[term].length) : NV_STARTS;
    starts->at[0] = (uint16_t)start;
    return starts->n = start != NV_STARTS;
}

/* Names by the starts of their acronyms, or words by their start. */
static void nv_put_starts(nv_builder *b, uint32_t items, uint32_t (*begin)(const nv_builder *, uint32_t, nv_starts *),
                          int at_section, int section)
{
    nv_starts starts;
    uint32_t item, k;
    size_t i;
    NV_SIZE(b->at, NV_STARTS + 1, 1);
    b->run_of.n = b->run_name.n = 0;
    for (item = 0; item < items; item++) {
        uint32_t n = begin(b, item, &starts);
        for (k = 0; k < n; k++) {
            b->at.at[starts.at[k] + 1]++;
            VEC_PUSH(&b->mem, b->run_of, starts.at[k]);
            VEC_PUSH(&b->mem, b->run_name, item);
        }
    }
    for (k = 0; k < NV_STARTS; k++)
        b->at.at[k + 1] += b->at.at[k];
    nv_put(b, at_section, b->at.at, b->at.n, sizeof(uint32_t));
    NV_SIZE(b->ids, b->run_of.n, 0);
    for (i = 0; i < b->run_of.n; i++)
        b->ids.at[b->at.at[b->run_of.at[i]]++] = b->run_name.at[i];
    nv_put(b, section, b->ids.at, b->ids.n, sizeof(uint32_t));
}

static void nv_put_names(nv_builder *b, nv_header *h)
{
    uint32_t name, k, party = 0;
    h->names = (uint32_t)b->name_party.n;
    NV_SIZE(b->at, (size_t)h->parties + 1, 1);
    for (name = 0; name < h->names; name++) {
        if (b->name_party.at[name] < party || b->name_party.at[name] >= h->parties)
            longjmp(b->mem.out, NV_BAD_INPUT);
        party = b->name_party.at[name];
        b->at.at[party + 1]++;
    }
    for (k = 0; k < h->parties; k++)
        b->at.at[k + 1] += b->at.at[k];
    NV_PUT_VEC(party_names_at, b->at);
    NV_PUT_VEC(name_terms_at, b->name_terms_at);
    NV_PUT_VEC(name_terms, b->name_terms);
    NV_PUT_VEC(name_party, b->name_party);
    NV_PUT_VEC(name_place, b->name_place);
    NV_PUT_VEC(name_reading, b->name_reading);
    NV_PUT_VEC(name_flags, b->name_flags);
}

static void nv_put_weights(nv_builder *b, nv_header *h)
{
    uint32_t name, k;
    double *weights;
    b->doubles.n = 0;
    VEC_RESERVE(&b->mem, b->doubles, (size_t)h->names + b->name_terms.n + 1);
    weights = b->doubles.at + h->names;
    for (name = 0; name < h->names; name++) {
        uint32_t n = 0;
        for (k = b->name_terms_at.at[name]; k < b->name_terms_at.at[name + 1]; k++)
            weights[n++] = b->term_weight.at[b->name_terms.at[k]];
        b->doubles.at[name] = nv_added(&b->rules, weights, n);
    }
    NV_PUT(name_weight, b->doubles.at, h->names);
}

/* Texts of one length sorted by their marks, so that blocks of neighbours have many letters in common. */
static void nv_order_by_marks(nv_builder *b, const nv_texts *t, nv_ids *order, nv_ids *place)
{
    uint64_t *marks;
    uint32_t i, from, end;
    b->doubles.n = 0;
    VEC_RESERVE(&b->mem, b->doubles, t->n);
    marks = (uint64_t *)(void *)b->doubles.at;
    for (i = 0; i < t->n; i++)
        marks[i] = nv_by_halves(nv_mark(&b->rules, t->text + t->at[i], nv_length(t, i)));
    NV_SIZE(b->spare, t->n, 0);
    for (from = 0; from < t->n; from = end) {
        for (end = from + 1; end < t->n && nv_length(t, order->at[end]) == nv_length(t, order->at[from]);)
            end++;
        nv_sort(order->at + from, b->spare.at, end - from, nv_by_mark, marks);
    }
    for (i = 0; i < t->n; i++)
        place->at[order->at[i]] = i;
}

static void nv_add_run(nv_builder *b, uint32_t name, uint32_t from, uint32_t end)
{
    float weight = 0.0f;
    uint32_t k;
    b->text.n = 0;
    for (k = from; k < end; k++) {
        uint32_t term = b->name_terms.at[k];
        uint32_t form = b->order.at[b->term_forms.at[b->term_forms_at.at[term]]];
        VEC_APPEND(&b->mem, b->text, b->forms.text.at + b->forms.at.at[form],
                   b->forms.at.at[form + 1] - b->forms.at.at[form]);
        weight += (float)b->term_weight.at[term];
    }
    VEC_PUSH(&b->mem, b->run_of, nv_intern(&b->mem, &b->runs, b->text.at, b->text.n));
    VEC_PUSH(&b->mem, b->run_name, name);
    VEC_PUSH(&b->mem, b->run_weight, weight * 1.00001f);
}

/* Neighbouring words of names, written together: every two, and all of a name of three and more. */
static void nv_put_runs(nv_builder *b, nv_header *h)
{
    nv_texts t, sorted;
    uint32_t group[NV_GROUPS], name, k;
    size_t i, kept = 0;
    b->run_of.n = b->run_name.n = b->run_weight.n = 0;
    for (name = 0; name < h->names; name++) {
        uint32_t from = b->name_terms_at.at[name], end = b->name_terms_at.at[name + 1];
        for (k = from; k + 1 < end; k++)
            nv_add_run(b, name, k, k + 2);
        if (end - from > 2)
            nv_add_run(b, name, from, end);
    }
    t = nv_pool_texts(&b->runs);
    h->runs = t.n;
    nv_order_by_length(b, &t, &b->order, &b->place);
    nv_order_by_marks(b, &t, &b->order, &b->place);
    for (i = 0; i < b->run_of.n; i++)
        b->run_of.at[i] = b->place.at[b->run_of.at[i]];
    sorted = nv_reorder(b, &t, b->order.at);
    nv_groups(&sorted, group);
    NV_PUT_VEC(run_text, b->text);
    NV_PUT_VEC(run_at, b->at);
    NV_PUT(run_group, group, NV_GROUPS);
    nv_put_marks(b, NV_SECTION_run_marks, &sorted);
    NV_SIZE(b->at, (size_t)t.n + 1, 1);
    for (i = 0; i < b->run_of.n; i++)
        b->at.at[b->run_of.at[i] + 1]++;
    for (k = 0; k < t.n; k++)
        b->at.at[k + 1] += b->at.at[k];
    NV_PUT_VEC(run_names_at, b->at);
    NV_SIZE(b->ids, b->run_of.n, 0);
    b->run_weights.n = 0;
    VEC_RESERVE(&b->mem, b->run_weights, b->run_of.n);
    b->run_weights.n = b->run_of.n;
    for (i = 0; i < b->run_of.n; i++) {
        kept = b->at.at[b->run_of.at[i]]++;
        b->ids.at[kept] = b->run_name.at[i];
        b->run_weights.at[kept] = b->run_weight.at[i];
    }
    NV_PUT_VEC(run_names, b->ids);
    NV_PUT_VEC(run_weights, b->run_weights);
}

static void nv_put_parties(nv_builder *b, nv_header *h)
{
    NV_PUT_VEC(party_family, b->party_family);
    NV_PUT_VEC(party_flags, b->party_flags);
    NV_PUT_VEC(party_gender, b->party_gender);
    NV_PUT_VEC(party_births_at, b->party_births_at);
    NV_PUT_VEC(party_births, b->party_births);
    NV_PUT_VEC(party_countries_at, b->party_countries_at);
    NV_PUT_VEC(party_countries, b->party_countries);
    nv_put_pool(b, &b->countries, NV_SECTION_country_text, NV_SECTION_country_at, NV_SECTION_country_slots,
                &h->countries, &h->country_slots);
    nv_put_pool(b, &b->numbers, NV_SECTION_number_text, NV_SECTION_number_at, NV_SECTION_number_slots, &h->numbers,
                &h->number_slots);
    nv_turn(b, b->party_numbers_at.at, b->party_numbers.at, h->parties, h->numbers);
    NV_PUT_VEC(number_parties_at, b->at);
    NV_PUT_VEC(number_parties, b->ids);
}

static void nv_finish(nv_builder *b, const char *key)
{
    nv_header head;
    memset(&head, 0, sizeof head);
    memcpy(head.magic, NV_MAGIC, 8);
    head.format = NV_FORMAT;
    memcpy(head.key, key, NV_KEY);
    b->block.n = 0;
    NV_SIZE(b->ids, nv_body_at() / sizeof(uint32_t) + 16, 1);
    VEC_APPEND(&b->mem, b->block, (const uint8_t *)b->ids.at, nv_body_at());
    head.parties = (uint32_t)b->party_family.n;
    nv_put_forms(b, &head);
    nv_put_words(b);
    nv_put_sounds(b, &head);
    nv_put_pool(b, &b->bones, NV_SECTION_bones_text, NV_SECTION_bones_at, NV_SECTION_bones_slots, &head.bones,
                &head.bones_slots);
    nv_put_one_to_many(b, NV_NO_SECTION, NV_SECTION_bones_forms_at, NV_SECTION_bones_forms, b->form_bones.at, head.bones);
    nv_put_pool(b, &b->coarse, NV_SECTION_coarse_text, NV_SECTION_coarse_at, NV_SECTION_coarse_slots, &head.coarse,
                &head.coarse_slots);
    nv_put_one_to_many(b, NV_SECTION_form_coarse, NV_SECTION_coarse_forms_at, NV_SECTION_coarse_forms,
                       b->form_coarse.at, head.coarse);
    nv_put_pool(b, &b->keys, NV_SECTION_key_text, NV_SECTION_key_at, NV_SECTION_key_slots, &head.keys, &head.key_slots);
    nv_put_pool(b, &b->natives, NV_SECTION_native_text, NV_SECTION_native_at, NV_SECTION_native_slots, &head.natives,
                &head.native_slots);
    nv_put_names(b, &head);
    nv_put_weights(b, &head);
    nv_put_terms(b, &head);
    nv_put_letter_terms(b);
    nv_put_starts(b, head.names, nv_name_starts, NV_SECTION_start_names_at, NV_SECTION_start_names);
    nv_put_starts(b, head.terms, nv_term_start, NV_SECTION_start_terms_at, NV_SECTION_start_terms);
    nv_put_parties(b, &head);
    nv_put_runs(b, &head);
    head.size = b->block.n;
    memcpy(b->block.at + sizeof head, b->sections, sizeof b->sections);
    memcpy(b->block.at, &head, sizeof head);
    head.sum = nv_sum(b->block.at + NV_SUMMED_FROM, b->block.n - NV_SUMMED_FROM);
    memcpy(b->block.at, &head, sizeof head);
}

#endif
