import mark from './mark.svg';
import classes from './shell.module.css';

/** The name of the house. */
export function Mark() {
  return (
    <span className={classes['mark']}>
      <img src={mark} width="24" height="24" alt="" />
      <span className={classes['name']}>Dermatrail</span>
    </span>
  );
}
