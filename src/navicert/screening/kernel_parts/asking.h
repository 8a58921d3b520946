/* A query on its way through the index, and what its words must add up to. */
#ifndef NV_ASKING_H
#define NV_ASKING_H

#include "pairing.h"

#define NV_MARGIN 1e-9
/*
 * What names gather, a number each: from below the sum in whole units rounded up, whether listed words written together
 * are among it, how often the name was met (once, more often, or enough to be a candidate), and the turn of the query, so that
 * sums of other turns count as none.
 */
#define NV_UNIT 4096u /* what a name must gather */
#define NV_SUM_MOST 0x1ffffu
#define NV_TOGETHER 0x20000u
#define NV_MET 0x40000u
#define NV_MET_MORE 0x80000u
#define NV_CANDIDATE 0xc0000u
#define NV_TURN 20
#define NV_LISTS_AHEAD 4 /* lists of names, likewise */
#define NV_AHEAD 32 /* names of which what is needed is on its way from memory */
#define NV_RANKS 512 /* into which candidates are sorted by the sum that they may have */
#define NV_MANY 32 /* names to compare, from which on terms are marked first */
#define NV_TURNS_FROM 256 /* names to compare, from which on they are taken in turns, of so many at once: */
#define NV_AT_ONCE 128
#define NV_MANY_POSTINGS 4096 /* names of a word, from which on it is looked which of them need not be taken up */
#define NV_COST_COMPARED 300 /* of comparing a name, beside gathering one */
#define NV_HOPE 4 /* names met for each of which one may be left when the others are left out */

/* A query's reading on its way through the index. */
typedef struct {
    const nv_queries *queries;
    const nv_weights *weights;
    int64_t query;
    uint32_t reading, wanted, wanted_alone;
    uint32_t most_met; /* the greatest sum of a name met that is no candidate */
    double least_share, relief, needed, needed_alone, rest, rest_alone, scale, most_evidence, doubts;
    double target; /* the sum that a party must reach: what the cutoff asks, or the worst of the best */
    double most[NV_TOKENS_MOST]; /* what each word may add at most, by what is known of it before gathering */
    nv_left left;
} nv_asking;

static void nv_prepare(nv_session *s, nv_asking *a, const int32_t *terms, uint32_t n, int personal)
{
    nv_left *l = &a->left;
    uint32_t i;
    l->terms = (const uint32_t *)terms;
    l->n = n;
    l->personal = personal;
    l->telling = l->letters = l->acronyms = l->numbers = 0;
    l->masked = 0;
    s->left_text.n = 0;
    for (i = 0; i < n; i++) {
        const nv_qterm *q = s->qterms.at + l->terms[i];
        l->telling |= (uint64_t)!!(q->flags & NV_TELLING) << i;
        l->words[i].text = s->words.text.at + q->text_at;
        l->words[i].length = q->length;
        l->letters |= (uint64_t)(q->length == 1) << i;
        l->acronyms |= (uint64_t)!!(q->flags & NV_ABBREVIATION) << i;
        l->numbers |= (uint64_t)(q->kind == NV_KIND_NUMBER) << i;
        l->words[i].flags = q->first_flags;
        l->weights[i] = q->weight;
        l->marks[i] = q->mark;
        l->text_at[i] = (uint32_t)s->left_text.n;
        VEC_APPEND(&s->mem, s->left_text, l->words[i].text, l->words[i].length);
    }
    l->text_at[n] = (uint32_t)s->left_text.n;
    l->weight = nv_added(&s->rules, l->weights, n);
    l->first_letters = nv_left_letters(s, l);
    nv_keep_acronyms(s, l);
}

/* What equal numbers among these of the query tell at most. */
static double nv_numbers_told(const nv_weights *p, const nv_left *l, uint64_t positions)
{
    return l->personal ? 0.0 : p->number_told * nv_digits(l, positions);
}

/* The doubts that no name can take from the query: its words are as common as they are. */
static double nv_least_doubts(const nv_session *s, const nv_weights *p, const nv_left *l)
{
    double told = nv_of_positions(&s->rules, l->weights, l->telling, l->n) + nv_numbers_told(p, l, l->numbers);
    double full = nv_least_full(p, l->personal, nv_bits(l->telling));
    return told < full ? p->rarity * (1 - told / full) : 0.0;
}

/* The share of both names without which these doubts and this evidence do not reach the cutoff. */
static double nv_share_for(const nv_asking *a, double doubts, double evidence)
{
    const nv_weights *p = a->weights;
    double share = (a->target + doubts - evidence + p->unexplained) / (1 + p->unexplained);
    return nv_greater(p->least_name, share) - NV_MARGIN;
}

/*
 * What the query's words must add up to. With m and t the weights of paired words, u those left over, b the listed
 * side's share and r the reliefs, a name has the share T when
 *     gain >= T * (m + (1 - r1) * u1 + b * (t + (1 - r2) * u2)),
 * so the sum over its pairs of  gain - T * r1 * m - T * b * t  must reach  T * (1 - r1) * (weight of the query).
 * A name with one pair alone has no relief r1: for it the sum is that of r1 = 0.
 */
static void nv_set_needed(nv_session *s, nv_asking *a)
{
    a->doubts = nv_least_doubts(s, a->weights, &a->left);
    a->least_share = nv_share_for(a, a->doubts, a->most_evidence);
    a->relief = a->least_share * a->weights->added_relief;
    a->needed = a->least_share * (1 - a->weights->added_relief) * a->left.weight;
    a->needed_alone = a->least_share * a->left.weight;
}

#endif
