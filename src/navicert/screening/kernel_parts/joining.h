/* Several indexes made one: what each holds is added as it was when it was built; equal terms become one. */
#ifndef NV_JOINING_H
#define NV_JOINING_H

#include "builder.h"

static uint32_t nv_join_text(nv_builder *b, nv_pool *pool, const nv_texts *t, uint32_t id)
{
    return nv_intern(&b->mem, pool, t->text + t->at[id], nv_length(t, id));
}

static uint32_t nv_join_form(nv_builder *b, const nv_index *x, uint32_t form)
{
    uint32_t known = nv_pool_count(&b->forms), id = nv_join_text(b, &b->forms, &x->forms.texts, form);
    nv_word w;
    if (id != known)
        return id;
    nv_form_word(x, form, &w);
    VEC_PUSH(&b->mem, b->form_sound, nv_intern(&b->mem, &b->sounds, w.sound, w.sound_length));
    VEC_PUSH(&b->mem, b->form_bones, nv_intern(&b->mem, &b->bones, w.bones, w.bones_length));
    VEC_PUSH(&b->mem, b->form_coarse, nv_join_text(b, &b->coarse, &x->coarse, x->form_coarse[form]));
    return id;
}

#define NV_TELL(v) VEC_APPEND(&b->mem, b->text, (const char *)&(v), sizeof(v))

/* A term's parts, added behind the others; `b->text` tells it from all other terms. */
static void nv_join_parts(nv_builder *b, const nv_index *x, uint32_t term)
{
    uint32_t k, id, n = x->term_forms_at[term + 1] - x->term_forms_at[term];
    b->text.n = 0;
    NV_TELL(n);
    for (k = x->term_forms_at[term]; k < x->term_forms_at[term + 1]; k++) {
        id = nv_join_form(b, x, x->term_forms[k]);
        NV_TELL(id);
        VEC_PUSH(&b->mem, b->term_forms, id);
    }
    n = x->term_keys_at[term + 1] - x->term_keys_at[term];
    NV_TELL(n);
    for (k = x->term_keys_at[term]; k < x->term_keys_at[term + 1]; k++) {
        id = nv_join_text(b, &b->keys, &x->keys, x->term_keys[k]);
        NV_TELL(id);
        VEC_PUSH(&b->mem, b->term_keys, id);
    }
    for (k = x->term_coarse_at[term]; k < x->term_coarse_at[term + 1]; k++) {
        id = nv_join_text(b, &b->coarse, &x->coarse, x->term_coarse[k]);
        NV_TELL(id);
        VEC_PUSH(&b->mem, b->term_coarse, id);
    }
}

/* The number of a term among all that were joined. */
static uint32_t nv_join_term(nv_builder *b, const nv_index *x, uint32_t term)
{
    size_t forms = b->term_forms.n, keys = b->term_keys.n, rough = b->term_coarse.n;
    uint32_t known = nv_pool_count(&b->joined), id, native;
    nv_join_parts(b, x, term);
    native = nv_join_text(b, &b->natives, &x->natives, x->term_native[term]);
    NV_TELL(native);
    NV_TELL(x->term_kind[term]);
    NV_TELL(x->term_flags[term]);
    NV_TELL(x->term_weight[term]);
    id = nv_intern(&b->mem, &b->joined, b->text.at, b->text.n);
    if (id != known) {
        b->term_forms.n = forms, b->term_keys.n = keys, b->term_coarse.n = rough;
        return id;
    }
    VEC_PUSH(&b->mem, b->term_forms_at, (uint32_t)b->term_forms.n);
    VEC_PUSH(&b->mem, b->term_keys_at, (uint32_t)b->term_keys.n);
    VEC_PUSH(&b->mem, b->term_coarse_at, (uint32_t)b->term_coarse.n);
    VEC_PUSH(&b->mem, b->term_native, native);
    VEC_PUSH(&b->mem, b->term_kind, x->term_kind[term]);
    VEC_PUSH(&b->mem, b->term_flags, x->term_flags[term]);
    VEC_PUSH(&b->mem, b->term_weight, x->term_weight[term]);
    return id;
}

static void nv_join_names(nv_builder *b, const nv_index *x, uint32_t first_party)
{
    uint32_t i, k;
    for (i = 0; i < x->head->names; i++) {
        for (k = x->name_terms_at[i]; k < x->name_terms_at[i + 1]; k++)
            VEC_PUSH(&b->mem, b->name_terms, b->term_of.at[x->name_terms[k]]);
        if (b->name_terms.n >= UINT32_MAX)
            longjmp(b->mem.out, NV_TOO_BIG);
        VEC_PUSH(&b->mem, b->name_terms_at, (uint32_t)b->name_terms.n);
        VEC_PUSH(&b->mem, b->name_party, x->name_party[i] + first_party);
        VEC_PUSH(&b->mem, b->name_place, x->name_place[i]);
        VEC_PUSH(&b->mem, b->name_reading, x->name_reading[i]);
        VEC_PUSH(&b->mem, b->name_flags, x->name_flags[i]);
    }
}

static void nv_join_parties(nv_builder *b, const nv_index *x)
{
    uint32_t i, k;
    for (i = 0; i < x->head->parties; i++) {
        VEC_PUSH(&b->mem, b->party_family, x->party_family[i]);
        VEC_PUSH(&b->mem, b->party_flags, x->party_flags[i]);
        VEC_PUSH(&b->mem, b->party_gender, x->party_gender[i]);
        VEC_APPEND(&b->mem, b->party_births, x->party_births + x->party_births_at[i],
                   x->party_births_at[i + 1] - x->party_births_at[i]);
        for (k = x->party_countries_at[i]; k < x->party_countries_at[i + 1]; k++)
            VEC_PUSH(&b->mem, b->party_countries,
                     (uint16_t)nv_join_text(b, &b->countries, &x->countries, x->party_countries[k]));
        if (nv_pool_count(&b->countries) >= UINT16_MAX)
            longjmp(b->mem.out, NV_TOO_BIG);
        VEC_PUSH(&b->mem, b->party_births_at, (uint32_t)b->party_births.n);
        VEC_PUSH(&b->mem, b->party_countries_at, (uint32_t)b->party_countries.n);
    }
}

/* Identifiers, which the index keeps by their number: turned round again, party by party. */
static void nv_join_numbers(nv_builder *b, const nv_index *x)
{
    uint32_t parties = x->head->parties, number, k;
    size_t base = b->party_numbers.n, n = x->number_parties_at[x->head->numbers];
    b->at.n = b->ids.n = 0;
    for (k = 0; k <= parties; k++)
        VEC_PUSH(&b->mem, b->at, 0);
    for (k = 0; k < n; k++)
        b->at.at[x->number_parties[k] + 1]++;
    for (k = 0; k < parties; k++)
        b->at.at[k + 1] += b->at.at[k];
    for (k = 0; k < parties; k++)
        VEC_PUSH(&b->mem, b->party_numbers_at, (uint32_t)(base + b->at.at[k + 1]));
    VEC_RESERVE(&b->mem, b->party_numbers, n);
    b->party_numbers.n = base + n;
    for (number = 0; number < x->head->numbers; number++) {
        uint32_t id = nv_join_text(b, &b->numbers, &x->numbers, number);
        for (k = x->number_parties_at[number]; k < x->number_parties_at[number + 1]; k++)
            b->party_numbers.at[base + b->at.at[x->number_parties[k]]++] = id;
    }
}

static void nv_add_index(nv_builder *b, const nv_index *x)
{
    uint32_t i, first_party = (uint32_t)b->party_family.n;
    if (nv_pool_count(&b->joined) != b->term_kind.n)
        longjmp(b->mem.out, NV_BAD_INPUT);
    b->term_of.n = 0;
    for (i = 0; i < x->head->terms; i++)
        VEC_PUSH(&b->mem, b->term_of, nv_join_term(b, x, i));
    nv_join_names(b, x, first_party);
    nv_join_parties(b, x);
    nv_join_numbers(b, x);
}

#endif
