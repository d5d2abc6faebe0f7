import type { ReactNode } from 'react';
import { Panel } from '../../../ui/Panel.tsx';
import classes from './ObservationLayout.module.css';

interface ObservationLayoutProps {
  title: string;
  /** Who is here, and whether all is saved. */
  standing: ReactNode;
  /** Above the text, in its panel. */
  fields?: ReactNode;
  text: ReactNode;
  /** To the right of the text, below it where there is no room. */
  beside?: ReactNode;
  /** Below both. */
  below?: ReactNode;
}

/** Where the parts of an observation stand. */
export function ObservationLayout({ title, standing, fields, text, beside, below }: ObservationLayoutProps) {
  return (
    <div className={classes.observation}>
      <div className={classes.columns} data-wide={!beside || undefined}>
        <Panel title={title} action={<div className={classes.standing}>{standing}</div>}>
          {fields}
          {text}
        </Panel>
        {beside && <div className={classes.beside}>{beside}</div>}
      </div>
      {below}
    </div>
  );
}
