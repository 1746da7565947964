/**
 * FSRS-6 as it is published (open-spaced-repetition, "The Algorithm"), with its default weights: written here from the
 * formulas alone, to check by.
 */
const w = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
  0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
] as const;

export interface ByHand {
  readonly stability: number;
  readonly difficulty: number;
}

const grades = { again: 1, hard: 2, good: 3, easy: 4 } as const;
export type GradeName = keyof typeof grades;

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
const firstDifficulty = (grade: number): number => w[4] - Math.exp(w[5] * (grade - 1)) + 1;

/** The chance to remember after `days`. */
export function recallByHand({ stability }: ByHand, days: number): number {
  const factor = 0.9 ** (-1 / w[20]) - 1;
  return (1 + (factor * days) / stability) ** -w[20];
}

/** The memory behind a grade, `days` after the one before; 0 days for the same sitting. */
export function gradeByHand(before: ByHand | null, name: GradeName, days: number): ByHand {
  const grade = grades[name];
  if (before === null) {
    return { stability: w[grade - 1] ?? 0, difficulty: within(firstDifficulty(grade), 1, 10) };
  }
  const { difficulty } = before;
  const damped = difficulty + (-w[6] * (grade - 3) * (10 - difficulty)) / 9;
  return {
    stability: within(stabilityByHand(before, grade, days), 0.001, 36_500),
    difficulty: within(w[7] * firstDifficulty(4) + (1 - w[7]) * damped, 1, 10),
  };
}

function stabilityByHand(before: ByHand, grade: number, days: number): number {
  const { stability: s, difficulty: d } = before;
  if (days === 0) {
    const growth = Math.exp(w[17] * (grade - 3 + w[18])) * s ** -w[19];
    return s * (grade === 1 ? growth : Math.max(1, growth));
  }
  const forgotten = 1 - recallByHand(before, days);
  if (grade === 1) {
    const after = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * Math.exp(w[14] * forgotten);
    return Math.min(after, s / Math.exp(w[17] * w[18]));
  }
  const byGrade = grade === 2 ? w[15] : grade === 4 ? w[16] : 1;
  return s * (1 + Math.exp(w[8]) * (11 - d) * s ** -w[9] * (Math.exp(w[10] * forgotten) - 1) * byGrade);
}
