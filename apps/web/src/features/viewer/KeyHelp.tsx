'use client';

import { Kbd, Modal } from '@mantine/core';
import classes from './KeyHelp.module.css';

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['←', '→'], 'previous, next sample'],
  [['+', '−'], 'zoom in, out'],
  [['0'], 'the whole image'],
  [['1', '…', '9'], 'the first to ninth channel alone, and back'],
  [['b'], 'blink between two channels, and back'],
  [['d'], 'difference of two channels, and back'],
  [['i'], 'invert the colours'],
  [['Esc'], 'all channels'],
  [['Tab'], 'to the next picture, handle or field'],
  [['←', '→', '↑', '↓'], 'in a picture: move the crosshair by one pixel, with Shift by ten'],
  [['?'], 'this list'],
];

/** The keys of the page. */
export function KeyHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={classes.keys}>
        {KEYS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} size="sm">
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
