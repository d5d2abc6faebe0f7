import { useState } from 'react';

type Epochs = readonly [first: number, last: number];

interface ChartState {
  activeLabel?: string | number | undefined;
}

const epochAt = ({ activeLabel }: ChartState): number | null =>
  activeLabel === undefined ? null : Number(activeLabel);

/** Epochs that are dragged over on a chart; `onZoom` is told more than one of them when the pointer is let go. */
export function useEpochDrag(onZoom: (epochs: Epochs) => void) {
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const dragged: Epochs | null =
    from !== null && to !== null && to !== from ? [Math.min(from, to), Math.max(from, to)] : null;
  const handlers = {
    onMouseDown: (state: ChartState) => {
      setFrom(epochAt(state));
      setTo(null);
    },
    onMouseMove: (state: ChartState, { buttons }: { buttons: number }) => {
      // The chart may learn where the pointer is only after it was pressed.
      if (from === null && buttons === 1) setFrom(epochAt(state));
      else if (from !== null) setTo(epochAt(state));
    },
    onMouseUp: (state: ChartState) => {
      const end = epochAt(state);
      if (from !== null && end !== null && Math.abs(end - from) > 1)
        onZoom([Math.min(from, end), Math.max(from, end)]);
      setFrom(null);
    },
    onMouseLeave: () => setFrom(null),
  };
  return { dragged, handlers };
}
