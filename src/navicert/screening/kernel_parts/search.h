/* Queries against the index: names that cannot reach the cutoff are left out by a bound, all others compared. */
#ifndef NV_SEARCH_H
#define NV_SEARCH_H

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
#define NV_COST_COMPARED 100 /* of comparing a name, beside gathering one */

/* A query's reading on its way through the index. */
typedef struct {
    const nv_queries *queries;
    const nv_weights *weights;
    int64_t query;
    uint32_t reading, wanted, wanted_alone;
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
    double full = nv_full(p, l->personal, nv_bits(l->telling), 0);
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

/* Marks the names met that count still, for nv_keep_met, or takes the marks off. */
static void nv_mark_met(nv_session *s, int is_met)
{
    const nv_ids *lists[2];
    uint32_t *bits = s->met_bits;
    size_t i;
    int k;
    lists[0] = &s->met;
    lists[1] = &s->candidates;
    for (k = 0; k < 2; k++)
        for (i = 0; i < lists[k]->n; i++) {
            uint32_t name = lists[k]->at[i];
            bits[name / 32] = is_met ? bits[name / 32] | UINT32_C(1) << name % 32 : 0;
        }
}

/*
 * Every pair that there may be is gathered, one that adds nothing too: a name met once has one pair, which counts more
 * strictly than two.
 */
static void nv_gather(nv_session *s, const nv_asking *a, const uint32_t *names, uint32_t n, nv_share_out out)
{
    uint32_t k, add = nv_units(a, out.worth), alone = nv_units(a, out.worth + a->relief * out.mine) >= a->wanted_alone;
    uint32_t turn = s->turn << NV_TURN, wanted = a->wanted, *sums = s->sums, *found, *met;
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
            }
        }
        sums[name] = turn | state | (held & NV_TOGETHER) | out.together | sum;
    }
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

static void nv_gather_token(nv_session *s, const nv_asking *a, uint32_t i, int anew)
{
    const nv_index *x = &s->index;
    const nv_qterm *q = s->qterms.at + a->left.terms[i];
    uint32_t k;
    for (k = 0; k < q->near_n; k++) {
        const nv_near *near = s->near.at + q->near_at + k;
        double worth = nv_most_worth_of(s, a, near->likeness, q->weight, near->weight);
        if (k + NV_LISTS_AHEAD < q->near_n)
            NV_PREFETCH(x->term_names + near[NV_LISTS_AHEAD].names_at);
        nv_gather(s, a, x->term_names + near->names_at, near->names_n, nv_sharing(worth, q->weight, anew));
    }
    if (a->left.words[i].length == 1 && (a->left.words[i].flags & NV_ALPHA_FIRST)) {
        uint8_t letter = (uint8_t)a->left.words[i].text[0];
        for (k = x->letter_terms_at[letter]; k < x->letter_terms_at[letter + 1]; k++) {
            uint32_t term = x->letter_terms[k];
            double worth = nv_worth(s, a, s->rules.is.initial, q->weight, x->term_weight[term]);
            nv_gather(s, a, x->term_names + x->term_names_at[term], nv_postings_of(x, term),
                      nv_sharing(worth, q->weight, anew));
        }
    }
}

static void nv_gather_runs(nv_session *s, const nv_asking *a, uint32_t i)
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
static void nv_gather_together(nv_session *s, const nv_asking *a, uint32_t at, uint32_t n)
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

/* Names that a word of the query abbreviates. */
static void nv_gather_abbreviated(nv_session *s, const nv_asking *a)
{
    const nv_index *x = &s->index;
    nv_spoken spoken;
    nv_abbreviated found;
    uint32_t i, k, start;
    for (i = 0; i < a->left.n; i++) {
        const nv_word *w = a->left.words + i;
        start = a->left.acronyms >> i & 1 ? nv_start(&s->rules, w->text, w->length) : NV_STARTS;
        if (start == NV_STARTS)
            continue;
        for (k = x->start_names_at[start]; k < x->start_names_at[start + 1]; k++) {
            uint32_t name = x->start_names[k], from = x->name_terms_at[name];
            if (k + NV_AHEAD < x->start_names_at[start + 1])
                NV_PREFETCH(x->name_terms_at + x->start_names[k + NV_AHEAD]);
            if (k + NV_AHEAD / 2 < x->start_names_at[start + 1])
                NV_PREFETCH(x->name_terms + x->name_terms_at[x->start_names[k + NV_AHEAD / 2]]);
            if (k + NV_AHEAD / 4 < x->start_names_at[start + 1])
                nv_fetch_cards(s, x->start_names[k + NV_AHEAD / 4]);
            nv_right_spoken(s, x->name_terms + from, x->name_terms_at[name + 1] - from, &spoken);
            if (nv_abbreviates(&s->rules, w->text, w->length, &spoken, &found))
                nv_take_shortened(s, name);
        }
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
 * when a name not met yet can no longer become one.
 */
static int nv_gathered_all(nv_session *s, const nv_asking *a, const nv_pending *pending, uint32_t n)
{
    uint64_t cost = 0;
    uint32_t k;
    nv_keep_hopeful(s, a);
    for (k = 0; k < n; k++)
        cost += pending[k].known ? pending[k].cost : 0;
    if (s->met.n && NV_COST_COMPARED * (uint64_t)s->met.n > cost)
        return 0;
    VEC_APPEND(&s->mem, s->candidates, s->met.at, s->met.n);
    return 1;
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
        if (none && nv_gathered_all(s, a, pending, n))
            return;
        k = nv_next_pending(pending, n);
        if (!pending[k].known) {
            nv_know(s, a->left.terms[pending[k].token]);
            nv_estimate(s, a, pending + k, nv_most_worth(s, a, pending[k].token));
            continue;
        }
        taken = pending[k];
        pending[k] = pending[--n];
        if (none)
            nv_mark_met(s, 1);
        nv_gather_token(s, a, taken.token, !none);
        if (none)
            nv_mark_met(s, 0);
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

static void nv_fetch_name(const nv_session *s, uint32_t name)
{
    const nv_index *x = &s->index;
    NV_PREFETCH(x->name_party + name);
    NV_PREFETCH(x->name_terms_at + name);
    NV_PREFETCH(x->name_weight + name);
    NV_PREFETCH(s->sums + name);
    (void)x, (void)name; /* where nothing can be fetched */
}

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
static double nv_outlook_doubts(const nv_asking *a, const nv_outlook *o, double asked_alone, double told, uint32_t agree)
{
    const nv_weights *p = a->weights;
    uint32_t asked = nv_bits(a->left.telling);
    double full = nv_full(p, a->left.personal, asked, o->telling);
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
    doubts = nv_outlook_doubts(a, &o, asked_alone, told, agree);
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
    a->wanted = 0;
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
