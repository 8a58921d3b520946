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

/* Numbers the parties that are kept, from `first` on, in `b->place`; NV_NONE for the others. Without `kept` all are. */
static void nv_number_kept(nv_builder *b, const nv_index *x, const uint8_t *kept, uint32_t first)
{
    uint32_t i;
    b->place.n = 0;
    for (i = 0; i < x->head->parties; i++)
        VEC_PUSH(&b->mem, b->place, !kept || kept[i] ? first++ : NV_NONE);
}

/* The new number of a listed term, which is joined when a kept name first has it. */
static uint32_t nv_joined_term(nv_builder *b, const nv_index *x, uint32_t term)
{
    if (b->term_of.at[term] == NV_NONE)
        b->term_of.at[term] = nv_join_term(b, x, term);
    return b->term_of.at[term];
}

static void nv_join_names(nv_builder *b, const nv_index *x)
{
    uint32_t i, k;
    for (i = 0; i < x->head->names; i++) {
        if (b->place.at[x->name_party[i]] == NV_NONE)
            continue;
        for (k = x->name_terms_at[i]; k < x->name_terms_at[i + 1]; k++) {
            uint32_t term = nv_joined_term(b, x, x->name_terms[k]);
            VEC_PUSH(&b->mem, b->name_terms, term);
        }
        if (b->name_terms.n >= UINT32_MAX)
            longjmp(b->mem.out, NV_TOO_BIG);
        VEC_PUSH(&b->mem, b->name_terms_at, (uint32_t)b->name_terms.n);
        VEC_PUSH(&b->mem, b->name_party, b->place.at[x->name_party[i]]);
        VEC_PUSH(&b->mem, b->name_place, x->name_place[i]);
        VEC_PUSH(&b->mem, b->name_reading, x->name_reading[i]);
        VEC_PUSH(&b->mem, b->name_flags, x->name_flags[i]);
    }
}

static void nv_join_parties(nv_builder *b, const nv_index *x)
{
    uint32_t i, k;
    for (i = 0; i < x->head->parties; i++) {
        if (b->place.at[i] == NV_NONE)
            continue;
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
    uint32_t parties = x->head->parties, number, k, all = x->number_parties_at[x->head->numbers];
    size_t base = b->party_numbers.n;
    b->at.n = b->ids.n = 0;
    for (k = 0; k <= parties; k++)
        VEC_PUSH(&b->mem, b->at, 0);
    for (k = 0; k < all; k++)
        b->at.at[x->number_parties[k] + 1] += b->place.at[x->number_parties[k]] != NV_NONE;
    for (k = 0; k < parties; k++)
        b->at.at[k + 1] += b->at.at[k];
    for (k = 0; k < parties; k++)
        if (b->place.at[k] != NV_NONE)
            VEC_PUSH(&b->mem, b->party_numbers_at, (uint32_t)(base + b->at.at[k + 1]));
    VEC_RESERVE(&b->mem, b->party_numbers, b->at.at[parties]);
    b->party_numbers.n = base + b->at.at[parties];
    for (number = 0; number < x->head->numbers; number++) {
        uint32_t id = NV_NONE;
        for (k = x->number_parties_at[number]; k < x->number_parties_at[number + 1]; k++) {
            if (b->place.at[x->number_parties[k]] == NV_NONE)
                continue;
            if (id == NV_NONE)
                id = nv_join_text(b, &b->numbers, &x->numbers, number);
            b->party_numbers.at[base + b->at.at[x->number_parties[k]]++] = id;
        }
    }
}

/* Adds an index, or of its parties those that are `kept` (a byte for each), with all that is known of them. */
static void nv_add_index(nv_builder *b, const nv_index *x, const uint8_t *kept)
{
    uint32_t i;
    if (nv_pool_count(&b->joined) != b->term_kind.n)
        longjmp(b->mem.out, NV_BAD_INPUT);
    b->term_of.n = 0;
    for (i = 0; i < x->head->terms; i++)
        VEC_PUSH(&b->mem, b->term_of, NV_NONE);
    nv_number_kept(b, x, kept, (uint32_t)b->party_family.n);
    nv_join_names(b, x);
    nv_join_parties(b, x);
    nv_join_numbers(b, x);
}

#endif
