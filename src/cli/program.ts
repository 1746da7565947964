import { Command, CommanderError, Option } from 'commander';
import { HostProblem } from '#core/host-problem.ts';
import type { BenchFlags } from './bench.ts';
import { address, seconds, wholeNumber } from './flag-values.ts';
import type { GradeFlags } from './grade-command.ts';
import type { ManifestFlags } from './manifest.ts';
import { describeMove } from './describe-move.ts';
import type { Action, Choose } from './choose.ts';
import type { ReviewFlags } from './review.ts';
import type { RunFlags } from './run-command.ts';
import type { SetupFlags } from './setup/setup-flags.ts';
import type { StartFlags } from './start.ts';
import type { Terminal } from './terminal.ts';
import { complain } from './terminal.ts';
import { UsageProblem } from './usage-problem.ts';

const roles = ['web', 'gateway', 'scheduler', 'worker', 'all'];

/** Reads the arguments, does what they ask, and returns the exit code: 0 done, 1 not well, 2 wrong usage. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const chosen: Action[] = [];
  try {
    const program = describeProgram((action) => void chosen.push(action), terminal);
    await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
    const [action] = chosen;
    return action === undefined ? 0 : await action(terminal);
  } catch (error) {
    return explain(error, terminal);
  }
}

/** What went wrong as a sentence; only a fault of ours is shown with its stack, for the report. */
function explain(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof HostProblem) {
    complain(terminal, error.message);
    return 1;
  }
  if (error instanceof UsageProblem) {
    complain(terminal, error.message);
    return 2;
  }
  complain(terminal, 'Studyloop met something that it did not foresee; please report this:');
  complain(terminal, error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

/** Every command; what a command needs is loaded only when it is chosen. */
function describeProgram(choose: Choose, terminal: Terminal): Command {
  const program = new Command('studyloop')
    .description('Teaches async Python in the chat where people already are.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
    })
    .showSuggestionAfterError();
  program
    .command('start')
    .description('starts the bot: in Discord when DISCORD_TOKEN is set, otherwise in the terminal or a pipe')
    .addOption(
      new Option('--role <role>', 'what this process does of it all; otherwise the setting ROLE, or all').choices(
        roles,
      ),
    )
    .action((flags: StartFlags) => choose(async (given) => await (await import('./start.ts')).start(flags, given)));
  program
    .command('worker')
    .description('runs programs for bots anywhere that have the same REDIS_URL and SECRET_KEY; needs nothing else')
    .action(() => choose(async (given) => await (await import('./worker.ts')).worker(given)));
  describeRun(program.command('run'), choose);
  describeGrade(program.command('grade'), choose);
  describeReview(program.command('review'), choose);
  describeCare(program, choose);
  describeLearners(program, choose);
  describeCopies(program, choose);
  describeMove(program, choose);
  describeWork(program, choose);
  return program;
}

interface JsonFlag {
  readonly json?: true;
}

interface CheckFlags extends JsonFlag {
  readonly update?: true;
  readonly fresh?: true;
}

function describeRun(command: Command, choose: Choose): void {
  command
    .description('runs a Python program in the sandbox')
    .argument('[file]', 'the program; - or none is standard input')
    .addOption(
      new Option('--clock <clock>', 'the clock the program sees').choices(['auto', 'virtual', 'real']).default('auto'),
    )
    .option('--stdin <file>', 'what the program reads from standard input')
    .option('--timeout <seconds>', 'the longest it may take; never more than the setting RUN_TIMEOUT_S', seconds)
    .option('--timeline <file>', 'draws the run into a .png or .svg file')
    .option('--json', 'one JSON object instead of the output')
    .option('--jsonl', 'a stream: one request a line in, one result a line out')
    .action((file: string | undefined, flags: RunFlags) =>
      choose(async (given) => await (await import('./run-command.ts')).run(file, flags, given)),
    );
}

function describeGrade(command: Command, choose: Choose): void {
  command
    .description('grades a solution of an exercise')
    .argument('[exercise]', 'its name, such as retry')
    .argument('[file]', 'the solution; - or none is standard input')
    .option('--json', 'one JSON object instead of text')
    .option('--jsonl', 'a stream: one request a line in, one result a line out')
    .action((exercise: string | undefined, file: string | undefined, flags: GradeFlags) =>
      choose(async (given) => await (await import('./grade-command.ts')).grade({ exercise, file }, flags, given)),
    );
}

function describeReview(command: Command, choose: Choose): void {
  command
    .description('reads Python, or a chat message that contains some, and says what is wrong with its async')
    .argument('[file]', 'the program or the message; - or none is standard input')
    .option('--json', 'one JSON object instead of text')
    .option('--jsonl', 'a stream: one message a line in, one result a line out')
    .action((file: string | undefined, flags: ReviewFlags) =>
      choose(async (given) => await (await import('./review.ts')).review(file, flags, given)),
    );
}

/** What hosts look after the bot with. */
function describeCare(program: Command, choose: Choose): void {
  program
    .command('setup')
    .description(
      'connects the bot to Discord or Slack: checks its tokens, prints what invites or makes it, writes .env',
    )
    .addOption(new Option('--platform <platform>', 'default: what there are tokens of').choices(['discord', 'slack']))
    .option('--discord-token-file <file>', 'a file that holds the token; otherwise DISCORD_TOKEN, or you are asked')
    .option('--server <id>', 'number of the server to teach in')
    .option('--channel <channel>', 'name or number of the study channel')
    .option('--slack-bot-token-file <file>', 'a file that holds the token; otherwise SLACK_BOT_TOKEN, or you are asked')
    .option('--slack-app-token-file <file>', 'the same for Socket Mode; otherwise SLACK_APP_TOKEN, or you are asked')
    .option('--slack-signing-secret-file <file>', 'the same for HTTP; otherwise SLACK_SIGNING_SECRET')
    .option('--slack-url <address>', 'where Slack reaches the bot over HTTP; without it, Socket Mode', address)
    .action((flags: SetupFlags) => choose(async (given) => await (await import('./setup.ts')).setup(flags, given)));
  program
    .command('manifest')
    .description('prints what Slack makes the app from; slack/manifest.json holds it for Socket Mode')
    .option(
      '--url <address>',
      'where Slack reaches the bot, such as https://bot.example.org; without it, Socket Mode',
      address,
    )
    .option('--link', 'prints the address of the page that makes the app')
    .action((flags: ManifestFlags) =>
      choose(async (given) => await (await import('./manifest.ts')).manifest(flags, given)),
    );
  program
    .command('check')
    .description('proves the content: files, links between them, every example and every key that a program can settle')
    .option('--json', 'one JSON object instead of text')
    .option('--update', 'puts on record what the programs of examples and questions show now')
    .option('--fresh', 'runs everything, also what has not changed since it was last run')
    .action((options: CheckFlags) => choose(async (given) => await (await import('./check.ts')).check(options, given)));
  program
    .command('doctor')
    .description('looks at everything the bot needs; says what is missing and the command that cures it')
    .option('--json', 'one JSON object instead of text')
    .action((options: JsonFlag) => choose(async (given) => await (await import('./doctor.ts')).doctor(options, given)));
}

/** What hosts do when a learner asks them for what is theirs. */
function describeLearners(program: Command, choose: Choose): void {
  const learner = 'the account, such as discord:81… or slack:T…/U…; those that are linked with it are meant too';
  program
    .command('export')
    .description('prints everything that is kept of a learner as JSON')
    .argument('<learner>', learner)
    .action((named: string) =>
      choose(async (given) => await (await import('./learner-data.ts')).exportLearner(named, given)),
    );
  program
    .command('forget')
    .description('deletes everything that is kept of a learner, for good')
    .argument('<learner>', learner)
    .action((named: string) =>
      choose(async (given) => await (await import('./learner-data.ts')).forgetLearner(named, given)),
    );
}

/** The database as a whole. */
function describeCopies(program: Command, choose: Choose): void {
  program
    .command('backup')
    .description('copies the database while the bot goes on')
    .argument('[file]', 'where to; into data/backups otherwise')
    .action((file: string | undefined) =>
      choose(async (given) => await (await import('./back-up.ts')).backUpDatabase(file, given)),
    );
  program
    .command('restore')
    .description('puts a copy in the place of the database, which is kept; stop the bot before')
    .argument('<file>', 'the copy')
    .action((file: string) =>
      choose(async (given) => await (await import('./back-up.ts')).restoreDatabase(file, given)),
    );
}

/** What those who work on the bot use. */
function describeWork(program: Command, choose: Choose): void {
  program
    .command('schema')
    .description("writes JSON Schemas of content files, for authors' editors")
    .argument('[folder]', 'where to; docs/schema of this project otherwise')
    .action((folder: string | undefined) =>
      choose(async (given) => await (await import('./schema.ts')).writeSchemas(folder, given)),
    );
  program
    .command('bench')
    .description('measures this program on this machine')
    .argument(
      '<what>',
      'app: start-up and replies; runner: programs, against plain Python; fairness: one learner beside the bombs of another; review: reviews, and their memory; remote: runs here and by workers over the Redis of REDIS_URL; store: a large database; soak: what grows',
    )
    .option('--json', 'one JSON object instead of text')
    .option('--runs <number>', 'how many a soak runs', wholeNumber, 10_000)
    .option('--learners <number>', 'how many a store is filled with', wholeNumber, 1000)
    .option('--answers <number>', 'how many they give in all', wholeNumber, 100_000)
    .option('--file <file>', 'the SQLite file to fill, or one that was filled before; it is left there')
    .option('--url <url>', 'the same as DATABASE_URL names it')
    .action((what: string, options: BenchFlags) =>
      choose(async (given) => await (await import('./bench.ts')).bench(what, options, given)),
    );
  program
    .command('new')
    .description('writes the files for something new: lesson, quiz, exercise, command or rule')
    .argument('<kind>', 'lesson, quiz, exercise, command or rule')
    .argument('<name>', 'its name, such as async/09-testing, async/08-async-await/gather-order, streak')
    .action((kind: string, name: string) =>
      choose(async (given) => await (await import('./new.ts')).scaffold(kind, name, given)),
    );
}
