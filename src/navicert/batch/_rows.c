/*
 * The compiled pass over rows of a file of transactions: plain functions that rows_kernel.py calls through ctypes. No
 * part of it knows Python, and none decides anything.
 *
 * A recall holds what was found about situations, by what tells a situation apart: numbers that each row's columns give
 * when the programme of a stage is run over them. Rows whose situations are all known are answered here; for the others
 * it says what is missing, once for each situation, and the reference (stages.py, situations.py) finds it.
 *
 * Functions give a count, or a negative code: no memory.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#define NR_API __declspec(dllexport)
#else
#define NR_API __attribute__((visibility("default")))
#endif

#define NR_ABI 1
#if !defined(NR_BUILT_FROM)
#define NR_BUILT_FROM "" /* setup.py gives the hash of this source */
#endif
#define NR_NO_MEMORY (-1)
#define NO_DAY INT32_MIN
#define PENDING INT32_MIN
#define MOST_WORDS 64     /* that a list of operations may take */
#define OTHER_STAGE (-100) /* a value of this or less names the stage at which to look on */

NR_API int nr_abi(void) { return NR_ABI; }

NR_API const char *nr_built_from(void) { return NR_BUILT_FROM; }

/* -- what programmes are made of --------------------------------------------------------------------------------- */

enum {
    OP_CODE,      /* table[codes[column]] */
    OP_GOODS,     /* table[goods] */
    OP_AMOUNT,    /* amounts[column], -1: not told yet */
    OP_NUMBER,    /* which of the cuts a number is, or between which it lies */
    OP_GIVEN,     /* which of these keys are given */
    OP_ANY_GIVEN, /* whether one of them is */
    OP_DAY,       /* between which cuts a day lies */
    OP_TURN,      /* the same for its day of the year */
    OP_EXACT,     /* the day */
    OP_ORDER,     /* how two days lie to each other */
    OP_LATEST,    /* between which cuts the latest of some days lies */
    OP_EARLIEST,  /* the earliest of them */
    OP_SINCE      /* whether a day follows another by no more than so many */
};

/* `width` are the bits that its numbers take; they stand in a word of a key, from `shift` on. */
typedef struct {
    int32_t what, column, other, count;
    int64_t bits;
    const void *cuts;
    int32_t width, word, shift, unused;
} nr_op;

typedef struct {
    const int32_t *const *codes;
    const int32_t *goods;
    const int32_t *const *days;
    const double *const *numbers;
    const int64_t *given;
    const int32_t *const *amounts;
} nr_chunk;

typedef struct {
    int32_t at, count, words;
} nr_list;

typedef struct {
    nr_list head;
    int64_t bits;
} nr_stage;

typedef struct {
    uint64_t hash;
    uint32_t at, size;
    int32_t value;
} nr_entry;

enum { MISS_KIND, MISS_VARIANT, MISS_AMOUNT, MISS_SITUATION };

typedef struct {
    int32_t what, stage, regime, entry;
    int64_t row, given;
} nr_miss;

typedef struct {
    void *items;
    int64_t count, room, size;
} nr_many;

/* A row to look at: its place among those of a pass, the stage, and what is known of its kind. */
typedef struct {
    int32_t place, stage, first, second;
} nr_item;

typedef struct {
    int32_t regimes, failed;
    nr_list kind;
    nr_many items, ops, stages, variants, tables, kinds, vectors, entries, words, misses;
    uint32_t *slots;
    uint64_t slot_count;
} nr_recall;

#define AT(many, type, place) (((type *)(many).items)[place])

static void *more(nr_many *many, int64_t count)
{
    if (!many->items || many->count + count > many->room) {
        int64_t room = many->room ? 2 * many->room : 64;
        while (room < many->count + count)
            room *= 2;
        void *items = realloc(many->items, (size_t)(room * many->size));
        if (!items)
            return NULL;
        many->items = items;
        many->room = room;
    }
    void *place = (char *)many->items + many->count * many->size;
    many->count += count;
    return place;
}

static int64_t added(nr_many *many, const void *items, int64_t count)
{
    void *place = more(many, count);
    if (!place)
        return NR_NO_MEMORY;
    if (count)
        memcpy(place, items, (size_t)(count * many->size));
    return many->count - count;
}

NR_API void nr_free(nr_recall *recall)
{
    if (!recall)
        return;
    nr_many *all[] = {&recall->items, &recall->ops,     &recall->stages,  &recall->variants, &recall->tables, &recall->kinds,
                      &recall->vectors, &recall->entries, &recall->words,    &recall->misses};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]->items);
    free(recall->slots);
    free(recall);
}

NR_API nr_recall *nr_new(int32_t regimes)
{
    nr_recall *recall = calloc(1, sizeof *recall);
    if (!recall)
        return NULL;
    recall->regimes = regimes;
    recall->items.size = sizeof(nr_item);
    recall->ops.size = sizeof(nr_op);
    recall->stages.size = sizeof(nr_stage);
    recall->variants.size = sizeof(nr_list);
    recall->tables.size = sizeof(const int32_t *);
    recall->kinds.size = (int64_t)sizeof(int32_t) * (2 + 2 * regimes);
    recall->vectors.size = (int64_t)sizeof(int32_t) * regimes;
    recall->entries.size = sizeof(nr_entry);
    recall->words.size = sizeof(uint64_t);
    recall->misses.size = sizeof(nr_miss);
    recall->slot_count = 1024;
    recall->slots = calloc(recall->slot_count, sizeof *recall->slots);
    if (!recall->slots) {
        nr_free(recall);
        return NULL;
    }
    return recall;
}

/* Lays a list of operations out in words of keys, none across two of them. */
static int64_t listed(nr_recall *recall, const nr_op *ops, int64_t count, nr_list *list)
{
    int64_t at = added(&recall->ops, ops, count);
    int32_t word = 0, used = 0;
    if (at < 0)
        return at;
    for (int64_t i = at; i < at + count; i++) {
        nr_op *op = &AT(recall->ops, nr_op, i);
        if (used + op->width > 64) {
            word++;
            used = 0;
        }
        op->word = word;
        op->shift = used;
        used += op->width;
    }
    list->at = (int32_t)at;
    list->count = (int32_t)count;
    list->words = word + (used > 0);
    return list->words > MOST_WORDS ? NR_NO_MEMORY : at;
}

/* What tells kinds of rows apart. */
NR_API int64_t nr_set_kind(nr_recall *recall, const nr_op *ops, int64_t count)
{
    return listed(recall, ops, count, &recall->kind);
}

/* A stage: what is looked at whatever days are given, and the keys that tell its variants apart. */
NR_API int64_t nr_add_stage(nr_recall *recall, const nr_op *ops, int64_t count, int64_t bits)
{
    nr_stage stage = {{0, 0, 0}, bits};
    return listed(recall, ops, count, &stage.head) < 0 ? NR_NO_MEMORY : added(&recall->stages, &stage, 1);
}

/* What is looked at in days where some of them are given. */
NR_API int64_t nr_add_variant(nr_recall *recall, const nr_op *ops, int64_t count)
{
    nr_list list = {0, 0, 0};
    return listed(recall, ops, count, &list) < 0 ? NR_NO_MEMORY : added(&recall->variants, &list, 1);
}

NR_API int64_t nr_add_table(nr_recall *recall, const int32_t *table) { return added(&recall->tables, &table, 1); }

NR_API void nr_set_table(nr_recall *recall, int64_t number, const int32_t *table)
{
    AT(recall->tables, const int32_t *, number) = table;
}

/* A kind: whether it is plain, what it touches, then stage and code by regime. */
NR_API int64_t nr_add_kind(nr_recall *recall, const int32_t *kind) { return added(&recall->kinds, kind, 1); }

/* What all regimes find of a plain situation. */
NR_API int64_t nr_add_vector(nr_recall *recall, const int32_t *found) { return added(&recall->vectors, found, 1); }

NR_API void nr_set_value(nr_recall *recall, int64_t entry, int32_t value)
{
    AT(recall->entries, nr_entry, entry).value = value;
}

/* What was missed since this was asked last; the next pass may write over it. */
NR_API int64_t nr_misses(nr_recall *recall, const nr_miss **misses)
{
    int64_t count = recall->misses.count;
    *misses = recall->misses.items;
    recall->misses.count = 0;
    return count;
}

/* -- situations by what tells them apart -------------------------------------------------------------------------- */

static uint64_t hash_of(const uint64_t *words, uint32_t size)
{
    uint64_t hash = 0x9E3779B97F4A7C15u * (size + 1);
    for (uint32_t i = 0; i < size; i++) {
        hash = (hash ^ words[i]) * 0x9FB21C651E98DF25u;
        hash ^= hash >> 29;
    }
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 32;
}

static int grown(nr_recall *recall)
{
    uint64_t count = recall->slot_count * 2, mask = count - 1;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots)
        return 0;
    for (int64_t i = 0; i < recall->entries.count; i++) {
        uint64_t at = AT(recall->entries, nr_entry, i).hash & mask;
        while (slots[at])
            at = (at + 1) & mask;
        slots[at] = (uint32_t)i + 1;
    }
    free(recall->slots);
    recall->slots = slots;
    recall->slot_count = count;
    return 1;
}

static int same_words(const uint64_t *left, const uint64_t *right, uint32_t size)
{
    uint64_t differ = 0;
    for (uint32_t i = 0; i < size; i++)
        differ |= left[i] ^ right[i];
    return !differ;
}

/* The entry for these words, made where there is none; `is_new` says so. */
static int64_t entry_of(nr_recall *recall, const uint64_t *words, uint32_t size, int *is_new)
{
    uint64_t hash = hash_of(words, size), mask = recall->slot_count - 1, at = hash & mask;
    *is_new = 0;
    for (; recall->slots[at]; at = (at + 1) & mask) {
        const nr_entry *entry = &AT(recall->entries, nr_entry, recall->slots[at] - 1);
        if (entry->hash == hash && entry->size == size
            && same_words(&AT(recall->words, uint64_t, entry->at), words, size))
            return recall->slots[at] - 1;
    }
    nr_entry entry = {hash, 0, size, PENDING};
    int64_t kept = added(&recall->words, words, size);
    if (kept < 0 || kept + size > UINT32_MAX || recall->entries.count >= INT32_MAX)
        return NR_NO_MEMORY;
    entry.at = (uint32_t)kept;
    int64_t number = added(&recall->entries, &entry, 1);
    if (number < 0)
        return NR_NO_MEMORY;
    recall->slots[at] = (uint32_t)number + 1;
    *is_new = 1;
    if ((uint64_t)recall->entries.count * 2 > recall->slot_count && !grown(recall))
        return NR_NO_MEMORY;
    return number;
}

static void miss(nr_recall *recall, int32_t what, int32_t stage, int32_t regime, int64_t entry, int64_t row, int64_t given)
{
    nr_miss missing = {what, stage, regime, (int32_t)entry, row, given};
    if (added(&recall->misses, &missing, 1) < 0)
        recall->failed = 1;
}

/* -- running programmes -------------------------------------------------------------------------------------------- */

#define BLOCK 128 /* rows looked at together, operation by operation */

static uint64_t days_before(const int32_t *cuts, int32_t count, int32_t day)
{
    const int32_t *from = cuts;
    if (!count)
        return 0;
    while (count > 1) {
        int32_t half = count / 2;
        from += from[half - 1] <= day ? half : 0;
        count -= half;
    }
    return (uint64_t)(from - cuts + (*from <= day));
}

/* Month and day of the month, 32 to a month, of a day since 1970 (Howard Hinnant's civil_from_days). */
static int32_t day_of_year(int32_t day)
{
    int64_t z = (int64_t)day + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    return (int32_t)((mp < 10 ? mp + 3 : mp - 9) * 32 + doy - (153 * mp + 2) / 5 + 1);
}

static uint64_t stretch(const double *cuts, int32_t count, double number)
{
    uint64_t passed = 0;
    for (int32_t i = 0; i < count; i++)
        passed += !(cuts[i] >= number) + !(cuts[i] > number); /* what is no number lies behind all */
    return passed;
}

static int32_t bound_of(const nr_chunk *chunk, int64_t columns, int64_t row, int latest)
{
    int32_t bound = latest ? INT32_MIN : INT32_MAX;
    for (int32_t column = 0; columns; column++, columns >>= 1)
        if (columns & 1) {
            int32_t day = chunk->days[column] ? chunk->days[column][row] : NO_DAY;
            if (latest ? day > bound : day < bound)
                bound = day;
        }
    return bound;
}

/* Keys of rows of a block, word by word; `bad` are rows of which an amount is not told yet. */
typedef struct {
    int32_t count;
    int64_t rows[BLOCK];
    uint8_t bad[BLOCK];
    uint64_t words[2 * MOST_WORDS + 2][BLOCK];
} nr_block;

#define EACH(number)                                       \
    for (int32_t i = 0; i < block->count; i++) {           \
        const int64_t row = block->rows[i];                \
        (void)row;                                         \
        to[i] |= (uint64_t)(number) << op->shift;          \
    }

static void tell_amounts(nr_recall *recall, const nr_chunk *chunk, const nr_op *op, nr_block *block, uint64_t *to)
{
    const int32_t *amounts = chunk->amounts[op->column];
    for (int32_t i = 0; i < block->count; i++) {
        int32_t amount = amounts ? amounts[block->rows[i]] : -1;
        if (amount < 0) {
            miss(recall, MISS_AMOUNT, op->column, 0, 0, block->rows[i], 0);
            block->bad[i] = 1;
        } else
            to[i] |= (uint64_t)amount << op->shift;
    }
}

/* Runs a list over a block; its words stand from `base` on. */
static void run(nr_recall *recall, const nr_chunk *chunk, nr_list list, nr_block *block, int32_t base)
{
    for (int32_t word = base; word < base + list.words; word++)
        memset(block->words[word], 0, (size_t)block->count * sizeof(uint64_t));
    const nr_op *op = &AT(recall->ops, nr_op, list.at), *end = op + list.count;
    for (; op < end; op++) {
        uint64_t *to = block->words[base + op->word];
        const int32_t *table = op->what <= OP_GOODS ? AT(recall->tables, const int32_t *, op->other) : NULL;
        const int32_t *codes = op->what == OP_CODE ? chunk->codes[op->column] : chunk->goods;
        const int32_t *days = op->what >= OP_DAY ? chunk->days[op->column] : NULL;
        const int32_t *later = op->what == OP_ORDER || op->what == OP_SINCE ? chunk->days[op->other] : NULL;
        const double *numbers = op->what == OP_NUMBER ? chunk->numbers[op->column] : NULL;
        switch (op->what) {
        case OP_CODE:
        case OP_GOODS:
            if (codes)
                EACH(table[codes[row]])
            else
                EACH(table[0])
            break;
        case OP_AMOUNT:
            tell_amounts(recall, chunk, op, block, to);
            break;
        case OP_NUMBER:
            if (numbers)
                EACH(stretch(op->cuts, op->count, numbers[row]))
            else
                EACH(2 * op->count)
            break;
        case OP_GIVEN:
            EACH((uint64_t)(chunk->given[row] & op->bits) >> op->other)
            break;
        case OP_ANY_GIVEN:
            EACH((chunk->given[row] & op->bits) != 0)
            break;
        case OP_DAY:
            EACH(days_before(op->cuts, op->count, days ? days[row] : NO_DAY))
            break;
        case OP_TURN:
            EACH(days_before(op->cuts, op->count, day_of_year(days ? days[row] : NO_DAY)))
            break;
        case OP_EXACT:
            EACH((uint32_t)(days ? days[row] : NO_DAY))
            break;
        case OP_ORDER:
            EACH(((later ? later[row] : NO_DAY) > (days ? days[row] : NO_DAY))
                 - ((later ? later[row] : NO_DAY) < (days ? days[row] : NO_DAY)) + 1)
            break;
        case OP_LATEST:
        case OP_EARLIEST:
            EACH(days_before(op->cuts, op->count, bound_of(chunk, op->bits, row, op->what == OP_LATEST)))
            break;
        default:
            EACH((uint64_t)((int64_t)(later ? later[row] : NO_DAY) - (days ? days[row] : NO_DAY)) <= (uint64_t)op->bits)
            break;
        }
    }
}

/* The entry of a row of a block, under so many words; -1 where memory is short. */
static int64_t entry_at(nr_recall *recall, const nr_block *block, int32_t words, int32_t place, int *is_new)
{
    uint64_t key[2 * MOST_WORDS + 2];
    for (int32_t word = 0; word < words; word++)
        key[word] = block->words[word][place];
    int64_t entry = entry_of(recall, key, (uint32_t)words, is_new);
    if (entry < 0)
        recall->failed = 1;
    return entry;
}

#define KIND UINT32_MAX
#define VARIANT (UINT32_MAX - 1)
#define HEAD(left, right) ((uint64_t)(uint32_t)(left) << 32 | (uint32_t)(right))

static int32_t value_of(const nr_recall *recall, int64_t entry)
{
    return entry < 0 ? PENDING : AT(recall->entries, nr_entry, entry).value;
}

/* The kinds of so many rows. */
static void tell_kinds(nr_recall *recall, const nr_chunk *chunk, const int64_t *rows, int64_t count, int32_t *kinds)
{
    static const uint64_t head = HEAD(KIND, 0);
    nr_block block;
    for (int64_t from = 0; from < count; from += BLOCK) {
        block.count = (int32_t)(count - from < BLOCK ? count - from : BLOCK);
        memcpy(block.rows, rows + from, (size_t)block.count * sizeof *rows);
        for (int32_t i = 0; i < block.count; i++)
            block.words[0][i] = head;
        run(recall, chunk, recall->kind, &block, 1);
        for (int32_t i = 0; i < block.count; i++) {
            int is_new = 0;
            int64_t entry = entry_at(recall, &block, 1 + recall->kind.words, i, &is_new);
            if (is_new)
                miss(recall, MISS_KIND, 0, 0, entry, block.rows[i], 0);
            kinds[block.rows[i]] = value_of(recall, entry);
        }
    }
}

/* The variant of a stage by the keys that a row gives. */
static int32_t variant_of(nr_recall *recall, int32_t stage, int64_t given, int64_t row)
{
    const uint64_t key[] = {HEAD(VARIANT, stage), (uint64_t)given};
    int is_new = 0;
    int64_t entry = entry_of(recall, key, 2, &is_new);
    if (entry < 0)
        recall->failed = 1;
    else if (is_new)
        miss(recall, MISS_VARIANT, stage, 0, entry, row, given);
    return value_of(recall, entry);
}

/* Rows of a stage, all with one variant. */
static void look_at_block(nr_recall *recall, const nr_chunk *chunk, const int64_t *rows, const nr_item *items,
                          const int32_t *chosen, int32_t count, int32_t variant, int32_t regime, int32_t *found)
{
    nr_block block;
    nr_list head = AT(recall->stages, nr_stage, items->stage).head, days = AT(recall->variants, nr_list, variant);
    block.count = count;
    memset(block.bad, 0, sizeof block.bad);
    for (int32_t i = 0; i < count; i++) {
        const nr_item *item = items + chosen[i];
        block.rows[i] = rows[item->place];
        block.words[0][i] = HEAD(item->stage, variant);
        block.words[1][i] = HEAD(item->first, item->second);
    }
    run(recall, chunk, head, &block, 2);
    run(recall, chunk, days, &block, 2 + head.words);
    for (int32_t i = 0; i < count; i++) {
        int is_new = 0;
        int64_t entry = block.bad[i] ? -1 : entry_at(recall, &block, 2 + head.words + days.words, i, &is_new);
        if (is_new)
            miss(recall, MISS_SITUATION, items->stage, regime, entry, block.rows[i], 0);
        found[chosen[i]] = value_of(recall, entry);
    }
}

/* What is known of the situations of items of one stage. */
static void look_at_stage(nr_recall *recall, const nr_chunk *chunk, const int64_t *rows, const nr_item *items,
                          int64_t count, int32_t regime, int32_t *found)
{
    int64_t bits = AT(recall->stages, nr_stage, items->stage).bits;
    for (int64_t from = 0; from < count; from += BLOCK) {
        int32_t size = (int32_t)(count - from < BLOCK ? count - from : BLOCK), left = size;
        int32_t chosen[BLOCK];
        uint8_t done[BLOCK] = {0};
        for (int32_t at = 0; left; at++) {
            if (done[at])
                continue;
            int64_t given = chunk->given[rows[items[from + at].place]] & bits;
            int32_t alike = 0, variant = variant_of(recall, items->stage, given, rows[items[from + at].place]);
            for (int32_t i = at; i < size; i++)
                if (!done[i] && (chunk->given[rows[items[from + i].place]] & bits) == given) {
                    done[i] = 1;
                    chosen[alike++] = i;
                    found[from + i] = PENDING;
                }
            if (variant >= 0)
                look_at_block(recall, chunk, rows, items + from, chosen, alike, variant, regime, found + from);
            left -= alike;
        }
    }
}

/* Puts items in the order of their stages. */
static void by_stage(const nr_item *items, int64_t count, nr_item *sorted, int64_t *starts, int64_t stages)
{
    memset(starts, 0, (size_t)(stages + 1) * sizeof *starts);
    for (int64_t i = 0; i < count; i++)
        starts[items[i].stage + 1]++;
    for (int64_t stage = 0; stage < stages; stage++)
        starts[stage + 1] += starts[stage];
    for (int64_t i = 0; i < count; i++)
        sorted[starts[items[i].stage]++] = items[i];
}

typedef struct {
    nr_item *items, *sorted;
    int32_t *outcomes, *kinds, *found;
    int64_t *starts, count;
    uint8_t *open;
} nr_work;

/* Looks at the items of a regime, and on from what it finds, until all is found or open. */
static void look_on(nr_recall *recall, const nr_chunk *chunk, const int64_t *rows, int32_t regime, nr_work *work)
{
    const int32_t *about = recall->kinds.items, wide = 2 + 2 * recall->regimes;
    while (work->count) {
        int64_t count = work->count, from = 0;
        by_stage(work->items, count, work->sorted, work->starts, recall->stages.count);
        work->count = 0;
        while (from < count) {
            int64_t to = from;
            while (to < count && work->sorted[to].stage == work->sorted[from].stage)
                to++;
            look_at_stage(recall, chunk, rows, work->sorted + from, to - from, regime, work->outcomes + from);
            from = to;
        }
        for (int64_t i = 0; i < count; i++) {
            int32_t outcome = work->outcomes[i], place = work->sorted[i].place;
            if (outcome == PENDING)
                work->open[place] = 1;
            else if (outcome <= OTHER_STAGE) {
                int32_t touched = about[(int64_t)work->kinds[rows[place]] * wide + 1];
                work->items[work->count++] = (nr_item){place, OTHER_STAGE - outcome, touched, -1};
            } else
                work->found[rows[place] * recall->regimes + regime] = outcome;
        }
    }
}

/* Whether all regimes are done with what is found of a plain situation. */
static int is_final(const int32_t *vector, int32_t regimes)
{
    int is = 1;
    for (int32_t regime = 0; regime < regimes; regime++)
        is &= vector[regime] > OTHER_STAGE;
    return is;
}

/* Rows that are not done with after a look at those of plain kinds, by place; `vectors` has what all regimes find of the
 * latter, -1 for rows of other kinds. Rows of which the kind or that is not known are open. */
static int64_t look_at_plain(nr_recall *recall, const nr_chunk *chunk, const int64_t *rows, int64_t count, nr_work *work,
                             int32_t *vectors, int32_t *others)
{
    const int32_t *about = recall->kinds.items, regimes = recall->regimes, wide = 2 + 2 * regimes;
    int64_t left = 0;
    work->count = 0;
    for (int64_t i = 0; i < count; i++) {
        int32_t kind = work->kinds[rows[i]];
        vectors[i] = -1;
        work->open[i] = kind == PENDING;
        if (kind == PENDING)
            continue;
        if (about[(int64_t)kind * wide])
            work->items[work->count++] = (nr_item){(int32_t)i, 0, kind, -1};
        else
            others[left++] = (int32_t)i;
    }
    if (work->count)
        look_at_stage(recall, chunk, rows, work->items, work->count, 0, work->outcomes);
    for (int64_t i = 0; i < work->count; i++) {
        int32_t place = work->items[i].place, number = work->outcomes[i];
        if (number == PENDING) {
            work->open[place] = 1;
            continue;
        }
        const int32_t *vector = (const int32_t *)recall->vectors.items + (int64_t)number * regimes;
        if (is_final(vector, regimes))
            memcpy(work->found + rows[place] * regimes, vector, (size_t)regimes * sizeof *vector);
        else {
            vectors[place] = number;
            others[left++] = place;
        }
    }
    return left;
}

/* The items of a regime's first look at the others; what is found of plain ones is told. */
static void first_look(nr_recall *recall, const int64_t *rows, const int32_t *others, int64_t count, int32_t regime,
                       nr_work *work, const int32_t *vectors)
{
    const int32_t *about = recall->kinds.items, regimes = recall->regimes, wide = 2 + 2 * regimes;
    work->count = 0;
    for (int64_t i = 0; i < count; i++) {
        int32_t place = others[i];
        const int32_t *its = about + (int64_t)work->kinds[rows[place]] * wide;
        if (vectors[place] < 0) {
            work->items[work->count++] = (nr_item){place, its[2 + regime], its[1], its[2 + regimes + regime]};
            continue;
        }
        int32_t found = ((const int32_t *)recall->vectors.items)[(int64_t)vectors[place] * regimes + regime];
        if (found <= OTHER_STAGE)
            work->items[work->count++] = (nr_item){place, OTHER_STAGE - found, its[1], -1};
        else
            work->found[rows[place] * regimes + regime] = found;
    }
}

/* Answers rows: `found` by row and regime, `kinds` by row. Rows that are not answered stand in `left`, whose number is
 * given; what they miss is told by nr_misses, beside what rows before them missed. */
NR_API int64_t nr_pass(nr_recall *recall, const nr_chunk *chunk, const int64_t *rows, int64_t count, int32_t *found,
                       int32_t *kinds, int64_t *left)
{
    int64_t opened = 0;
    size_t each = 2 * sizeof(nr_item) + 3 * sizeof(int32_t) + sizeof(uint8_t);
    char *memory = malloc((size_t)(recall->stages.count + 1) * sizeof(int64_t) + (size_t)count * each);
    if (!memory || count > INT32_MAX) {
        free(memory);
        return NR_NO_MEMORY;
    }
    nr_work work = {.kinds = kinds, .found = found, .starts = (int64_t *)memory};
    work.items = (nr_item *)(work.starts + recall->stages.count + 1);
    work.sorted = work.items + count;
    work.outcomes = (int32_t *)(work.sorted + count);
    int32_t *vectors = work.outcomes + count, *others = vectors + count;
    work.open = (uint8_t *)(others + count);
    tell_kinds(recall, chunk, rows, count, kinds);
    int64_t other = look_at_plain(recall, chunk, rows, count, &work, vectors, others);
    for (int32_t regime = 0; regime < recall->regimes; regime++) {
        first_look(recall, rows, others, other, regime, &work, vectors);
        look_on(recall, chunk, rows, regime, &work);
    }
    for (int64_t i = 0; i < count; i++)
        if (work.open[i])
            left[opened++] = rows[i];
    free(memory);
    return recall->failed ? NR_NO_MEMORY : opened;
}

/* -- columns ------------------------------------------------------------------------------------------------------- */

/* Of values from `offset` on, which are there: a bit each, all where there are no bits. */
static int is_there(const uint8_t *valid, int64_t place) { return !valid || valid[place >> 3] >> (place & 7) & 1; }

/* The code of each value by a table of those of its words, 0 for none; what has no code is odd. */
NR_API void nr_take_codes(const int32_t *values, const uint8_t *valid, int64_t offset, int64_t count,
                          const int32_t *table, int32_t *out, uint8_t *odd)
{
    for (int64_t i = 0; i < count; i++) {
        int32_t code = is_there(valid, offset + i) ? table[values[offset + i]] : 0;
        odd[i] |= code < 0;
        out[i] = code < 0 ? 0 : code;
    }
}

/* Days as they are; those outside of what is read are odd. */
NR_API void nr_take_days(const int32_t *values, const uint8_t *valid, int64_t offset, int64_t count, int32_t first,
                         int32_t last, int32_t *out, uint8_t *odd)
{
    for (int64_t i = 0; i < count; i++) {
        int there = is_there(valid, offset + i);
        int32_t day = there ? values[offset + i] : NO_DAY;
        odd[i] |= there && (day < first || day > last);
        out[i] = day;
    }
}

/* Numbers as they are, none where there is none; what is not finite, below the least or not below the most is odd. */
NR_API void nr_take_numbers(const double *values, const uint8_t *valid, int64_t offset, int64_t count, double least,
                            double most, double *out, uint8_t *odd)
{
    for (int64_t i = 0; i < count; i++) {
        int there = is_there(valid, offset + i);
        double number = there ? values[offset + i] : 0;
        int fits = number >= least && number > -most && number < most;
        odd[i] |= there && !fits;
        out[i] = there && isfinite(number) ? number : NAN;
    }
}

/* By row, which of some days and numbers are given: a bit for each column, days first. NULL is a column of none. */
NR_API void nr_given(const int32_t *const *days, int64_t day_columns, const double *const *numbers, int64_t number_columns,
                     int64_t count, int64_t *given)
{
    for (int64_t from = 0; from < count; from += 1024) {
        int64_t to = count - from < 1024 ? count : from + 1024;
        memset(given + from, 0, (size_t)(to - from) * sizeof *given);
        for (int64_t column = 0; column < day_columns; column++)
            if (days[column])
                for (int64_t i = from; i < to; i++)
                    given[i] |= (int64_t)(days[column][i] != NO_DAY) << column;
        for (int64_t column = 0; column < number_columns; column++)
            if (numbers[column])
                for (int64_t i = from; i < to; i++)
                    given[i] |= (int64_t)(numbers[column][i] == numbers[column][i]) << (day_columns + column);
    }
}

/* -- rows that agree ----------------------------------------------------------------------------------------------- */

static int agree(const int32_t *found, int64_t width, const int32_t *const *beside, int64_t more_columns, int64_t a, int64_t b)
{
    for (int64_t i = 0; i < more_columns; i++)
        if (beside[i][a] != beside[i][b])
            return 0;
    return !memcmp(found + a * width, found + b * width, (size_t)width * sizeof *found);
}

/* Numbers rows by what `width` columns side by side and some others say of them, in the order in which that comes up
 * first: `of` by row, the first row of each number in `first`. Gives how many there are. */
NR_API int64_t nr_patterns(const int32_t *found, int64_t width, const int32_t *const *beside, int64_t more_columns,
                           int64_t count, int32_t *of, int64_t *first)
{
    uint64_t size = 4096, mask = size - 1;
    struct slot {
        uint64_t hash;
        int64_t number;
    } *slots = calloc(size, sizeof *slots), *larger;
    int64_t known = 0;
    if (!slots)
        return NR_NO_MEMORY;
    for (int64_t row = 0; row < count; row++) {
        uint64_t hash = 0;
        for (int64_t i = 0; i < width; i++)
            hash = (hash ^ (uint32_t)found[row * width + i]) * 0x9FB21C651E98DF25u ^ hash >> 31;
        for (int64_t i = 0; i < more_columns; i++)
            hash = (hash ^ (uint32_t)beside[i][row]) * 0x9FB21C651E98DF25u ^ hash >> 31;
        hash ^= hash >> 32;
        uint64_t at = hash & mask;
        while (slots[at].number
               && (slots[at].hash != hash || !agree(found, width, beside, more_columns, row, first[slots[at].number - 1])))
            at = (at + 1) & mask;
        if (!slots[at].number) {
            first[known] = row;
            slots[at].hash = hash;
            slots[at].number = ++known;
        }
        of[row] = (int32_t)(slots[at].number - 1);
        if ((uint64_t)known * 2 > size) {
            size *= 2;
            mask = size - 1;
            if (!(larger = calloc(size, sizeof *larger))) {
                free(slots);
                return NR_NO_MEMORY;
            }
            for (uint64_t i = 0; i < size / 2; i++)
                if (slots[i].number) {
                    uint64_t to = slots[i].hash & mask;
                    while (larger[to].number)
                        to = (to + 1) & mask;
                    larger[to] = slots[i];
                }
            free(slots);
            slots = larger;
        }
    }
    free(slots);
    return known;
}

/* Copies blocks of values of a size; a short one as one run of bytes that may go beyond its end, where the next begins. */
#define SPREAD(size, most)                                                       \
    for (; row < count; row++) {                                                 \
        const uint8_t *from = (const uint8_t *)values + starts[of[row]] * size;  \
        int64_t bytes = (starts[of[row] + 1] - starts[of[row]]) * size;          \
        if (bytes <= most && from + most <= end_of_values && to + most <= end)   \
            memcpy(to, from, most);                                              \
        else                                                                     \
            memcpy(to, from, (size_t)bytes);                                     \
        to += bytes;                                                             \
    }

/* What stands in blocks, row by row: those from starts[of] up to the next start. `size` are the bytes of each of `known`
 * values, `room` the bytes that all of it takes. */
NR_API void nr_spread(const int32_t *of, int64_t count, const int64_t *starts, const void *values, int64_t known,
                      int64_t size, void *out, int64_t room)
{
    int64_t row = 0;
    uint8_t *to = out, *end = to + room;
    const uint8_t *end_of_values = (const uint8_t *)values + known * size;
    if (size == 1)
        SPREAD(1, 8)
    else if (size == 2)
        SPREAD(2, 16)
    else
        SPREAD(size, 32)
}

/* -- texts --------------------------------------------------------------------------------------------------------- */

/* Texts with slots filled: of template t the pieces from starts[t] up to starts[t + 1], and between them words, the one
 * after the k-th piece at places[k * count + i]. Texts and words stand one after the other, from at[i] up to at[i + 1].
 * Writes `out_at`, and `out` where that is not NULL; gives the size of all, or NR_NO_MEMORY where it passes 31 bits. */
NR_API int64_t nr_fill(const int32_t *of, int64_t count, const int64_t *starts, const int32_t *pieces_at,
                       const char *pieces, const int64_t *places, const int32_t *words_at, const char *words,
                       int32_t *out_at, char *out)
{
    int64_t size = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t first = starts[of[i]], last = starts[of[i] + 1] - 1;
        out_at[i] = (int32_t)size;
        for (int64_t piece = first; piece <= last; piece++) {
            int64_t length = pieces_at[piece + 1] - pieces_at[piece];
            if (out)
                memcpy(out + size, pieces + pieces_at[piece], (size_t)length);
            size += length;
            if (piece < last) {
                int64_t word = places[(piece - first) * count + i];
                length = words_at[word + 1] - words_at[word];
                if (out)
                    memcpy(out + size, words + words_at[word], (size_t)length);
                size += length;
            }
        }
        if (size > INT32_MAX)
            return NR_NO_MEMORY;
    }
    out_at[count] = (int32_t)size;
    return size;
}
