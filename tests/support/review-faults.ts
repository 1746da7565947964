import type { Finding, Review } from '#core/ports/code-reviewer.ts';

/** What no answer of a reviewer may be, whatever the message; empty when it is as the port says. */
export function faultsOfReview(message: string, { language, syntaxError, findings }: Review): readonly string[] {
  const last = message.split(/\r\n|\n|\r/u).length;
  const lines = findings.map(({ line }) => line);
  return [
    ...unless(language === 'python' || findings.length === 0 || syntaxError !== null, 'findings, but no Python'),
    ...(syntaxError === null ? [] : unless(isWithin(syntaxError.line, [1, last]), `fault on line ${syntaxError.line}`)),
    ...unless(
      lines.every((line, at) => line >= (lines[at - 1] ?? 1)),
      `not by line: ${lines.join(', ')}`,
    ),
    ...findings.flatMap((finding) => faultsOfFinding(finding, last).map((fault) => `${finding.rule}: ${fault}`)),
    ...unless(!message.isWellFormed() || JSON.stringify(findings).search(halfCharacter) < 0, 'half a character'),
  ];
}

/** Whole sentences never come back, only what one can point at. */
const longestAbout = 61;

function faultsOfFinding({ line, endLine, block, blockLine, about, fix }: Finding, last: number): readonly string[] {
  return [
    ...unless(isWithin(line, [1, last]), `line ${line} of ${last}`),
    ...unless(isWithin(endLine, [line, last]), `end line ${endLine}, of ${line} to ${last}`),
    ...unless(isWithin(block, [0, last]), `block ${block}`),
    ...unless(isWithin(blockLine, [1, line]), `line ${blockLine} of its block, ${line} of the message`),
    ...unless(!/[\n\r]/u.test(about), `more than a line: ${JSON.stringify(about)}`),
    ...unless(about.length <= longestAbout, `${about.length} characters: ${about}`),
    ...unless(fix === null || fix.trim() !== '', 'an empty fix'),
  ];
}

/** As JSON writes a surrogate without its other half. */
const halfCharacter = /\\ud[89a-f][0-9a-f]{2}/u;

const isWithin = (value: number, [least, most]: readonly [number, number]): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

const unless = (holds: boolean, fault: string): readonly string[] => (holds ? [] : [fault]);
