;; Byte order of 2, 4 and 8-byte numbers, 32 bytes a step, from $at up to $end in the given memory.
;; $end - $at must be a multiple of 32 above 0; neither needs to be aligned.
(module
  (import "" "m" (memory 1))
  (func (export "2") (param $at i32) (param $end i32)
    (local $v v128)
    (loop $next
      (v128.store (local.get $at)
        (i8x16.shuffle 1 0 3 2 5 4 7 6 9 8 11 10 13 12 15 14
          (local.tee $v (v128.load (local.get $at))) (local.get $v)))
      (v128.store offset=16 (local.get $at)
        (i8x16.shuffle 1 0 3 2 5 4 7 6 9 8 11 10 13 12 15 14
          (local.tee $v (v128.load offset=16 (local.get $at))) (local.get $v)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $end)))))
  (func (export "4") (param $at i32) (param $end i32)
    (local $v v128)
    (loop $next
      (v128.store (local.get $at)
        (i8x16.shuffle 3 2 1 0 7 6 5 4 11 10 9 8 15 14 13 12
          (local.tee $v (v128.load (local.get $at))) (local.get $v)))
      (v128.store offset=16 (local.get $at)
        (i8x16.shuffle 3 2 1 0 7 6 5 4 11 10 9 8 15 14 13 12
          (local.tee $v (v128.load offset=16 (local.get $at))) (local.get $v)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $end)))))
  (func (export "8") (param $at i32) (param $end i32)
    (local $v v128)
    (loop $next
      (v128.store (local.get $at)
        (i8x16.shuffle 7 6 5 4 3 2 1 0 15 14 13 12 11 10 9 8
          (local.tee $v (v128.load (local.get $at))) (local.get $v)))
      (v128.store offset=16 (local.get $at)
        (i8x16.shuffle 7 6 5 4 3 2 1 0 15 14 13 12 11 10 9 8
          (local.tee $v (v128.load offset=16 (local.get $at))) (local.get $v)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $end))))))
