/* What is known of the words that queries have used: which listed words and runs each is like, found once. */
#ifndef NV_SESSION_H
#define NV_SESSION_H

#include "bounds.h"
#include "builder.h"

/* A token of queries. `near`, `runs` and `shortened` (names that it abbreviates) are slices of the session's lists, each once
 * `found` says so. */
typedef struct {
    double weight;
    uint64_t mark;
    size_t near_at, runs_at, peaks_at, shortened_at;
    uint32_t text_at, length, near_n, runs_n, peaks_n, shortened_n, postings;
    uint8_t kind, flags, tongues, found, first_flags; /* the last: of the first word, which is the token's text */
    uint64_t bloom[4];
    uint32_t words_at, words_n, keys_at, keys_n, coarse_at, coarse_n, native;
} nv_qterm;

/* A likeness of a token and the weight of what it is like, of those that may be worth the most. */
typedef struct {
    double likeness;
    float weight; /* rounded up */
} nv_peak;

/* A party's name that may reach the cutoff: the sum of the name's reasons, and with all other evidence. */
typedef struct {
    double total, estimate;
    uint32_t query, party, name;
    uint16_t reading, certain; /* whether the reference takes no more from the estimate than traces */
} nv_hit;

/* The parties of a query that are known to be the best so far. */
#define NV_BEST_MOST 64
typedef struct {
    double estimate[NV_BEST_MOST];
    uint32_t party[NV_BEST_MOST], n, wanted; /* how many there are, and are to be; 0 where all are wanted */
} nv_best;

typedef struct {
    double likeness;
    uint32_t id;
} nv_like;

/* A listed term that a token of queries is like, and what a search needs of it: its weight, the names that have it. */
typedef struct {
    double likeness;
    float weight; /* rounded up */
    uint32_t term, names_at, names_n;
} nv_near;

/* Tokens that may stand for each other, by position; `left` and `right` as bits too. */
typedef struct {
    double gain, likeness, mine, theirs;
    uint64_t left, right;
    uint8_t left_at, left_n, right_at, right_n, acronym;
} nv_edge;

/* What was found of a listed term in the turn of this stamp: the likeness of the texts, and the best of any spelling. */
typedef struct {
    double text, any;
    uint32_t stamp;
} nv_stamp;

/* The tokens of the reading in hand that a listed term is like, as bits; of other readings where the turn differs. */
typedef struct {
    uint64_t tokens;
    uint32_t turn;
    float likeness;  /* of the likest of them, rounded up */
    uint32_t joined; /* one more than the place of the first neighbours that are like it; 0 for none */
} nv_mask;

/* Neighbours among the tokens of the reading in hand that, written together, are like a listed term. */
typedef struct {
    double likeness;
    uint32_t term, next;
    uint8_t at, n;
} nv_joined;

#define NV_DAYS_MOST 3652060 /* the last day of the year 9999 is one before */

/* Days as bits: those that a listed party was born on, and those that one may have been born on of whom less is known. */
typedef struct {
    uint64_t *known, *covered;
    int any; /* that there are others, which no bit stands for */
} nv_days;

typedef struct {
    nv_mem mem;
    nv_rules rules;
    nv_passes passes;
    nv_bounding bounding;
    nv_index index;
    nv_pool words, sounds, bones, coarse;
    nv_ids word_sound, word_bones, word_coarse, qterm_words, qterm_keys, qterm_coarse;
    VEC(uint8_t) word_flags;
    VEC(nv_qterm) qterms;
    VEC(nv_near) near;
    VEC(nv_peak) peaks;
    nv_ids run_ids, shortened_names;
    VEC(double) run_likeness;
    /* scratch of finding likenesses */
    uint8_t *form_mark;
    nv_stamp *stamps;
    uint32_t stamp;
    nv_ids found, touched, stamped, blocks;
    VEC(nv_like) likes;
    /* scratch of a search */
    uint32_t *sums, *met_bits; /* the latter: names met, while those alone are gathered */
    uint8_t *hefts; /* of names: the weight of all words in units of 1 / NV_HEFT, rounded down */
    uint32_t turn;
    nv_mask *masks;
    uint8_t *starts; /* of terms: the first letter as acronyms see it, and what kind of word it is (see below) */
    uint64_t *run_all, *run_any; /* of blocks of runs: bits that the marks of all have, and that those of any have */
    uint32_t mask_turn;
    VEC(nv_joined) joined;
    nv_ids known;
    nv_ids candidates, met, shortened; /* the latter: names that acronyms bring */
    VEC(char) left_text;
    VEC(char) right_text;
    VEC(nv_edge) edges;
    VEC(nv_hit) round;
    nv_best best;
    nv_ids ranks, ranked, waiting, waiting_ranks;
    VEC(nv_hit) hits;
    nv_days born; /* when listed parties were */
    double heaviest;
    uint64_t letter_cost[256]; /* of gathering all names with a word that begins with the letter, in names */
    uint64_t considered, aligned;
} nv_session;

static void nv_session_clear(nv_session *s)
{
    nv_pool_free(&s->words), nv_pool_free(&s->sounds), nv_pool_free(&s->bones), nv_pool_free(&s->coarse);
    VEC_FREE(s->word_sound);
    VEC_FREE(s->word_bones);
    VEC_FREE(s->word_coarse);
    VEC_FREE(s->qterm_words);
    VEC_FREE(s->qterm_keys);
    VEC_FREE(s->qterm_coarse);
    VEC_FREE(s->word_flags);
    VEC_FREE(s->qterms);
    VEC_FREE(s->near);
    VEC_FREE(s->peaks);
    VEC_FREE(s->run_ids);
    VEC_FREE(s->shortened_names);
    VEC_FREE(s->run_likeness);
}

static void nv_session_free(nv_session *s)
{
    nv_session_clear(s);
    free(s->form_mark), free(s->stamps), free(s->sums), free(s->met_bits), free(s->hefts), free(s->masks), free(s->starts), free(s->run_all), free(s->run_any);
    free(s->born.known), free(s->born.covered);
    VEC_FREE(s->found);
    VEC_FREE(s->touched);
    VEC_FREE(s->likes);
    VEC_FREE(s->stamped);
    VEC_FREE(s->blocks);
    VEC_FREE(s->joined);
    VEC_FREE(s->known);
    VEC_FREE(s->candidates);
    VEC_FREE(s->met);
    VEC_FREE(s->shortened);
    VEC_FREE(s->left_text);
    VEC_FREE(s->right_text);
    VEC_FREE(s->edges);
    VEC_FREE(s->round);
    VEC_FREE(s->ranks);
    VEC_FREE(s->ranked);
    VEC_FREE(s->waiting);
    VEC_FREE(s->waiting_ranks);
    VEC_FREE(s->hits);
}

static void nv_find_common(nv_session *s)
{
    const nv_index *x = &s->index;
    uint32_t i, blocks = x->head->runs / NV_BLOCK + 1;
    s->run_all = nv_zeroed(&s->mem, blocks + NV_LANES, sizeof *s->run_all);
    s->run_any = nv_zeroed(&s->mem, blocks + NV_LANES, sizeof *s->run_any);
    memset(s->run_all, 0xff, blocks * sizeof *s->run_all);
    for (i = 0; i < x->head->runs; i++) {
        s->run_all[i / NV_BLOCK] &= x->run_marks[i];
        s->run_any[i / NV_BLOCK] |= x->run_marks[i];
    }
}

static void nv_set_days(uint64_t *days, int32_t first, int32_t last)
{
    int32_t day = first;
    while (day <= last)
        if (day % 64 == 0 && day + 63 <= last)
            days[day / 64] = ~UINT64_C(0), day += 64;
        else
            days[day / 64] |= UINT64_C(1) << day % 64, day++;
}

/* Whether one of the days is set. */
static int nv_any_day(const uint64_t *days, int32_t first, int32_t last)
{
    int32_t day = first;
    while (day <= last)
        if (day % 64 == 0 && !days[day / 64])
            day += 64;
        else if (days[day / 64] >> day % 64 & 1)
            return 1;
        else
            day++;
    return 0;
}

static int nv_are_days(const nv_birth *b)
{
    return b->first >= 0 && b->first <= b->last && b->last < NV_DAYS_MOST;
}

static void nv_find_births(nv_session *s)
{
    const nv_index *x = &s->index;
    uint32_t i;
    s->born.known = nv_zeroed(&s->mem, NV_DAYS_MOST / 64 + 1, sizeof(uint64_t));
    s->born.covered = nv_zeroed(&s->mem, NV_DAYS_MOST / 64 + 1, sizeof(uint64_t));
    for (i = 0; i < x->party_births_at[x->head->parties]; i++) {
        const nv_birth *b = x->party_births + i;
        if (!nv_are_days(b))
            s->born.any = 1;
        else
            nv_set_days(b->flags & NV_DAY ? s->born.known : s->born.covered, b->first, b->last);
    }
}

#define NV_HEFT 32
static void nv_find_hefts(nv_session *s)
{
    const nv_index *x = &s->index;
    uint32_t name;
    s->hefts = nv_zeroed_widely(&s->mem, x->head->names, 1);
    for (name = 0; name < x->head->names; name++) {
        double heft = x->name_weight[name] * NV_HEFT;
        s->hefts[name] = heft >= UINT8_MAX ? UINT8_MAX : heft > 0 ? (uint8_t)heft : 0;
    }
}

/* A letter as one of 32, some of which are several; of `starts`: whether a word is small, which acronyms may leave out, or a
 * number, which may give them several letters. */
enum { NV_STARTS_SMALL = 32, NV_STARTS_NUMBER = 64 };

static uint32_t nv_letter_of(const nv_session *s, char c)
{
    return s->rules.letter[(uint8_t)c] & 31;
}

static void nv_find_starts(nv_session *s)
{
    const nv_index *x = &s->index;
    uint32_t t;
    s->starts = nv_zeroed(&s->mem, x->head->terms, 1);
    for (t = 0; t < x->head->terms; t++) {
        uint32_t kind = nv_is_small(x->term_kind[t]) ? NV_STARTS_SMALL : 0;
        kind = x->term_kind[t] == NV_KIND_NUMBER ? NV_STARTS_NUMBER : kind;
        s->starts[t] = (uint8_t)(nv_letter_of(s, (char)x->term_cards[t].first) | kind);
    }
}

static void nv_session_begin(nv_session *s)
{
    const nv_header *h = s->index.head;
    uint32_t t;
    s->form_mark = nv_zeroed(&s->mem, h->forms, 1);
    s->stamps = nv_zeroed_widely(&s->mem, h->terms, sizeof *s->stamps);
    s->sums = nv_zeroed_widely(&s->mem, h->names, sizeof(uint32_t));
    s->met_bits = nv_zeroed(&s->mem, h->names / 32 + 1, sizeof(uint32_t));
    s->masks = nv_zeroed_widely(&s->mem, h->terms, sizeof *s->masks);
    nv_find_common(s);
    nv_find_births(s);
    nv_find_hefts(s);
    nv_find_starts(s);
    for (t = 0; t < h->terms; t++) {
        s->heaviest = nv_greater(s->heaviest, s->index.term_cards[t].weight);
        s->letter_cost[s->index.term_cards[t].first] += 4 + s->index.term_seen[t].names_n;
    }
}

static uint64_t nv_session_bytes(const nv_session *s)
{
    return s->near.room * sizeof(nv_near) + s->run_ids.room * 12 + s->shortened_names.room * 4 + s->qterms.room * sizeof(nv_qterm) + s->words.text.room +
           s->sounds.text.room + s->words.size * 4 + s->sounds.size * 4 + s->word_sound.room * 16;
}

/* -- tokens of queries --------------------------------------------------------------------------------------------- */

static uint32_t nv_take_line(nv_session *s, nv_pool *pool, nv_lines *lines)
{
    const char *text;
    size_t n;
    if (!nv_next_line(lines, &text, &n))
        longjmp(s->mem.out, NV_BAD_INPUT);
    return nv_intern(&s->mem, pool, text, n);
}

static uint32_t nv_take_word(nv_session *s, nv_lines *forms, nv_lines *sounds, nv_lines *bones, nv_lines *rough)
{
    uint32_t known = nv_pool_count(&s->words), word = nv_take_line(s, &s->words, forms);
    uint32_t sound = nv_take_line(s, &s->sounds, sounds), skeleton = nv_take_line(s, &s->bones, bones);
    uint32_t coarse = nv_take_line(s, &s->coarse, rough);
    const char *text = s->words.text.at + s->words.at.at[word];
    uint32_t n = s->words.at.at[word + 1] - s->words.at.at[word];
    if (!n)
        longjmp(s->mem.out, NV_BAD_INPUT);
    if (word == known) {
        VEC_PUSH(&s->mem, s->word_sound, sound);
        VEC_PUSH(&s->mem, s->word_bones, skeleton);
        VEC_PUSH(&s->mem, s->word_coarse, coarse);
        VEC_PUSH(&s->mem, s->word_flags, nv_flags_of(text, n, nv_vowelless(text, n)));
    }
    return word;
}

static void nv_set_text(const nv_session *s, nv_qterm *q)
{
    uint32_t word = s->qterm_words.at[q->words_at];
    q->text_at = s->words.at.at[word];
    q->length = s->words.at.at[word + 1] - q->text_at;
    q->mark = nv_mark(&s->rules, s->words.text.at + q->text_at, q->length);
    q->first_flags = s->word_flags.at[word];
}

/* Adds tokens of queries; their numbers follow the ones before. */
static void nv_add_qterms(nv_session *s, const nv_sheet *sheet)
{
    nv_lines forms = nv_lines_of(sheet->forms, sheet->forms_size);
    nv_lines sounds = nv_lines_of(sheet->sounds, sheet->sounds_size);
    nv_lines bones = nv_lines_of(sheet->bones, sheet->bones_size), keys = nv_lines_of(sheet->keys, sheet->keys_size);
    nv_lines natives = nv_lines_of(sheet->natives, sheet->natives_size);
    nv_lines coarse = nv_lines_of(sheet->coarse, sheet->coarse_size);
    nv_lines consonants = nv_lines_of(sheet->consonants, sheet->consonants_size);
    const nv_index *x = &s->index;
    const char *text;
    size_t n;
    int64_t i;
    int32_t k;
    for (i = 0; i < sheet->tokens; i++) {
        nv_qterm q;
        memset(&q, 0, sizeof q);
        q.words_at = (uint32_t)s->qterm_words.n;
        q.keys_at = (uint32_t)s->qterm_keys.n;
        q.coarse_at = (uint32_t)s->qterm_coarse.n;
        for (k = sheet->forms_at[i]; k < sheet->forms_at[i + 1]; k++)
            VEC_PUSH(&s->mem, s->qterm_words, nv_take_word(s, &forms, &sounds, &bones, &coarse));
        for (k = sheet->keys_at[i]; k < sheet->keys_at[i + 1]; k++) {
            uint32_t key;
            int of;
            if (!nv_next_line(&keys, &text, &n) || (of = nv_class_of(&s->rules, text, n)) < 0)
                longjmp(s->mem.out, NV_BAD_INPUT);
            q.tongues |= (uint8_t)s->rules.is.class_tongue[of];
            if ((key = nv_find(&x->keys, text, n)) != NV_NONE)
                VEC_PUSH(&s->mem, s->qterm_keys, key);
        }
        for (k = sheet->consonants_at[i]; k < sheet->consonants_at[i + 1]; k++) {
            uint32_t id;
            if (!nv_next_line(&consonants, &text, &n))
                longjmp(s->mem.out, NV_BAD_INPUT);
            if ((id = nv_find(&x->coarse, text, n)) != NV_NONE)
                VEC_PUSH(&s->mem, s->qterm_coarse, id);
        }
        if (!nv_next_line(&natives, &text, &n))
            longjmp(s->mem.out, NV_BAD_INPUT);
        q.native = nv_find(&x->natives, text, n);
        q.words_n = (uint32_t)s->qterm_words.n - q.words_at;
        q.keys_n = (uint32_t)s->qterm_keys.n - q.keys_at;
        q.coarse_n = (uint32_t)s->qterm_coarse.n - q.coarse_at;
        q.kind = sheet->kinds[i];
        q.flags = sheet->flags[i];
        q.weight = sheet->weights[i];
        if (!q.words_n)
            longjmp(s->mem.out, NV_BAD_INPUT);
        nv_set_text(s, &q);
        VEC_PUSH(&s->mem, s->qterms, q);
    }
}

static void nv_session_word(const nv_session *s, uint32_t word, nv_word *w)
{
    uint32_t sound = s->word_sound.at[word], bones = s->word_bones.at[word], coarse = s->word_coarse.at[word];
    w->text = s->words.text.at + s->words.at.at[word];
    w->length = s->words.at.at[word + 1] - s->words.at.at[word];
    w->sound = s->sounds.text.at + s->sounds.at.at[sound];
    w->sound_length = s->sounds.at.at[sound + 1] - s->sounds.at.at[sound];
    w->bones = s->bones.text.at + s->bones.at.at[bones];
    w->bones_length = s->bones.at.at[bones + 1] - s->bones.at.at[bones];
    w->coarse = s->coarse.text.at + s->coarse.at.at[coarse];
    w->coarse_length = s->coarse.at.at[coarse + 1] - s->coarse.at.at[coarse];
    w->flags = s->word_flags.at[word];
}

static void nv_qterm_word(const nv_session *s, const nv_qterm *q, nv_word *w)
{
    nv_session_word(s, s->qterm_words.at[q->words_at], w);
}

#endif
