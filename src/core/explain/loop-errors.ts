import type { PythonError } from './python-error.ts';
import { isOfThread } from './python-error.ts';
import type { Recogniser } from './recogniser.ts';
import { recogniseError } from './recogniser.ts';

/** Errors about event loops: one too many, none, closed, or another one. */
export const loopErrors: readonly Recogniser[] = [
  recogniseError('run-in-loop', ({ error, line }) =>
    error.type === 'RuntimeError' &&
    /^(?:asyncio\.run|Runner\.run)\(\) cannot be called from a running event loop$/u.test(error.message)
      ? (say) => say('explain.run-in-loop', { line })
      : null,
  ),
  recogniseError('loop-running', ({ error, line }) =>
    error.type === 'RuntimeError' &&
    /^(?:This event loop is already running|Cannot run the event loop while another loop is running)$/u.test(
      error.message,
    )
      ? (say) => say('explain.loop-running', { line })
      : null,
  ),
  recogniseError('no-loop', ({ error, line }) =>
    hasNoLoop(error) && !isOfThread(error) ? (say) => say('explain.no-loop', { line }) : null,
  ),
  recogniseError('no-loop-in-thread', ({ error, line }) =>
    hasNoLoop(error) && isOfThread(error) ? (say) => say('explain.no-loop-in-thread', { line }) : null,
  ),
  recogniseError('loop-closed', ({ error, line }) =>
    error.type === 'RuntimeError' && error.message === 'Event loop is closed'
      ? (say) => say('explain.loop-closed', { line })
      : null,
  ),
  recogniseError('other-loop', ({ error, line }) =>
    error.type === 'RuntimeError' &&
    /(?: attached to a different loop| is bound to a different event loop)$/u.test(error.message)
      ? (say) => say('explain.other-loop', { line })
      : null,
  ),
];

const hasNoLoop = ({ type, message }: PythonError): boolean =>
  type === 'RuntimeError' && /^(?:no running event loop$|There is no current event loop in thread )/u.test(message);
