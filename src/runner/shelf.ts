import type { Care, Tenant } from './zygote.ts';

/** Sandboxes that are ready, and who waits for one. */
export interface Shelf {
  /** Null when a first sandbox could be built, else why not. */
  proveFirst(): Promise<string | null>;
  /** The next sandbox; in the order asked. An error when none can be built, or `signal` was aborted first. */
  take(signal: AbortSignal): Promise<Tenant | Error>;
  /** Builds until enough are ready. */
  refill(): void;
  close(): void;
}

/** How many sandboxes: `ready` when nobody waits, `building` at a time. */
export interface ShelfSize {
  readonly ready: number;
  readonly building: number;
}

/** How often building is tried for someone who waits. */
const TRIES = 3;

interface Customer {
  readonly give: (found: Tenant | Error) => void;
  failures: number;
}

/** An empty shelf on which `spawn` puts. */
export function createShelf(spawn: (care: Care) => Promise<Tenant>, size: ShelfSize): Shelf {
  const ready = new Set<Tenant>();
  const customers: Customer[] = [];
  let building = 0;
  let isFilling = false;
  let isClosed = false;

  const build = async () => {
    building += 1;
    const found = await spawn(customers.length > building - 1 ? 'hurried' : 'warm').catch(toError);
    building -= 1;
    if (found instanceof Error) disappoint(found);
    else offer(found);
  };
  const offer = (tenant: Tenant) => {
    const customer = customers.shift();
    if (customer !== undefined) customer.give(tenant);
    else put(tenant);
    order(isFilling ? size.ready : customers.length);
  };
  const put = (tenant: Tenant) => {
    ready.add(tenant);
    // One that ends by itself, as all do whose zygote has ended, is not for sale.
    const drop = () => {
      if (ready.delete(tenant)) tenant.close();
    };
    tenant.ended.then(drop, drop);
  };
  const disappoint = (error: Error) => {
    const [customer] = customers;
    if (customer === undefined) return;
    customer.failures += 1;
    if (customer.failures >= TRIES) customers.shift()?.give(error);
    order(customers.length);
  };
  const order = (wanted: number) => {
    while (!isClosed && building < size.building && ready.size + building < wanted) build().catch(() => {});
  };
  return {
    async proveFirst() {
      const found = await spawn('warm').catch(toError);
      if (found instanceof Error) return found.message;
      offer(found);
      return null;
    },
    async take(signal) {
      if (isClosed || signal.aborted) return new Error('the runner is being closed, or nobody wants this any more');
      const [tenant] = ready;
      if (tenant === undefined) return queue(signal);
      ready.delete(tenant);
      isFilling = false;
      // One is kept in hand even while others run.
      if (ready.size === 0) order(1);
      return tenant;
    },
    refill() {
      isFilling = true;
      order(size.ready);
    },
    close() {
      isClosed = true;
      for (const customer of customers.splice(0)) customer.give(new Error('the runner is being closed'));
    },
  };

  function queue(signal: AbortSignal): Promise<Tenant | Error> {
    return new Promise((resolve) => {
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
      order(customers.length);
    });
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
