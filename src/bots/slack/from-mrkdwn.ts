/** The same, with channels as Slack writes them: `<#C1|name>`. */
export function fromMrkdwnButChannels(text: string): string {
  return text
    .split(/(<#\w+(?:\|[^>]*)?>)/u)
    .map((part, at) => (at % 2 === 0 ? fromMrkdwn(part) : part))
    .join('');
}

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
