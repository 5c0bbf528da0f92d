// The kernel: the operations of engine/tensor in WebAssembly's vectors of four
// float32, on the memory of the Go program. What they mean is said there, in
// Go; a test holds that both agree. Sizes have been checked by the caller.
//
// There is no stack in memory, no data and no global variable: nothing that
// could lie where Go's own numbers are. A test holds that, too.
#include <wasm_simd128.h>
#include "kernel.h"

#define DECLARE(result, name, parameters, arguments) EXPORT(name) result name parameters;
KERNEL(DECLARE)

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

// With -mrelaxed-simd a·b + c is one instruction, rounded once, on machines
// that have it.
INLINE v128_t fma(v128_t a, v128_t b, v128_t c) {
#ifdef __wasm_relaxed_simd__
  return wasm_f32x4_relaxed_madd(a, b, c);
#else
  return wasm_f32x4_add(wasm_f32x4_mul(a, b), c);
#endif
}

INLINE v128_t all(f32 x) { return wasm_f32x4_splat(x); }
INLINE v128_t add(v128_t a, v128_t b) { return wasm_f32x4_add(a, b); }
INLINE v128_t sub(v128_t a, v128_t b) { return wasm_f32x4_sub(a, b); }
INLINE v128_t mul(v128_t a, v128_t b) { return wasm_f32x4_mul(a, b); }
INLINE v128_t div(v128_t a, v128_t b) { return wasm_f32x4_div(a, b); }

INLINE f32 sum(v128_t a) {
  a = add(a, wasm_i32x4_shuffle(a, a, 2, 3, 0, 1));
  return wasm_f32x4_extract_lane(a, 0) + wasm_f32x4_extract_lane(a, 1);
}

// load and store move four numbers, or with w = 1 one: then the others are 0.
INLINE v128_t load(const f32* p, i32 w) { return w == 4 ? wasm_v128_load(p) : wasm_v128_load32_zero(p); }

INLINE void store(f32* p, i32 w, v128_t a) {
  if (w == 4) wasm_v128_store(p, a);
  else wasm_v128_store32_lane(p, a, 0);
}

// FOURS does a step for all i below n: for four at once, w = 4, as long as
// there are as many, and then for one, w = 1.
#define FOURS(n, ...) \
  do { \
    i32 i = 0; \
    for (const i32 w = 4; i + 4 <= (n); i += 4) { __VA_ARGS__; } \
    for (const i32 w = 1; i < (n); i++) { __VA_ARGS__; } \
  } while (0)

// STRIPS does the same in strips that are as wide as the batches of most networks:
// three times four at once, c = 3, as long as there are as many.
#define STRIPS(n, ...) \
  do { \
    i32 i = 0; \
    for (const i32 c = 3, w = 4; i + 12 <= (n); i += 12) { __VA_ARGS__; } \
    for (const i32 c = 1, w = 4; i + 4 <= (n); i += 4) { __VA_ARGS__; } \
    for (const i32 c = 1, w = 1; i < (n); i++) { __VA_ARGS__; } \
  } while (0)

// ---- Products -----------------------------------------------------------

enum {
  DEPTH = 256, // of a product that is done at once: a panel of b stays in the nearest cache
  WIDE = 8,    // columns of c, and of a panel of b
  TALL = 4,    // rows of c that are kept in registers
  FEW = 4,     // rows for which b is not worth copying
};

// tile adds to rows × 8 numbers of c, or sets them to, the product of as many
// rows of a and 8 columns of b. rows is a constant where it is called.
INLINE void tile(i32 rows, i32 k, const f32* a, i32 arow, i32 acol, const f32* b, i32 brow, f32* c, i32 crow, i32 add) {
  v128_t s[TALL][2];
  UNROLL for (i32 r = 0; r < rows; r++) {
    s[r][0] = add ? wasm_v128_load(c + r * crow) : all(0);
    s[r][1] = add ? wasm_v128_load(c + r * crow + 4) : all(0);
  }
  for (i32 p = 0; p < k; p++, a += acol, b += brow) {
    v128_t b0 = wasm_v128_load(b), b1 = wasm_v128_load(b + 4);
    UNROLL for (i32 r = 0; r < rows; r++) {
      v128_t x = wasm_v128_load32_splat(a + r * arow);
      s[r][0] = fma(x, b0, s[r][0]);
      s[r][1] = fma(x, b1, s[r][1]);
    }
  }
  UNROLL for (i32 r = 0; r < rows; r++) {
    wasm_v128_store(c + r * crow, s[r][0]);
    wasm_v128_store(c + r * crow + 4, s[r][1]);
  }
}

// column does m × 8 numbers of c.
static void column(i32 m, i32 k, const f32* a, i32 arow, i32 acol, const f32* b, i32 brow, f32* c, i32 crow, i32 add) {
  for (; m >= TALL; m -= TALL, a += TALL * arow, c += TALL * crow) tile(TALL, k, a, arow, acol, b, brow, c, crow, add);
  for (; m > 0; m--, a += arow, c += crow) tile(1, k, a, arow, acol, b, brow, c, crow, add);
}

// pack copies n ≤ 8 columns of b into a panel of 8, whose others are 0.
static void pack(i32 n, i32 k, const f32* b, i32 brow, i32 bcol, f32* panel) {
  for (i32 p = 0; p < k; p++, panel += WIDE, b += brow) {
    if (n == WIDE && bcol == 1) {
      wasm_v128_store(panel, wasm_v128_load(b));
      wasm_v128_store(panel + 4, wasm_v128_load(b + 4));
      continue;
    }
    for (i32 j = 0; j < WIDE; j++) panel[j] = j < n ? b[j * bcol] : 0;
  }
}

// copy copies m rows of n numbers.
static void copy(i32 m, i32 n, f32* to, i32 torow, const f32* from, i32 fromrow) {
  for (; m > 0; m--, to += torow, from += fromrow)
    for (i32 j = 0; j < n; j++) to[j] = from[j];
}

// narrow does fewer than 8 columns of c, in a tile of its own.
static void narrow(i32 m, i32 n, i32 k, const f32* a, i32 arow, i32 acol, const f32* panel, f32* c, i32 crow, i32 add, f32* own) {
  for (i32 rows; m > 0; m -= rows, a += rows * arow, c += rows * crow) {
    rows = m < TALL ? m : TALL;
    if (add) copy(rows, n, own, WIDE, c, crow);
    column(rows, k, a, arow, acol, panel, WIDE, own, WIDE, add);
    copy(rows, n, c, crow, own, WIDE);
  }
}

// dots does a product whose b lies transposed, for so few rows that b is not
// worth turning round: four rows of b are gone along at once.
static void dots(i32 m, i32 n, i32 k, const f32* a, i32 arow, const f32* b, i32 bcol, f32* c, i32 crow, i32 add) {
  for (i32 j = 0; j < n; j++) {
    for (i32 i = 0; i < m; i++) {
      f32 s = dot(k, a + i * arow, b + j * bcol);
      c[i * crow + j] = add ? c[i * crow + j] + s : s;
    }
  }
}

// product sets the m × n numbers c to a·b, or adds it. The numbers of a and b
// lie arow and brow apart from row to row, acol and bcol from column to column.
// room has space for a panel of b and a tile of c.
void product(i32 m, i32 n, i32 k, const f32* a, i32 arow, i32 acol, const f32* b, i32 brow, i32 bcol, f32* c, i32 crow, i32 add, f32* room) {
  if (m < FEW && bcol != 1 && acol == 1) {
    dots(m, n, k, a, arow, b, bcol, c, crow, add);
    return;
  }
  f32* own = room + DEPTH * WIDE;
  for (i32 depth; k > 0; k -= depth, a += depth * acol, b += depth * brow, add = 1) {
    depth = k < DEPTH ? k : DEPTH;
    for (i32 j = 0; j < n; j += WIDE) {
      i32 wide = n - j < WIDE ? n - j : WIDE;
      const f32* panel = b + j * bcol;
      i32 row = brow;
      if (wide < WIDE || bcol != 1 || m >= FEW) {
        pack(wide, depth, b + j * bcol, brow, bcol, room);
        panel = room, row = WIDE;
      }
      if (wide == WIDE) column(m, depth, a, arow, acol, panel, row, c + j, crow, add);
      else narrow(m, wide, depth, a, arow, acol, panel, c + j, crow, add, own);
    }
  }
}

// ---- Vectors ------------------------------------------------------------

f32 dot(i32 n, const f32* x, const f32* y) {
  v128_t s0 = all(0), s1 = s0, s2 = s0, s3 = s0; // four, since a sum waits for the one before it
  for (; n >= 16; n -= 16, x += 16, y += 16) {
    s0 = fma(wasm_v128_load(x), wasm_v128_load(y), s0);
    s1 = fma(wasm_v128_load(x + 4), wasm_v128_load(y + 4), s1);
    s2 = fma(wasm_v128_load(x + 8), wasm_v128_load(y + 8), s2);
    s3 = fma(wasm_v128_load(x + 12), wasm_v128_load(y + 12), s3);
  }
  FOURS(n, s0 = fma(load(x + i, w), load(y + i, w), s0));
  return sum(add(add(s0, s1), add(s2, s3)));
}

void axpy(i32 n, f32* y, f32 a, const f32* x) {
  FOURS(n, store(y + i, w, fma(all(a), load(x + i, w), load(y + i, w))));
}

void scale(i32 n, f32* x, f32 a) { FOURS(n, store(x + i, w, mul(load(x + i, w), all(a)))); }

f64 squares(i32 n, const f32* x) {
  v128_t s0 = wasm_f64x2_splat(0), s1 = s0;
  FOURS(n, {
    v128_t a = load(x + i, w);
    v128_t low = wasm_f64x2_promote_low_f32x4(a);
    v128_t high = wasm_f64x2_promote_low_f32x4(wasm_i32x4_shuffle(a, a, 2, 3, 2, 3));
    s0 = wasm_f64x2_add(s0, wasm_f64x2_mul(low, low));
    s1 = wasm_f64x2_add(s1, wasm_f64x2_mul(high, high));
  });
  s0 = wasm_f64x2_add(s0, s1);
  return wasm_f64x2_extract_lane(s0, 0) + wasm_f64x2_extract_lane(s0, 1);
}

f32 greatest(i32 n, const f32* x) {
  v128_t top = all(-__builtin_inff());
  i32 i = 0;
  for (; i + 4 <= n; i += 4) top = wasm_f32x4_max(top, wasm_v128_load(x + i));
  for (; i < n; i++) top = wasm_f32x4_max(top, all(x[i]));
  top = wasm_f32x4_max(top, wasm_i32x4_shuffle(top, top, 2, 3, 0, 1));
  top = wasm_f32x4_max(top, wasm_i32x4_shuffle(top, top, 1, 0, 3, 2));
  return wasm_f32x4_extract_lane(top, 0);
}

// ---- Powers of e --------------------------------------------------------

// power is exp of gelu.go: the same polynomial with the same ends.
INLINE v128_t power(v128_t x) {
  const v128_t shift = all(3 << 22);
  v128_t small = wasm_f32x4_lt(x, all(-87.3f));
  x = wasm_f32x4_pmax(wasm_f32x4_pmin(x, all(88)), all(-88)); // beyond, what is thrown away would be slow to make
  v128_t t = fma(x, all(1.44269504088896341f), shift);
  v128_t n = sub(t, shift);
  v128_t r = fma(n, all(2.12194440e-4f), fma(n, all(-0.693359375f), x));
  v128_t p = fma(all(1.9875691500e-4f), r, all(1.3981999507e-3f));
  p = fma(p, r, all(8.3334519073e-3f));
  p = fma(p, r, all(4.1665795894e-2f));
  p = fma(p, r, all(1.6666665459e-1f));
  p = fma(p, r, all(5.0000001201e-1f));
  p = add(fma(mul(p, r), r, r), all(1));
  v128_t two = wasm_i32x4_shl(wasm_i32x4_add(t, wasm_i32x4_splat(127)), 23);
  return wasm_v128_andnot(mul(p, two), small);
}

f32 powers(i32 n, f32* x, f32 top) {
  v128_t s = all(0);
  i32 i = 0;
  for (; i + 4 <= n; i += 4) {
    v128_t e = power(sub(wasm_v128_load(x + i), all(top)));
    wasm_v128_store(x + i, e);
    s = add(s, e);
  }
  f32 rest = 0; // one by one, since the power of an absent 0 is not 0
  for (; i < n; i++) {
    x[i] = wasm_f32x4_extract_lane(power(all(x[i] - top)), 0);
    rest += x[i];
  }
  return sum(s) + rest;
}

static const f32 k1 = 2 * 0.7978845608028654, k3 = 2 * 0.7978845608028654 * 0.044715;

INLINE v128_t gate(v128_t x) {
  v128_t u = mul(x, fma(mul(x, x), all(k3), all(k1)));
  return div(all(1), add(all(1), power(wasm_f32x4_neg(u))));
}

void gelu(i32 n, f32* y, const f32* x) {
  FOURS(n, {
    v128_t a = load(x + i, w);
    store(y + i, w, mul(a, gate(a)));
  });
}

INLINE v128_t gelu_slope(v128_t x) {
  x = wasm_f32x4_pmax(wasm_f32x4_pmin(x, all(20)), all(-20));
  v128_t s = gate(x);
  return fma(mul(mul(x, s), sub(all(1), s)), fma(mul(x, x), all(3 * k3), all(k1)), s);
}

void gelu_backward(i32 n, f32* dx, const f32* dy, const f32* x) {
  FOURS(n, store(dx + i, w, mul(load(dy + i, w), gelu_slope(load(x + i, w)))));
}

void softmax_backward(i32 n, f32* dx, const f32* y, const f32* dy) {
  v128_t mean = all(dot(n, y, dy));
  FOURS(n, store(dx + i, w, mul(load(y + i, w), sub(load(dy + i, w), mean))));
}

// ---- Layer norm ---------------------------------------------------------

void layer_norm(i32 n, f32* y, const f32* x, const f32* gain, const f32* bias, f32 eps, f32* moments) {
  v128_t s = all(0);
  FOURS(n, s = add(s, load(x + i, w)));
  f32 one = n > 0 ? n : 1, mean = sum(s) / one, squares = 0;
  s = all(0);
  i32 i = 0;
  for (; i + 4 <= n; i += 4) {
    v128_t d = sub(wasm_v128_load(x + i), all(mean));
    s = fma(d, d, s);
  }
  for (; i < n; i++) squares += (x[i] - mean) * (x[i] - mean);
  f32 inv = 1 / __builtin_sqrtf((sum(s) + squares) / one + eps);
  FOURS(n, store(y + i, w, fma(load(gain + i, w), mul(sub(load(x + i, w), all(mean)), all(inv)), load(bias + i, w))));
  moments[0] = mean, moments[1] = inv;
}

void layer_norm_backward(i32 n, f32* dx, f32* dgain, f32* dbias, const f32* dy, const f32* x, const f32* gain, f32 mean, f32 inv) {
  v128_t total = all(0), along = all(0);
  FOURS(n, {
    v128_t normed = mul(sub(load(x + i, w), all(mean)), all(inv)), d = load(dy + i, w);
    store(dgain + i, w, fma(d, normed, load(dgain + i, w)));
    store(dbias + i, w, add(d, load(dbias + i, w)));
    d = mul(d, load(gain + i, w));
    total = add(total, d);
    along = fma(d, normed, along);
  });
  f32 one = n > 0 ? n : 1;
  total = all(sum(total) / one), along = all(sum(along) / one);
  FOURS(n, {
    v128_t normed = mul(sub(load(x + i, w), all(mean)), all(inv));
    v128_t d = sub(sub(mul(load(dy + i, w), load(gain + i, w)), total), mul(normed, along));
    store(dx + i, w, fma(all(inv), d, load(dx + i, w)));
  });
}

// ---- Dense layers -------------------------------------------------------

enum { LINEAR, RELU, LEAKY_RELU, SIGMOID, TANH, GELU, SILU };

INLINE v128_t sigmoid(v128_t z) { return div(all(1), add(all(1), power(wasm_f32x4_neg(z)))); }

// BEND sets a to a function of the sums z that lie there, and slope to its
// derivative.
#define BEND(function, derivative) \
  FOURS(n, { \
    v128_t z = load(a + i, w), y = function; \
    store(a + i, w, y); \
    store(slope + i, w, derivative); \
  })

INLINE v128_t step(v128_t z, f32 below) { return wasm_v128_bitselect(all(1), all(below), wasm_f32x4_gt(z, all(0))); }

// bend is activate of dense.go for n sums.
static void bend(i32 n, f32* a, f32* slope, i32 f) {
  const v128_t one = all(1);
  switch (f) {
    case LINEAR: BEND(z, one); break;
    case RELU: BEND(wasm_f32x4_max(z, all(0)), step(z, 0)); break;
    case LEAKY_RELU: BEND(wasm_f32x4_max(z, mul(z, all(0.01f))), step(z, 0.01f)); break;
    case SIGMOID: BEND(sigmoid(z), mul(y, sub(one, y))); break;
    case TANH: BEND(sub(mul(all(2), sigmoid(add(z, z))), one), sub(one, mul(y, y))); break;
    case GELU: BEND(mul(z, gate(z)), gelu_slope(z)); break;
    case SILU: BEND(mul(z, sigmoid(z)), fma(y, sub(one, sigmoid(z)), sigmoid(z))); break;
  }
}

// weigh adds to c fours the k rows of x, n apart, each times its weight; the
// weights are step apart.
INLINE void weigh(i32 c, i32 w, v128_t* s, i32 k, const f32* weights, i32 step, const f32* x, i32 n) {
  for (; k > 0; k--, weights += step, x += n) {
    v128_t weight = wasm_v128_load32_splat(weights);
    UNROLL for (i32 q = 0; q < c; q++) s[q] = fma(weight, load(x + 4 * q, w), s[q]);
  }
}

void dense_forward(i32 out, i32 in, i32 n, f32* a, f32* slope, const f32* x, const f32* weights, const f32* b, i32 f) {
  f32* z = a;
  for (i32 o = 0; o < out; o++, z += n, weights += in) {
    STRIPS(n, {
      v128_t s[3] = {all(b[o]), all(b[o]), all(b[o])};
      weigh(c, w, s, in, weights, 1, x + i, n);
      UNROLL for (i32 q = 0; q < c; q++) store(z + i + 4 * q, w, s[q]);
    });
  }
  bend(out * n, a, slope, f);
}

void dense_backward(i32 out, i32 in, i32 n, f32* dx, f32* dw, f32* db, f32* da, const f32* slope, const f32* x, const f32* weights) {
  FOURS(out * n, store(da + i, w, mul(load(da + i, w), load(slope + i, w))));
  for (i32 o = 0; o < out; o++, dw += in) {
    const f32* dz = da + o * n;
    v128_t total = all(0);
    FOURS(n, total = add(total, load(dz + i, w)));
    db[o] = sum(total);
    for (i32 j = 0; j < in; j++) {
      v128_t s[3] = {all(0), all(0), all(0)};
      STRIPS(n, UNROLL for (i32 q = 0; q < c; q++) s[q] = fma(load(dz + i + 4 * q, w), load(x + j * n + i + 4 * q, w), s[q]));
      dw[j] = sum(add(s[0], add(s[1], s[2])));
    }
  }
  if (!dx) return;
  for (i32 j = 0; j < in; j++, dx += n) {
    STRIPS(n, {
      v128_t s[3] = {all(0), all(0), all(0)};
      weigh(c, w, s, out, weights + j, in, da + i, n);
      UNROLL for (i32 q = 0; q < c; q++) store(dx + i + 4 * q, w, s[q]);
    });
  }
}

// forward works out the activations and slopes of all layers; those of a layer
// begin where the ones of the layer before end.
static void forward(i32 layers, const i32* sizes, const i32* bends, i32 n, const f32* x, const f32* params, f32* a, f32* slope) {
  for (i32 l = 0; l < layers; l++) {
    i32 in = sizes[l], out = sizes[l + 1];
    dense_forward(out, in, n, a, slope, x, params, params + out * in, bends[l]);
    params += out * (in + 1), x = a, a += out * n, slope += out * n;
  }
}

// backward goes from the ends of all of these to their beginnings.
static void backward(i32 layers, const i32* sizes, i32 n, const f32* x, const f32* params, f32* grad, const f32* a, const f32* slope, f32* da) {
  for (i32 l = layers; l-- > 0;) {
    i32 in = sizes[l], out = sizes[l + 1];
    params -= out * (in + 1), grad -= out * (in + 1);
    a -= out * n, slope -= out * n, da -= out * n;
    dense_backward(out, in, n, l ? da - in * n : 0, grad, grad + out * in, da, slope, l ? a - in * n : x, params);
  }
}

// judge sets da to a − y for the examples there are, and to 0 for the other
// columns, and returns the sum of the squares.
static f32 judge(i32 out, i32 n, i32 size, f32* da, const f32* a, const f32* y) {
  f32 total = 0;
  for (; out > 0; out--, da += n, a += n, y += n) {
    FOURS(n, store(da + i, w, sub(load(a + i, w), load(y + i, w))));
    for (i32 i = size; i < n; i++) da[i] = 0;
    total += dot(n, da, da);
  }
  return total;
}

// gather puts examples, which are rows of inputs and outputs, into columns.
static void gather(i32 in, i32 out, i32 n, i32 size, f32* x, f32* y, const f32* rows, const i32* order) {
  for (i32 e = 0; e < size; e++) {
    const f32* row = rows + order[e] * (in + out);
    for (i32 j = 0; j < in; j++) x[j * n + e] = row[j];
    for (i32 j = 0; j < out; j++) y[j * n + e] = row[in + j];
  }
}

f32 dense_descend(i32 layers, const i32* sizes, const i32* bends, i32 batches, i32 n, i32 size, const f32* rows, const i32* order, f32* params, f32* grad, f32* room, f32 rate) {
  i32 count = 0, neurons = 0, in = sizes[0], out = sizes[layers];
  for (i32 l = 0; l < layers; l++) count += sizes[l + 1] * (sizes[l] + 1), neurons += sizes[l + 1];
  i32 all = neurons * n;
  f32 *a = room, *slope = a + all, *da = slope + all, *x = da + all, *y = x + in * n, total = 0;
  for (; batches > 0; batches--, order += size) {
    gather(in, out, n, size, x, y, rows, order);
    forward(layers, sizes, bends, n, x, params, a, slope);
    total = judge(out, n, size, da + all - out * n, a + all - out * n, y);
    backward(layers, sizes, n, x, params + count, grad + count, a + all, slope + all, da + all);
    axpy(count, params, -rate / size, grad);
  }
  return total / 2;
}

// ---- The optimizer ------------------------------------------------------

void adamw(i32 n, f32* w_, const f32* g, f32* m, f32* v, f32 b1, f32 c1, f32 b2, f32 c2, f32 rate, f32 inv, f32 eps, f32 keep) {
  FOURS(n, {
    v128_t d = load(g + i, w);
    v128_t first = fma(all(b1), load(m + i, w), mul(all(c1), d));
    v128_t second = fma(all(b2), load(v + i, w), mul(mul(all(c2), d), d));
    store(m + i, w, first);
    store(v + i, w, second);
    v128_t step = div(mul(all(rate), first), fma(wasm_f32x4_sqrt(second), all(inv), all(eps)));
    store(w_ + i, w, sub(mul(all(keep), load(w_ + i, w)), step));
  });
}
