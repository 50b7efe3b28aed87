/** Why something was not done, said when it happens. */
export function Trouble({ children }: { children: string | null | undefined }) {
  return (
    children && (
      <p role="alert" className="break-words text-13 text-failed">
        {children}
      </p>
    )
  );
}
