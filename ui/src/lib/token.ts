/** The bearer token for writing and for jobs, where the server asks for one; kept for this window only. */
const KEY = "daliz.token";

export function token(): string {
  try { return window.sessionStorage.getItem(KEY) ?? ""; } catch { return ""; }
}

export function keepToken(value: string): void {
  try { window.sessionStorage.setItem(KEY, value); } catch { /* it is then asked for again */ }
}

export function bearer(): Record<string, string> {
  const found = token();
  return found ? { Authorization: `Bearer ${found}` } : {};
}
