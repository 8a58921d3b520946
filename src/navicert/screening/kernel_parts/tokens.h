/* Which words of a query are gathered, and when that can end. */
#ifndef NV_TOKENS_H
#define NV_TOKENS_H

#include "gathering.h"

static void nv_new_turn(nv_session *s)
{
    if (++s->turn >> (32 - NV_TURN)) {
        memset(s->sums, 0, s->index.head->names * sizeof *s->sums);
        s->turn = 1;
    }
}

/* Tokens whose names are still to be gathered: what each may add, and what gathering costs. */
typedef struct {
    uint32_t token;
    double most, most_alone;
    uint64_t cost;
    int known;
} nv_pending;

static void nv_estimate(const nv_session *s, const nv_asking *a, nv_pending *p, double most)
{
    p->most = most;
    p->most_alone = p->most + a->relief * a->left.weights[p->token];
    p->cost = nv_cost(s, a, p->token);
    p->known = s->qterms.at[a->left.terms[p->token]].found & NV_TERMS_FOUND;
}

/* Which comes next: the cheapest; of those not looked up yet, which cost the same, the one that may add most. */
static uint32_t nv_next_pending(const nv_pending *pending, uint32_t n)
{
    uint32_t k, next = 0;
    for (k = 1; k < n; k++)
        if (pending[k].cost < pending[next].cost ||
            (!pending[k].known && !pending[next].known && pending[k].most > pending[next].most))
            next = k;
    return next;
}

static void nv_set_rest(nv_asking *a, const nv_pending *pending, uint32_t n)
{
    uint32_t k;
    a->rest = a->rest_alone = 0.0;
    for (k = 0; k < n; k++) {
        a->rest += pending[k].most;
        a->rest_alone += pending[k].most_alone;
    }
}

/* Keeps, of the names met that are no candidates, those that may become one with what is left to be gathered. */
static void nv_keep_hopeful(nv_session *s, const nv_asking *a)
{
    uint32_t turn = s->turn << NV_TURN, rest = nv_units(a, a->rest), *sums = s->sums;
    size_t i, kept = 0;
    for (i = 0; i < s->met.n; i++) {
        uint32_t name = s->met.at[i], held = sums[name] - turn;
        if (i + NV_AHEAD < s->met.n)
            NV_PREFETCH(sums + s->met.at[i + NV_AHEAD]);
        s->met.at[kept] = name;
        kept += (held & NV_CANDIDATE) != NV_CANDIDATE && (held & NV_SUM_MOST) + rest >= a->wanted;
    }
    s->met.n = kept;
}

/*
 * Whether gathering can end because no other name can become a candidate, or so few that all are taken for one. Asked
 * when a name not met yet can no longer become one. Names are looked at only where that may save looking up the next word,
 * unless it is known.
 */
static int nv_gathered_all(nv_session *s, nv_asking *a, const nv_pending *pending, uint32_t n, int is_known)
{
    uint64_t cost = 0;
    uint32_t k;
    if (s->met.n && a->most_met + nv_units(a, a->rest) < a->wanted)
        s->met.n = 0;
    for (k = 0; k < n; k++)
        cost += pending[k].known ? pending[k].cost : 0;
    if (!is_known && NV_COST_COMPARED * (uint64_t)s->met.n > NV_HOPE * cost)
        return 0;
    nv_keep_hopeful(s, a);
    if (s->met.n && NV_COST_COMPARED * (uint64_t)s->met.n > cost)
        return 0;
    VEC_APPEND(&s->mem, s->candidates, s->met.at, s->met.n);
    return 1;
}

/* Gathers a token's names: of names met before alone, unless others may reach the share. */
static void nv_gather_next(nv_session *s, nv_asking *a, uint32_t token, int none)
{
    size_t met = s->met.n, candidates = s->candidates.n;
    int takes = none ? NV_TAKES_MET : NV_TAKES_ALL;
    if (!none && s->qterms.at[a->left.terms[token]].postings >= NV_MANY_POSTINGS &&
        nv_count_little(s, a, token) > met + candidates)
        takes = NV_TAKES_WORTHY;
    if (takes != NV_TAKES_ALL)
        nv_mark_met(s, met, candidates, 1);
    nv_gather_token(s, a, token, takes);
    if (takes != NV_TAKES_ALL)
        nv_mark_met(s, met, candidates, 0);
}

/*
 * Gathers the names of the tokens, those of the rarest first. As soon as a name that was not met yet can no longer reach
 * the share with the tokens that are left, names are not taken up anew; with one token left, that is a name of one pair.
 */
static void nv_gather_tokens(nv_session *s, nv_asking *a)
{
    nv_pending pending[NV_TOKENS_MOST], taken;
    uint32_t k, n = a->left.n;
    int none;
    for (k = 0; k < n; k++) {
        pending[k].token = k;
        nv_estimate(s, a, pending + k, a->most[k]);
    }
    while (n) {
        nv_set_rest(a, pending, n);
        none = a->rest_alone < a->needed_alone * 0.999 && (n == 1 || a->rest < a->needed * 0.999);
        k = nv_next_pending(pending, n);
        if (none && nv_gathered_all(s, a, pending, n, pending[k].known))
            return;
        if (!pending[k].known) {
            nv_know(s, a->left.terms[pending[k].token]);
            nv_estimate(s, a, pending + k, nv_most_worth(s, a, pending[k].token));
            continue;
        }
        taken = pending[k];
        pending[k] = pending[--n];
        nv_set_rest(a, pending, n);
        nv_gather_next(s, a, taken.token, none);
    }
    a->rest = 0.0;
}

static void nv_gather_all(nv_session *s, nv_asking *a)
{
    uint32_t i, n = a->left.n;
    a->scale = NV_UNIT / a->needed;
    a->wanted = (uint32_t)(a->needed * a->scale * (1 - 1e-6));
    a->wanted_alone = (uint32_t)(a->needed_alone * a->scale * (1 - 1e-6));
    for (i = 0; i < n; i++) {
        nv_know_runs(s, a->left.terms[i]);
        nv_gather_runs(s, a, i);
        a->most[i] = nv_most_worth(s, a, i);
    }
    for (i = 0; i + 1 < n; i++)
        nv_gather_together(s, a, i, 2);
    if (n > 2)
        nv_gather_together(s, a, 0, n);
    nv_gather_tokens(s, a);
}

#endif
