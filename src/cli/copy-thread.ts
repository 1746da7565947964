import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { backUp } from '#store/back-up-and-restore.ts';

// A thread of its own: reading a large database through would hold everybody's replies.
const { from, to } = z.object({ from: z.string(), to: z.string() }).parse(workerData);
await backUp(from, to);
