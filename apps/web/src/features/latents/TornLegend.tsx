import { Switch } from '@mantine/core';
import { formatCount } from '../../ui/format.ts';
import { TORN_BELOW } from '../map/torn.ts';
import classes from './Latents.module.css';

interface TornLegendProps {
  /** By ID number; null where it was not measured. */
  torn: readonly boolean[] | null;
  isShown: boolean;
  onShow: (isShown: boolean) => void;
}

/** What a pale broken ring on the map means, and the switch that draws all points alike. */
export function TornLegend({ torn, isShown, onShow }: TornLegendProps) {
  if (!torn) return null;
  const count = torn.filter(Boolean).length;
  return (
    <div className={classes.torn}>
      <Switch
        size="xs"
        label="Torn points paler"
        checked={isShown}
        onChange={(event) => onShow(event.currentTarget.checked)}
      />
      <p>
        <svg width={14} height={14} viewBox="-7 -7 14 14" aria-hidden className={classes.tornMark}>
          <circle r={4} />
        </svg>
        {sentence(count, torn.length)} A torn point is near others here and far from them in latent space, or
        the other way round: trustworthiness or continuity below {String(TORN_BELOW).replace(/^0/, '')}, of 1
        at best and .5 by chance.
      </p>
    </div>
  );
}

function sentence(count: number, all: number): string {
  if (count === 0) return 'No point is torn from its neighbours.';
  const points = `${formatCount(count)} of ${formatCount(all)} points`;
  return count === 1 ? `${points} is torn from its neighbours.` : `${points} are torn from their neighbours.`;
}
