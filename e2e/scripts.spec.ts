import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { asterism } from './asterism.ts';
import { discs } from './stack.ts';

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-cli-'));
});
test.afterAll(() => rmSync(folder, { recursive: true }));

test('a folder is imported, a study run over it, and its results exported', async () => {
  const imported = await asterism('import', discs(), '--dataset', 'From the command line');
  expect(imported.status).toBe(0);
  expect(imported.lines.filter((line) => line.startsWith('accepted'))).toHaveLength(24);

  const file = join(folder, 'study.yaml');
  writeFileSync(
    file,
    'name: Two models\npreprocessings: [{ channels: [0], size: 32 }]\nmodels: [{ kind: CONV, epochs: 2 }, { kind: VAE, epochs: 2 }]\nclusterings: [{ algorithm: KMEANS }]\n',
  );
  const studied = await asterism('run', file, '--dataset', 'From the command line', '--wait');
  expect(studied.errors).toBe('');
  expect(studied.lines.at(-1)).toMatch(/has the highest mean silhouette/);

  const listed = await asterism('experiments', '--json');
  const rows = listed.lines.map(
    (line) =>
      JSON.parse(line) as {
        number: number;
        name: string;
        model: { kind: string };
        dataset: { name: string };
      },
  );
  const made = rows.find((row) => row.dataset.name === 'From the command line' && row.model.kind === 'VAE')!;
  const exported = await asterism('export', `E-${made.number}`, join(folder, 'out'));
  expect(exported.status).toBe(0);
  expect(npyShape(join(folder, 'out/latents.npy'))).toEqual(["'<f4'", '(24, 64)']);
  expect(npyShape(join(folder, 'out/labels.npy'))).toEqual(["'<i4'", '(24,)']);
  expect(npyShape(join(folder, 'out/projections/pca.npy'))).toEqual(["'<f4'", '(24, 2)']);
  const metrics = JSON.parse(readFileSync(join(folder, 'out/metrics.json'), 'utf8'));
  expect(metrics.scan).toHaveLength(9);
});

test('a model is taken away, and encodes the files without the server as the server did', async () => {
  const listed = await asterism('experiments', '--json');
  const rows = listed.lines.map((line) => JSON.parse(line) as { number: number; dataset: { name: string } });
  const id = `E-${rows.find((row) => row.dataset.name === 'From the command line')!.number}`;
  const [model, results, latents] = ['model', 'results', 'encoded.npy'].map((name) => join(folder, name));
  const taken = await asterism('model', 'export', id, '--out', model!, '--images', '5');
  expect([taken.status, taken.lines]).toEqual([
    0,
    [`asterism-${id}.safetensors`, `asterism-${id}.json`, 'images.npy'].map((name) => join(model!, name)),
  ]);
  expect(npyShape(join(model!, 'images.npy'))).toEqual(["'<f4'", '(5, 1, 32, 32)']);
  const files = readdirSync(discs()).sort();
  const encoded = await asterism(
    'model',
    'encode',
    model!,
    ...files.map((name) => join(discs(), name)),
    '--out',
    latents!,
  );
  expect(encoded.status).toBe(0);
  await asterism('export', id, results!);
  const [ours, theirs] = [npyValues(latents!), npyValues(join(results!, 'latents.npy'))];
  expect(ours.length).toBe(24 * 64);
  expect(Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]!)))).toBeLessThan(1e-5);
});

test('a table is joined to a data set, and what found no partner is listed', async () => {
  const file = join(folder, 'stars.csv');
  writeFileSync(file, 'n,mass [Msun]\n0,1.5\n1,2\n99,3\n');
  const by = ['--dataset', 'From the command line@1', '--by', 'index'];
  const attached = await asterism('catalogue', file, ...by, '--join-column', 'n');
  expect(attached.errors).toBe('');
  expect(attached.lines[0]).toBe('mass [Msun]  float  2 of 24 samples');
  expect(attached.lines).toContain('row without a sample  3: 99');
  expect(attached.lines).toContain('sample without a row  and 12 more');
  expect(attached.lines.at(-1)).toBe('stars.csv: 2 of 24 samples matched, 3 rows');
  const wrong = await asterism('catalogue', file, ...by, '--join-column', 'name');
  expect([wrong.status, wrong.errors]).toEqual([
    1,
    'joinColumn: There is no column "name"; the table has n, mass. (COLUMN_NOT_FOUND)\n',
  ]);
  expect((await asterism('catalogue', file, '--dataset', 'x', '--by', 'luck')).status).toBe(2);
});

test('what is wrong with a study is said with its place, and the exit status tells', async () => {
  const file = join(folder, 'wrong.yaml');
  writeFileSync(file, 'models: [{ kind: CONV, epochs: -1 }]\nclusterings: [{ algorithm: KMEANS }]\n');
  const refused = await asterism('run', file, '--dataset', 'From the command line');
  expect(refused.status).toBe(1);
  expect(refused.errors).toMatch(/models\.0\.epochs/);
  expect((await asterism('run', file, '--dataset', 'Not there')).errors).toMatch(/no data set "Not there"/);
  expect((await asterism('run', file)).status).toBe(2);
  writeFileSync(file, 'model: []\n');
  expect((await asterism('run', file, '--dataset', 'x')).errors).toMatch(/Unrecognized key/);
});

test('a folder without any FITS file is refused file by file', async () => {
  const junk = mkdtempSync(join(tmpdir(), 'asterism-junk-'));
  writeFileSync(join(junk, 'notes.txt'), 'hello');
  writeFileSync(join(junk, 'empty.fits'), '');
  const imported = await asterism('import', junk, '--dataset', 'Junk');
  expect(imported.errors).toBe('No file of the folder could be read as a sample.\n');
  expect(imported.status).toBe(1);
  expect(imported.lines.join('\n')).toMatch(/refused {3}empty\.fits {2}EMPTY_FILE/);
  expect(imported.lines.join('\n')).toMatch(/refused {3}notes\.txt {2}NOT_FITS/);
  rmSync(junk, { recursive: true });
});

/** The type and shape of an .npy file's header, as they are written there. */
function npyShape(path: string): (string | undefined)[] {
  const head = readFileSync(path).subarray(0, 128).toString('latin1');
  return [/'descr': ('[^']*')/.exec(head)?.[1], /'shape': (\([^)]*\))/.exec(head)?.[1]];
}

function npyValues(path: string): Float32Array {
  const bytes = readFileSync(path);
  return new Float32Array(new Uint8Array(bytes.subarray(10 + bytes.readUInt16LE(8))).buffer);
}
