/* One listed name compared: left out as soon as it cannot reach what is asked, else a hit. */
#ifndef NV_COMPARING_H
#define NV_COMPARING_H

#include "asking.h"

static void nv_load_right(const nv_session *s, uint32_t name, nv_right *t)
{
    const nv_index *x = &s->index;
    uint32_t j, at = 0, from = x->name_terms_at[name];
    t->name = name;
    t->terms = x->name_terms + from;
    t->n = x->name_terms_at[name + 1] - from;
    t->weight = x->name_weight[name];
    t->telling = 0;
    t->text = NULL;
    for (j = 0; j < t->n; j++) {
        const nv_card *card = x->term_cards + t->terms[j];
        t->weights[j] = card->weight;
        t->telling |= (uint64_t)!!(card->flags & NV_TELLING) << j;
        t->marks[j] = card->mark;
        t->text_at[j] = at;
        at += card->length;
    }
    t->text_at[t->n] = at;
}

/*
 * Whether what a name gathered allows the share that it needs after its other evidence. The sum S was gathered for the
 * least share T; for a greater one T' it must reach
 *     T' * (1 - r1) * (weight of the query) + (T' - T) * b * t + T' * (1 - r2) * b * u2,
 * where t + u2 is the weight of the listed name.
 */
static int nv_gathered_enough(const nv_session *s, const nv_asking *a, uint32_t name, double share)
{
    uint32_t held = s->sums[name];
    double needed, sum = held >> NV_TURN == s->turn ? held & NV_SUM_MOST : 0;
    if (!a->wanted || sum >= NV_SUM_MOST)
        return 1;
    needed = share * (1 - a->weights->added_relief) * a->left.weight - a->rest;
    needed += s->rules.is.entry_share * s->index.name_weight[name] *
              nv_least(share - a->least_share, share * (1 - a->weights->dropped_relief));
    return sum >= needed * a->scale - 1;
}

/* Whether the edges can make up a share: for each token of the query its best edge, each relief where it can be. Of an
 * acronym that is not told before it is paired, since places beside it are eased. */
static int nv_can_share(const nv_session *s, const nv_asking *a, const nv_right *t, double share, uint64_t asked_alone,
                        uint64_t listed_alone)
{
    const nv_left *l = &a->left;
    double added = listed_alone & t->telling ? 0.0 : a->weights->added_relief;
    double dropped = asked_alone & l->telling ? 0.0 : a->weights->dropped_relief;
    double best[NV_TOKENS_MOST], sum = 0.0, b = s->rules.is.entry_share;
    size_t e;
    uint32_t i;
    for (i = 0; i < l->n; i++)
        best[i] = 0.0;
    for (e = 0; e < s->edges.n; e++) {
        const nv_edge *edge = s->edges.at + e;
        double worth = edge->gain - share * (added * edge->mine + b * dropped * edge->theirs);
        if (edge->acronym)
            return 1;
        for (i = edge->left_at; i < (uint32_t)edge->left_at + edge->left_n; i++)
            best[i] = nv_greater(best[i], worth / edge->left_n);
    }
    for (i = 0; i < l->n; i++)
        sum += best[i];
    return sum >= share * ((1 - added) * l->weight + b * (1 - dropped) * t->weight) - NV_MARGIN;
}

/* Whether a name can reach the cutoff, judged by the edges alone. */
static int nv_can_reach(const nv_session *s, const nv_asking *a, const nv_right *t, double evidence)
{
    const nv_weights *p = a->weights;
    const nv_rules *r = &s->rules;
    uint64_t asked = nv_span(0, a->left.n), listed = nv_span(0, t->n);
    double doubts = a->doubts, both;
    size_t e;
    for (e = 0; e < s->edges.n; e++) {
        asked &= ~s->edges.at[e].left;
        listed &= ~s->edges.at[e].right;
    }
    both = nv_least(nv_of_positions(r, a->left.weights, asked & a->left.telling, a->left.n),
                    nv_of_positions(r, t->weights, listed & t->telling, t->n));
    doubts += p->contradiction * nv_least(both, p->contradiction_cap);
    if (s->index.name_flags[t->name] & NV_WEAK)
        doubts += p->weak_alias;
    return nv_can_share(s, a, t, nv_share_for(a, doubts, evidence), asked, listed);
}

static void nv_know_all(nv_session *s, const nv_asking *a)
{
    uint32_t i;
    for (i = 0; i < a->left.n; i++)
        nv_know(s, a->left.terms[i]);
}

/* Takes a hit among the best parties; once there are enough, others must reach what the worst of them gets at least. */
static void nv_take_best(nv_session *s, nv_asking *a, const nv_hit *hit)
{
    nv_best *best = &s->best;
    uint32_t k, worst = 0;
    for (k = 0; k < best->n && best->party[k] != hit->party; k++)
        if (best->estimate[k] < best->estimate[worst])
            worst = k;
    if (k == best->n && k == best->wanted)
        k = worst;
    if (k == best->n || best->estimate[k] < hit->estimate) {
        best->party[k] = hit->party;
        best->estimate[k] = hit->estimate;
    }
    best->n += k == best->n;
    for (k = worst = 0; k < best->n; k++)
        if (best->estimate[k] < best->estimate[worst])
            worst = k;
    if (best->n == best->wanted)
        a->target = nv_greater(a->target, best->estimate[worst] - a->weights->traces - NV_MARGIN);
}

static void nv_compare(nv_session *s, nv_asking *a, uint32_t name)
{
    const nv_index *x = &s->index;
    const nv_weights *p = a->weights;
    uint32_t party = x->name_party[name];
    double evidence, gain, share, sums[NV_REASONS_MOST + NV_EVIDENCE_MOST];
    uint32_t n;
    nv_right t;
    nv_choice choice;
    nv_pairing found;
    nv_hit hit;
    if (!(x->party_family[party] & a->queries->family[a->query]))
        return;
    evidence = nv_evidence(x, p, a->queries, a->query, party);
    share = nv_share_for(a, a->doubts, evidence);
    if (share > 1 || !nv_gathered_enough(s, a, name, share))
        return;
    s->considered++;
    nv_know_all(s, a);
    nv_load_right(s, name, &t);
    nv_find_edges(s, &a->left, &t);
    if (!nv_can_reach(s, a, &t, evidence))
        return;
    s->aligned++;
    gain = nv_best_pairs(s, &choice);
    nv_pair_names(s, p, &a->left, &t, &choice, gain, &found);
    if (found.share < p->least_name - NV_MARGIN || !found.told_n)
        return;
    n = nv_reasons(s, p, &a->left, &t, &choice, &found, sums);
    hit.total = nv_added(&s->rules, sums, n);
    n += nv_evidence_parts(x, p, a->queries, a->query, party, sums + n);
    hit.estimate = nv_added(&s->rules, sums, n);
    if (hit.estimate < a->target - NV_MARGIN)
        return;
    hit.query = (uint32_t)a->query;
    hit.party = party;
    hit.name = name;
    hit.reading = (uint16_t)a->reading;
    hit.certain = nv_tells_all(a->queries, a->query) && found.share >= p->least_name + NV_MARGIN &&
                  a->left.text_at[a->left.n] <= NV_LONGEST && t.text_at[t.n] <= NV_LONGEST;
    VEC_PUSH(&s->mem, s->round, hit);
    if (s->best.wanted && hit.certain)
        nv_take_best(s, a, &hit);
}

static void nv_fetch_name(const nv_session *s, uint32_t name)
{
    const nv_index *x = &s->index;
    NV_PREFETCH(x->name_party + name);
    NV_PREFETCH(x->name_terms_at + name);
    NV_PREFETCH(x->name_weight + name);
    NV_PREFETCH(s->sums + name);
    (void)x, (void)name; /* where nothing can be fetched */
}

#endif
