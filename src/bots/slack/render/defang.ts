/**
 * Text that calls nobody even where a client would look for mentions in it: a character that takes no place stands inside
 * of `<!here>`, `<@U1>`, `<#C1>` and `@channel`. It is the second lock, behind escaping and `plain_text`.
 */
export function defang(text: string): string {
  return text.replace(/(?:<|&lt;)(?=[!@#])|@(?=channel|here|everyone|group)/giu, '$&\u200b');
}
