// Changes FITS files at random and reads them in every way; ends with a line of JSON, or with the input that did harm.
//   npm run fuzz -w @asterism/fits -- [INPUTS=200000] [SEED=1] [FOLDER of more files]
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutate } from './mutate.ts';
import { originals } from './originals.ts';
import { Random } from './random.ts';
import { readEverything } from './readEverything.ts';
import { startWatchdog } from './watchdog.ts';

// What an input may take: this long, and the process in all so much memory.
const LIMIT_MS = 2000;
const LIMIT_MEMORY = 512 * 1024 * 1024;

const inputs = Number(process.argv[2] ?? 200_000);
const seed = Number(process.argv[3] ?? 1);
const files = await originals(process.argv[4]);
const watchdog = startWatchdog(LIMIT_MS);
const refusals = new Map<string, number>();
let slowestMs = 0;

for (let input = 0; input < inputs; input++) {
  const original = files[input % files.length]!;
  const bytes = mutate(original, new Random(seed + input));
  watchdog.beat();
  const start = performance.now();
  try {
    for (const code of await readEverything(bytes)) refusals.set(code, (refusals.get(code) ?? 0) + 1);
    const ms = performance.now() - start;
    slowestMs = Math.max(slowestMs, ms);
    if (ms > LIMIT_MS) throw new Error(`It took ${ms} ms.`);
    const { rss } = process.memoryUsage();
    if (rss > LIMIT_MEMORY) throw new Error(`The process takes ${rss} bytes.`);
  } catch (error) {
    const path = join(tmpdir(), `fuzz-${seed + input}.fits`);
    writeFileSync(path, bytes);
    console.error(`Seed ${seed + input}, from ${original.name}, kept as ${path}`);
    throw error;
  }
}
await watchdog.stop();
console.log(
  JSON.stringify({
    inputs,
    seed,
    files: files.map(({ name }) => name),
    slowestMs: Math.round(slowestMs),
    maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    refusals: Object.fromEntries([...refusals].sort()),
  }),
);
