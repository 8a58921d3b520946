/* The best order-free pairing of two names' tokens, step for step as the reference pairs them. */
#ifndef NV_PAIRING_H
#define NV_PAIRING_H

#include "evidence.h"
#include "near.h"

/* One reading of a query, ready to be compared. */
typedef struct {
    const uint32_t *terms;
    uint32_t n;
    int personal, masked; /* the latter: that `masks` of the session are this reading's */
    uint64_t telling, letters, acronyms; /* positions: of words that tell, of single letters, of what may be acronyms */
    uint64_t numbers;                    /* and of numbers */
    uint32_t first_letters;              /* with which acronyms of it begin */
    double weight, weights[NV_TOKENS_MOST];
    nv_word words[NV_TOKENS_MOST];
    uint64_t marks[NV_TOKENS_MOST];
    uint32_t text_at[NV_TOKENS_MOST + 1];
} nv_left;

/* One listed name. */
typedef struct {
    const uint32_t *terms;
    uint32_t n, name;
    uint64_t telling;
    double weight, weights[NV_TOKENS_MOST];
    uint64_t marks[NV_TOKENS_MOST];
    uint32_t text_at[NV_TOKENS_MOST + 1]; /* where each word would begin if all were written together */
    const char *text;                     /* and that text, once it is needed */
} nv_right;

static int nv_better(const nv_edge *a, const nv_edge *b)
{
    if (a->gain != b->gain)
        return a->gain > b->gain;
    if (a->left_at != b->left_at)
        return a->left_at < b->left_at;
    if (a->left_n != b->left_n)
        return a->left_n < b->left_n;
    if (a->right_at != b->right_at)
        return a->right_at < b->right_at;
    return a->right_n < b->right_n;
}

/* Stable, and few: by insertion; many: by merging. */
static void nv_sort_edges(nv_edge *at, size_t n, nv_edge *spare)
{
    size_t i, j, middle = n / 2;
    nv_edge moved;
    if (n <= 24) {
        for (i = 1; i < n; i++) {
            moved = at[i];
            for (j = i; j && nv_better(&moved, at + j - 1); j--)
                at[j] = at[j - 1];
            at[j] = moved;
        }
        return;
    }
    nv_sort_edges(at, middle, spare);
    nv_sort_edges(at + middle, n - middle, spare);
    memcpy(spare, at, middle * sizeof *at);
    for (i = 0, j = middle; i < middle;)
        if (j < n && nv_better(at + j, spare + i))
            at[i + j - middle] = at[j], j++;
        else
            at[i + j - middle] = spare[i], i++;
}

static double nv_weight_of(const nv_rules *r, const double *weights, uint32_t at, uint32_t n)
{
    return n == 1 ? weights[at] : nv_added(r, weights + at, n);
}

static uint64_t nv_span(uint32_t at, uint32_t n)
{
    return (n >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << n) - 1) << at;
}

static void nv_edge_add(nv_session *s, const nv_left *l, const nv_right *t, uint32_t i, uint32_t in, uint32_t j,
                        uint32_t jn, double likeness)
{
    const nv_rules *r = &s->rules;
    nv_edge edge;
    edge.mine = nv_weight_of(r, l->weights, i, in);
    edge.theirs = nv_weight_of(r, t->weights, j, jn);
    edge.gain = likeness * (edge.mine + r->is.entry_share * edge.theirs);
    edge.acronym = 0;
    edge.likeness = likeness;
    edge.left = nv_span(i, in);
    edge.right = nv_span(j, jn);
    edge.left_at = (uint8_t)i, edge.left_n = (uint8_t)in, edge.right_at = (uint8_t)j, edge.right_n = (uint8_t)jn;
    VEC_PUSH(&s->mem, s->edges, edge);
}

static nv_mask *nv_mask_of(nv_session *s, uint32_t term)
{
    nv_mask *mask = s->masks + term;
    if (mask->turn != s->mask_turn) {
        memset(mask, 0, sizeof *mask);
        mask->turn = s->mask_turn;
    }
    return mask;
}

/* Says of all terms that are like the query's tokens, alone or written together, which tokens these are. */
static void nv_mask_terms(nv_session *s, nv_left *l)
{
    uint32_t i, k;
    size_t at;
    if (!++s->mask_turn) {
        memset(s->masks, 0, s->index.head->terms * sizeof *s->masks);
        s->mask_turn = 1;
    }
    for (i = 0; i < l->n; i++) {
        const nv_qterm *q = s->qterms.at + l->terms[i];
        for (k = 0; k < q->near_n; k++) {
            const nv_near *near = s->near.at + q->near_at + k;
            nv_mask *mask = nv_mask_of(s, near->term);
            float likeness = (float)(near->likeness * 1.000001);
            mask->tokens |= UINT64_C(1) << i;
            mask->likeness = mask->likeness > likeness ? mask->likeness : likeness;
        }
    }
    for (at = 0; at < s->joined.n; at++) {
        nv_mask *mask = nv_mask_of(s, s->joined.at[at].term);
        s->joined.at[at].next = mask->joined;
        mask->joined = (uint32_t)at + 1;
    }
    l->masked = 1;
}

static void nv_single_edge(nv_session *s, const nv_left *l, const nv_right *t, uint32_t i, uint32_t j)
{
    double likeness = nv_pair_likeness(s, s->qterms.at + l->terms[i], l->words + i, t->terms[j]);
    if (likeness > 0)
        nv_edge_add(s, l, t, i, 1, j, 1, likeness);
}

static void nv_single_edges(nv_session *s, const nv_left *l, const nv_right *t)
{
    uint32_t i, j;
    for (j = 0; j < t->n; j++) {
        const nv_mask *mask = s->masks + t->terms[j];
        uint64_t tokens = l->letters | (mask->turn == s->mask_turn ? mask->tokens : 0);
        for (i = 0; i < l->n; i++)
            if (!l->masked || tokens >> i & 1)
                nv_single_edge(s, l, t, i, j);
    }
}

/* The mark of words written together. */
static uint64_t nv_joined_mark(const uint64_t *marks, uint32_t n)
{
    uint64_t mark = marks[0];
    uint32_t i;
    for (i = 1; i < n; i++)
        mark |= marks[i] | (mark & marks[i]) << 32;
    return mark;
}

/* Whether a single word may be like words written together, by their lengths and marks. */
static int nv_may_be_glued(const nv_rules *r, uint32_t n, uint64_t mark, uint32_t m, const uint64_t *marks, uint32_t words)
{
    uint32_t slips;
    if (n < r->is.glued_least || (n > m ? n - m : m - n) > (uint32_t)nv_limit(r->is.glued_window, n))
        return 0;
    slips = (uint32_t)nv_limit(r->is.glued_slips, nv_longer(n, m));
    return n > NV_LONGEST || m > NV_LONGEST || nv_bits(mark ^ nv_joined_mark(marks, words)) <= 2 * slips;
}

static double nv_run_likeness(const nv_rules *r, const char *word, uint32_t n, const char *run, uint32_t m)
{
    nv_pattern pattern;
    if (n > NV_LONGEST)
        return 1.0;
    nv_pattern_set(r, &pattern, word, n);
    return nv_glued(r, &pattern, word, run, m);
}

/* All words of a listed name written together. */
static const char *nv_right_text(nv_session *s, nv_right *t)
{
    const nv_index *x = &s->index;
    uint32_t j;
    if (t->text)
        return t->text;
    s->right_text.n = 0;
    for (j = 0; j < t->n; j++) {
        const nv_card *card = x->term_cards + t->terms[j];
        VEC_APPEND(&s->mem, s->right_text, x->form_text + card->text_at, card->length);
    }
    return t->text = s->right_text.at;
}

static int nv_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether two texts have the same digits in one order. */
static int nv_same_digits(const char *a, uint32_t n, const char *b, uint32_t m)
{
    uint32_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < n && !nv_is_digit(a[i]))
            i++;
        while (j < m && !nv_is_digit(b[j]))
            j++;
        if (i == n || j == m || a[i] != b[j])
            return i == n && j == m;
    }
}

static int nv_numbered(const nv_index *x, const nv_right *t, uint32_t j, uint32_t jn)
{
    uint32_t k;
    for (k = j; k < j + jn; k++)
        if (x->term_kind[t->terms[k]] == NV_KIND_NUMBER)
            return 1;
    return 0;
}

/* A single word of the query with `jn` words of the listed name; a number among them must be in the word too. */
static void nv_glue_right(nv_session *s, const nv_left *l, nv_right *t, uint32_t i, uint32_t j, uint32_t jn)
{
    uint32_t n = l->text_at[i + 1] - l->text_at[i], m = t->text_at[j + jn] - t->text_at[j];
    const char *word = s->left_text.at + l->text_at[i];
    double likeness;
    if (!nv_may_be_glued(&s->rules, n, l->marks[i], m, t->marks + j, jn) ||
        (nv_numbered(&s->index, t, j, jn) && !nv_same_digits(word, n, nv_right_text(s, t) + t->text_at[j], m)))
        return;
    likeness = nv_run_likeness(&s->rules, word, n, nv_right_text(s, t) + t->text_at[j], m);
    if (likeness > 0)
        nv_edge_add(s, l, t, i, 1, j, jn, likeness);
}

/* `in` words of the query with a single word of the listed name. */
static void nv_glue_left(nv_session *s, const nv_left *l, nv_right *t, uint32_t i, uint32_t in, uint32_t j)
{
    uint32_t n = t->text_at[j + 1] - t->text_at[j], m = l->text_at[i + in] - l->text_at[i];
    const char *run = s->left_text.at + l->text_at[i];
    double likeness;
    if (!nv_may_be_glued(&s->rules, n, t->marks[j], m, l->marks + i, in) ||
        ((l->numbers & nv_span(i, in)) && !nv_same_digits(nv_right_text(s, t) + t->text_at[j], n, run, m)))
        return;
    likeness = nv_run_likeness(&s->rules, nv_right_text(s, t) + t->text_at[j], n, run, m);
    if (likeness > 0)
        nv_edge_add(s, l, t, i, in, j, 1, likeness);
}

static void nv_glued_edges(nv_session *s, const nv_left *l, nv_right *t)
{
    uint32_t i, j;
    for (i = 0; i < l->n; i++) {
        for (j = 0; j + 1 < t->n; j++)
            nv_glue_right(s, l, t, i, j, 2);
        if (t->n > 2)
            nv_glue_right(s, l, t, i, 0, t->n);
    }
    for (j = 0; j < t->n; j++) {
        for (i = 0; i + 1 < l->n; i++)
            nv_glue_left(s, l, t, i, 2, j);
        if (l->n > 2)
            nv_glue_left(s, l, t, 0, l->n, j);
    }
}

/* -- abbreviations ------------------------------------------------------------------------------------------------- */

static void nv_left_spoken(const nv_session *s, const nv_left *l, nv_spoken *spoken)
{
    uint32_t i;
    spoken->n = l->n;
    for (i = 0; i < l->n; i++) {
        spoken->text[i] = l->words[i].text;
        spoken->length[i] = l->words[i].length;
        spoken->kind[i] = s->qterms.at[l->terms[i]].kind;
    }
}

static void nv_right_spoken(const nv_session *s, const uint32_t *terms, uint32_t n, nv_spoken *spoken)
{
    const nv_index *x = &s->index;
    uint32_t j;
    spoken->n = n;
    for (j = 0; j < n; j++) {
        const nv_card *card = x->term_cards + terms[j];
        spoken->text[j] = x->form_text + card->text_at;
        spoken->length[j] = card->length;
        spoken->kind[j] = x->term_kind[terms[j]];
    }
}

/* A letter as one of a set's; a digit, which stands for several, as all. */
static uint32_t nv_letter_bit(const nv_session *s, char c)
{
    return c >= '0' && c <= '9' ? ~0u : 1u << (s->rules.letter[(uint8_t)c] & 31);
}

/* The first letters of a name's words up to the first that is not small: with one of them its acronyms begin. */
static uint32_t nv_left_letters(const nv_session *s, const nv_left *l)
{
    uint32_t i, letters = 0;
    for (i = 0; i < l->n; i++) {
        letters |= nv_letter_bit(s, l->words[i].text[0]);
        if (!nv_is_small(s->qterms.at[l->terms[i]].kind))
            break;
    }
    return letters;
}

static uint32_t nv_right_letters(const nv_session *s, const nv_right *t)
{
    const nv_index *x = &s->index;
    uint32_t j, letters = 0;
    for (j = 0; j < t->n; j++) {
        letters |= nv_letter_bit(s, x->form_text[x->term_cards[t->terms[j]].text_at]);
        if (!nv_is_small(x->term_kind[t->terms[j]]))
            break;
    }
    return letters;
}

/* Acronyms of three letters count where none but small words stand beside them. */
static void nv_keep_acronyms(const nv_session *s, nv_left *l)
{
    uint32_t i, others = 0;
    for (i = 0; i < l->n; i++)
        others += !nv_is_small(s->qterms.at[l->terms[i]].kind);
    for (i = 0; i < l->n && others > 1; i++)
        if (l->words[i].length <= s->rules.is.acronym_shortest)
            l->acronyms &= ~(UINT64_C(1) << i);
}

static int nv_has_others(const nv_index *x, const nv_right *t)
{
    uint32_t j, others = 0;
    for (j = 0; j < t->n; j++)
        others += !nv_is_small(x->term_kind[t->terms[j]]);
    return others > 1;
}

static void nv_acronym_added(nv_session *s)
{
    s->edges.at[s->edges.n - 1].acronym = 1;
}

/* Words of the query that abbreviate the listed name. */
static void nv_asked_acronyms(nv_session *s, const nv_left *l, const nv_right *t)
{
    uint32_t i, letters = l->acronyms && t->n > 1 ? nv_right_letters(s, t) : 0;
    nv_spoken spoken;
    nv_abbreviated found;
    spoken.n = 0;
    for (i = 0; i < l->n; i++) {
        const nv_word *w = l->words + i;
        if (!(l->acronyms >> i & 1) || !(letters >> (s->rules.letter[(uint8_t)w->text[0]] & 31) & 1))
            continue;
        if (!spoken.n)
            nv_right_spoken(s, t->terms, t->n, &spoken);
        if (!nv_abbreviates(&s->rules, w->text, w->length, &spoken, &found))
            continue;
        nv_edge_add(s, l, t, i, 1, 0, found.around, found.likeness);
        nv_acronym_added(s);
        if (!found.first && found.end == found.around)
            continue;
        nv_edge_add(s, l, t, i, 1, found.first, found.end - found.first, found.likeness);
        nv_acronym_added(s);
    }
}

/* Words of the listed name that abbreviate the query. */
static void nv_listed_acronyms(nv_session *s, const nv_left *l, const nv_right *t)
{
    const nv_index *x = &s->index;
    uint32_t j;
    nv_spoken spoken;
    nv_abbreviated found;
    spoken.n = 0;
    for (j = 0; j < t->n && l->n > 1; j++) {
        const nv_card *card = x->term_cards + t->terms[j];
        const char *text = x->form_text + card->text_at;
        if (!(card->flags & NV_ABBREVIATION) || !(l->first_letters >> (s->rules.letter[(uint8_t)text[0]] & 31) & 1))
            continue;
        if (card->length <= s->rules.is.acronym_shortest && nv_has_others(x, t))
            continue;
        if (!spoken.n)
            nv_left_spoken(s, l, &spoken);
        if (!nv_abbreviates(&s->rules, text, card->length, &spoken, &found))
            continue;
        nv_edge_add(s, l, t, 0, found.around, j, 1, found.likeness);
        nv_acronym_added(s);
        if (!found.first && found.end == found.around)
            continue;
        nv_edge_add(s, l, t, found.first, found.end - found.first, j, 1, found.likeness);
        nv_acronym_added(s);
    }
}

static void nv_find_edges(nv_session *s, const nv_left *l, nv_right *t)
{
    s->edges.n = 0;
    nv_single_edges(s, l, t);
    nv_glued_edges(s, l, t);
    if (l->personal || (s->index.name_flags[t->name] & NV_PERSONAL))
        return;
    nv_asked_acronyms(s, l, t);
    nv_listed_acronyms(s, l, t);
}

/* -- the best disjoint pairs --------------------------------------------------------------------------------------- */

typedef struct {
    const nv_edge *edges;
    uint16_t first[NV_TOKENS_MOST + 1], end[NV_TOKENS_MOST + 1]; /* slices of `order`, one for each first token */
    uint16_t *order;
    double ceiling[NV_TOKENS_MOST + 1], best;
    uint32_t firsts, chosen_n;
    uint16_t chosen[NV_TOKENS_MOST], taken[NV_TOKENS_MOST];
    int steps;
} nv_choice;

static void nv_choose(nv_choice *c, uint32_t k, uint64_t left, uint64_t right, double gain, uint32_t taken)
{
    uint16_t e;
    if (gain > c->best + 1e-12) {
        c->best = gain;
        c->chosen_n = taken;
        memcpy(c->chosen, c->taken, taken * sizeof *c->taken);
    }
    c->steps--;
    if (k == c->firsts || gain + c->ceiling[k] <= c->best + 1e-12 || c->steps <= 0)
        return;
    for (e = c->first[k]; e < c->end[k]; e++) {
        const nv_edge *edge = c->edges + c->order[e];
        if (!((left & edge->left) | (right & edge->right))) {
            c->taken[taken] = c->order[e];
            nv_choose(c, k + 1, left | edge->left, right | edge->right, gain + edge->gain, taken + 1);
        }
    }
    nv_choose(c, k + 1, left, right, gain, taken);
}

static int nv_unrivalled(const nv_edge *edges, size_t n)
{
    uint64_t left = 0, right = 0;
    size_t i;
    for (i = 0; i < n; i++) {
        if ((left & edges[i].left) | (right & edges[i].right))
            return 0;
        left |= edges[i].left;
        right |= edges[i].right;
    }
    return 1;
}

static void nv_take_greedily(nv_choice *c, size_t n)
{
    uint64_t left = 0, right = 0;
    size_t i;
    c->chosen_n = 0;
    for (i = 0; i < n; i++)
        if (!((left & c->edges[i].left) | (right & c->edges[i].right))) {
            left |= c->edges[i].left;
            right |= c->edges[i].right;
            c->chosen[c->chosen_n++] = (uint16_t)i;
        }
}

static void nv_group_edges(nv_choice *c, size_t n)
{
    uint32_t at, k;
    uint16_t filled = 0;
    size_t i;
    c->firsts = 0;
    for (at = 0; at < NV_TOKENS_MOST; at++) {
        c->first[c->firsts] = filled;
        for (i = 0; i < n; i++)
            if (c->edges[i].left_at == at)
                c->order[filled++] = (uint16_t)i;
        c->end[c->firsts] = filled;
        if (filled > c->first[c->firsts])
            c->firsts++;
        if (filled == n)
            break;
    }
    c->ceiling[c->firsts] = 0.0;
    for (k = c->firsts; k-- > 0;)
        c->ceiling[k] = c->ceiling[k + 1] + c->edges[c->order[c->first[k]]].gain;
}

/* Chooses disjoint pairs of the greatest gain among `s->edges`; returns that gain, added in the reference's order. */
static double nv_best_pairs(nv_session *s, nv_choice *c)
{
    double gains[NV_TOKENS_MOST];
    size_t n = s->edges.n;
    uint32_t i;
    VEC_RESERVE(&s->mem, s->edges, n + n / 2 + 1);
    nv_sort_edges(s->edges.at, n, s->edges.at + n);
    c->edges = s->edges.at;
    nv_take_greedily(c, n);
    for (i = 0; i < c->chosen_n; i++)
        gains[i] = c->edges[c->chosen[i]].gain;
    if (nv_unrivalled(c->edges, n))
        return nv_added(&s->rules, gains, c->chosen_n);
    c->order = (uint16_t *)(void *)(s->edges.at + n);
    c->best = nv_added(&s->rules, gains, c->chosen_n);
    c->steps = (int)s->rules.is.budget;
    nv_group_edges(c, n);
    nv_choose(c, 0, 0, 0, 0.0, 0);
    for (i = 0; i < c->chosen_n; i++)
        gains[i] = c->edges[c->chosen[i]].gain;
    return nv_added(&s->rules, gains, c->chosen_n);
}

/* -- the sum of a name's reasons ----------------------------------------------------------------------------------- */

static double nv_of_positions(const nv_rules *r, const double *weights, uint64_t positions, uint32_t n)
{
    double kept[NV_TOKENS_MOST];
    uint32_t i, m = 0;
    for (i = 0; i < n; i++)
        if (positions >> i & 1)
            kept[m++] = weights[i];
    return nv_added(r, kept, m);
}

static double nv_least(double a, double b)
{
    return a < b ? a : b;
}

/* Whether a pair is an initial and a word that begins with it, which identify nobody. */
static int nv_is_initial(const nv_session *s, const nv_left *l, const nv_right *t, const nv_edge *e)
{
    const nv_index *x = &s->index;
    uint32_t term = t->terms[e->right_at], form = x->term_form[term];
    const nv_word *w = l->words + e->left_at;
    if (e->left_n != 1 || e->right_n != 1 ||
        (s->qterms.at[l->terms[e->left_at]].kind != NV_KIND_INITIAL && x->term_kind[term] != NV_KIND_INITIAL))
        return 0;
    return !nv_same(w->text, w->length, x->form_text + x->form_at[form], x->form_at[form + 1] - x->form_at[form]);
}

/* Two names, the pairs of their tokens, and what is left over. */
typedef struct {
    const nv_edge *told[NV_TOKENS_MOST];
    uint64_t asked_alone, listed_alone;
    double share, whole, paired[NV_TOKENS_MOST];
    uint32_t told_n;
    int shortened; /* whether a pair is of an acronym */
} nv_pairing;

/* What places asked beside an acronym weigh beyond a word of business, but for those where the list has others. */
static double nv_eased(const nv_session *s, const nv_left *l, const nv_right *t, uint64_t asked_alone)
{
    const nv_index *x = &s->index;
    double beyond[NV_TOKENS_MOST];
    uint64_t eased = 0;
    uint32_t i, j;
    for (i = 0; i < l->n; i++) {
        const nv_qterm *q = s->qterms.at + l->terms[i];
        int others = !(asked_alone >> i & 1) || !(q->tongues & ~NV_SYLLABIC) || l->weights[i] <= s->rules.is.place_beside;
        for (j = 0; j < t->n && !others; j++)
            others = (q->tongues & x->term_tongues[t->terms[j]] & ~NV_SYLLABIC) &&
                     nv_of_class(s, q, t->terms[j], x->term_seen + t->terms[j]) < 0;
        beyond[i] = l->weights[i] - s->rules.is.place_beside;
        eased |= (uint64_t)!others << i;
    }
    return nv_of_positions(&s->rules, beyond, eased, l->n);
}

static void nv_pair_names(const nv_session *s, const nv_weights *p, const nv_left *l, const nv_right *t,
                          const nv_choice *c, double gain, nv_pairing *f)
{
    const nv_rules *r = &s->rules;
    double mine = l->weight, theirs = t->weight, eased;
    uint32_t i;
    f->asked_alone = nv_span(0, l->n);
    f->listed_alone = nv_span(0, t->n);
    f->told_n = 0;
    f->shortened = 0;
    for (i = 0; i < c->chosen_n; i++) {
        const nv_edge *e = c->edges + c->chosen[i];
        f->asked_alone &= ~e->left;
        f->listed_alone &= ~e->right;
        f->shortened |= e->acronym;
        f->paired[i] = e->mine + r->is.entry_share * e->theirs;
        if (!nv_is_initial(s, l, t, e))
            f->told[f->told_n++] = e;
    }
    eased = f->shortened ? nv_eased(s, l, t, f->asked_alone) : 0.0;
    mine -= eased;
    if ((c->chosen_n > 1 || f->shortened) && nv_of_positions(r, t->weights, f->listed_alone & t->telling, t->n) == 0.0)
        mine -= p->added_relief * (nv_of_positions(r, l->weights, f->asked_alone, l->n) - eased);
    if (nv_of_positions(r, l->weights, f->asked_alone & l->telling, l->n) == 0.0)
        theirs -= p->dropped_relief * nv_of_positions(r, t->weights, f->listed_alone, t->n);
    f->whole = mine + r->is.entry_share * theirs;
    f->share = gain / f->whole;
}

/* Whether words of business are left over on both sides. */
static int nv_elsewhere(const nv_session *s, const nv_left *l, const nv_right *t, const nv_pairing *f)
{
    uint32_t i, mine = 0, theirs = 0;
    for (i = 0; i < l->n; i++)
        mine |= (f->asked_alone >> i & 1) && s->qterms.at[l->terms[i]].kind == NV_KIND_GENERIC;
    for (i = 0; i < t->n; i++)
        theirs |= (f->listed_alone >> i & 1) && s->index.term_kind[t->terms[i]] == NV_KIND_GENERIC;
    return mine && theirs;
}

/* Digits of a number that tells things of one name apart. */
#define NV_SHORT_NUMBER 3

/* Whether short numbers are left over on both sides of names that are no persons'. */
static int nv_other_number(const nv_session *s, const nv_left *l, const nv_right *t, const nv_pairing *f)
{
    const nv_index *x = &s->index;
    uint32_t i, mine = 0, theirs = 0;
    if (x->name_flags[t->name] & NV_PERSONAL)
        return 0;
    for (i = 0; i < l->n; i++)
        mine |= (f->asked_alone >> i & 1) && s->qterms.at[l->terms[i]].kind == NV_KIND_NUMBER &&
                l->words[i].length <= NV_SHORT_NUMBER;
    for (i = 0; i < t->n; i++)
        theirs |= (f->listed_alone >> i & 1) && x->term_kind[t->terms[i]] == NV_KIND_NUMBER &&
                  nv_length(&x->forms.texts, x->term_form[t->terms[i]]) <= NV_SHORT_NUMBER;
    return mine && theirs;
}

/* The digits of short numbers, at these positions of a query. */
static uint32_t nv_digits(const nv_left *l, uint64_t positions)
{
    uint32_t i, digits = 0;
    for (i = 0; i < l->n; i++)
        if ((positions & l->numbers) >> i & 1)
            digits += l->words[i].length < NV_SHORT_NUMBER ? l->words[i].length : NV_SHORT_NUMBER;
    return digits;
}

/* The weight of agreeing words from which on a name counts as rare: that of a firm's one word where either name has
 * no more. */
static double nv_full(const nv_weights *p, int of_person, uint32_t asked, uint32_t listed)
{
    return asked > 1 && (of_person || listed > 1) ? p->rarity_full : p->rarity_full_single;
}

/* The least that this may be, whatever the listed name. */
static double nv_least_full(const nv_weights *p, int of_person, uint32_t asked)
{
    return nv_least(nv_full(p, of_person, asked, asked), of_person ? HUGE_VAL : p->rarity_full_single);
}

/* Whether a pair is of a short word of Latin letters and another that is only like it, in no person's name or where
 * it was asked alone. */
static int nv_on_a_short_word(const nv_session *s, const nv_left *l, const nv_right *t, const nv_edge *e)
{
    const nv_index *x = &s->index;
    uint32_t term = t->terms[e->right_at], length = nv_length(&x->forms.texts, x->term_form[term]);
    if (((x->name_flags[t->name] & NV_PERSONAL) && nv_bits(l->telling) > 1) || e->likeness == 1.0 || e->left_n > 1 || e->right_n > 1 ||
        ((s->qterms.at[l->terms[e->left_at]].flags | x->term_flags[term]) & NV_NATIVE))
        return 0;
    return nv_least(l->words[e->left_at].length, length) <= s->rules.is.short_word;
}

/* Whether the listed word of a pair is a common name, and the asked one is only like it. */
static int nv_common_otherwise(const nv_session *s, const nv_left *l, const nv_right *t, const nv_edge *e)
{
    const nv_rules *r = &s->rules;
    const nv_qterm *q = s->qterms.at + l->terms[e->left_at];
    uint32_t term = t->terms[e->right_at];
    if (e->left_n > 1 || e->right_n > 1 || e->likeness >= r->is.almost_equal || !(l->telling >> e->left_at & 1) ||
        !(t->telling >> e->right_at & 1) || nv_of_class(s, q, term, s->index.term_seen + term) > 0)
        return 0;
    return t->weights[e->right_at] <= r->is.common &&
           (((q->flags | s->index.term_flags[term]) & NV_NATIVE) || l->weights[e->left_at] <= r->is.common);
}

/* Syllables whose order may be another than that of a surname put last. */
#define NV_FEWEST_SYLLABLES 3
#define NV_REASONS_MOST (2 * NV_TOKENS_MOST + 16)

/* The reasons of two names, in the reference's order; returns how many there are. */
static uint32_t nv_reasons(const nv_session *s, const nv_weights *p, const nv_left *l, const nv_right *t,
                           const nv_choice *c, const nv_pairing *f, double *sums)
{
    const nv_rules *r = &s->rules;
    double told[NV_TOKENS_MOST], both, full, rare, agree = 0;
    uint32_t at, i, n = 0, last = 0, turned = 0, falls = 0, first = 0, asked;
    uint64_t equal = 0;
    int syllables = c->chosen_n >= NV_FEWEST_SYLLABLES, otherwise = 1;
    int of_person = l->personal || (s->index.name_flags[t->name] & NV_PERSONAL);
    for (at = 0; at < l->n; at++)
        for (i = 0; i < c->chosen_n; i++) {
            const nv_edge *e = c->edges + c->chosen[i];
            if (e->left_at != at)
                continue;
            sums[n++] = (e->gain - p->unexplained * (f->paired[i] - e->gain)) / f->whole;
            if (n == 1)
                first = e->right_at;
            turned |= e->right_at < last;
            falls += e->right_at < last;
            last = e->right_at;
            syllables = syllables && e->left_n == 1 && e->right_n == 1 &&
                        s->qterms.at[l->terms[e->left_at]].tongues & NV_SYLLABIC &&
                        s->index.term_tongues[t->terms[e->right_at]] & NV_SYLLABIC;
        }
    if (f->asked_alone | f->listed_alone)
        sums[n++] =
            -(p->unexplained * nv_greater(0.0, f->whole - nv_added(r, f->paired, c->chosen_n)) / f->whole);
    both = nv_least(nv_of_positions(r, l->weights, f->asked_alone & l->telling, l->n),
                    nv_of_positions(r, t->weights, f->listed_alone & t->telling, t->n));
    if (both != 0.0)
        sums[n++] = -p->contradiction * nv_least(both, p->contradiction_cap);
    asked = nv_bits(l->telling);
    for (i = 0; i < f->told_n; i++) {
        double telling = nv_of_positions(r, l->weights, f->told[i]->left & l->telling, l->n);
        agree += telling != 0.0;
        if (f->told[i]->acronym)
            telling = nv_greater(telling, nv_of_positions(r, t->weights, f->told[i]->right & t->telling, t->n));
        told[i] = f->told[i]->likeness * telling;
    }
    for (i = 0; i < c->chosen_n && !of_person; i++) {
        const nv_edge *e = c->edges + c->chosen[i];
        equal |= e->likeness == 1.0 && e->left_n == 1 ? e->left : 0;
    }
    for (i = 0; i < f->told_n; i++)
        otherwise = otherwise && f->told[i]->likeness < r->is.almost_equal;
    if (l->personal && agree <= 1 && (asked > 1 || otherwise) && nv_bits(t->telling) > 1)
        sums[n++] = -p->single_word;
    if (l->personal && asked == 1)
        sums[n++] = -p->lone_word;
    if (agree == 1 && f->told_n == 1 && nv_on_a_short_word(s, l, t, f->told[0]))
        sums[n++] = -p->short_word;
    for (i = 0; i < c->chosen_n; i++)
        if (nv_common_otherwise(s, l, t, c->edges + c->chosen[i]))
            sums[n++] = -p->common_name * f->paired[i] / f->whole;
    if (nv_other_number(s, l, t, f))
        sums[n++] = -p->number_differs;
    rare = nv_added(r, told, f->told_n) + p->number_told * nv_digits(l, equal);
    full = f->shortened ? p->rarity_full_single : nv_full(p, of_person, asked, nv_bits(t->telling));
    if (f->shortened && agree <= 1)
        sums[n++] = -p->acronym;
    if (rare < p->business_told && nv_elsewhere(s, l, t, f))
        sums[n++] = -p->business_differs;
    if (rare < full)
        sums[n++] = -p->rarity * (1 - rare / full);
    if (s->index.name_flags[t->name] & NV_WEAK)
        sums[n++] = -p->weak_alias;
    if (turned)
        sums[n++] = syllables && falls + (first < last) > 1 ? -p->syllables_exchanged : -p->another_order;
    return n;
}

#endif
