import { renderView as renderForDiscord } from '#bots/discord/render.ts';
import { renderView as renderForSlack } from '#bots/slack/render.ts';
import type { View } from '#core/view.ts';
import { desk as discordDesk } from '../../unit/bots/discord/render/desk.ts';
import { desk as slackDesk } from '../../unit/bots/slack/render/desk.ts';
import { faultsOfMessage as discordFaults } from '../discord-limits.ts';
import { kindsIn, readMarkdown } from '../discord-markdown.ts';
import { faultsOfMessage as slackFaults, nodesIn } from '../slack-limits.ts';

/** Whom a view would call on Discord or Slack, and for what each would refuse it; empty when it calls nobody. */
export function callsIn(view: View): readonly string[] {
  return [...inDiscord(view).map((fault) => `Discord: ${fault}`), ...inSlack(view).map((fault) => `Slack: ${fault}`)];
}

function inDiscord(view: View): readonly string[] {
  const sent = renderForDiscord(view, discordDesk());
  const texts = sent.flatMap(({ components: [{ components }] }) =>
    components.flatMap((part) => (part.type === 10 ? [part.content] : [])),
  );
  return [
    ...sent.flatMap(discordFaults),
    ...texts.flatMap((text) => text.match(/@(?:everyone|here)|<@[!&]?\d|<#\d/giu) ?? []),
    ...texts.flatMap((text) => [...kindsIn(readMarkdown(text))].filter((kind) => kind === 'mention')),
  ];
}

function inSlack(view: View): readonly string[] {
  const sent = renderForSlack(view, slackDesk());
  const kinds = nodesIn(sent.flatMap(({ blocks }) => blocks)).map(({ type }) => String(type));
  return [
    ...sent.flatMap(slackFaults),
    ...kinds.filter((kind) => ['user', 'usergroup', 'channel', 'broadcast', 'team', 'mrkdwn'].includes(kind)),
  ];
}
