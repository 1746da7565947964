import { asCompletedMisuse } from './as-completed-rules.ts';
import { awaitNonAwaitable, awaitOutsideAsync, yieldFromInAsync } from './await-places.ts';
import { blockingCallViaHelper, blockingCalls } from './blocking-calls.ts';
import { cancelledErrorSwallowed } from './cancel-rules.ts';
import { cancelledTaskNotAwaited } from './cancelled-task-rules.ts';
import { asyncInit, badAsyncIteratorProtocol, coroutineFunctionNotCalled } from './coroutine-functions.ts';
import { coroutineNotAwaited } from './coroutine-not-awaited.ts';
import { syncDecoratorOnCoroutine } from './decorator-rules.ts';
import { elementsNotAwaited } from './elements-not-awaited.ts';
import { exceptionGroupNotHandled, exceptionSwallowedSilently } from './error-rules.ts';
import {
  gatherArgsAwaited,
  gatherExceptionsIgnored,
  gatherListNotUnpacked,
  gatherNoErrorHandling,
} from './gathering.ts';
import { cpuBoundInCoroutine } from './cpu-rules.ts';
import { sessionPerRequest, unboundedConcurrency } from './load-rules.ts';
import { busyWaitPolling } from './polling-rules.ts';
import { awaitInLoopIndependent } from './loop-awaits.ts';
import {
  asyncioRunInRunningLoop,
  asyncioRunRepeated,
  createTaskWithoutRunningLoop,
  getEventLoopDeprecated,
  loopObjectCreatedOutsideLoop,
  removedAsyncioApi,
  runUntilCompleteInRunningLoop,
} from './loop-rules.ts';
import { loopNotThreadSafe, multipleAsyncioRunSharedObjects } from './loop-sharing-rules.ts';
import { asyncForOnSyncIterable, asyncWithOnSyncCm, syncForOnAsyncIter, syncWithOnAsyncCm } from './manager-rules.ts';
import { lockReentrantDeadlock, manualReleaseWithoutFinally } from './lock-rules.ts';
import { primitivePerCall, semaphoreUnused, threadingLockInAsync } from './primitive-rules.ts';
import { queuePutDeadlock } from './queue-deadlock-rules.ts';
import { queueMissingTaskDone } from './queue-rules.ts';
import { asyncGenNotClosed, timeoutWithoutAwait, yieldInCancelScope } from './generator-rules.ts';
import { asynccontextmanagerNoFinally, resourceNotClosed } from './resource-rules.ts';
import { retryNoBackoff } from './retry-rules.ts';
import { coroutineReused } from './reuse-rules.ts';
import { sequentialAwaitsIndependent } from './sequence-rules.ts';
import { lockHeldAcrossSlowAwait } from './held-lock-rules.ts';
import { raceAcrossAwait } from './shared-state-rules.ts';
import { asyncWithoutAwait, resultNotReturned } from './style-rules.ts';
import { taskExceptionNeverRetrieved, taskNotAwaitedBeforeExit, taskReferenceDropped } from './task-rules.ts';
import { taskResultBeforeDone } from './task-result-rules.ts';
import { taskgroupMisuse } from './taskgroup-rules.ts';
import { coroutineInExecutor, functionCalledInsteadOfPassed } from './threads.ts';
import { missingTimeout, nestedTimeouts, waitForShieldConfusion } from './timeout-rules.ts';
import { waitDoneNotResults, waitGivenCoroutines, waitPendingIgnored, waitTimeoutNeverRaises } from './wait-rules.ts';
import { workerNeverCancelled } from './worker-rules.ts';
import type { Rule } from './rule.ts';

/** Every rule; a new one is a file and a line here. */
export const rules: readonly Rule[] = [
  asCompletedMisuse,
  asyncForOnSyncIterable,
  asyncGenNotClosed,
  asyncInit,
  asyncWithOnSyncCm,
  asyncWithoutAwait,
  asynccontextmanagerNoFinally,
  asyncioRunInRunningLoop,
  asyncioRunRepeated,
  awaitInLoopIndependent,
  awaitNonAwaitable,
  awaitOutsideAsync,
  badAsyncIteratorProtocol,
  blockingCallViaHelper,
  ...blockingCalls,
  busyWaitPolling,
  cancelledErrorSwallowed,
  cancelledTaskNotAwaited,
  coroutineFunctionNotCalled,
  coroutineInExecutor,
  coroutineNotAwaited,
  coroutineReused,
  cpuBoundInCoroutine,
  createTaskWithoutRunningLoop,
  elementsNotAwaited,
  exceptionGroupNotHandled,
  exceptionSwallowedSilently,
  functionCalledInsteadOfPassed,
  gatherArgsAwaited,
  gatherExceptionsIgnored,
  gatherListNotUnpacked,
  gatherNoErrorHandling,
  getEventLoopDeprecated,
  lockHeldAcrossSlowAwait,
  lockReentrantDeadlock,
  loopNotThreadSafe,
  loopObjectCreatedOutsideLoop,
  manualReleaseWithoutFinally,
  missingTimeout,
  multipleAsyncioRunSharedObjects,
  nestedTimeouts,
  primitivePerCall,
  queueMissingTaskDone,
  queuePutDeadlock,
  raceAcrossAwait,
  removedAsyncioApi,
  resourceNotClosed,
  resultNotReturned,
  retryNoBackoff,
  runUntilCompleteInRunningLoop,
  semaphoreUnused,
  sequentialAwaitsIndependent,
  sessionPerRequest,
  syncDecoratorOnCoroutine,
  syncForOnAsyncIter,
  syncWithOnAsyncCm,
  taskExceptionNeverRetrieved,
  taskNotAwaitedBeforeExit,
  taskReferenceDropped,
  taskResultBeforeDone,
  taskgroupMisuse,
  threadingLockInAsync,
  timeoutWithoutAwait,
  unboundedConcurrency,
  waitDoneNotResults,
  waitForShieldConfusion,
  waitGivenCoroutines,
  waitPendingIgnored,
  waitTimeoutNeverRaises,
  workerNeverCancelled,
  yieldFromInAsync,
  yieldInCancelScope,
];
