/** Code whose brackets and marks were typed in full width, with plain ones. */
export function withPlainMarks(code: string): string {
  return code
    .replace(/[（）：，；＝［］｛｝．]/gu, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replaceAll('、', ',');
}
