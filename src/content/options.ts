import { misconceptionId } from '#core/ids.ts';
import type { QuizOption } from '#core/quiz/quiz.ts';
import type { Localised } from '#core/words.ts';
import type { ReportAt } from './fill-in.ts';

/** Buttons hold no more (Slack 75, Discord 80). */
export const longestOption = 75;

/** An option as it is drawn; ids count from 1, as they stand in the file. */
export function optionOf(
  written: { readonly because: Localised<string>; readonly misconception?: string },
  label: Localised<string>,
  at: number,
): QuizOption {
  const { because, misconception } = written;
  return {
    id: String(at + 1),
    label,
    right: misconception === undefined,
    because,
    misconception: misconception === undefined ? null : misconceptionId(misconception),
  };
}

/** Reports when not as many are right as should be, when two are alike, and when one is too long for a button. */
export function checkOptions(options: readonly QuizOption[], wanted: 'one' | 'some', report: ReportAt): void {
  checkRight(options, wanted, report);
  const seen = new Set<string>();
  for (const { id, label } of options) {
    const at = Number(id) - 1;
    if (label.en !== '' && seen.has(label.en)) {
      report(`expected different options, found \`${label.en}\` twice; change one.`, 'options', at, 'value');
    }
    seen.add(label.en);
    for (const text of [label.en, label.zh ?? '']) {
      if (text.length <= longestOption) continue;
      const found = `expected an option of at most ${longestOption} characters, found ${text.length}; shorten it.`;
      report(found, 'options', at, 'value');
    }
  }
}

function checkRight(options: readonly QuizOption[], wanted: 'one' | 'some', report: ReportAt): void {
  const right = options.filter((option) => option.right).length;
  if (wanted === 'some' ? right < 1 : right !== 1) {
    const expected = wanted === 'some' ? 'at least one right option' : 'exactly one right option';
    const cure = right === 0 ? 'mark it with `right: true`' : 'give the others the `misconception` behind them';
    report(`expected ${expected}, found ${right === 0 ? 'none' : right}; ${cure}.`, 'options');
  } else if (right === options.length) {
    report('expected at least one wrong option, found none; add one with the `misconception` behind it.', 'options');
  }
}
