'use client';

import { Panel } from '../../ui/Panel.tsx';
import { PresentDiscs } from '../presence/PresentDiscs.tsx';
import { PresentList } from '../presence/PresentList.tsx';
import { SessionContext } from '../session/session.tsx';
import { PRESENCES } from './examplePeople.ts';
import { OWNER } from './PeoplePieces.tsx';
import classes from './StyleguidePage.module.css';

/** Who is here: alone, a few, and many. */
export function PresencePieces() {
  const many = PRESENCES.at(-1);
  return (
    <SessionContext.Provider value={OWNER}>
      <Panel title="Who is here" say="In the bar, and by name when pointed at or pressed.">
        <div className={classes.row}>
          {PRESENCES.map((here) => (
            <PresentDiscs key={here.count} here={here} />
          ))}
        </div>
        {many && <PresentList {...many} />}
      </Panel>
    </SessionContext.Provider>
  );
}
