/** A text as a person types it, the way that Slack passes it on: &, < and > as entities. */
export function escapeTyped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A text from an app the way that Slack keeps it: what is neither entity nor one of Slack's own marks is escaped. */
export function escapeBare(text: string): string {
  const marks = /<(?:[@#!][^<>]+|(?:https?|mailto|tel|slack):[^<>]+)>|&(?:amp|lt|gt);|[&<>]/g;
  return text.replaceAll(marks, (found, index: number) => {
    if (found.length > 1) return found;
    // A > at the start of a line is a quotation.
    if (found === '>' && (index === 0 || text[index - 1] === '\n')) return found;
    return escapeTyped(found);
  });
}

/** What a person reads of an escaped text. */
export function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
