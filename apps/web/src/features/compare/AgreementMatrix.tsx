import type { MouseEvent } from 'react';
import { divergingColor, inkOnDiverging } from '../../ui/divergingColor.ts';
import { experimentId, formatScore, NOTHING } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import classes from './AgreementMatrix.module.css';
import type { AgreementMatrixValues } from './compareState.ts';

/** Of more, the cells are too small for numbers, which would not be read either. */
export const WITH_NUMBERS = 16;

interface AgreementMatrixProps {
  experiments: readonly { id: string; number: number; name: string }[];
  matrix: AgreementMatrixValues;
  label: string;
  pair: readonly [number, number] | null;
  /** Where an experiment's page is. */
  path: (experiment: { id: string; number: number }) => string | null;
  onPair: (pair: readonly [number, number]) => void;
}

/** Every two experiments: the bluer, the more alike; white is chance. Pressing a cell looks at the two closely. */
export function AgreementMatrix({ experiments, matrix, label, pair, path, onPair }: AgreementMatrixProps) {
  const isSmall = experiments.length > WITH_NUMBERS;
  const onPress = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest('td') : null;
    const [first, second] = (cell?.dataset['pair'] ?? '').split(' ').map(Number);
    if (first && second) onPair([first, second]);
  };
  return (
    <ScrollRegion className={classes.scroll} aria-label={label}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the fields below choose the same pair by keys */}
      <table className={classes.matrix} data-small={isSmall} onClick={onPress}>
        <thead>
          <tr>
            <td />
            {experiments.map(({ id, number, name }) => (
              <th key={id} scope="col" title={name}>
                {experimentId(number)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {experiments.map((row, i) => (
            <tr key={row.id}>
              <th scope="row">
                <PageLink href={path(row)} title={row.name}>
                  {experimentId(row.number)}
                </PageLink>
              </th>
              {experiments.map((column, j) => (
                <Cell
                  key={column.id}
                  numbers={[row.number, column.number]}
                  value={i === j ? undefined : (matrix[i]?.[j] ?? null)}
                  isSmall={isSmall}
                  isChosen={pair?.includes(row.number) === true && pair.includes(column.number) && i !== j}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface CellProps {
  numbers: readonly [number, number];
  /** Undefined: one and the same; null: they cannot be compared. */
  value: number | null | undefined;
  isSmall: boolean;
  isChosen: boolean;
}

function Cell({ numbers: [first, second], value, isSmall, isChosen }: CellProps) {
  if (value === undefined) return <td className={classes.same} />;
  const names = `${experimentId(first)} and ${experimentId(second)}`;
  return (
    <td
      className="number"
      data-pair={`${first} ${second}`}
      data-chosen={isChosen}
      title={value === null ? `${names} cannot be compared` : `${names}: ${value}`}
      style={value === null ? {} : { background: divergingColor(value), color: inkOnDiverging(value) }}
    >
      {isSmall ? null : value === null ? NOTHING : formatScore(value)}
    </td>
  );
}
