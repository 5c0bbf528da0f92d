// The functions of the kernel, listed once: the kernel defines them, the stub
// calls them, and engine/tensor imports them.
typedef int i32;
typedef float f32;
typedef double f64;

#define EXPORT(name) __attribute__((export_name(#name)))

// F(result, name, parameters, arguments)
#define KERNEL(F) \
  F(void, product, (i32 m, i32 n, i32 k, const f32* a, i32 arow, i32 acol, const f32* b, i32 brow, i32 bcol, f32* c, i32 crow, i32 add, f32* room), \
                   (m, n, k, a, arow, acol, b, brow, bcol, c, crow, add, room)) \
  F(f32, dot, (i32 n, const f32* x, const f32* y), (n, x, y)) \
  F(void, axpy, (i32 n, f32* y, f32 a, const f32* x), (n, y, a, x)) \
  F(void, scale, (i32 n, f32* x, f32 a), (n, x, a)) \
  F(f64, squares, (i32 n, const f32* x), (n, x)) \
  F(f32, greatest, (i32 n, const f32* x), (n, x)) \
  F(f32, powers, (i32 n, f32* x, f32 top), (n, x, top)) \
  F(void, gelu, (i32 n, f32* y, const f32* x), (n, y, x)) \
  F(void, gelu_backward, (i32 n, f32* dx, const f32* dy, const f32* x), (n, dx, dy, x)) \
  F(void, softmax_backward, (i32 n, f32* dx, const f32* y, const f32* dy), (n, dx, y, dy)) \
  F(void, layer_norm, (i32 n, f32* y, const f32* x, const f32* gain, const f32* bias, f32 eps, f32* moments), \
                      (n, y, x, gain, bias, eps, moments)) \
  F(void, layer_norm_backward, (i32 n, f32* dx, f32* dgain, f32* dbias, const f32* dy, const f32* x, const f32* gain, f32 mean, f32 inv), \
                               (n, dx, dgain, dbias, dy, x, gain, mean, inv)) \
  F(void, adamw, (i32 n, f32* w, const f32* g, f32* m, f32* v, f32 b1, f32 c1, f32 b2, f32 c2, f32 rate, f32 inv, f32 eps, f32 keep), \
                 (n, w, g, m, v, b1, c1, b2, c2, rate, inv, eps, keep)) \
  F(void, dense_forward, (i32 out, i32 in, i32 n, f32* a, f32* slope, const f32* x, const f32* w, const f32* b, i32 f), \
                         (out, in, n, a, slope, x, w, b, f)) \
  F(void, dense_backward, (i32 out, i32 in, i32 n, f32* dx, f32* dw, f32* db, f32* da, const f32* slope, const f32* x, const f32* w), \
                          (out, in, n, dx, dw, db, da, slope, x, w)) \
  F(f32, dense_descend, (i32 layers, const i32* sizes, const i32* bends, i32 batches, i32 n, i32 size, const f32* rows, const i32* order, f32* params, f32* grad, f32* room, f32 rate), \
                        (layers, sizes, bends, batches, n, size, rows, order, params, grad, room, rate))
