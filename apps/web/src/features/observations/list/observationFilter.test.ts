import { expect, test } from 'vitest';
import { askedObservations, experimentProblem, filterOf, isAsking } from './observationFilter.ts';

test('the address says what is looked for', () => {
  const asked = askedObservations(
    new URLSearchParams(
      'text=wide gap&kind=physical&confidence=HIGH&tag=gap&label= rings &experiment=E-42&study=U3R1ZHk6Nw',
    ),
  );
  expect(filterOf(asked, 'RXhwZXJpbWVudDo0Mg==')).toEqual({
    text: 'wide gap',
    label: 'rings',
    tag: 'gap',
    kind: ['PHYSICAL'],
    confidence: ['HIGH'],
    studyId: 'U3R1ZHk6Nw',
    experimentId: 'RXhwZXJpbWVudDo0Mg==',
  });
  expect(asked.experiment).toBe('E-42');
});

test('what there is none of is not asked for', () => {
  const asked = askedObservations(new URLSearchParams('kind=odd&confidence=&text= '));
  expect(filterOf(asked, null)).toEqual({});
  expect(isAsking(asked)).toBe(false);
  expect(isAsking({ ...asked, tag: 'gap' })).toBe(true);
});

test('an experiment is named as people write it', () => {
  expect(experimentProblem('')).toBeNull();
  expect(experimentProblem('e-7')).toBeNull();
  expect(experimentProblem('42')).toBe('Write it as E-42.');
});
