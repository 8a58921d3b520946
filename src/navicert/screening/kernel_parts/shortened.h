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

/* The letters with which a second word may go on where the first gives an acronym its first ones, as bits. */
static uint32_t nv_next_letters(const nv_session *s, const char *text, uint32_t n)
{
    const nv_numbers *is = &s->rules.is;
    uint32_t at, letters = 0, rest = (uint32_t)is->fewest_pieces - 1;
    uint32_t syllables = (uint32_t)(is->shortest_syllable * (is->fewest_syllables - 1));
    for (at = 1; at + rest <= n && at <= (uint32_t)is->acronym_piece; at++)
        letters |= UINT32_C(1) << nv_letter_of(s, text[at]);
    for (at = (uint32_t)is->shortest_syllable; at + syllables <= n; at++)
        letters |= UINT32_C(1) << nv_letter_of(s, text[at]);
    return letters;
}

/* Whether a name's first letters allow an acronym that begins with `first` and goes on with one of `next`: between the words
 * that give it letters, and before them, there are small ones alone. */
static int nv_may_be_shortened(const nv_session *s, uint32_t name, uint32_t first, uint32_t next)
{
    const uint32_t *terms = s->index.name_terms + s->index.name_terms_at[name];
    uint32_t i, j, n = s->index.name_terms_at[name + 1] - s->index.name_terms_at[name];
    for (i = 0; i < n; i++) {
        uint8_t start = s->starts[terms[i]];
        for (j = i + 1; j < n && ((start & 31) == first || start & NV_STARTS_NUMBER); j++) {
            uint8_t following = s->starts[terms[j]];
            if (next >> (following & 31) & 1 || following & NV_STARTS_NUMBER)
                return 1;
            if (!(following & NV_STARTS_SMALL))
                break;
        }
        if (!(start & NV_STARTS_SMALL))
            break;
    }
    return 0;
}

/* Of a row of names those that may be shortened so, in `s->found`. */
static void nv_keep_shortened(nv_session *s, uint32_t row, const char *text, uint32_t n)
{
    const nv_index *x = &s->index;
    uint32_t k, end = x->start_names_at[row + 1];
    uint32_t first = nv_letter_of(s, text[0]), next = nv_next_letters(s, text, n);
    s->found.n = 0;
    for (k = x->start_names_at[row]; k < end; k++) {
        if (k + NV_AHEAD < end)
            NV_PREFETCH(x->name_terms_at + x->start_names[k + NV_AHEAD]);
        if (k + NV_AHEAD / 2 < end)
            NV_PREFETCH(x->name_terms + x->name_terms_at[x->start_names[k + NV_AHEAD / 2]]);
        if (nv_may_be_shortened(s, x->start_names[k], first, next))
            VEC_PUSH(&s->mem, s->found, x->start_names[k]);
    }
}

/* Finds the names that a word abbreviates. */
static void nv_find_shortened(nv_session *s, nv_qterm *q)
{
    const nv_index *x = &s->index;
    const char *text = s->words.text.at + q->text_at;
    uint32_t row = nv_start(&s->rules, text, q->length);
    nv_spoken spoken;
    nv_abbreviated found;
    size_t k;
    q->shortened_at = s->shortened_names.n;
    if (row == NV_STARTS)
        return;
    nv_keep_shortened(s, row, text, q->length);
    for (k = 0; k < s->found.n; k++) {
        uint32_t name = s->found.at[k], from = x->name_terms_at[name];
        if (k + NV_AHEAD / 4 < s->found.n)
            nv_fetch_cards(s, s->found.at[k + NV_AHEAD / 4]);
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
