import { channel } from 'node:diagnostics_channel';
import type { Tenant } from './arrivals.ts';
import type { Care } from './zygote.ts';

/** Sandboxes that are ready, and who waits for one. */
export interface Shelf {
  /** Puts a sandbox there that was built elsewhere. */
  offer(tenant: Tenant): void;
  /** The next sandbox; in the order asked. An error when none can be built, or `signal` was aborted first. */
  readonly take: (signal: AbortSignal) => Promise<Tenant | Error>;
  /** Builds until enough are ready. */
  refill(): void;
  close(): void;
}

/** How many sandboxes: `ready` when nobody waits, `building` at a time. */
export interface ShelfSize {
  readonly ready: number;
  readonly building: number;
}

/** Told of each sandbox that is asked for, `ready` or `waited`: whoever counts need not be known here. */
const asked = channel('studyloop:sandbox');

/** How often building is tried for someone who waits. */
const TRIES = 3;

/** An empty shelf on which `spawn` puts. */
export function createShelf(spawn: (care: Care) => Promise<Tenant>, size: ShelfSize): Shelf {
  const ready = createStock();
  const line = createLine();
  const build = async (others: number) => spawn(line.length() > others ? 'hurried' : 'warm');
  const builder = createBuilder(build, {
    offer,
    disappoint: (error) => line.disappoint(error),
    again: () => order(line.length()),
  });
  let isFilling = false;
  let isClosed = false;
  return {
    offer,
    async take(signal) {
      if (isClosed || signal.aborted) return new Error('the runner is being closed, or nobody wants this any more');
      const tenant = ready.take();
      if (tenant !== null) isFilling = false;
      if (asked.hasSubscribers) asked.publish(tenant === null ? 'waited' : 'ready');
      const served = tenant ?? line.join(signal);
      // One is kept in hand even while others run.
      order(tenant === null ? line.length() : 1);
      return served;
    },
    refill() {
      isFilling = true;
      order(size.ready);
    },
    close() {
      isClosed = true;
      line.dismiss(new Error('the runner is being closed'));
    },
  };

  function order(wanted: number): void {
    const missing = Math.min(wanted - ready.size(), size.building) - builder.underWay();
    if (!isClosed) builder.start(missing);
  }
  function offer(tenant: Tenant): void {
    if (!line.serve(tenant)) ready.put(tenant);
    order(isFilling ? size.ready : line.length());
  }
}

interface Built {
  readonly offer: (tenant: Tenant) => void;
  /** Called once for builds that were under way together: they fail together when the zygote ends. */
  readonly disappoint: (error: Error) => void;
  /** Called after each failure. */
  readonly again: () => void;
}

/** Calls `build` with the number of others that are under way. */
function createBuilder(build: (others: number) => Promise<Tenant>, { offer, disappoint, again }: Built) {
  let underWay = 0;
  let failures = 0;
  const buildOne = async () => {
    underWay += 1;
    const failuresBefore = failures;
    const found = await build(underWay - 1).catch(toError);
    underWay -= 1;
    if (!(found instanceof Error)) return offer(found);
    if (failures === failuresBefore) disappoint(found);
    failures = Math.max(failures, failuresBefore + 1);
    again();
  };
  return {
    underWay: () => underWay,
    start(count: number) {
      for (let left = count; left > 0; left -= 1) buildOne().catch(() => {});
    },
  };
}

/** Sandboxes that are ready, the oldest first. */
function createStock() {
  const ready = new Set<Tenant>();
  return {
    size: () => ready.size,
    put(tenant: Tenant) {
      ready.add(tenant);
      // One that ends by itself, as all do whose zygote has ended, is not for sale.
      const drop = () => {
        if (ready.delete(tenant)) tenant.close();
      };
      tenant.ended.then(drop, drop);
    },
    take(): Tenant | null {
      const [tenant = null] = ready;
      if (tenant !== null) ready.delete(tenant);
      return tenant;
    },
  };
}

interface Customer {
  readonly give: (found: Tenant | Error) => void;
  failures: number;
}

/** Who waits for a sandbox, in the order asked. */
function createLine() {
  const customers: Customer[] = [];
  return {
    length: () => customers.length,
    /** Answers when served, disappointed too often, or gone because `signal` was aborted. */
    join(signal: AbortSignal): Promise<Tenant | Error> {
      const { promise, resolve } = Promise.withResolvers<Tenant | Error>();
      const leave = () => {
        customers.splice(customers.indexOf(customer), 1);
        resolve(new Error('nobody wants this any more'));
      };
      const give = (found: Tenant | Error) => {
        signal.removeEventListener('abort', leave);
        resolve(found);
      };
      const customer: Customer = { give, failures: 0 };
      customers.push(customer);
      signal.addEventListener('abort', leave, { once: true });
      return promise;
    },
    /** Whether there was someone to take it. */
    serve(tenant: Tenant): boolean {
      const first = customers.shift();
      first?.give(tenant);
      return first !== undefined;
    },
    /** Building one has failed; who has seen that too often leaves with the error. */
    disappoint(error: Error) {
      const [first] = customers;
      if (first === undefined) return;
      first.failures += 1;
      if (first.failures >= TRIES) customers.shift()?.give(error);
    },
    dismiss(error: Error) {
      for (const customer of customers.splice(0)) customer.give(error);
    },
  };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
