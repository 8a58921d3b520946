/* Growing arrays and tables of texts. Out of memory jumps back to the call that came from outside. */
#ifndef NV_MEMORY_H
#define NV_MEMORY_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#define NV_NONE UINT32_MAX
#if defined(__GNUC__)
#define NV_PREFETCH(at) __builtin_prefetch(at)
#else
#define NV_PREFETCH(at) (void)0
#endif

typedef struct {
    jmp_buf out;
} nv_mem;

enum { NV_OK = 0, NV_NO_MEMORY = -1, NV_BAD_INPUT = -2, NV_TOO_BIG = -3 };

static void *nv_resized(nv_mem *mem, void *at, size_t items, size_t item)
{
    void *grown;
    if (items > SIZE_MAX / item)
        longjmp(mem->out, NV_TOO_BIG);
    grown = realloc(at, items ? items * item : 1);
    if (!grown)
        longjmp(mem->out, NV_NO_MEMORY);
    return grown;
}

static void *nv_zeroed(nv_mem *mem, size_t items, size_t item)
{
    void *fresh = calloc(items ? items : 1, item);
    if (!fresh)
        longjmp(mem->out, NV_NO_MEMORY);
    return fresh;
}

#define NV_PAGE ((size_t)2 << 20)

/* The same for a table that is looked up here and there: in pages so wide that the places of all of them are known. */
static void *nv_zeroed_widely(nv_mem *mem, size_t items, size_t item)
{
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    size_t size = (items * item + NV_PAGE - 1) / NV_PAGE * NV_PAGE;
    void *fresh;
    if (items <= SIZE_MAX / item / 2 && items * item >= NV_PAGE) {
        if (posix_memalign(&fresh, NV_PAGE, size))
            longjmp(mem->out, NV_NO_MEMORY);
        (void)madvise(fresh, size, MADV_HUGEPAGE); /* where that is refused, pages are small */
        return memset(fresh, 0, size);
    }
#endif
    return nv_zeroed(mem, items, item);
}

#define VEC(T)      \
    struct {        \
        T *at;      \
        size_t n;   \
        size_t room; \
    }

#define VEC_RESERVE(mem, v, more)                                                     \
    do {                                                                              \
        size_t need_ = (v).n + (size_t)(more);                                        \
        if (need_ > (v).room) {                                                       \
            size_t room_ = (v).room + (v).room / 2 + 16;                              \
            if (room_ < need_)                                                        \
                room_ = need_;                                                        \
            (v).at = nv_resized((mem), (v).at, room_, sizeof *(v).at);                \
            (v).room = room_;                                                         \
        }                                                                             \
    } while (0)

#define VEC_PUSH(mem, v, x)          \
    do {                             \
        VEC_RESERVE(mem, v, 1);      \
        (v).at[(v).n] = (x);         \
        (v).n++;                     \
    } while (0)

#define VEC_APPEND(mem, v, from, count)                                        \
    do {                                                                       \
        size_t count_ = (size_t)(count);                                       \
        VEC_RESERVE(mem, v, count_);                                           \
        if (count_)                                                            \
            memcpy((v).at + (v).n, (from), count_ * sizeof *(v).at);           \
        (v).n += count_;                                                       \
    } while (0)

#define VEC_FREE(v)         \
    do {                    \
        free((v).at);       \
        (v).at = NULL;      \
        (v).n = (v).room = 0; \
    } while (0)

typedef VEC(uint32_t) nv_ids;

static uint64_t nv_hash(const char *text, size_t n)
{
    const uint64_t k = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t h = (uint64_t)n * k, w;
    for (; n >= 8; n -= 8, text += 8) {
        memcpy(&w, text, 8);
        h = (h ^ w) * k;
        h ^= h >> 29;
    }
    if (n) {
        w = 0;
        memcpy(&w, text, n);
        h = (h ^ w) * k;
        h ^= h >> 29;
    }
    h *= k;
    return h ^ (h >> 32);
}

/* Texts by number, and numbers by text; the arrays may lie in an index file. `at` has n + 1 offsets into `text`. */
typedef struct {
    const char *text;
    const uint32_t *at;
    const uint32_t *slots;
    uint32_t n;
    uint32_t mask;
} nv_texts;

static uint32_t nv_length(const nv_texts *t, uint32_t id)
{
    return t->at[id + 1] - t->at[id];
}

static uint32_t nv_find(const nv_texts *t, const char *text, size_t n)
{
    uint64_t p;
    if (!t->n)
        return NV_NONE;
    for (p = nv_hash(text, n);; p++) {
        uint32_t id = t->slots[p & t->mask];
        if (!id)
            return NV_NONE;
        id--;
        if (nv_length(t, id) == n && (!n || !memcmp(t->text + t->at[id], text, n)))
            return id;
    }
}

static uint32_t nv_slots_for(uint32_t n)
{
    uint32_t slots = 16;
    while (slots / 2 < n)
        slots *= 2;
    return slots;
}

static void nv_fill_slots(uint32_t *slots, uint32_t mask, const nv_texts *t)
{
    uint32_t id;
    for (id = 0; id < t->n; id++) {
        uint64_t p = nv_hash(t->text + t->at[id], nv_length(t, id));
        while (slots[p & mask])
            p++;
        slots[p & mask] = id + 1;
    }
}

/* A table of texts that grows. */
typedef struct {
    VEC(char) text;
    VEC(uint32_t) at;
    uint32_t *slots;
    uint32_t size;
} nv_pool;

static nv_texts nv_pool_texts(const nv_pool *p)
{
    nv_texts t;
    t.text = p->text.at;
    t.at = p->at.at;
    t.slots = p->slots;
    t.n = p->at.n ? (uint32_t)(p->at.n - 1) : 0;
    t.mask = p->size ? p->size - 1 : 0;
    return t;
}

static uint32_t nv_pool_count(const nv_pool *p)
{
    return p->at.n ? (uint32_t)(p->at.n - 1) : 0;
}

static void nv_pool_widen(nv_mem *mem, nv_pool *p)
{
    uint32_t size = p->size ? p->size * 2 : 1024;
    uint32_t *slots;
    nv_texts t;
    if (size < p->size)
        longjmp(mem->out, NV_TOO_BIG);
    slots = nv_zeroed(mem, size, sizeof *slots);
    free(p->slots);
    p->slots = slots;
    p->size = size;
    t = nv_pool_texts(p);
    nv_fill_slots(p->slots, size - 1, &t);
}

static uint32_t nv_intern(nv_mem *mem, nv_pool *p, const char *text, size_t n)
{
    nv_texts t;
    uint32_t id;
    uint64_t q;
    if (!p->at.n)
        VEC_PUSH(mem, p->at, 0);
    if (nv_pool_count(p) >= p->size / 2)
        nv_pool_widen(mem, p);
    t = nv_pool_texts(p);
    id = nv_find(&t, text, n);
    if (id != NV_NONE)
        return id;
    if (p->text.n + n >= UINT32_MAX)
        longjmp(mem->out, NV_TOO_BIG);
    id = nv_pool_count(p);
    VEC_RESERVE(mem, p->at, 1);
    VEC_APPEND(mem, p->text, text, n);
    VEC_PUSH(mem, p->at, (uint32_t)p->text.n);
    for (q = nv_hash(text, n); p->slots[q & (p->size - 1)]; q++)
        ;
    p->slots[q & (p->size - 1)] = id + 1;
    return id;
}

static void nv_pool_free(nv_pool *p)
{
    VEC_FREE(p->text);
    VEC_FREE(p->at);
    free(p->slots);
    p->slots = NULL;
    p->size = 0;
}

/* Lines of texts, each ended by a line feed, handed in from outside. */
typedef struct {
    const char *at;
    const char *end;
} nv_lines;

static int nv_next_line(nv_lines *lines, const char **text, size_t *n)
{
    const char *stop;
    if (lines->at >= lines->end)
        return 0;
    stop = memchr(lines->at, '\n', (size_t)(lines->end - lines->at));
    if (!stop)
        return 0;
    *text = lines->at;
    *n = (size_t)(stop - lines->at);
    lines->at = stop + 1;
    return 1;
}

#endif
