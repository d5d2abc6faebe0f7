// npm run bench -- alignment [FOLDER]: how well the tilt and the direction of generated discs are recovered, against
// the truth beside the folder, and what it costs on one core. Without a folder 150 discs of 600 pixels are generated.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource, chooseImage, openFits, readChannels } from '@asterism/fits';
import { measureSample } from '../packages/ml/src/alignment/measureSample.ts';
import type { DiscTruth } from '../packages/testkit/src/discs/disc.ts';
import { writeDiscs } from '../packages/testkit/src/discs/writeDiscs.ts';

const own = process.argv[2] ? null : await mkdtemp(join(tmpdir(), 'asterism-alignment-'));
const folder = process.argv[2] ?? join(own ?? '', 'discs');
if (own) await writeDiscs(folder, { seed: 1 });
const truths: Record<string, DiscTruth> = JSON.parse(await readFile(`${folder}.truth.json`, 'utf8'));

interface Row {
  kind: string;
  tilt: number;
  angle: number | null;
  quality: number;
  ms: number;
}
const rows: Row[] = [];
let missing = 0;
for (const name of (await readdir(folder)).sort()) {
  const source = bytesSource(await readFile(join(folder, name)));
  const file = await openFits(source);
  const pixels = await readChannels(source, file, chooseImage(file));
  const start = performance.now();
  const found = measureSample(pixels);
  const ms = performance.now() - start;
  const truth = truths[name]!;
  if (!found) {
    missing += 1;
    continue;
  }
  // The truth's angle is measured from +y to the short axis's far side; the long axis lies a quarter turn on.
  const turned = Math.abs(found.angleDegrees - ((truth.positionAngleDegrees + 90) % 180));
  rows.push({
    kind: truth.kind,
    tilt: Math.abs(found.tiltDegrees - truth.inclinationDegrees),
    // Nearly face-on there is no direction to find.
    angle: truth.inclinationDegrees > 20 ? Math.min(turned, 180 - turned) : null,
    quality: found.quality,
    ms,
  });
}
if (own) await rm(own, { recursive: true });

const at = (values: number[], share: number) =>
  Number(values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]?.toFixed(3));
for (const kind of ['all', ...new Set(rows.map((row) => row.kind))]) {
  const some = rows.filter((row) => kind === 'all' || row.kind === kind);
  const angles = some.flatMap(({ angle }) => (angle === null ? [] : [angle]));
  console.log(
    JSON.stringify({
      bench: 'alignment',
      kind,
      discs: some.length,
      missing,
      tiltErrorMedianDegrees: at(
        some.map((row) => row.tilt),
        0.5,
      ),
      tiltErrorP90Degrees: at(
        some.map((row) => row.tilt),
        0.9,
      ),
      angleErrorMedianDegrees: at(angles, 0.5),
      qualityMedian: at(
        some.map((row) => row.quality),
        0.5,
      ),
      medianMs: at(
        some.map((row) => row.ms),
        0.5,
      ),
      target: 'tilt within 1 degree (median), 15 ms a sample',
    }),
  );
}
