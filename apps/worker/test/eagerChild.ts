// A child on whose clock 16 s pass between two looks, so that every step of training is worth a checkpoint.

let ms = 0;
performance.now = () => {
  ms += 16_000;
  return ms;
};

await import('../src/child.ts');

export {};
