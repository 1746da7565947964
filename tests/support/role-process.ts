import { expect } from 'vitest';
import { freePort } from './free-port.ts';
import type { Ended } from './program.ts';
import { ended, startStudyloop } from './program.ts';

/** A process of one role, and what it says of itself. */
export interface RoleProcess {
  /** Where it takes posts. */
  readonly origin: string;
  /** Waits until it says that it is ready. */
  ready(): Promise<void>;
  /** Status and text of a page of its private port; 0 when nobody answers. */
  page(path: string): Promise<{ readonly status: number; readonly text: string }>;
  signal(signal: NodeJS.Signals): void;
  /** Its end, with how long it took since the signal, in ms. */
  readonly end: Promise<Ended & { readonly ms: number }>;
}

export async function startRole(role: string, settings: Readonly<Record<string, string>>): Promise<RoleProcess> {
  const [port, metrics] = [await freePort(), await freePort()];
  const own = { HTTP_PORT: String(port), METRICS_PORT: String(metrics) };
  const child = startStudyloop(['start', '--role', role], { settings: { ...settings, ...own } });
  let signalledAt = performance.now();
  const page = async (path: string) => {
    try {
      const response = await fetch(`http://127.0.0.1:${metrics}${path}`);
      return { status: response.status, text: await response.text() };
    } catch {
      return { status: 0, text: '' };
    }
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    page,
    async ready() {
      await expect.poll(async () => await page('/readyz'), { timeout: 40_000 }).toMatchObject({ status: 200 });
    },
    signal(signal) {
      signalledAt = performance.now();
      child.kill(signal);
    },
    end: ended(child).then((end) => ({ ...end, ms: performance.now() - signalledAt })),
  };
}
