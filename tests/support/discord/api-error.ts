import type { Problem } from './checks/problem.ts';
import { formErrors } from './checks/problem.ts';

/** What Discord answers instead of doing what was asked: HTTP status, JSON error code and message. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly problems: readonly Problem[];

  constructor(refusal: Refusal, problems: readonly Problem[] = []) {
    const [status, code, message] = refusals[refusal];
    super(message);
    this.status = status;
    this.code = code;
    this.problems = problems;
  }

  /** The body of the response. */
  body(): unknown {
    const plain = { message: this.message, code: this.code };
    return this.problems.length === 0 ? plain : { ...plain, errors: formErrors(this.problems) };
  }
}

export type Refusal = keyof typeof refusals;

const refusals = {
  unauthorized: [401, 0, '401: Unauthorized'],
  'not found': [404, 0, '404: Not Found'],
  'method not allowed': [405, 0, '405: Method Not Allowed'],
  'bad json': [400, 50_109, 'The request body contains invalid JSON.'],
  'too large': [413, 40_005, 'Request entity too large'],
  'invalid form': [400, 50_035, 'Invalid Form Body'],
  'empty message': [400, 50_006, 'Cannot send an empty message'],
  'unknown application': [404, 10_002, 'Unknown Application'],
  'unknown channel': [404, 10_003, 'Unknown Channel'],
  'unknown guild': [404, 10_004, 'Unknown Guild'],
  'unknown member': [404, 10_007, 'Unknown Member'],
  'unknown message': [404, 10_008, 'Unknown Message'],
  'unknown user': [404, 10_013, 'Unknown User'],
  'unknown webhook': [404, 10_015, 'Unknown Webhook'],
  'unknown interaction': [404, 10_062, 'Unknown interaction'],
  'unknown command': [404, 10_063, 'Unknown application command'],
  'daily commands': [400, 30_034, 'Max number of daily application command creates has been reached (200)'],
  'already acknowledged': [400, 40_060, 'Interaction has already been acknowledged.'],
  'too many follow-ups': [400, 40_094, 'This interaction has reached the maximum number of follow-up messages'],
  'missing access': [403, 50_001, 'Missing Access'],
  'not the author': [403, 50_005, 'Cannot edit a message authored by another user'],
  'cannot message user': [403, 50_007, 'Cannot send messages to this user'],
  'missing permissions': [403, 50_013, 'Missing Permissions'],
  'invalid webhook token': [401, 50_027, 'Invalid Webhook Token'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;
