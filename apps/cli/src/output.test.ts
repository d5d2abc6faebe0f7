import { expect, test } from 'vitest';
import { createOutput } from './output.ts';

function written(isTTY: boolean) {
  const text = { out: '', err: '' };
  const output = createOutput(
    { isTTY, columns: 60, write: (part) => (text.out += part) },
    { write: (part) => (text.err += part) },
  );
  return { text, output };
}

test('without a terminal, progress is a line where it says anything new', () => {
  const { text, output } = written(false);
  output.progress({ fraction: 0.419, text: 'E-7 train', secondsLeft: 9 });
  output.progress({ fraction: 0.419, text: 'E-7 train', secondsLeft: 8 });
  output.progress({ fraction: 0.42, text: 'E-7 train', secondsLeft: 8 });
  output.print('done');
  output.note('and more');
  expect(text).toEqual({ out: '41 %  E-7 train\n42 %  E-7 train\ndone\n', err: 'and more\n' });
});

test('on a terminal it is a bar no wider than that, gone when a line is printed', () => {
  const { text, output } = written(true);
  output.progress({ fraction: 0.5, text: 'E-7 train epoch 3 of 10', secondsLeft: 100 });
  expect(text.out).toBe('\r██████████░░░░░░░░░░  50 %  E-7 train epoch 3 of 10, 2 min \x1b[K');
  output.print('done');
  expect(text.out.endsWith('\x1b[K\r\x1b[Kdone\n')).toBe(true);
  const before = text.out;
  output.print('again');
  expect(text.out).toBe(`${before}again\n`);
});
