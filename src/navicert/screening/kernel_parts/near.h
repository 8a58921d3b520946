/* Which listed words a word of a query is like: every one that may be is looked at, and nothing else. */
#ifndef NV_NEAR_H
#define NV_NEAR_H

#include "session.h"

#define NV_TERMS_AHEAD 12 /* terms of which what is needed is on its way from memory */
#define NV_BLOCKS_AHEAD 3 /* blocks of marks, likewise */

enum { NV_MAY = 1, NV_IS_NEAR = 2 };
enum { NV_TERMS_FOUND = 1, NV_RUNS_FOUND = 2, NV_SHORTENED_FOUND = 4 }; /* of a token of queries */

static void nv_touch(nv_session *s, uint32_t form, uint8_t how)
{
    if (!s->form_mark[form])
        VEC_PUSH(&s->mem, s->touched, form);
    s->form_mark[form] |= how;
}

static int nv_compare_start(const nv_texts *t, uint32_t id, const char *text, uint32_t n)
{
    uint32_t m = nv_length(t, id);
    int c = memcmp(t->text + t->at[id], text, m < n ? m : n);
    return c ? c : m < n ? -1 : 0;
}

/* The first form, in order of letters, that does not stand before those that begin so. */
static uint32_t nv_first_with(const nv_index *x, const char *text, uint32_t n)
{
    uint32_t low = 0, high = x->head->forms;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (nv_compare_start(&x->forms.texts, x->form_sorted[middle], text, n) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Forms that begin with the word, and forms with which it begins. */
static void nv_touch_starts(nv_session *s, const nv_word *w)
{
    const nv_index *x = &s->index;
    uint32_t low, n, least = (uint32_t)s->rules.is.shortest_cut;
    if (w->length < least)
        return;
    low = nv_first_with(x, w->text, w->length);
    for (; low < x->head->forms && !nv_compare_start(&x->forms.texts, x->form_sorted[low], w->text, w->length); low++)
        nv_touch(s, x->form_sorted[low], NV_MAY);
    for (n = least ? least : 1; n < w->length; n++) {
        uint32_t form = nv_find(&x->forms.texts, w->text, n);
        if (form != NV_NONE)
            nv_touch(s, form, NV_MAY);
    }
}

/* Forms of the same letters in another order. */
static void nv_touch_exchanged(nv_session *s, const nv_word *w)
{
    const nv_index *x = &s->index;
    uint32_t low = 0, high = x->head->forms, hash = nv_letters_hash(w->text, w->length);
    if (w->length < s->rules.is.shortest_exchanged)
        return;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (x->form_letters_hash[middle] < hash)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < x->head->forms && x->form_letters_hash[low] == hash; low++)
        nv_touch(s, x->form_letters[low], NV_MAY);
}

static void nv_touch_bones(nv_session *s, const nv_word *w)
{
    const nv_index *x = &s->index;
    uint32_t k, bones = nv_find(&x->bones, w->bones, w->bones_length);
    int telling = w->bones_length >= s->rules.is.shortest_bones;
    if (bones == NV_NONE)
        return;
    for (k = x->bones_forms_at[bones]; k < x->bones_forms_at[bones + 1]; k++) {
        uint32_t form = x->bones_forms[k];
        if (telling || ((w->flags | x->form_words[form].flags) & NV_VOWELLESS))
            nv_touch(s, form, telling ? NV_IS_NEAR : NV_MAY);
    }
}

/* Forms that are the word without its vowels. */
static void nv_touch_stripped(nv_session *s, const nv_word *w)
{
    char stripped[NV_LONGEST + 2];
    int way;
    for (way = 0; way < 4; way++) {
        uint32_t m = nv_strip(w->text, w->length, way & 1, way >> 1, stripped), form;
        if (m && (form = nv_find(&s->index.forms.texts, stripped, m)) != NV_NONE)
            nv_touch(s, form, NV_MAY);
    }
}

/* Whether the word may be another one without the vowels between its consonants. */
static int nv_may_be_stripped(const nv_word *w)
{
    return w->length >= 2 && w->length < NV_LONGEST && !nv_has_inner_vowel(w->text, w->length) &&
           nv_all_letters(w->text, w->length);
}

/* Forms that are the word with vowels between its consonants; they begin with its first letter or with a vowel. */
static void nv_touch_vowelled(nv_session *s, const nv_word *w)
{
    static const char vowels[] = "aeiou";
    const nv_index *x = &s->index;
    const uint64_t mark = nv_mark(&s->rules, w->text, w->length), once = nv_mark(&s->rules, vowels, 5);
    const uint64_t vowel = once | once << 32;
    char first[6];
    uint32_t i, n = 0, low, end;
    if (!nv_may_be_stripped(w))
        return;
    first[n++] = w->text[0];
    for (i = 0; i < 5 && !nv_full_vowel(w->text[0]) && w->length > 2; i++)
        first[n++] = vowels[i];
    for (i = 0; i < n; i++) {
        char next = (char)(first[i] + 1);
        for (low = nv_first_with(x, first + i, 1), end = nv_first_with(x, &next, 1); low < end; low++) {
            nv_word full;
            if ((x->form_marks[x->form_sorted[low]] ^ mark) & ~vowel)
                continue; /* other consonants */
            full.text = x->form_text + x->form_at[x->form_sorted[low]];
            full.length = nv_length(&x->forms.texts, x->form_sorted[low]);
            if (nv_is_stripped(w, &full))
                nv_touch(s, x->form_sorted[low], NV_MAY);
        }
    }
}

/* Bounds the distances of a word, in letters or in sound, from words side by side. */
static void nv_bound(const nv_session *s, const char *text, uint32_t n, const nv_beside *others, uint8_t *units)
{
    uint8_t letters[NV_BOUND_LONGEST];
    uint32_t i;
    memset(units, 0, NV_SIDE);
    if (n > NV_BOUND_LONGEST)
        return;
    for (i = 0; i < n; i++)
        letters[i] = s->rules.letter[(uint8_t)text[i]];
    s->bounding(&s->rules.costs, letters, n, others, units);
}

/* Adds to `s->likes`, of at most NV_SIDE forms that were touched, those that are like the word. */
static void nv_measure(nv_session *s, const nv_word *w, const uint32_t *forms, uint32_t n)
{
    const nv_rules *r = &s->rules;
    nv_beside texts, sounds;
    nv_word others[NV_SIDE];
    uint8_t seen[NV_SIDE], heard[NV_SIDE];
    uint32_t k;
    nv_beside_clear(&texts);
    nv_beside_clear(&sounds);
    for (k = 0; k < n; k++)
        NV_PREFETCH(s->index.form_words + forms[k]);
    for (k = 0; k < n; k++) {
        nv_form_word(&s->index, forms[k], others + k);
        NV_PREFETCH(others[k].text);
    }
    for (k = 0; k < n; k++) {
        nv_beside_add(r, &texts, k, others[k].text, others[k].length);
        nv_beside_add(r, &sounds, k, others[k].sound, others[k].sound_length);
    }
    nv_bound(s, w->text, w->length, &texts, seen);
    nv_bound(s, w->sound, w->sound_length, &sounds, heard);
    for (k = 0; k < n; k++) {
        const nv_word *other = others + k;
        nv_at_most most;
        nv_like like;
        most.seen = nv_most_spelled(r, w->text, w->length, other->text, other->length, seen[k]);
        most.heard = nv_most_spelled(r, w->sound, w->sound_length, other->sound, other->sound_length, heard[k]);
        like.id = forms[k];
        like.likeness = nv_word_likeness(r, w, other, s->form_mark[like.id] & NV_IS_NEAR, most);
        s->form_mark[like.id] = 0;
        if (like.likeness > 0)
            VEC_PUSH(&s->mem, s->likes, like);
    }
}

/* Every form that is like the word, in `s->likes`. */
static void nv_find_forms(nv_session *s, const nv_word *w)
{
    const nv_index *x = &s->index;
    size_t i;
    uint32_t k;
    s->likes.n = s->found.n = s->touched.n = 0;
    nv_close(&s->mem, &s->rules, &s->passes, &x->forms, w->text, w->length, &s->found);
    for (i = 0; i < s->found.n; i++)
        nv_touch(s, s->found.at[i], NV_IS_NEAR);
    s->found.n = 0;
    nv_close(&s->mem, &s->rules, &s->passes, &x->sounds, w->sound, w->sound_length, &s->found);
    for (i = 0; i < s->found.n; i++)
        for (k = x->sound_forms_at[s->found.at[i]]; k < x->sound_forms_at[s->found.at[i] + 1]; k++)
            nv_touch(s, x->sound_forms[k], NV_IS_NEAR);
    nv_touch_bones(s, w);
    nv_touch_starts(s, w);
    nv_touch_stripped(s, w);
    nv_touch_vowelled(s, w);
    nv_touch_exchanged(s, w);
    for (i = 0; i < s->touched.n; i += NV_SIDE)
        nv_measure(s, w, s->touched.at + i, s->touched.n - i < NV_SIDE ? (uint32_t)(s->touched.n - i) : NV_SIDE);
}

static nv_stamp *nv_stamp_term(nv_session *s, uint32_t term)
{
    nv_stamp *stamp = s->stamps + term;
    if (stamp->stamp != s->stamp) {
        stamp->stamp = s->stamp;
        stamp->text = stamp->any = 0.0;
        VEC_PUSH(&s->mem, s->stamped, term);
    }
    return stamp;
}

static void nv_take_term(nv_session *s, uint32_t term, double likeness, int is_text)
{
    nv_stamp *stamp = nv_stamp_term(s, term);
    if (is_text)
        stamp->text = likeness;
    stamp->any = nv_greater(stamp->any, likeness);
}

/* The terms of the forms found, each with the likeness of the texts and the best of all spellings. */
static void nv_take_forms(nv_session *s, int is_text)
{
    const nv_index *x = &s->index;
    size_t i;
    uint32_t k;
    for (i = 0; i < s->likes.n; i++) {
        nv_like like = s->likes.at[i];
        const nv_form *form = x->form_words + like.id;
        if (form->sole) {
            nv_take_term(s, form->term, like.likeness, is_text && form->sole & NV_SOLE_TEXT);
            continue;
        }
        for (k = x->form_terms_at[like.id]; k < x->form_terms_at[like.id + 1]; k++)
            nv_take_term(s, x->form_terms[k], like.likeness, is_text && x->term_form[x->form_terms[k]] == like.id);
    }
}

static void nv_take_keys(nv_session *s, const nv_qterm *q)
{
    const nv_index *x = &s->index;
    uint32_t i, k;
    for (i = 0; i < q->keys_n; i++) {
        uint32_t key = s->qterm_keys.at[q->keys_at + i];
        for (k = x->key_terms_at[key]; k < x->key_terms_at[key + 1]; k++)
            nv_stamp_term(s, x->key_terms[k]);
    }
}

static void nv_take_consonants(nv_session *s, const nv_qterm *q, const nv_word *w)
{
    const nv_index *x = &s->index;
    uint32_t i, k, j, own = nv_find(&x->coarse, w->coarse, w->coarse_length);
    int unvowelled = q->flags & NV_UNVOWELLED;
    for (i = 0; i < (unvowelled ? q->coarse_n : 1); i++) {
        uint32_t coarse = unvowelled ? s->qterm_coarse.at[q->coarse_at + i] : own;
        if (coarse == NV_NONE || nv_length(&x->coarse, coarse) < 2)
            continue;
        for (k = x->coarse_terms_at[coarse]; k < x->coarse_terms_at[coarse + 1]; k++)
            nv_stamp_term(s, x->coarse_terms[k]);
        if (unvowelled)
            for (k = x->coarse_forms_at[coarse]; k < x->coarse_forms_at[coarse + 1]; k++)
                for (j = x->form_terms_at[x->coarse_forms[k]]; j < x->form_terms_at[x->coarse_forms[k] + 1]; j++)
                    nv_stamp_term(s, x->form_terms[j]);
    }
}

static void nv_take_initial(nv_session *s, const nv_word *w)
{
    const nv_index *x = &s->index;
    uint32_t k, form;
    if (w->length < 2 || !(w->flags & NV_ALPHA_FIRST) || (form = nv_find(&x->forms.texts, w->text, 1)) == NV_NONE)
        return;
    for (k = x->form_terms_at[form]; k < x->form_terms_at[form + 1]; k++)
        nv_stamp_term(s, x->form_terms[k]);
}

/* The likeness that common keys give; 0 without one, -1 where both are known syllables of one language or other
 * places. */
static double nv_of_class(const nv_session *s, const nv_qterm *q, uint32_t term, const nv_term *seen)
{
    const nv_index *x = &s->index;
    uint32_t i, k;
    double best = 0.0;
    if (!(seen->extent & NV_KEYED))
        return 0.0;
    for (i = 0; i < q->keys_n; i++)
        for (k = x->term_keys_at[term]; k < x->term_keys_at[term + 1]; k++)
            if (s->qterm_keys.at[q->keys_at + i] == x->term_keys[k]) {
                const char *key = x->key_text + x->key_at[x->term_keys[k]];
                int of = nv_class_of(&s->rules, key, nv_length(&x->keys, x->term_keys[k]));
                if (of >= 0)
                    best = nv_greater(best, s->rules.is.class_likeness[of]);
            }
    if (best > 0)
        return ((q->flags | seen->flags) & NV_NATIVE) || best < s->rules.is.romanised ? best : s->rules.is.romanised;
    return q->tongues & seen->tongues ? -1.0 : 0.0;
}

static double nv_of_consonants(const nv_session *s, const nv_qterm *q, const nv_word *w, uint32_t term)
{
    const nv_index *x = &s->index;
    uint32_t i, k, longest = 0, mine, theirs, own, listed = x->form_coarse[x->term_form[term]];
    uint32_t from = x->term_coarse_at[term], end = x->term_coarse_at[term + 1];
    int unvowelled = q->flags & NV_UNVOWELLED, other = x->term_flags[term] & NV_UNVOWELLED;
    if (!unvowelled && !other)
        return 0.0;
    own = nv_find(&x->coarse, w->coarse, w->coarse_length);
    for (i = 0; i < (unvowelled ? q->coarse_n : 1); i++) {
        mine = unvowelled ? s->qterm_coarse.at[q->coarse_at + i] : own;
        for (k = other ? from : 0; k < (other ? end : 1); k++) {
            theirs = other ? x->term_coarse[k] : listed;
            if (mine == theirs && mine != NV_NONE)
                longest = nv_longer(longest, nv_length(&x->coarse, mine));
        }
    }
    return longest > 2 ? s->rules.is.same_consonants : longest == 2 ? s->rules.is.same_two_consonants : 0.0;
}

static double nv_initial_likeness(const nv_session *s, const nv_word *w, uint32_t term)
{
    int same = (w->flags & NV_ALPHA_FIRST) && (uint8_t)w->text[0] == s->index.term_cards[term].first;
    return same ? s->rules.is.initial : 0.0;
}

/* The likeness of a token of a query and a listed one; that of their words is known, and 1 for equal ones alone. */
static double nv_token_likeness(const nv_session *s, const nv_qterm *q, const nv_word *w, uint32_t term, double texts,
                                double any)
{
    const nv_term *seen = s->index.term_seen + term;
    double likeness;
    if (texts == 1.0)
        return (q->flags & seen->flags & NV_NATIVE) && q->native != s->index.term_native[term]
                   ? s->rules.is.other_character
                   : 1.0;
    likeness = nv_of_class(s, q, term, seen);
    if (w->length == 1 || (seen->extent & NV_ONE_LETTER))
        return likeness > 0 ? likeness : nv_initial_likeness(s, w, term);
    if (likeness < 0) {
        if (q->tongues & seen->tongues & ~NV_SYLLABIC)
            return 0.0;
        if (any == 1.0 && ((q->flags | seen->flags) & NV_NATIVE))
            return s->rules.is.romanised;
        likeness = s->rules.is.other_syllable * texts;
        return likeness >= s->rules.is.least ? likeness : 0.0;
    }
    likeness = nv_greater(likeness, texts);
    if ((q->flags | seen->flags) & NV_NATIVE) {
        any *= s->rules.is.from_script;
        if (any >= s->rules.is.least)
            likeness = nv_greater(likeness, any);
        likeness = nv_greater(likeness, nv_of_consonants(s, q, w, term));
    }
    return likeness;
}

static int nv_by_id(const void *left, const void *right)
{
    uint32_t a = ((const nv_like *)left)->id, b = ((const nv_like *)right)->id;
    return a < b ? -1 : a > b;
}

static uint32_t nv_bloom_bit(uint32_t term)
{
    return (term * UINT32_C(2654435761)) >> 24;
}

static uint32_t nv_postings_of(const nv_index *x, uint32_t term)
{
    return x->term_names_at[term + 1] - x->term_names_at[term];
}

/*
 * Keeps, of what a token is like, what may be worth the most. What a pair is worth (see search.h) rises or falls evenly
 * with the share T that is needed: what is worth no more at T = 0 and T = 1 never is.
 */
static void nv_keep_peaks(nv_session *s, nv_qterm *q)
{
    double b = s->rules.is.entry_share, mine = q->weight;
    uint32_t i, k;
    q->peaks_at = s->peaks.n;
    for (i = 0; i < q->near_n; i++) {
        const nv_near *near = s->near.at + q->near_at + i;
        double low = near->likeness * (mine + b * near->weight), high = low - b * near->weight;
        nv_peak peak;
        int beaten = 0;
        for (k = 0; k < q->peaks_n; k++) {
            const nv_peak *p = s->peaks.at + q->peaks_at + k;
            double other = p->likeness * (mine + b * p->weight);
            beaten |= other >= low && other - b * p->weight >= high;
        }
        if (beaten)
            continue;
        for (k = 0; k < q->peaks_n;) {
            nv_peak *p = s->peaks.at + q->peaks_at + k;
            double other = p->likeness * (mine + b * p->weight);
            if (low >= other && high >= other - b * p->weight)
                *p = s->peaks.at[q->peaks_at + --q->peaks_n];
            else
                k++;
        }
        s->peaks.n = q->peaks_at + q->peaks_n++;
        peak.likeness = near->likeness;
        peak.weight = near->weight;
        VEC_PUSH(&s->mem, s->peaks, peak);
    }
}

/* Finds the listed terms that a token is like, all but those that only begin with an initial. */
static void nv_find_terms(nv_session *s, uint32_t number)
{
    nv_qterm *q = s->qterms.at + number;
    nv_word w;
    size_t i;
    uint32_t k;
    if (!++s->stamp) {
        memset(s->stamps, 0, s->index.head->terms * sizeof *s->stamps);
        s->stamp = 1;
    }
    s->stamped.n = 0;
    for (k = 0; k < q->words_n; k++) {
        nv_session_word(s, s->qterm_words.at[q->words_at + k], &w);
        nv_find_forms(s, &w);
        nv_take_forms(s, k == 0);
    }
    nv_qterm_word(s, q, &w);
    nv_take_keys(s, q);
    nv_take_consonants(s, q, &w);
    nv_take_initial(s, &w);
    s->likes.n = 0;
    for (i = 0; i < s->stamped.n; i++) {
        nv_like like;
        like.id = s->stamped.at[i];
        if (i + NV_TERMS_AHEAD < s->stamped.n)
            NV_PREFETCH(s->index.term_seen + s->stamped.at[i + NV_TERMS_AHEAD]);
        like.likeness = nv_token_likeness(s, q, &w, like.id, s->stamps[like.id].text, s->stamps[like.id].any);
        if (like.likeness > 0)
            VEC_PUSH(&s->mem, s->likes, like);
    }
    if (s->likes.n)
        qsort(s->likes.at, s->likes.n, sizeof *s->likes.at, nv_by_id);
    q->near_at = s->near.n;
    q->near_n = (uint32_t)s->likes.n;
    q->postings = 0;
    for (i = 0; i < s->likes.n; i++) {
        uint32_t term = s->likes.at[i].id, bit = nv_bloom_bit(term);
        const nv_term *seen = s->index.term_seen + term;
        nv_near near;
        near.likeness = s->likes.at[i].likeness;
        near.weight = seen->weight;
        near.term = term;
        near.names_at = seen->names_at;
        near.names_n = seen->names_n;
        q->bloom[bit / 64] |= UINT64_C(1) << bit % 64;
        q->postings += near.names_n;
        VEC_PUSH(&s->mem, s->near, near);
    }
    nv_keep_peaks(s, q);
}

/*
 * Texts from `at` to `end` whose marks allow so many slips, added to `s->found`. A slip changes two bits at most; of them
 * `apart`, by which the lengths differ, are a letter more or less, which changes one.
 */
static void nv_scan_marks(nv_session *s, const uint64_t *marks, uint32_t at, uint32_t end, uint64_t mark, uint32_t slips,
                          uint32_t apart)
{
    if (at < end && apart <= slips) {
        VEC_RESERVE(&s->mem, s->found, end - at + 1);
        s->found.n += s->passes.marked(marks, mark, 2 * slips - apart, at, end, s->found.at + s->found.n);
    }
}

static void nv_fetch_block(const uint64_t *marks, uint32_t block)
{
    uint32_t i;
    for (i = 0; i < NV_BLOCK; i += 8)
        NV_PREFETCH(marks + NV_BLOCK * block + i);
    (void)marks, (void)block; /* where nothing can be fetched */
}

/* The same for runs, block by block: one whose marks all differ in too many bits is passed over. */
static void nv_scan_runs(nv_session *s, uint32_t at, uint32_t end, uint64_t mark, uint32_t slips, uint32_t apart)
{
    uint32_t first = at / NV_BLOCK, behind = (end + NV_BLOCK - 1) / NV_BLOCK, i, n, *blocks;
    if (at >= end || apart > slips)
        return;
    VEC_RESERVE(&s->mem, s->blocks, behind - first + 1);
    blocks = s->blocks.at;
    n = s->passes.blocked(s->run_all, s->run_any, mark, 2 * slips - apart, first, behind, blocks);
    for (i = 0; i < n; i++) {
        uint32_t from = blocks[i] * NV_BLOCK, stop = from + NV_BLOCK;
        if (i + NV_BLOCKS_AHEAD < n)
            nv_fetch_block(s->index.run_marks, blocks[i + NV_BLOCKS_AHEAD]);
        nv_scan_marks(s, s->index.run_marks, from > at ? from : at, stop < end ? stop : end, mark, slips, apart);
    }
}

/* Fetches what is needed of runs further on among those found. */
static void nv_fetch_runs(const nv_session *s, size_t i)
{
    const nv_index *x = &s->index;
    const uint32_t *found = s->found.at;
    if (i + NV_TERMS_AHEAD < s->found.n)
        NV_PREFETCH(x->run_at + found[i + NV_TERMS_AHEAD]);
    if (i + NV_TERMS_AHEAD / 2 < s->found.n)
        NV_PREFETCH(x->run_text + x->run_at[found[i + NV_TERMS_AHEAD / 2]]);
    (void)x, (void)found; /* where nothing can be fetched */
}

/* Finds the runs of listed names that a token is like. */
static void nv_find_runs(nv_session *s, uint32_t number)
{
    nv_qterm *q = s->qterms.at + number;
    const nv_index *x = &s->index;
    nv_pattern pattern;
    nv_word w;
    uint32_t length, window;
    uint64_t mark;
    size_t i;
    nv_qterm_word(s, q, &w);
    q->runs_at = s->run_ids.n;
    q->runs_n = 0;
    if (w.length < s->rules.is.glued_least)
        return;
    nv_pattern_set(&s->rules, &pattern, w.text, w.length);
    mark = nv_mark(&s->rules, w.text, w.length);
    window = (uint32_t)nv_limit(s->rules.is.glued_window, w.length);
    s->found.n = 0;
    for (length = w.length > window ? w.length - window : 1; length <= w.length + window; length++) {
        uint32_t slips = (uint32_t)nv_limit(s->rules.is.glued_slips, nv_longer(length, w.length));
        uint32_t apart = length > w.length ? length - w.length : w.length - length;
        if (length <= NV_LONGEST)
            nv_scan_runs(s, x->run_group[length], x->run_group[length + 1], mark, slips, apart);
    }
    if (w.length + window > NV_LONGEST)
        for (length = x->run_group[NV_LONGEST + 1]; length < x->head->runs; length++) {
            uint32_t other = nv_length(&x->runs, length);
            if ((other > w.length ? other - w.length : w.length - other) <= window)
                VEC_PUSH(&s->mem, s->found, length);
        }
    for (i = 0; i < s->found.n; i++) {
        uint32_t run = s->found.at[i];
        double likeness;
        nv_fetch_runs(s, i);
        likeness = nv_glued(&s->rules, &pattern, w.text, x->run_text + x->run_at[run], nv_length(&x->runs, run));
        if (likeness > 0) {
            VEC_PUSH(&s->mem, s->run_ids, run);
            VEC_PUSH(&s->mem, s->run_likeness, likeness);
            q->runs_n++;
        }
    }
}

static void nv_know_runs(nv_session *s, uint32_t number)
{
    if (s->qterms.at[number].found & NV_RUNS_FOUND)
        return;
    nv_find_runs(s, number);
    s->qterms.at[number].found |= NV_RUNS_FOUND;
}

static void nv_know(nv_session *s, uint32_t number)
{
    if (s->qterms.at[number].found & NV_TERMS_FOUND)
        return;
    nv_find_terms(s, number);
    s->qterms.at[number].found |= NV_TERMS_FOUND;
}

/* The likeness of two tokens, from what was found. */
static double nv_pair_likeness(const nv_session *s, const nv_qterm *q, const nv_word *w, uint32_t term)
{
    uint32_t bit = nv_bloom_bit(term), low = 0, high = q->near_n;
    const nv_near *near = s->near.at + q->near_at;
    if (q->bloom[bit / 64] >> bit % 64 & 1) {
        while (low < high) {
            uint32_t middle = (low + high) / 2;
            if (near[middle].term < term)
                low = middle + 1;
            else
                high = middle;
        }
        if (low < q->near_n && near[low].term == term)
            return near[low].likeness;
    }
    return w->length == 1 ? nv_initial_likeness(s, w, term) : 0.0;
}

#endif
