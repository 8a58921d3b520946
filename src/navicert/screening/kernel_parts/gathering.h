/* Names gather what the words of a query that they have, alone or written together, are worth. */
#ifndef NV_GATHERING_H
#define NV_GATHERING_H

#include "asking.h"

/* How a list of names is gathered: what each gets, NV_TOGETHER for listed words written together, and whether names not
 * met before are taken up. */
typedef struct {
    double worth, mine;
    uint32_t together;
    int anew;
} nv_share_out;

static uint32_t nv_units(const nv_asking *a, double worth)
{
    double units = worth * a->scale;
    return units >= NV_SUM_MOST ? NV_SUM_MOST : units > 0 ? (uint32_t)units + 1 : 0;
}

/* The names that were met, of those on a list: that takes a look at a bit each, which lie close together. */
static uint32_t nv_keep_met(nv_session *s, const uint32_t *names, uint32_t n)
{
    const uint32_t *bits = s->met_bits;
    uint32_t k, kept = 0, *known;
    VEC_RESERVE(&s->mem, s->known, n);
    known = s->known.at;
    for (k = 0; k < n; k++) {
        uint32_t name = names[k];
        known[kept] = name;
        kept += bits[name / 32] >> name % 32 & 1;
    }
    return kept;
}

/* Marks names for nv_keep_met, or takes the marks off. */
static void nv_set_met(nv_session *s, const uint32_t *names, size_t n, int is_met)
{
    uint32_t *bits = s->met_bits;
    size_t i;
    for (i = 0; i < n; i++)
        bits[names[i] / 32] = is_met ? bits[names[i] / 32] | UINT32_C(1) << names[i] % 32 : 0;
}

/* The same of the first so many names met that count still, and of the first candidates. */
static void nv_mark_met(nv_session *s, size_t met, size_t candidates, int is_met)
{
    nv_set_met(s, s->met.at, met, is_met);
    nv_set_met(s, s->candidates.at, candidates, is_met);
}

/*
 * Every pair that there may be is gathered, one that adds nothing too: a name met once has one pair, which counts more
 * strictly than two.
 */
static void nv_gather(nv_session *s, nv_asking *a, const uint32_t *names, uint32_t n, nv_share_out out)
{
    uint32_t k, add = nv_units(a, out.worth), alone = nv_units(a, out.worth + a->relief * out.mine) >= a->wanted_alone;
    uint32_t turn = s->turn << NV_TURN, wanted = a->wanted, most = a->most_met, *sums = s->sums, *found, *met;
    if (!out.anew) {
        n = nv_keep_met(s, names, n);
        names = s->known.at;
    }
    VEC_RESERVE(&s->mem, s->candidates, n);
    VEC_RESERVE(&s->mem, s->met, n);
    found = s->candidates.at + s->candidates.n;
    met = s->met.at + s->met.n;
    for (k = 0; k < n; k++) {
        uint32_t name = names[k], held = sums[name], sum, state;
        if (k + NV_AHEAD < n)
            NV_PREFETCH(sums + names[k + NV_AHEAD]);
        if (held < turn) { /* not met in this turn; no number is of a later one */
            if (!out.anew)
                continue;
            held = turn;
            *met++ = name;
        }
        sum = (held & NV_SUM_MOST) + add;
        sum = sum < NV_SUM_MOST ? sum : NV_SUM_MOST;
        state = held & NV_CANDIDATE;
        if (state != NV_CANDIDATE) {
            state = state ? NV_MET_MORE : NV_MET;
            if ((state == NV_MET_MORE && sum >= wanted) || (state == NV_MET && alone)) {
                state = NV_CANDIDATE;
                *found++ = name;
            } else
                most = sum > most ? sum : most;
        }
        sums[name] = turn | state | (held & NV_TOGETHER) | out.together | sum;
    }
    a->most_met = most;
    s->candidates.n = (size_t)(found - s->candidates.at);
    s->met.n = (size_t)(met - s->met.at);
}

/* What a pair adds to what is needed, the listed words' own demand taken off. */
static double nv_worth(const nv_session *s, const nv_asking *a, double likeness, double mine, double theirs)
{
    return mine * (likeness - a->relief) + s->rules.is.entry_share * theirs * (likeness - a->least_share);
}

static nv_share_out nv_sharing(double worth, double mine, int anew)
{
    nv_share_out out;
    out.worth = worth;
    out.mine = mine;
    out.together = 0;
    out.anew = anew;
    return out;
}

static nv_share_out nv_sharing_together(double worth, double mine)
{
    nv_share_out out = nv_sharing(worth, mine, 1);
    out.together = NV_TOGETHER;
    return out;
}

/* The same where the listed weight was rounded up. */
static double nv_most_worth_of(const nv_session *s, const nv_asking *a, double likeness, double mine, float theirs)
{
    return nv_worth(s, a, likeness, mine, likeness < a->least_share ? 0.999998 * theirs : theirs);
}

/* The most that words of this weight may add, whatever they are like. */
static double nv_most_written(const nv_session *s, const nv_asking *a, double mine)
{
    return nv_greater(nv_worth(s, a, 1.0, mine, 0.0), nv_worth(s, a, 1.0, mine, s->heaviest));
}

/* The most that a token may add in any name, runs apart; of one not looked up yet, the most that any may. */
static double nv_most_worth(const nv_session *s, const nv_asking *a, uint32_t i)
{
    const nv_qterm *q = s->qterms.at + a->left.terms[i];
    double most = 0.0, initial = s->rules.is.initial;
    uint32_t k;
    if (!(q->found & NV_TERMS_FOUND))
        return nv_most_written(s, a, q->weight);
    if (a->left.words[i].length == 1)
        most = nv_greater(nv_worth(s, a, initial, q->weight, 0.0), nv_worth(s, a, initial, q->weight, s->heaviest));
    for (k = 0; k < q->peaks_n; k++) {
        const nv_peak *peak = s->peaks.at + q->peaks_at + k;
        most = nv_greater(most, nv_most_worth_of(s, a, peak->likeness, q->weight, peak->weight) + NV_MARGIN);
    }
    return most;
}

/* What gathering a token's names costs, in names. */
static uint64_t nv_cost(const nv_session *s, const nv_asking *a, uint32_t i)
{
    const nv_qterm *q = s->qterms.at + a->left.terms[i];
    uint8_t letter = (uint8_t)a->left.words[i].text[0];
    uint64_t cost = q->postings + 4 * (uint64_t)q->near_n;
    if (!(q->found & NV_TERMS_FOUND)) /* of looking it up */
        return s->index.head->forms + s->index.head->sounds;
    if (a->left.words[i].length == 1)
        cost += s->letter_cost[letter];
    return cost;
}

/* Which names a token's lists take up: those met before alone, or others too where the list is worth enough, or all. */
enum { NV_TAKES_MET, NV_TAKES_WORTHY, NV_TAKES_ALL };

/* Whether a name that has no better pair of a token cannot reach the share with the tokens that are left after it, so that
 * it need not be taken up. */
static int nv_is_too_little(const nv_asking *a, double worth, double mine)
{
    return worth + a->relief * mine < a->needed_alone * 0.999 && worth + a->rest < a->needed * 0.999;
}

static int nv_takes_up(const nv_asking *a, int takes, double worth, double mine)
{
    return takes == NV_TAKES_ALL || (takes == NV_TAKES_WORTHY && !nv_is_too_little(a, worth, mine));
}

/* Of a token's lists of names those which are worth too little: how many names they have. */
static uint64_t nv_count_little(const nv_session *s, const nv_asking *a, uint32_t i)
{
    const nv_qterm *q = s->qterms.at + a->left.terms[i];
    const nv_near *near = s->near.at + q->near_at;
    uint64_t n = 0;
    uint32_t k;
    for (k = 0; k < q->near_n; k++)
        if (nv_is_too_little(a, nv_most_worth_of(s, a, near[k].likeness, q->weight, near[k].weight), q->weight))
            n += near[k].names_n;
    return n;
}

static void nv_gather_token(nv_session *s, nv_asking *a, uint32_t i, int takes)
{
    const nv_index *x = &s->index;
    const nv_qterm *q = s->qterms.at + a->left.terms[i];
    uint32_t k;
    for (k = 0; k < q->near_n; k++) {
        const nv_near *near = s->near.at + q->near_at + k;
        double worth = nv_most_worth_of(s, a, near->likeness, q->weight, near->weight);
        if (k + NV_LISTS_AHEAD < q->near_n)
            NV_PREFETCH(x->term_names + near[NV_LISTS_AHEAD].names_at);
        nv_gather(s, a, x->term_names + near->names_at, near->names_n,
                  nv_sharing(worth, q->weight, nv_takes_up(a, takes, worth, q->weight)));
    }
    if (a->left.words[i].length == 1 && (a->left.words[i].flags & NV_ALPHA_FIRST)) {
        uint8_t letter = (uint8_t)a->left.words[i].text[0];
        for (k = x->letter_terms_at[letter]; k < x->letter_terms_at[letter + 1]; k++) {
            uint32_t term = x->letter_terms[k];
            double worth = nv_worth(s, a, s->rules.is.initial, q->weight, x->term_weight[term]);
            nv_gather(s, a, x->term_names + x->term_names_at[term], nv_postings_of(x, term),
                      nv_sharing(worth, q->weight, nv_takes_up(a, takes, worth, q->weight)));
        }
    }
}

static void nv_gather_runs(nv_session *s, nv_asking *a, uint32_t i)
{
    const nv_index *x = &s->index;
    const nv_qterm *q = s->qterms.at + a->left.terms[i];
    uint32_t k, r;
    for (k = 0; k < q->runs_n; k++) {
        uint32_t run = s->run_ids.at[q->runs_at + k];
        double likeness = s->run_likeness.at[q->runs_at + k];
        for (r = x->run_names_at[run]; r < x->run_names_at[run + 1]; r++) {
            double weight = likeness < a->least_share ? 0.0 : (double)x->run_weights[r]; /* rounded up */
            double worth = nv_worth(s, a, likeness, q->weight, weight);
            nv_gather(s, a, x->run_names + r, 1, nv_sharing_together(worth, q->weight));
        }
    }
}

/* The most that words outside these neighbours may add in one name, each alone or with its own neighbours. */
static double nv_most_beside(const nv_session *s, const nv_asking *a, uint32_t at, uint32_t n)
{
    double most = 0.0;
    uint32_t i;
    for (i = 0; i < a->left.n; i++) {
        double mine = a->left.weights[i];
        if (i >= at && i < at + n)
            continue;
        if (s->qterms.at[a->left.terms[i]].runs_n)
            return a->needed; /* runs may weigh anything */
        most += a->left.n > 3 ? nv_greater(a->most[i], nv_most_written(s, a, mine)) : a->most[i];
    }
    return most;
}

/* Whether neighbours that are so like one listed word may be among the pairs of a name that reaches the share. */
static int nv_may_be_together(const nv_session *s, const nv_asking *a, double likeness, double mine, double beside)
{
    double most = nv_greater(nv_worth(s, a, likeness, mine, 0.0), nv_worth(s, a, likeness, mine, s->heaviest));
    return most + beside >= a->needed * 0.999 || most + a->relief * mine >= a->needed_alone * 0.999;
}

/* The slips with which neighbours may still count, the longer of two words having so many letters; -1 for none. */
static int nv_slips_together(const nv_session *s, const nv_asking *a, uint32_t longer, double mine, double beside)
{
    const nv_numbers *is = &s->rules.is;
    int slips = nv_limit(is->glued_slips, longer);
    if (longer > NV_LONGEST)
        return slips;
    while (slips >= 0 && !nv_may_be_together(s, a, is->glued[longer * NV_SLIPS + (uint32_t)slips], mine, beside))
        slips--;
    return slips;
}

static void nv_join(nv_session *s, uint32_t term, uint32_t at, uint32_t n, double likeness)
{
    nv_joined joined;
    joined.likeness = likeness;
    joined.term = term;
    joined.next = 0;
    joined.at = (uint8_t)at;
    joined.n = (uint8_t)n;
    VEC_PUSH(&s->mem, s->joined, joined);
}

/* Listed words that the query's neighbours, written together, are like. */
static void nv_gather_together(nv_session *s, nv_asking *a, uint32_t at, uint32_t n)
{
    const nv_index *x = &s->index;
    const char *text = s->left_text.at + a->left.text_at[at];
    uint32_t m = a->left.text_at[at + n] - a->left.text_at[at], length, k;
    double mine = nv_weight_of(&s->rules, a->left.weights, at, n), beside = nv_most_beside(s, a, at, n);
    uint64_t mark = nv_joined_mark(a->left.marks + at, n);
    nv_pattern pattern;
    size_t i;
    if (!nv_may_be_together(s, a, 1.0, mine, beside))
        return;
    s->found.n = 0;
    for (length = m > 16 + m / 4 ? m - 16 - m / 4 : 1; length <= m + 16 + m / 4 && length <= NV_LONGEST; length++) {
        uint32_t window = (uint32_t)nv_limit(s->rules.is.glued_window, length), apart = m > length ? m - length : length - m;
        int slips;
        if (length < s->rules.is.glued_least || apart > window || x->form_group[length] == x->form_group[length + 1])
            continue;
        slips = nv_slips_together(s, a, nv_longer(length, m), mine, beside);
        if (slips > 0)
            nv_scan_marks(s, x->form_marks, x->form_group[length], x->form_group[length + 1], mark, (uint32_t)slips, apart);
        else if (!slips && !apart && (k = nv_find(&x->forms.texts, text, m)) != NV_NONE)
            VEC_PUSH(&s->mem, s->found, k);
    }
    for (k = x->form_group[NV_LONGEST + 1]; k < x->head->forms; k++) {
        length = nv_length(&x->forms.texts, k);
        if ((m > length ? m - length : length - m) <= (uint32_t)nv_limit(s->rules.is.glued_window, length))
            VEC_PUSH(&s->mem, s->found, k);
    }
    if (!s->found.n)
        return;
    nv_pattern_set(&s->rules, &pattern, text, m < NV_LONGEST ? m : NV_LONGEST);
    pattern.length = m;
    for (i = 0; i < s->found.n; i++) {
        uint32_t form = s->found.at[i];
        double likeness =
            nv_glued(&s->rules, &pattern, text, x->form_text + x->form_at[form], nv_length(&x->forms.texts, form));
        if (likeness <= 0)
            continue;
        for (k = x->form_terms_at[form]; k < x->form_terms_at[form + 1]; k++) {
            uint32_t term = x->form_terms[k];
            double worth = nv_worth(s, a, likeness, mine, x->term_weight[term]);
            if (x->term_form[term] != form)
                continue;
            nv_join(s, term, at, n, likeness);
            nv_gather(s, a, x->term_names + x->term_names_at[term], nv_postings_of(x, term),
                      nv_sharing(worth, mine, 1));
        }
    }
}

#endif
