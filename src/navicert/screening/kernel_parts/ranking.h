/* The most that names may add up to, by which those that may be the best are compared first. */
#ifndef NV_RANKING_H
#define NV_RANKING_H

#include "asking.h"

static void nv_fetch_outlook(const nv_session *s, uint32_t name, int roughly)
{
    NV_PREFETCH(s->sums + name);
    if (roughly) {
        NV_PREFETCH(s->hefts + name);
        return;
    }
    NV_PREFETCH(s->index.name_terms_at + name);
    NV_PREFETCH(s->index.name_flags + name);
    (void)s, (void)name; /* where nothing can be fetched */
}

static void nv_fetch_terms(const nv_session *s, uint32_t name)
{
    const nv_index *x = &s->index;
    uint32_t at = x->name_terms_at[name];
    NV_PREFETCH(x->name_terms + at);
    (void)at;
}

static void nv_fetch_words(const nv_session *s, uint32_t name)
{
    const nv_index *x = &s->index;
    uint32_t k = x->name_terms_at[name], end = x->name_terms_at[name + 1];
    for (; k < end; k++) {
        NV_PREFETCH(x->term_cards + x->name_terms[k]);
        NV_PREFETCH(s->masks + x->name_terms[k]);
    }
}

/*
 * What a listed name may have by its single words: of each asked word the most that a pair gains and, of both weights
 * relieved, the least that it adds to the whole; and what no word of the other side is like.
 */
typedef struct {
    double gain[NV_TOKENS_MOST], weight[NV_TOKENS_MOST], likeness[NV_TOKENS_MOST];
    uint64_t asked; /* words with a pair, as bits */
    double listed, listed_alone; /* weight of all listed words, and of those that tell and have none */
    uint32_t telling;
} nv_outlook;

static void nv_take_outlook(nv_outlook *o, uint32_t i, double gain, double weight, double likeness)
{
    if (!(o->asked >> i & 1))
        o->gain[i] = o->likeness[i] = 0.0, o->weight[i] = weight;
    o->asked |= UINT64_C(1) << i;
    o->gain[i] = nv_greater(o->gain[i], gain);
    o->likeness[i] = nv_greater(o->likeness[i], likeness);
    o->weight[i] = nv_least(o->weight[i], weight);
}

/* Pairs of a listed word with neighbours, each of which has its part of them. */
static void nv_look_at_joined(const nv_session *s, const nv_asking *a, nv_outlook *o, uint32_t place, double theirs)
{
    for (; place; place = s->joined.at[place - 1].next) {
        const nv_joined *j = s->joined.at + place - 1;
        double mine = nv_weight_of(&s->rules, a->left.weights, j->at, j->n);
        double gain = j->likeness * (mine + s->rules.is.entry_share * theirs);
        uint32_t i;
        for (i = j->at; i < (uint32_t)j->at + j->n; i++)
            nv_take_outlook(o, i, gain / j->n, theirs / j->n, j->likeness);
    }
}

/* The query's single letters with which a listed word begins, as bits. */
static uint64_t nv_initials_of(const nv_asking *a, uint8_t first)
{
    uint64_t found = 0;
    uint32_t i;
    for (i = 0; a->left.letters && i < a->left.n; i++)
        if ((a->left.letters >> i & 1) && (uint8_t)a->left.words[i].text[0] == first)
            found |= UINT64_C(1) << i;
    return found;
}

static void nv_look_at_name(const nv_session *s, const nv_asking *a, uint32_t name, nv_outlook *o)
{
    const nv_index *x = &s->index;
    double b = s->rules.is.entry_share;
    uint32_t k, i;
    o->asked = 0;
    o->listed = o->listed_alone = 0.0;
    o->telling = 0;
    for (k = x->name_terms_at[name]; k < x->name_terms_at[name + 1]; k++) {
        const nv_card *card = x->term_cards + x->name_terms[k];
        const nv_mask *mask = s->masks + x->name_terms[k];
        int known = mask->turn == s->mask_turn;
        uint64_t initials = nv_initials_of(a, card->first), tokens = (known ? mask->tokens : 0) | initials;
        double likeness = nv_greater(known ? mask->likeness : 0.0, initials ? s->rules.is.initial : 0.0);
        o->listed += card->weight;
        o->telling += !!(card->flags & NV_TELLING);
        for (i = 0; i < a->left.n; i++)
            if (tokens >> i & 1)
                nv_take_outlook(o, i, likeness * (a->left.weights[i] + b * card->weight), card->weight, likeness);
        if (known && mask->joined)
            nv_look_at_joined(s, a, o, mask->joined, card->weight);
        else if (!tokens && card->flags & NV_TELLING)
            o->listed_alone += card->weight;
    }
}

/* The doubts that there are at least about a name of this outlook. */
static double nv_outlook_doubts(const nv_asking *a, const nv_outlook *o, int of_person, double asked_alone, double told,
                                uint32_t agree)
{
    const nv_weights *p = a->weights;
    uint32_t asked = nv_bits(a->left.telling);
    double full = nv_full(p, of_person, asked, o->telling);
    double doubts = p->contradiction * nv_least(nv_least(asked_alone, o->listed_alone), p->contradiction_cap);
    if (told < full)
        doubts += p->rarity * (1 - told / full);
    if (a->left.personal && agree <= 1 && asked > 1 && o->telling > 1)
        doubts += p->single_word;
    return doubts;
}

/*
 * The most that the reasons of a name may add up to where its pairs are of single listed words: a pair that gains at
 * least what it adds to the whole is never the better left out, so each asked word counts with its best.
 */
static double nv_most_total(const nv_session *s, const nv_asking *a, uint32_t name)
{
    const nv_weights *p = a->weights;
    const nv_left *l = &a->left;
    double gain = 0.0, whole = 0.0, asked_alone = 0.0, told = 0.0, added, dropped, b = s->rules.is.entry_share, doubts;
    uint32_t i, agree = 0;
    int of_person;
    nv_outlook o;
    nv_look_at_name(s, a, name, &o);
    for (i = 0; i < l->n; i++) {
        int tells = l->telling >> i & 1, paired = o.asked >> i & 1;
        asked_alone += tells && !paired ? l->weights[i] : 0.0;
        told += tells && paired ? o.likeness[i] * l->weights[i] : 0.0;
        agree += tells && paired;
    }
    added = o.listed_alone > 0 || nv_bits(o.asked) < 2 ? 0.0 : p->added_relief;
    dropped = asked_alone > 0 ? 0.0 : p->dropped_relief;
    for (i = 0; i < l->n; i++)
        if (o.asked >> i & 1) {
            gain += o.gain[i];
            whole += nv_least(o.gain[i], added * l->weights[i] + b * dropped * o.weight[i]);
        }
    whole += (1 - added) * l->weight + b * (1 - dropped) * o.listed;
    told += nv_numbers_told(p, l, o.asked);
    of_person = l->personal || (s->index.name_flags[name] & NV_PERSONAL);
    doubts = nv_outlook_doubts(a, &o, of_person, asked_alone, told, agree);
    if (s->index.name_flags[name] & NV_WEAK)
        doubts += p->weak_alias;
    if (gain < (p->least_name - NV_MARGIN) * whole)
        return -1.0;
    return gain / whole * (1 + p->unexplained) - p->unexplained - doubts + a->most_evidence + NV_MARGIN;
}

/* The sum from which candidates are ranked downwards. */
static double nv_top(const nv_asking *a, double target)
{
    return nv_greater(1.0 + a->most_evidence, target + NV_MARGIN);
}

/*
 * The most that the reasons of a name may add up to by what it gathered and by its weight alone. A name has the share T'
 * where the sum S, gathered for the least share T (see nv_set_needed), reaches
 *     T' * (1 - r1) * (weight of the query) + T' * (1 - r2) * b * (weight of the name) - (T - T' * r2) * b * t,
 * t being the weight of its paired words: at most its own, and at most that of as many words as are asked. The greatest T'
 * grows with t, or falls with it where T < r2 and S is great: it is that of the least t or of the most.
 */
static double nv_rough_total(const nv_session *s, const nv_asking *a, uint32_t name)
{
    const nv_weights *p = a->weights;
    const nv_left *l = &a->left;
    double b = s->rules.is.entry_share, heft = s->hefts[name] / (double)NV_HEFT, sum = (s->sums[name] & NV_SUM_MOST) / a->scale;
    double paired = nv_least(heft + 1.0 / NV_HEFT, l->n * s->heaviest), asked = (1 - p->added_relief) * l->weight;
    double share, whole;
    if (s->hefts[name] == UINT8_MAX)
        return nv_top(a, a->target);
    if (l->n == 1)
        sum += a->relief * l->weight, asked = l->weight;
    sum += a->rest;
    whole = asked + b * (1 - p->dropped_relief) * heft;
    share = (sum + a->least_share * b * paired) / (whole + b * p->dropped_relief * paired);
    if (a->least_share < p->dropped_relief && sum > share * whole)
        share = sum / whole;
    return nv_least(share, 1.0) * (1 + p->unexplained) - p->unexplained - a->doubts + a->most_evidence + NV_MARGIN;
}

/* The most that a name may add up to, roughly or by a look at its words. Of names with words written together nothing is
 * known. */
static double nv_most_of(const nv_session *s, const nv_asking *a, uint32_t name, double top, int roughly)
{
    uint32_t held = s->sums[name];
    if (held & NV_TOGETHER || (roughly && (held & NV_SUM_MOST) == NV_SUM_MOST))
        return top;
    return roughly ? nv_rough_total(s, a, name) : nv_most_total(s, a, name);
}

/*
 * Leaves out the candidates that cannot reach what is asked by now, and sorts the others so that those that may have the
 * greatest sum come first.
 */
static void nv_rank_candidates(nv_session *s, const nv_asking *a, int roughly)
{
    uint32_t at[NV_RANKS + 1] = {0}, rank;
    size_t i, kept = 0, n = s->candidates.n;
    double top = nv_top(a, a->target), ranks = NV_RANKS / (top - a->target + NV_MARGIN);
    s->ranks.n = s->ranked.n = 0;
    VEC_RESERVE(&s->mem, s->ranks, n);
    VEC_RESERVE(&s->mem, s->ranked, n);
    for (i = 0; i < n; i++) {
        uint32_t name = s->candidates.at[i];
        double most;
        if (i + NV_AHEAD < n)
            nv_fetch_outlook(s, s->candidates.at[i + NV_AHEAD], roughly);
        if (i + NV_AHEAD / 2 < n && !roughly)
            nv_fetch_terms(s, s->candidates.at[i + NV_AHEAD / 2]);
        if (i + NV_AHEAD / 4 < n && !roughly)
            nv_fetch_words(s, s->candidates.at[i + NV_AHEAD / 4]);
        most = nv_most_of(s, a, name, top, roughly);
        if (most < a->target - NV_MARGIN)
            continue;
        rank = most >= top ? 0 : (uint32_t)((top - most) * ranks);
        rank = rank < NV_RANKS ? rank : NV_RANKS - 1;
        s->candidates.at[kept] = name;
        s->ranks.at[kept++] = rank;
        at[rank + 1]++;
    }
    s->candidates.n = kept;
    for (rank = 0; rank < NV_RANKS; rank++)
        at[rank + 1] += at[rank];
    for (i = 0; i < kept; i++)
        s->ranked.at[at[s->ranks.at[i]]++] = s->candidates.at[i];
    memcpy(s->candidates.at, s->ranked.at, kept * sizeof *s->ranked.at);
    for (i = rank = 0; i < kept; rank++)
        for (; i < at[rank]; i++)
            s->ranks.at[i] = rank;
}

/* Whether no candidate from this rank on can reach what is asked by now; `target` was that when they were ranked. */
static int nv_is_hopeless(const nv_asking *a, double target, uint32_t rank)
{
    double top = nv_top(a, target);
    return rank && top - rank * (top - target + NV_MARGIN) / NV_RANKS < a->target - 2 * NV_MARGIN;
}

#endif
