/** `POST /v1/videos`, as it is typed. */
export function OperationName({ method, path }: { method: string; path: string }) {
  return (
    <span className="min-w-0 break-words font-mono">
      <span className="font-medium text-muted">{method.toUpperCase()}</span> {path.replaceAll('/', '​/')}
    </span>
  );
}
