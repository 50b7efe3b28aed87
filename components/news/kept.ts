/** What this browser keeps under a name; `null` where it keeps nothing, or must not be asked. */
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps it as well as this browser can; one that keeps nothing has it until the page goes. */
export function keep(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // A browser that is told to keep nothing.
  }
}
