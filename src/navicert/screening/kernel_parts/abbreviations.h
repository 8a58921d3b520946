/* Names as abbreviations see them, and the letters with which an abbreviation of a name may begin. */
#ifndef NV_ABBREVIATIONS_H
#define NV_ABBREVIATIONS_H

#include "index.h"

#define NV_STARTS (NV_LETTERS * NV_LETTERS) /* a start: two letters, as a number */
#define NV_STARTS_MOST 4                    /* of one name */

/* A name's words as far as abbreviations look at them. */
typedef struct {
    const char *text[NV_TOKENS_MOST];
    uint32_t length[NV_TOKENS_MOST];
    uint8_t kind[NV_TOKENS_MOST];
    uint32_t n;
} nv_spoken;

static void nv_spoken_but(const nv_spoken *words, int form, nv_spoken *kept)
{
    uint32_t k;
    kept->n = 0;
    for (k = 0; k < words->n; k++) {
        int kind = words->kind[k];
        if (kind == NV_KIND_PARTICLE || kind == NV_KIND_TITLE || (form && kind == NV_KIND_FORM))
            continue;
        kept->text[kept->n] = words->text[k];
        kept->length[kept->n] = words->length[k];
        kept->kind[kept->n++] = words->kind[k];
    }
}

static uint16_t nv_start(const nv_rules *r, char first, char second)
{
    return (uint16_t)(NV_LETTERS * r->letter[(uint8_t)first] + r->letter[(uint8_t)second]);
}

static uint32_t nv_add_start(uint16_t *starts, uint32_t n, uint16_t start)
{
    uint32_t k;
    for (k = 0; k < n; k++)
        if (starts[k] == start)
            return n;
    starts[n] = start;
    return n + 1;
}

/*
 * The starts of all abbreviations of a name, each once: the initials of all words, of all that are told, of all but the
 * legal form, or the beginnings of the told words. None where the name has no abbreviation.
 */
static uint32_t nv_starts_of(const nv_rules *r, const nv_spoken *name, uint16_t *starts)
{
    nv_spoken told, core;
    uint32_t n = 0;
    nv_spoken_but(name, 0, &told);
    nv_spoken_but(name, 1, &core);
    if (core.n < 2)
        return 0;
    n = nv_add_start(starts, n, nv_start(r, name->text[0][0], name->text[1][0]));
    n = nv_add_start(starts, n, nv_start(r, told.text[0][0], told.text[1][0]));
    n = nv_add_start(starts, n, nv_start(r, core.text[0][0], core.text[1][0]));
    if (told.length[0] > 1)
        n = nv_add_start(starts, n, nv_start(r, told.text[0][0], told.text[0][1]));
    return n;
}

#endif
