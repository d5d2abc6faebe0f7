'use client';

import { Kbd } from '@mantine/core';
import { Dialog } from '../../ui/Dialog.tsx';
import classes from './KeyHelp.module.css';
import type { KeyGroup } from './KeysProvider.tsx';

interface KeyHelpProps {
  groups: readonly KeyGroup[];
  isOpen: boolean;
  onClose: () => void;
}

/** The keys of the page, and those of every page. */
export function KeyHelp({ groups, isOpen, onClose }: KeyHelpProps) {
  return (
    <Dialog title="Keys" isOpen={isOpen} onClose={onClose} size={520}>
      <KeyList groups={groups} />
    </Dialog>
  );
}

/** Keys and what they do, under the name of the place that hears them. */
export function KeyList({ groups }: { groups: readonly Pick<KeyGroup, 'name' | 'lines'>[] }) {
  return (
    <>
      {groups.map(({ name, lines }) => (
        <section key={name} aria-label={name}>
          <h3 className={classes.name}>{name}</h3>
          <dl className={classes.keys}>
            {lines.map(([keys, what]) => (
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
        </section>
      ))}
    </>
  );
}
