/** The same function, which works out each answer once. */
export function remember<Given, Answer>(answer: (given: Given) => Answer): (given: Given) => Answer {
  const known = new Map<Given, { readonly answer: Answer }>();
  return (given) => {
    const before = known.get(given);
    if (before !== undefined) return before.answer;
    const now = answer(given);
    known.set(given, { answer: now });
    return now;
  };
}
