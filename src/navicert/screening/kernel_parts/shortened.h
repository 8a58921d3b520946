/* Names that acronyms bring: those that a word of the query abbreviates, and those that abbreviate the query. */
#ifndef NV_SHORTENED_H
#define NV_SHORTENED_H

#include "asking.h"

/* A name that is to be compared for an acronym, once, whatever else it gathers. */
static void nv_take_shortened(nv_session *s, uint32_t name)
{
    uint32_t taken = s->turn << NV_TURN | NV_CANDIDATE | NV_SUM_MOST;
    if (s->sums[name] != taken)
        VEC_PUSH(&s->mem, s->shortened, name);
    s->sums[name] = taken;
}

static void nv_fetch_cards(const nv_session *s, uint32_t name)
{
    const nv_index *x = &s->index;
    uint32_t k = x->name_terms_at[name], end = x->name_terms_at[name + 1];
    for (; k < end; k++)
        NV_PREFETCH(x->term_cards + x->name_terms[k]);
}

/* Finds the names that a word abbreviates. */
static void nv_find_shortened(nv_session *s, nv_qterm *q)
{
    const nv_index *x = &s->index;
    const char *text = s->words.text.at + q->text_at;
    uint32_t k, start = nv_start(&s->rules, text, q->length), end;
    nv_spoken spoken;
    nv_abbreviated found;
    q->shortened_at = s->shortened_names.n;
    if (start == NV_STARTS)
        return;
    for (k = x->start_names_at[start], end = x->start_names_at[start + 1]; k < end; k++) {
        uint32_t name = x->start_names[k], from = x->name_terms_at[name];
        if (k + NV_AHEAD < end)
            NV_PREFETCH(x->name_terms_at + x->start_names[k + NV_AHEAD]);
        if (k + NV_AHEAD / 2 < end)
            NV_PREFETCH(x->name_terms + x->name_terms_at[x->start_names[k + NV_AHEAD / 2]]);
        if (k + NV_AHEAD / 4 < end)
            nv_fetch_cards(s, x->start_names[k + NV_AHEAD / 4]);
        nv_right_spoken(s, x->name_terms + from, x->name_terms_at[name + 1] - from, &spoken);
        if (nv_abbreviates(&s->rules, text, q->length, &spoken, &found))
            VEC_PUSH(&s->mem, s->shortened_names, name);
    }
    q->shortened_n = (uint32_t)(s->shortened_names.n - q->shortened_at);
}

/* Names that a word of the query abbreviates. */
static void nv_gather_abbreviated(nv_session *s, const nv_asking *a)
{
    uint32_t i, k;
    for (i = 0; i < a->left.n; i++) {
        nv_qterm *q = s->qterms.at + a->left.terms[i];
        if (!(a->left.acronyms >> i & 1))
            continue;
        if (!(q->found & NV_SHORTENED_FOUND))
            nv_find_shortened(s, q);
        q->found |= NV_SHORTENED_FOUND;
        for (k = 0; k < q->shortened_n; k++)
            nv_take_shortened(s, s->shortened_names.at[q->shortened_at + k]);
    }
}

/* Names with a word that abbreviates the query. */
static void nv_gather_abbreviating(nv_session *s, const nv_asking *a)
{
    const nv_index *x = &s->index;
    nv_spoken spoken;
    nv_abbreviated found;
    nv_starts starts;
    uint32_t i, k, j;
    nv_left_spoken(s, &a->left, &spoken);
    nv_starts_of(&s->rules, &spoken, &starts);
    for (i = 0; i < starts.n; i++)
        for (k = x->start_terms_at[starts.at[i]]; k < x->start_terms_at[starts.at[i] + 1]; k++) {
            uint32_t term = x->start_terms[k];
            const nv_card *card = x->term_cards + term;
            if (nv_abbreviates(&s->rules, x->form_text + card->text_at, card->length, &spoken, &found))
                for (j = x->term_names_at[term]; j < x->term_names_at[term + 1]; j++)
                    nv_take_shortened(s, x->term_names[j]);
        }
}

/* The names that acronyms bring, which need not share words with the query. */
static void nv_gather_shortened(nv_session *s, const nv_asking *a)
{
    s->shortened.n = 0;
    if (a->left.personal)
        return;
    nv_gather_abbreviated(s, a);
    if (a->left.n > 1)
        nv_gather_abbreviating(s, a);
}

#endif
