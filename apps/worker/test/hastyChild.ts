// A child whose clock runs ten times too fast, so that a checkpoint is due every second and a half.

const now = performance.now.bind(performance);
performance.now = () => now() * 10;

await import('../src/child.ts');

export {};
