/** Whether arrays and objects stand in each other more than `depth` deep; what reads or writes JSON may count on its stack. */
export function isNestedDeeperThan(json: string, depth: number): boolean {
  let open = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gsu)) {
    if (token === '[' || token === '{') open += 1;
    if (token === ']' || token === '}') open -= 1;
    if (open > depth) return true;
  }
  return false;
}
