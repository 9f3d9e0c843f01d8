/* language_train_codes.h: product quantisation of the rows (language_model.h says what for). A part
** of language_train.c, which defines random_below before including it. */
#ifndef GLOSS_LANGUAGE_TRAIN_CODES_H
#define GLOSS_LANGUAGE_TRAIN_CODES_H
#include <math.h>
#include <stdint.h>
#include <string.h>
#include "language/language_model.h"

#define NEIGHBOURS 16 /* centroids that a row may move to at once */
#define KMEANS_ROUNDS 12

typedef float Row[LANGUAGE_DIMENSIONS];

typedef struct Part { /* of a group's rows */
  float centroid[LANGUAGE_CENTROIDS][LANGUAGE_PART];
  uint8_t neighbours[LANGUAGE_CENTROIDS][NEIGHBOURS];
  float step[LANGUAGE_PART]; /* of the numbers in the codebook */
} Part;
static float centroid_distance(const Part *part, uint32_t centroid, const float *x) {
  float sum = 0;
  for (int e = 0; e < LANGUAGE_PART; e++) {
    float difference = part->centroid[centroid][e] - x[e];
    sum += difference * difference;
  }
  return sum;
}

static uint8_t nearest_centroid(const Part *part, const float *x) {
  float distance[LANGUAGE_CENTROIDS];
  uint32_t best = 0;
  for (uint32_t c = 0; c < LANGUAGE_CENTROIDS; c++) distance[c] = centroid_distance(part, c, x);
  for (uint32_t c = 1; c < LANGUAGE_CENTROIDS; c++)
    if (distance[c] < distance[best]) best = c;
  return (uint8_t)best;
}

/* The code of a part x that has moved a little: the old one or a neighbour's. */
static uint8_t near_centroid(const Part *part, uint8_t code, const float *x) {
  float best = centroid_distance(part, code, x);
  uint8_t found = code;
  for (int i = 0; i < NEIGHBOURS; i++) {
    float distance = centroid_distance(part, part->neighbours[code][i], x);
    if (distance >= best) continue;
    best = distance;
    found = part->neighbours[code][i];
  }
  return found;
}

/* One round of k-means on the listed rows from number `from` on; a centroid that no row is nearest
** to moves to a row drawn at random. */
static void move_centroids(Part *part, const Row *rows, int from, const uint32_t *list,
                           size_t count) {
  static double sum[LANGUAGE_CENTROIDS][LANGUAGE_PART];
  size_t members[LANGUAGE_CENTROIDS] = {0};
  memset(sum, 0, sizeof sum);
  for (size_t i = 0; i < count; i++) {
    const float *x = &rows[list[i]][from];
    uint32_t at = nearest_centroid(part, x);
    members[at]++;
    for (int e = 0; e < LANGUAGE_PART; e++) sum[at][e] += (double)x[e];
  }
  for (int c = 0; c < LANGUAGE_CENTROIDS; c++) {
    const float *drawn = &rows[list[random_below(count)]][from];
    for (int e = 0; e < LANGUAGE_PART; e++)
      part->centroid[c][e] = members[c] ? (float)(sum[c][e] / (double)members[c]) : drawn[e];
  }
}

/* Rounds the centroids to what the codebook stores. */
static void round_centroids(Part *part) {
  for (int e = 0; e < LANGUAGE_PART; e++) {
    float most = 1e-6f;
    for (int c = 0; c < LANGUAGE_CENTROIDS; c++) most = fmaxf(most, fabsf(part->centroid[c][e]));
    part->step[e] = most / 127;
    for (int c = 0; c < LANGUAGE_CENTROIDS; c++)
      part->centroid[c][e] = floorf(part->centroid[c][e] / part->step[e] + 0.5f) * part->step[e];
  }
}

static void list_neighbours(Part *part) {
  for (uint32_t c = 0; c < LANGUAGE_CENTROIDS; c++) {
    uint8_t taken[LANGUAGE_CENTROIDS] = {0};
    taken[c] = 1;
    for (int i = 0; i < NEIGHBOURS; i++) {
      uint32_t best = LANGUAGE_CENTROIDS;
      float least = 0;
      for (uint32_t other = 0; other < LANGUAGE_CENTROIDS; other++) {
        float distance = centroid_distance(part, other, part->centroid[c]);
        if (taken[other] || (best < LANGUAGE_CENTROIDS && distance >= least)) continue;
        best = other;
        least = distance;
      }
      taken[best] = 1;
      part->neighbours[c][i] = (uint8_t)best;
    }
  }
}

/* Learns the part's centroids from numbers `from` to from + LANGUAGE_PART of the listed rows. */
static void learn_part(Part *part, const Row *rows, int from, const uint32_t *list, size_t count) {
  for (int c = 0; c < LANGUAGE_CENTROIDS; c++)
    memcpy(part->centroid[c], &rows[list[random_below(count)]][from], sizeof part->centroid[c]);
  for (int round = 0; round < KMEANS_ROUNDS; round++) move_centroids(part, rows, from, list, count);
  round_centroids(part);
  list_neighbours(part);
}

#endif
