import { absoluteTime, relativeTime } from './time-words.ts';
import { useNow } from './use-now.ts';

/** A time as people say it, with the exact one on hover. */
export function Moment({ at }: { at: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteTime(at)}>
      {relativeTime(at, now)}
    </time>
  );
}

/** A time to the second with its zone, and how long ago that is. */
export function ExactMoment({ at }: { at: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()}>
      {absoluteTime(at)} <span className="dimmed exact-moment-away">({relativeTime(at, now)})</span>
    </time>
  );
}
