/* From tokens, names and parties, handed in by the reference, to one block of memory. */
#ifndef NV_BUILDER_H
#define NV_BUILDER_H

#include "abbreviations.h"

/* Distinct tokens in columns; texts are lines. A token's first form is its text, the others are its spellings. */
typedef struct {
    int64_t tokens;
    const char *forms, *sounds, *bones, *coarse, *natives, *keys, *consonants;
    int64_t forms_size, sounds_size, bones_size, coarse_size, natives_size, keys_size, consonants_size;
    const int32_t *forms_at, *keys_at, *consonants_at;
    const uint8_t *kinds, *flags;
    const double *weights;
} nv_sheet;

typedef struct {
    int64_t names;
    const int32_t *terms_at, *terms, *party, *place, *reading;
    const uint8_t *flags;
} nv_name_columns;

typedef struct {
    int64_t parties;
    const char *countries, *numbers;
    int64_t countries_size, numbers_size;
    const uint8_t *family, *flags, *gender;
    const int32_t *births_at, *countries_at, *numbers_at;
    const nv_birth *births;
} nv_party_columns;

/* What grows while building, and what finishing works with. */
#define NV_BUILDER_VECTORS(V) \
    V(uint32_t, form_sound) V(uint32_t, form_bones) V(uint32_t, form_coarse) V(uint32_t, term_forms_at) V(uint32_t, term_forms) \
    V(uint32_t, term_keys_at) V(uint32_t, term_keys) V(uint32_t, term_coarse_at) V(uint32_t, term_coarse) \
    V(uint32_t, term_native) V(uint8_t, term_kind) V(uint8_t, term_flags) V(double, term_weight) \
    V(uint32_t, name_terms_at) V(uint32_t, name_terms) V(uint32_t, name_party) V(uint32_t, name_place) \
    V(uint16_t, name_reading) V(uint8_t, name_flags) V(uint8_t, party_family) V(uint8_t, party_flags) \
    V(uint8_t, party_gender) V(uint32_t, party_births_at) \
    V(nv_birth, party_births) V(uint32_t, party_countries_at) V(uint16_t, party_countries) \
    V(uint32_t, party_numbers_at) V(uint32_t, party_numbers) V(uint8_t, block) V(float, run_weight) \
    V(float, run_weights) V(char, text) V(uint8_t, bytes) V(double, doubles) V(nv_form, words) V(nv_term, seen) V(nv_card, cards)
#define NV_BUILDER_IDS(V) \
    V(term_of) V(order) V(place) V(sounds_order) V(sounds_place) V(at) V(ids) V(spare) V(run_of) V(run_name)
#define NV_BUILDER_POOLS(V) \
    V(forms) V(sounds) V(bones) V(coarse) V(keys) V(natives) V(countries) V(numbers) V(runs) V(joined)

#define NV_VECTOR_FIELD(type, name) VEC(type) name;
#define NV_IDS_FIELD(name) nv_ids name;
#define NV_POOL_FIELD(name) nv_pool name;
typedef struct {
    nv_mem mem;
    nv_rules rules;
    NV_BUILDER_POOLS(NV_POOL_FIELD)
    NV_BUILDER_VECTORS(NV_VECTOR_FIELD)
    NV_BUILDER_IDS(NV_IDS_FIELD)
    nv_section sections[NV_SECTION_COUNT];
} nv_builder;

static void nv_builder_clear(nv_builder *b)
{
#define NV_FREE_VECTOR(type, name) VEC_FREE(b->name);
#define NV_FREE_IDS(name) VEC_FREE(b->name);
#define NV_FREE_POOL(name) nv_pool_free(&b->name);
    NV_BUILDER_POOLS(NV_FREE_POOL)
    NV_BUILDER_VECTORS(NV_FREE_VECTOR)
    NV_BUILDER_IDS(NV_FREE_IDS)
#undef NV_FREE_VECTOR
#undef NV_FREE_IDS
#undef NV_FREE_POOL
}

static void nv_builder_begin(nv_builder *b)
{
    VEC_PUSH(&b->mem, b->term_forms_at, 0);
    VEC_PUSH(&b->mem, b->term_keys_at, 0);
    VEC_PUSH(&b->mem, b->term_coarse_at, 0);
    VEC_PUSH(&b->mem, b->name_terms_at, 0);
    VEC_PUSH(&b->mem, b->party_births_at, 0);
    VEC_PUSH(&b->mem, b->party_countries_at, 0);
    VEC_PUSH(&b->mem, b->party_numbers_at, 0);
}

static uint32_t nv_line_id(nv_builder *b, nv_pool *pool, nv_lines *lines)
{
    const char *text;
    size_t n;
    if (!nv_next_line(lines, &text, &n))
        longjmp(b->mem.out, NV_BAD_INPUT);
    return nv_intern(&b->mem, pool, text, n);
}

static nv_lines nv_lines_of(const char *text, int64_t size)
{
    nv_lines lines;
    lines.at = text;
    lines.end = text + (size > 0 ? size : 0);
    return lines;
}

static uint32_t nv_form_id(nv_builder *b, nv_lines *forms, nv_lines *sounds, nv_lines *bones, nv_lines *rough)
{
    uint32_t known = nv_pool_count(&b->forms), form = nv_line_id(b, &b->forms, forms);
    uint32_t sound = nv_line_id(b, &b->sounds, sounds), skeleton = nv_line_id(b, &b->bones, bones);
    uint32_t coarse = nv_line_id(b, &b->coarse, rough);
    if (b->forms.at.at[form] == b->forms.at.at[form + 1])
        longjmp(b->mem.out, NV_BAD_INPUT);
    if (form == known) {
        VEC_PUSH(&b->mem, b->form_sound, sound);
        VEC_PUSH(&b->mem, b->form_bones, skeleton);
        VEC_PUSH(&b->mem, b->form_coarse, coarse);
    }
    return form;
}

static void nv_add_terms(nv_builder *b, const nv_sheet *s)
{
    nv_lines forms = nv_lines_of(s->forms, s->forms_size), sounds = nv_lines_of(s->sounds, s->sounds_size);
    nv_lines bones = nv_lines_of(s->bones, s->bones_size), keys = nv_lines_of(s->keys, s->keys_size);
    nv_lines natives = nv_lines_of(s->natives, s->natives_size), coarse = nv_lines_of(s->coarse, s->coarse_size);
    nv_lines consonants = nv_lines_of(s->consonants, s->consonants_size);
    int64_t i;
    int32_t k;
    for (i = 0; i < s->tokens; i++) {
        for (k = s->forms_at[i]; k < s->forms_at[i + 1]; k++)
            VEC_PUSH(&b->mem, b->term_forms, nv_form_id(b, &forms, &sounds, &bones, &coarse));
        for (k = s->keys_at[i]; k < s->keys_at[i + 1]; k++)
            VEC_PUSH(&b->mem, b->term_keys, nv_line_id(b, &b->keys, &keys));
        for (k = s->consonants_at[i]; k < s->consonants_at[i + 1]; k++)
            VEC_PUSH(&b->mem, b->term_coarse, nv_line_id(b, &b->coarse, &consonants));
        VEC_PUSH(&b->mem, b->term_forms_at, (uint32_t)b->term_forms.n);
        VEC_PUSH(&b->mem, b->term_keys_at, (uint32_t)b->term_keys.n);
        VEC_PUSH(&b->mem, b->term_coarse_at, (uint32_t)b->term_coarse.n);
        VEC_PUSH(&b->mem, b->term_native, nv_line_id(b, &b->natives, &natives));
        VEC_PUSH(&b->mem, b->term_kind, s->kinds[i]);
        VEC_PUSH(&b->mem, b->term_flags, s->flags[i]);
        VEC_PUSH(&b->mem, b->term_weight, s->weights[i]);
    }
}

static void nv_add_names(nv_builder *b, const nv_name_columns *c)
{
    uint32_t terms = (uint32_t)b->term_kind.n;
    int64_t i;
    int32_t k;
    for (i = 0; i < c->names; i++) {
        for (k = c->terms_at[i]; k < c->terms_at[i + 1]; k++) {
            if ((uint32_t)c->terms[k] >= terms)
                longjmp(b->mem.out, NV_BAD_INPUT);
            VEC_PUSH(&b->mem, b->name_terms, (uint32_t)c->terms[k]);
        }
        if (b->name_terms.n >= UINT32_MAX)
            longjmp(b->mem.out, NV_TOO_BIG);
        VEC_PUSH(&b->mem, b->name_terms_at, (uint32_t)b->name_terms.n);
        VEC_PUSH(&b->mem, b->name_party, (uint32_t)c->party[i]);
        VEC_PUSH(&b->mem, b->name_place, (uint32_t)c->place[i]);
        VEC_PUSH(&b->mem, b->name_reading, (uint16_t)c->reading[i]);
        VEC_PUSH(&b->mem, b->name_flags, c->flags[i]);
    }
}

static void nv_add_parties(nv_builder *b, const nv_party_columns *c)
{
    nv_lines countries = nv_lines_of(c->countries, c->countries_size);
    nv_lines numbers = nv_lines_of(c->numbers, c->numbers_size);
    int64_t i;
    int32_t k;
    for (i = 0; i < c->parties; i++) {
        VEC_PUSH(&b->mem, b->party_family, c->family[i]);
        VEC_PUSH(&b->mem, b->party_flags, c->flags[i]);
        VEC_PUSH(&b->mem, b->party_gender, c->gender[i]);
        VEC_APPEND(&b->mem, b->party_births, c->births + c->births_at[i], c->births_at[i + 1] - c->births_at[i]);
        for (k = c->countries_at[i]; k < c->countries_at[i + 1]; k++)
            VEC_PUSH(&b->mem, b->party_countries, (uint16_t)nv_line_id(b, &b->countries, &countries));
        for (k = c->numbers_at[i]; k < c->numbers_at[i + 1]; k++)
            VEC_PUSH(&b->mem, b->party_numbers, nv_line_id(b, &b->numbers, &numbers));
        VEC_PUSH(&b->mem, b->party_births_at, (uint32_t)b->party_births.n);
        VEC_PUSH(&b->mem, b->party_countries_at, (uint32_t)b->party_countries.n);
        VEC_PUSH(&b->mem, b->party_numbers_at, (uint32_t)b->party_numbers.n);
        if (nv_pool_count(&b->countries) >= UINT16_MAX)
            longjmp(b->mem.out, NV_TOO_BIG);
    }
}

#endif
