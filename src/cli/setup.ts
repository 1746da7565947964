import { doctor } from './doctor.ts';
import { choosePlatforms } from './setup/choose-platforms.ts';
import type { SetupFlags } from './setup/setup-flags.ts';
import { openQuestions } from './setup/questions.ts';
import { knowing } from './setup/secrets.ts';
import { setUpDiscord } from './setup/set-up-discord.ts';
import { setUpSlack } from './setup/set-up-slack.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/** Connects the bot to the platforms that are meant, writes `.env`, and lets the doctor look. */
export async function setup(flags: SetupFlags, terminal: Terminal): Promise<number> {
  const desk = { terminal, questions: await openQuestions(terminal) };
  let told = terminal;
  let isWell = true;
  for (const platform of await choosePlatforms(flags, desk)) {
    const done = platform === 'discord' ? await setUpDiscord(flags, desk) : await setUpSlack(flags, desk);
    told = knowing(done.settings, told);
    isWell &&= done.isWell;
  }
  const isHealthy = (await doctor({}, told)) === 0;
  say(terminal, 'Start the bot with: npm start');
  return isWell && isHealthy ? 0 : 1;
}
