import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { toStudyInput } from './inputs.ts';
import { mutationText } from './mutationText.ts';
import { studyText } from './studyText.ts';
import { readStudyYaml } from './studyYaml.ts';
import { clustererOf, type FormValues, modelOf, NOTHING_RECOMMENDED, recommendedForm } from './values.ts';

const ground = { recommended: NOTHING_RECOMMENDED, sampleCount: 90 };
const one = recommendedForm(NOTHING_RECOMMENDED, 90);
const study: FormValues = {
  ...one,
  isStudy: true,
  name: 'yes: a "name"',
  normalizations: ['GLOBAL', 'PER_CHANNEL'],
  models: [
    { ...modelOf('CONV', NOTHING_RECOMMENDED), params: { widths: [8, 16], augment: true } },
    modelOf('VAE', NOTHING_RECOMMENDED),
  ],
  clusterers: [
    { ...clustererOf('KMEANS', 90), clusterCount: 'FIXED', fixedValues: '2, 3', params: { nInit: 3 } },
    clustererOf('HDBSCAN', 90),
  ],
  seeds: '0, 7',
};

test('the YAML is what the API is sent, a line for each choice', () => {
  const input = toStudyInput(study, 'demo', 'v');
  const text = studyText(input);
  expect(parse(text)).toEqual(JSON.parse(JSON.stringify(input)));
  expect(text).toContain('\n  - { kind: VAE, ');
  expect(text).toContain('\nseeds: [ 0, 7 ]');
  expect(text).not.toMatch(/[&*]a1/);
  // Without a name the file's counts.
  expect(parse(studyText(toStudyInput(one, 'demo', 'v')))).not.toHaveProperty('name');
});

test.each<[string, FormValues]>([
  ['an experiment', one],
  ['a study', study],
])('the form comes back from the YAML of %s', (_, form) => {
  const read = readStudyYaml(studyText(toStudyInput(form, 'demo', 'v')), ground);
  expect(read.wrong).toBeNull();
  expect(toStudyInput(read.values!, 'demo', 'v')).toEqual(toStudyInput(form, 'demo', 'v'));
});

test('what is left out is as recommended', () => {
  const { values } = readStudyYaml('models: [{}]\nclusterings: [{ algorithm: HDBSCAN }]', ground);
  expect(values).toMatchObject({
    isStudy: false,
    models: [modelOf('CONV', NOTHING_RECOMMENDED)],
    clusterers: [clustererOf('HDBSCAN', 90)],
    channels: [0],
  });
});

test('what the form has no fields for, and what is no study, is refused in a sentence', () => {
  const demo = readFileSync(new URL('../../../../../examples/demo-study.yaml', import.meta.url), 'utf8');
  const wrong = (text: string) => readStudyYaml(text, ground).wrong;
  expect(wrong(demo)).toMatch(/differ in more than the normalisation/);
  expect(wrong('models: [{ kind: CONV, epochs: -3 }]\nclusterings: [{ algorithm: KMEANS }]')).toMatch(
    /epochs/,
  );
  expect(wrong('models: [{}, { kind: CONV, epochs: 3 }]\nclusterings: [{ algorithm: KMEANS }]')).toMatch(
    /named twice/,
  );
  expect(wrong('model: CONV')).toMatch(/model/);
  expect(wrong('models: [')).not.toBeNull();
  expect(wrong('')).not.toBeNull();
});

test('the mutation is the one for what is made, with its variables', () => {
  const { mutation, variables } = mutationText(study, 'demo', 'v');
  expect(mutation).toMatch(
    /^mutation CreateStudy\(\$input: CreateStudyInput!\) \{\n {2}createStudy\(input: \$input\)/,
  );
  expect(JSON.parse(variables)).toEqual({
    input: JSON.parse(JSON.stringify(toStudyInput(study, 'demo', 'v'))),
  });
  expect(mutationText(one, 'demo', 'v').mutation).toMatch(/^mutation CreateExperiment\(/);
});
