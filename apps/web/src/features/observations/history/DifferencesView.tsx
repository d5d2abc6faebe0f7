import { useMemo } from 'react';
import { formatCount } from '../../../ui/format.ts';
import { breaksBefore } from './breaksBefore.ts';
import { differencesBetween, type Piece } from './differences.ts';
import classes from './History.module.css';

/** Two versions in one: what was added is underlined after a plus, what was removed struck through after a minus. */
export function DifferencesView({ before, after }: { before: string; after: string }) {
  const pieces = useMemo(() => differencesBetween(before, after), [before, after]);
  if (pieces.every(({ kind }) => kind === 'same')) return <p className={classes.faint}>Both say the same.</p>;
  return (
    <>
      <p className={classes.faint}>{summaryOf(pieces)}</p>
      <div className={classes.text}>
        {placed(pieces).map(({ place, kind, text }) => (
          <PieceView key={place} kind={kind} text={text} />
        ))}
      </div>
    </>
  );
}

function PieceView({ kind, text }: Piece) {
  if (kind === 'same') return <span>{folded(text)}</span>;
  const breaks = text.trim() === '' ? '' : breaksBefore(text);
  const [Tag, look] =
    kind === 'added' ? (['ins', classes.added] as const) : (['del', classes.removed] as const);
  return (
    <>
      {breaks}
      <Tag className={look}>{text.slice(breaks.length)}</Tag>
    </>
  );
}

const words = (pieces: readonly Piece[], kind: Piece['kind']): number =>
  pieces.filter((piece) => piece.kind === kind).flatMap(({ text }) => text.match(/\S+/g) ?? []).length;

/** How much was added and removed, in words. */
function summaryOf(pieces: readonly Piece[]): string {
  const said = (count: number) => `${formatCount(count)} ${count === 1 ? 'word' : 'words'}`;
  return `${said(words(pieces, 'added'))} added, ${said(words(pieces, 'removed'))} removed.`;
}

const placed = (pieces: readonly Piece[]): (Piece & { place: string })[] => {
  let at = 0;
  return pieces.map((piece) => {
    const place = `${at} ${piece.kind}`;
    at += piece.text.length;
    return { ...piece, place };
  });
};

// Lines on either side of a change that are left in sight.
const AROUND = 4;

/** Of what is the same, no more than shows where a change stands. */
function folded(text: string): string {
  const lines = text.split('\n');
  const hidden = lines.length - 2 * AROUND;
  if (hidden <= 1) return text;
  const [head, tail] = [lines.slice(0, AROUND), lines.slice(-AROUND)];
  return [...head, `⋯ ${formatCount(hidden)} lines that are the same`, ...tail].join('\n');
}
