import { Fragment } from 'react';

/** `POST /v1/videos`, as it is typed; where there is little room a line ends before a slash. */
export function OperationName({ method, path }: { method: string; path: string }) {
  const [, ...parts] = path.split('/');
  return (
    <span className="min-w-0 break-words font-mono">
      <span className="font-medium text-muted">{method.toUpperCase()}</span>{' '}
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a path never move.
        <Fragment key={index}>
          <wbr />/{part}
        </Fragment>
      ))}
    </span>
  );
}
