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

typedef struct {
    int32_t what, column, other, count;
    int64_t bits;
    const void *cuts;
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
    int32_t at, count;
} nr_list;

typedef struct {
    nr_list head;
    int64_t bits;
    int64_t last_given;
    int32_t last_variant;
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

typedef struct {
    int32_t regimes, failed;
    nr_list kind;
    nr_many ops, stages, variants, tables, kinds, vectors, entries, words, misses;
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
    nr_many *all[] = {&recall->ops,     &recall->stages,  &recall->variants, &recall->tables, &recall->kinds,
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
    recall->ops.size = sizeof(nr_op);
    recall->stages.size = sizeof(nr_stage);
    recall->variants.size = sizeof(nr_list);
    recall->tables.size = sizeof(const int32_t *);
    recall->kinds.size = (int64_t)sizeof(int32_t) * (2 + 2 * regimes);
    recall->vectors.size = (int64_t)sizeof(int32_t) * regimes;
    recall->entries.size = sizeof(nr_entry);
    recall->words.size = sizeof(uint32_t);
    recall->misses.size = sizeof(nr_miss);
    recall->slot_count = 1024;
    recall->slots = calloc(recall->slot_count, sizeof *recall->slots);
    if (!recall->slots) {
        nr_free(recall);
        return NULL;
    }
    return recall;
}

static int64_t listed(nr_recall *recall, const nr_op *ops, int64_t count, nr_list *list)
{
    int64_t at = added(&recall->ops, ops, count);
    list->at = (int32_t)at;
    list->count = (int32_t)count;
    return at;
}

/* What tells kinds of rows apart. */
NR_API int64_t nr_set_kind(nr_recall *recall, const nr_op *ops, int64_t count)
{
    return listed(recall, ops, count, &recall->kind);
}

/* A stage: what is looked at whatever days are given, and the keys that tell its variants apart. */
NR_API int64_t nr_add_stage(nr_recall *recall, const nr_op *ops, int64_t count, int64_t bits)
{
    nr_stage stage = {{0, 0}, bits, -1, -1};
    return listed(recall, ops, count, &stage.head) < 0 ? NR_NO_MEMORY : added(&recall->stages, &stage, 1);
}

/* What is looked at in days where some of them are given. */
NR_API int64_t nr_add_variant(nr_recall *recall, const nr_op *ops, int64_t count)
{
    nr_list list = {0, 0};
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

NR_API int64_t nr_misses(nr_recall *recall, const nr_miss **misses)
{
    *misses = recall->misses.items;
    return recall->misses.count;
}

/* -- situations by what tells them apart -------------------------------------------------------------------------- */

static uint64_t hash_of(const uint32_t *words, uint32_t size)
{
    uint64_t hash = 0x9E3779B97F4A7C15u * (size + 1);
    uint32_t i = 0;
    for (; i + 2 <= size; i += 2) {
        hash = (hash ^ (words[i] | (uint64_t)words[i + 1] << 32)) * 0x9FB21C651E98DF25u;
        hash ^= hash >> 29;
    }
    if (i < size)
        hash = (hash ^ words[i]) * 0x9FB21C651E98DF25u;
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

/* The entry for these words, made where there is none; `is_new` says so. */
static int64_t entry_of(nr_recall *recall, const uint32_t *words, uint32_t size, int *is_new)
{
    uint64_t hash = hash_of(words, size), mask = recall->slot_count - 1, at = hash & mask;
    *is_new = 0;
    for (; recall->slots[at]; at = (at + 1) & mask) {
        const nr_entry *entry = &AT(recall->entries, nr_entry, recall->slots[at] - 1);
        if (entry->hash == hash && entry->size == size
            && !memcmp(&AT(recall->words, uint32_t, entry->at), words, size * sizeof *words))
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

#define LONGEST 512

static uint32_t days_before(const int32_t *cuts, int32_t count, int32_t day)
{
    int32_t low = 0;
    while (count > 0) {
        int32_t half = count / 2;
        if (cuts[low + half] <= day) {
            low += half + 1;
            count -= half + 1;
        } else
            count = half;
    }
    return (uint32_t)low;
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

static uint32_t stretch(const double *cuts, int32_t count, double number)
{
    uint32_t passed = 0;
    for (int32_t i = 0; i < count; i++)
        passed += !(cuts[i] >= number) + !(cuts[i] > number); /* what is no number lies behind all */
    return passed;
}

static int32_t day_at(const nr_chunk *chunk, int32_t column, int64_t row)
{
    return chunk->days[column] ? chunk->days[column][row] : NO_DAY;
}

static int32_t bound_of(const nr_chunk *chunk, int64_t columns, int64_t row, int latest)
{
    int32_t bound = latest ? INT32_MIN : INT32_MAX;
    for (int32_t column = 0; columns; column++, columns >>= 1)
        if (columns & 1) {
            int32_t day = day_at(chunk, column, row);
            if (latest ? day > bound : day < bound)
                bound = day;
        }
    return bound;
}

/* Runs a list over a row; gives the place behind the words written, NULL where an amount is not told yet. */
static uint32_t *run(nr_recall *recall, const nr_chunk *chunk, nr_list list, int64_t row, uint32_t *words)
{
    const nr_op *op = &AT(recall->ops, nr_op, list.at), *end = op + list.count;
    const int32_t *const *tables = recall->tables.items;
    for (; op < end; op++) {
        switch (op->what) {
        case OP_CODE:
            *words++ = (uint32_t)tables[op->other][chunk->codes[op->column] ? chunk->codes[op->column][row] : 0];
            break;
        case OP_GOODS:
            *words++ = (uint32_t)tables[op->other][chunk->goods[row]];
            break;
        case OP_AMOUNT:
            if (!chunk->amounts[op->column] || chunk->amounts[op->column][row] < 0) {
                miss(recall, MISS_AMOUNT, op->column, 0, 0, row, 0);
                return NULL;
            }
            *words++ = (uint32_t)chunk->amounts[op->column][row];
            break;
        case OP_NUMBER:
            *words++ = chunk->numbers[op->column] ? stretch(op->cuts, op->count, chunk->numbers[op->column][row])
                                                  : (uint32_t)(2 * op->count);
            break;
        case OP_GIVEN:
            *words++ = (uint32_t)(chunk->given[row] & op->bits);
            *words++ = (uint32_t)((uint64_t)(chunk->given[row] & op->bits) >> 32);
            break;
        case OP_ANY_GIVEN:
            *words++ = (chunk->given[row] & op->bits) != 0;
            break;
        case OP_DAY:
            *words++ = days_before(op->cuts, op->count, day_at(chunk, op->column, row));
            break;
        case OP_TURN:
            *words++ = days_before(op->cuts, op->count, day_of_year(day_at(chunk, op->column, row)));
            break;
        case OP_EXACT:
            *words++ = (uint32_t)day_at(chunk, op->column, row);
            break;
        case OP_ORDER: {
            int32_t earlier = day_at(chunk, op->column, row), later = day_at(chunk, op->other, row);
            *words++ = (uint32_t)((later > earlier) - (later < earlier) + 1);
            break;
        }
        case OP_LATEST:
        case OP_EARLIEST:
            *words++ = days_before(op->cuts, op->count, bound_of(chunk, op->bits, row, op->what == OP_LATEST));
            break;
        default: {
            int64_t gap = (int64_t)day_at(chunk, op->other, row) - day_at(chunk, op->column, row);
            *words++ = gap >= 0 && gap <= op->bits;
        }
        }
    }
    return words;
}

#define KIND UINT32_MAX
#define VARIANT (UINT32_MAX - 1)

static int32_t variant_of(nr_recall *recall, const nr_chunk *chunk, int32_t number, int64_t row)
{
    nr_stage *stage = &AT(recall->stages, nr_stage, number);
    int64_t given = chunk->given[row] & stage->bits;
    if (given == stage->last_given)
        return stage->last_variant;
    uint32_t words[] = {VARIANT, (uint32_t)number, (uint32_t)given, (uint32_t)((uint64_t)given >> 32)};
    int is_new;
    int64_t entry = entry_of(recall, words, 4, &is_new);
    if (entry < 0) {
        recall->failed = 1;
        return -1;
    }
    if (is_new)
        miss(recall, MISS_VARIANT, number, 0, entry, row, given);
    int32_t value = AT(recall->entries, nr_entry, entry).value;
    if (value < 0)
        return -1;
    stage->last_given = given;
    return stage->last_variant = value;
}

/* What is known of a row's situation at a stage; `first` and `second` are known of its kind. */
static int32_t situation(nr_recall *recall, const nr_chunk *chunk, int32_t stage, int32_t regime, int64_t row,
                         int32_t first, int32_t second)
{
    uint32_t words[LONGEST], *at = words;
    int is_new;
    *at++ = (uint32_t)stage;
    *at++ = (uint32_t)first;
    *at++ = (uint32_t)second;
    int32_t variant = variant_of(recall, chunk, stage, row);
    at = run(recall, chunk, AT(recall->stages, nr_stage, stage).head, row, at);
    if (variant < 0 || !at)
        return PENDING;
    *at++ = (uint32_t)variant;
    at = run(recall, chunk, AT(recall->variants, nr_list, variant), row, at);
    int64_t entry = entry_of(recall, words, (uint32_t)(at - words), &is_new);
    if (entry < 0) {
        recall->failed = 1;
        return PENDING;
    }
    if (is_new)
        miss(recall, MISS_SITUATION, stage, regime, entry, row, 0);
    return AT(recall->entries, nr_entry, entry).value;
}

static int32_t kind_of(nr_recall *recall, const nr_chunk *chunk, int64_t row)
{
    uint32_t words[LONGEST];
    int is_new;
    words[0] = KIND;
    uint32_t *end = run(recall, chunk, recall->kind, row, words + 1);
    int64_t entry = end ? entry_of(recall, words, (uint32_t)(end - words), &is_new) : NR_NO_MEMORY;
    if (entry < 0) {
        recall->failed = 1;
        return PENDING;
    }
    if (is_new)
        miss(recall, MISS_KIND, 0, 0, entry, row, 0);
    return AT(recall->entries, nr_entry, entry).value;
}

/* Looks on from an outcome until something is found. */
static int32_t look_on(nr_recall *recall, const nr_chunk *chunk, int32_t regime, int64_t row, int32_t touched, int32_t found)
{
    while (found <= OTHER_STAGE && found != PENDING)
        found = situation(recall, chunk, OTHER_STAGE - found, regime, row, touched, -1);
    return found;
}

/* Whether a row is answered: its findings by regime, and its kind. */
static int answered(nr_recall *recall, const nr_chunk *chunk, int64_t row, int32_t *found, int32_t *kinds)
{
    int32_t kind = kind_of(recall, chunk, row), regimes = recall->regimes, whole = 1;
    if (kind == PENDING)
        return 0;
    kinds[row] = kind;
    const int32_t *about = &((const int32_t *)recall->kinds.items)[(int64_t)kind * (2 + 2 * regimes)];
    int32_t vector = about[0] ? situation(recall, chunk, 0, 0, row, kind, -1) : 0;
    if (vector == PENDING)
        return 0;
    for (int32_t regime = 0; regime < regimes; regime++) {
        int32_t first = about[0] ? ((const int32_t *)recall->vectors.items)[(int64_t)vector * regimes + regime]
                                 : situation(recall, chunk, about[2 + regime], regime, row, about[1],
                                             about[2 + regimes + regime]);
        int32_t outcome = look_on(recall, chunk, regime, row, about[1], first);
        found[row * regimes + regime] = outcome;
        whole &= outcome != PENDING;
    }
    return whole;
}

/* Answers rows: `found` by row and regime, `kinds` by row. Rows that are not answered stand in `open`, whose number is
 * given; what they miss is told by nr_misses. */
NR_API int64_t nr_pass(nr_recall *recall, const nr_chunk *chunk, const int64_t *rows, int64_t count, int32_t *found,
                       int32_t *kinds, int64_t *open)
{
    int64_t opened = 0;
    recall->misses.count = 0;
    for (int64_t i = 0; i < count; i++)
        if (!answered(recall, chunk, rows[i], found, kinds))
            open[opened++] = rows[i];
    return recall->failed ? NR_NO_MEMORY : opened;
}

/* The longest programme in numbers that a list of operations may give. */
NR_API int64_t nr_longest(void) { return LONGEST / 2 - 8; }

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
