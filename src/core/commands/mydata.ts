import type { Call, Suggest } from '../command.ts';
import { carried, defineCommand, typedText } from '../command.ts';
import { countRows, exportText } from '../people/export-text.ts';
import { linkCode } from '../people/link-code.ts';
import { platformNames } from '../people/platform-names.ts';
import { privately } from '../people/privately.ts';
import { Refusal } from '../refusal.ts';
import type { View } from '../view.ts';
import { exportView, forgottenView, ownDataView, sureView } from '../views/own-data-views.ts';

const minutes = 10;

const suggest: Suggest = (_, { library, language }) => {
  const say = library.speak(language);
  return [
    { value: 'export', label: say('button.export') },
    { value: 'delete', label: say('button.delete') },
  ];
};

/** `/mydata export` hands over all that is kept, `/mydata delete` forgets it, once that is confirmed. */
export const mydata = defineCommand({
  name: 'mydata',
  summary: 'command.mydata',
  options: { what: typedText('option.mydata', suggest), code: carried },
  // Nobody else reads along then, whatever it was asked under.
  replies: 'beside',
  async *run(call) {
    yield await shown(call);
  },
});

async function shown(call: Call<'what' | 'code'>): Promise<View> {
  const { args, request, say } = call;
  privately(request);
  const what = args.what?.trim().toLowerCase() ?? '';
  if (exporting.has(what)) return await handOver(call);
  if (!deleting.has(what)) return ownDataView(say);
  return args.code === undefined ? await askWhether(call) : await forget(args.code, call);
}

const exporting: ReadonlySet<string> = new Set(['export', 'download', '导出']);
const deleting: ReadonlySet<string> = new Set(['delete', 'forget', 'erase', '删除']);

async function handOver({ request, kit, say }: Call<string>): Promise<View> {
  const accounts = await kit.store.accounts.of(request.learner);
  const data = await kit.store.ownData.everythingOf(request.learner);
  const text = exportText({ accounts, data, at: kit.clock.now() });
  return exportView({ text, rows: countRows(data) }, say);
}

/** The button's code is good once, and not for long. */
async function askWhether({ request, kit, say }: Call<string>): Promise<View> {
  const { learner } = request;
  const code = linkCode(kit.random.seed(), kit.random.seed());
  await kit.store.ownData.askToForget({ learner, code, until: kit.clock.now() + minutes * 60_000 });
  return sureView({ code, minutes, platforms: platformNames(await kit.store.accounts.of(learner)) }, say);
}

async function forget(code: string, { request, kit, say }: Call<string>): Promise<View> {
  const { learner } = request;
  const outcome = await kit.store.ownData.confirmForget({ learner, code, now: kit.clock.now() });
  if (outcome === 'forgotten') return forgottenView(say);
  throw new Refusal(
    'delete-stale',
    (tell) => tell('refusal.delete-stale'),
    (tell) => [{ label: tell('button.delete'), weight: 'secondary', command: 'mydata', args: { what: 'delete' } }],
  );
}
