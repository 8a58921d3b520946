/* Queries against the index: names that cannot reach the cutoff are left out by a bound, all others compared. */
#ifndef NV_SEARCH_H
#define NV_SEARCH_H

#include "comparing.h"
#include "ranking.h"
#include "shortened.h"
#include "tokens.h"

/* Compares every listed name: where so little is asked of a name that nothing can be left out. */
static void nv_compare_all(nv_session *s, nv_asking *a)
{
    uint32_t name;
    if (!a->left.personal)
        a->doubts = 0.0;
    nv_know_all(s, a);
    nv_mask_terms(s, &a->left);
    for (name = 0; name < s->index.head->names; name++)
        nv_compare(s, a, name);
}

/* Compares the names that acronyms bring, for which the query's words are not too common. */
static void nv_compare_shortened(nv_session *s, nv_asking *a)
{
    double doubts = a->doubts;
    size_t i;
    a->doubts = 0.0;
    for (i = 0; i < s->shortened.n; i++) {
        if (i + NV_AHEAD < s->shortened.n)
            nv_fetch_name(s, s->shortened.at[i + NV_AHEAD]);
        nv_compare(s, a, s->shortened.at[i]);
    }
    a->doubts = doubts;
}

/* Compares the candidates, those that may have the greatest sum first, till none can reach what is asked by then. */
static void nv_compare_candidates(nv_session *s, nv_asking *a)
{
    double target = a->target;
    int ranked = s->candidates.n >= NV_MANY;
    size_t i;
    if (ranked)
        nv_rank_candidates(s, a, 0);
    for (i = 0; i < s->candidates.n; i++) {
        if (ranked && nv_is_hopeless(a, target, s->ranks.at[i]))
            return;
        if (i + NV_AHEAD < s->candidates.n)
            nv_fetch_name(s, s->candidates.at[i + NV_AHEAD]);
        nv_compare(s, a, s->candidates.at[i]);
    }
}

/* The same for very many: ranked roughly and taken in turns, so that few are looked at where the first are the best. */
static void nv_compare_in_turns(nv_session *s, nv_asking *a)
{
    double target = a->target;
    size_t i, n;
    nv_rank_candidates(s, a, 1);
    s->waiting.n = s->waiting_ranks.n = 0;
    VEC_APPEND(&s->mem, s->waiting, s->candidates.at, s->candidates.n);
    VEC_APPEND(&s->mem, s->waiting_ranks, s->ranks.at, s->candidates.n);
    for (i = 0; i < s->waiting.n && !nv_is_hopeless(a, target, s->waiting_ranks.at[i]); i += n) {
        n = s->waiting.n - i < NV_AT_ONCE ? s->waiting.n - i : NV_AT_ONCE;
        s->candidates.n = 0;
        VEC_APPEND(&s->mem, s->candidates, s->waiting.at + i, n);
        nv_compare_candidates(s, a);
    }
}

static void nv_ask_reading(nv_session *s, nv_asking *a)
{
    nv_set_needed(s, a);
    a->wanted = a->most_met = 0;
    a->rest = 0.0;
    s->candidates.n = s->met.n = s->joined.n = 0;
    if (a->needed <= 1e-6) {
        nv_compare_all(s, a);
        return;
    }
    nv_new_turn(s);
    nv_gather_shortened(s, a);
    nv_compare_shortened(s, a);
    if (a->least_share > 1)
        return;
    nv_gather_all(s, a);
    if (s->candidates.n >= NV_MANY) {
        nv_know_all(s, a);
        nv_mask_terms(s, &a->left);
    }
    if (s->candidates.n >= NV_TURNS_FROM)
        nv_compare_in_turns(s, a);
    else
        nv_compare_candidates(s, a);
}

static int nv_by_party(const void *left, const void *right)
{
    const nv_hit *a = left, *b = right;
    if (a->party != b->party)
        return a->party < b->party ? -1 : 1;
    return a->total > b->total ? -1 : a->total < b->total;
}

/* Of a party whose best names are all of another kind the trace is taken, all but so little that no sum comes to equal
 * the reference's, which adds in another order. */
static void nv_take_other_kind(nv_session *s, const nv_weights *p, size_t from, double target)
{
    size_t i;
    for (i = from; i < s->hits.n; i++)
        if (!(s->index.name_flags[s->hits.at[i].name] & NV_OTHER_KIND))
            return;
    for (i = from; i < s->hits.n; i++)
        s->hits.at[i].estimate -= nv_greater(0.0, p->other_kind - NV_MARGIN / 2);
    if (from < s->hits.n && s->hits.at[from].estimate < target - NV_MARGIN)
        s->hits.n = from;
}

/* Of each party the names whose sum is the best, or so near it that the reference must say which is. */
static void nv_keep_best(nv_session *s, const nv_weights *p, double target)
{
    size_t i, first = 0, kept = 0, from = s->hits.n;
    for (i = 0; i < s->round.n; i++)
        if (s->round.at[i].estimate >= target - NV_MARGIN)
            s->round.at[kept++] = s->round.at[i];
    s->round.n = kept;
    if (s->round.n)
        qsort(s->round.at, s->round.n, sizeof *s->round.at, nv_by_party);
    for (i = 0; i < s->round.n; i++) {
        if (s->round.at[i].party != s->round.at[first].party) {
            nv_take_other_kind(s, p, from, target);
            first = i, from = s->hits.n;
        }
        if (s->round.at[i].total >= s->round.at[first].total - NV_MARGIN)
            VEC_PUSH(&s->mem, s->hits, s->round.at[i]);
    }
    nv_take_other_kind(s, p, from, target);
}

static void nv_ask(nv_session *s, const nv_queries *q, const nv_weights *p)
{
    nv_asking a;
    int64_t i;
    int32_t reading, k;
    s->hits.n = 0;
    a.queries = q;
    a.weights = p;
    for (i = 0; i < q->queries; i++) {
        a.query = q->rows ? q->rows[i] : i;
        if (!q->rows && q->flags[i] & NV_BY_THE_REFERENCE)
            continue;
        s->round.n = s->best.n = 0;
        s->best.wanted = nv_tells_all(q, a.query) && p->limit <= NV_BEST_MOST ? (uint32_t)p->limit : 0;
        a.target = p->target;
        a.most_evidence = nv_most_evidence(s, p, q, a.query);
        for (reading = q->readings_at[i]; reading < q->readings_at[i + 1]; reading++) {
            int32_t n = q->terms_at[reading + 1] - q->terms_at[reading];
            const int32_t *terms = q->terms + q->terms_at[reading];
            if (n < 0 || n > NV_TOKENS_MOST)
                longjmp(s->mem.out, NV_BAD_INPUT);
            for (k = 0; k < n; k++)
                if (terms[k] < 0 || (size_t)terms[k] >= s->qterms.n)
                    longjmp(s->mem.out, NV_BAD_INPUT);
            if (!n)
                continue;
            a.reading = (uint32_t)(reading - q->readings_at[i]);
            nv_prepare(s, &a, terms, (uint32_t)n, q->personal[reading]);
            nv_ask_reading(s, &a);
        }
        nv_keep_best(s, p, a.target);
    }
}

#endif
