/** What stands in the place of a secret. */
export const hidden = '••••••••';

/**
 * A text in which nothing looks like a secret: tokens of known services, private keys, and long random values that are given
 * to names such as `password`. Hiding twice changes nothing more.
 */
export function hideSecrets(text: string): string {
  const once = hideOnce(text);
  // What is hidden may have stood in the way of another pattern.
  return once === text ? text : hideSecrets(once);
}

function hideOnce(text: string): string {
  return known
    .reduce((rest, pattern) => rest.replace(pattern, hidden), text)
    .replace(assigned, (whole, before: string, value: string) => (isRandom(value) ? `${before}${hidden}` : whole));
}

/** By what their makers begin them with. */
const known: readonly RegExp[] = [
  // The line ends may be written as escapes; what is cut off before its end is one too.
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/gu,
  // Discord: the bot's number in base 64, a time and a signature.
  /\b(?:mfa\.[\w-]{60,}|[MNO][\w-]{22,28}\.[\w-]{6}\.[\w-]{27,45})(?![\w-])/gu,
  // Slack: tokens, and addresses that take messages.
  /\bxox[a-z](?:\.xox[a-z])?-[\w-]{10,}/gu,
  /\bxapp-\d-[\w-]{10,}/gu,
  /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/]{20,}/gu,
  /\bdiscord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{30,}/gu,
  // GitHub, GitLab, npm, PyPI.
  /\bgh[pousr]_\w{30,}/gu,
  /\bgithub_pat_\w{22,}/gu,
  /\bglpat-[\w-]{20,}/gu,
  /\bnpm_[A-Za-z0-9]{36,}/gu,
  /\bpypi-AgE[\w-]{30,}/gu,
  // Amazon, Google, Stripe.
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/gu,
  /\bAIza[\w-]{35}(?![\w-])/gu,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/gu,
  // OpenAI and those who do like it: a name of many words has no digit and capital among them.
  /(?<![\w-])sk-(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{20,}/gu,
  // JSON web tokens: two parts that begin like JSON in base 64, and a signature.
  /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/gu,
];

/** A name for something secret, what gives it a value, and the value; of bounded length, so that no text takes long. */
const assigned =
  /(\b\w{0,40}(?:password|passwd|passphrase|secret|token|api_?key|access_?key|private_?key|auth_?key|credentials?)\w{0,40}["']?\s{0,9}(?:=|:=|:)\s{0,9}(?:Bearer )?["'`]?)([\w+/.~!@#$%^&*=-]{16,4096})(?!["'`\w]{0,99}\()/giu;

/** Names, words and paths are not: they have no digits among letters of both cases, and hardly any letter twice as rare. */
function isRandom(value: string): boolean {
  const kinds = [/[a-z]/u, /[A-Z]/u, /\d/u].filter((kind) => kind.test(value)).length;
  const isHex = /^[0-9a-f]{24,}$/iu.test(value) && kinds >= 2;
  const digits = value.replaceAll(/\D/gu, '').length;
  const isMixed = kinds === 3 && digits >= 2 && !/^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/u.test(value);
  return (isHex || isMixed) && new Set(value).size >= 8;
}
