/* What is known beyond the name, weighed as the reference weighs it; places and identifiers by what they add at most. */
#ifndef NV_EVIDENCE_H
#define NV_EVIDENCE_H

#include "session.h"

/* In the order of `Weights` in kernel_structures.py. */
typedef struct {
    double target; /* the sum of reasons that gives the cutoff */
    double least_name, unexplained, added_relief, dropped_relief, contradiction, contradiction_cap, single_word, lone_word;
    double short_word, acronym, business_differs, business_told, rarity, rarity_full, rarity_full_single, weak_alias, another_order;
    double syllables_exchanged, common_name, number_differs, number_told;
    double birth_day, birth_year, birth_near, birth_differs, country, country_differs, gender_differs, place;
    double slip_days, near_years;
    double limit;  /* how many parties are wanted of a query */
    double traces; /* what the reference may take from a sum besides, the next among it */
    double other_kind;
} nv_weights;

/*
 * Queries in columns. A reading is a list of the session's tokens; countries are the index's numbers. `rows` says which
 * row of the columns from `family` on belongs to a query, NULL that they stand in one order.
 */
typedef struct {
    int64_t queries;
    const int32_t *rows;
    const int32_t *readings_at, *terms_at, *terms;
    const uint8_t *personal;
    const uint8_t *family, *gender, *flags;
    const int32_t *births_at, *countries_at;
    const nv_birth *births;
    const uint16_t *countries;
} nv_queries;

static int nv_year(int32_t day)
{
    return day / 10000;
}

#define NV_DAY_DIGITS 8

/* Whether two days differ by day and month swapped, by one digit, or by two neighbouring digits exchanged. */
static int nv_slip(const nv_birth *a, const nv_birth *b)
{
    int32_t x = a->first_day, y = b->first_day, mine[NV_DAY_DIGITS], theirs[NV_DAY_DIGITS];
    int apart = 0, last = 0, k;
    if (!(a->flags & b->flags & NV_DAY))
        return 0;
    if (x / 10000 == y / 10000 && x % 100 == y / 100 % 100 && x / 100 % 100 == y % 100)
        return 1;
    for (k = 0; k < NV_DAY_DIGITS; k++, x /= 10, y /= 10) {
        mine[k] = x % 10, theirs[k] = y % 10;
        if (mine[k] != theirs[k])
            apart++, last = k;
    }
    return apart == 1 || (apart == 2 && mine[last] == theirs[last - 1] && mine[last - 1] == theirs[last]);
}

static double nv_birth_pair(const nv_weights *p, const nv_birth *a, const nv_birth *b)
{
    int32_t gap = 0, years = 0;
    if (b->first - a->last > gap)
        gap = b->first - a->last;
    if (a->first - b->last > gap)
        gap = a->first - b->last;
    if (!gap)
        return a->flags & b->flags & NV_DAY ? p->birth_day : p->birth_year;
    if (nv_slip(a, b) || (gap <= p->slip_days && ((a->flags | b->flags) & (NV_CIRCA | NV_RANGE))))
        return p->birth_near;
    if (nv_year(b->first_day) - nv_year(a->last_day) > years)
        years = nv_year(b->first_day) - nv_year(a->last_day);
    if (nv_year(a->first_day) - nv_year(b->last_day) > years)
        years = nv_year(a->first_day) - nv_year(b->last_day);
    if (years <= 1)
        return p->birth_near;
    return years <= p->near_years || ((a->flags | b->flags) & NV_CIRCA) ? -p->birth_differs / 2 : -p->birth_differs;
}

static double nv_births(const nv_index *x, const nv_weights *p, const nv_queries *q, int64_t i, uint32_t party)
{
    int32_t a;
    uint32_t b;
    double best = 0.0;
    int any = 0;
    for (a = q->births_at[i]; a < q->births_at[i + 1]; a++)
        for (b = x->party_births_at[party]; b < x->party_births_at[party + 1]; b++) {
            double weight = nv_birth_pair(p, q->births + a, x->party_births + b);
            if (!any || weight > best)
                best = weight;
            any = 1;
        }
    return best;
}

static double nv_countries(const nv_index *x, const nv_weights *p, const nv_queries *q, int64_t i, uint32_t party)
{
    uint32_t b, from = x->party_countries_at[party], end = x->party_countries_at[party + 1];
    int32_t a;
    if (from == end || q->countries_at[i] == q->countries_at[i + 1])
        return 0.0;
    for (a = q->countries_at[i]; a < q->countries_at[i + 1]; a++)
        for (b = from; b < end; b++)
            if (q->countries[a] == x->party_countries[b])
                return p->country;
    return -p->country_differs;
}

#define NV_EVIDENCE_MOST 4

/* What evidence other than the name gives at most for a query and a party, in the reference's order. */
static uint32_t nv_evidence_parts(const nv_index *x, const nv_weights *p, const nv_queries *q, int64_t i, uint32_t party,
                                  double *parts)
{
    uint32_t n = 0;
    parts[n++] = nv_births(x, p, q, i, party);
    parts[n++] = nv_countries(x, p, q, i, party);
    if (q->gender[i] && x->party_gender[party] && q->gender[i] != x->party_gender[party])
        parts[n++] = -p->gender_differs;
    if (p->place > 0 && (q->flags[i] & x->party_flags[party] & NV_PLACED))
        parts[n++] = p->place;
    return n;
}

static double nv_evidence(const nv_index *x, const nv_weights *p, const nv_queries *q, int64_t i, uint32_t party)
{
    double parts[NV_EVIDENCE_MOST], sum = 0.0;
    uint32_t k, n = nv_evidence_parts(x, p, q, i, party, parts);
    for (k = 0; k < n; k++)
        sum += parts[k];
    return sum;
}

/* Whether what is weighed here is all the evidence that there may be for a query. */
static int nv_tells_all(const nv_queries *q, int64_t i)
{
    return !(q->flags[i] & (NV_PLACED | NV_IDENTIFIED));
}

/* The most that a birth date can give, by the days that listed parties were or may have been born on. */
static double nv_most_birth(const nv_session *s, const nv_weights *p, const nv_birth *b)
{
    double most = nv_greater(0.0, p->birth_near);
    if (s->born.any || !nv_are_days(b))
        return nv_greater(nv_greater(most, p->birth_day), p->birth_year);
    if (nv_any_day(s->born.known, b->first, b->last))
        most = nv_greater(most, b->flags & NV_DAY ? p->birth_day : p->birth_year);
    if (nv_any_day(s->born.covered, b->first, b->last))
        most = nv_greater(most, p->birth_year);
    return most;
}

static double nv_most_births(const nv_session *s, const nv_weights *p, const nv_queries *q, int64_t i)
{
    double most = 0.0;
    int32_t a;
    for (a = q->births_at[i]; a < q->births_at[i + 1]; a++)
        most = nv_greater(most, nv_most_birth(s, p, q->births + a));
    return most;
}

/* The most that evidence other than the name can give for a query, whoever is listed. */
static double nv_most_evidence(const nv_session *s, const nv_weights *p, const nv_queries *q, int64_t i)
{
    double most = nv_most_births(s, p, q, i);
    int32_t a;
    for (a = q->countries_at[i]; a < q->countries_at[i + 1]; a++)
        if (q->countries[a] < s->index.head->countries) {
            most += nv_greater(0.0, p->country);
            break;
        }
    if (q->flags[i] & NV_PLACED)
        most += nv_greater(0.0, p->place);
    return most;
}

#endif
