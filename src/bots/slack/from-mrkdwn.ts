/** What somebody typed, out of what Slack makes of it: addresses and names stand in angle brackets there, and signs are escaped. */
export function fromMrkdwn(text: string): string {
  return text
    .replace(/<(?:https?:|mailto:)[^|>]*\|([^>]*)>/gu, '$1')
    .replace(/<((?:https?|mailto):[^>]*)>/gu, '$1')
    .replace(/<[#@!][^|>]*\|([^>]*)>/gu, '$1')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&amp;/gu, '&');
}
