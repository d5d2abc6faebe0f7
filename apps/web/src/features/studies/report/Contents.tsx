import classes from './Report.module.css';
import { STEPS, stepAnchor } from './steps.ts';

/** The way to each step. */
export function Contents() {
  return (
    <nav className={classes.contents} aria-label="Steps of the study">
      <ol>
        {STEPS.map((title, i) => (
          <li key={title}>
            <a href={`#${stepAnchor(i + 1)}`}>
              <span className={classes.number}>{i + 1}</span>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
