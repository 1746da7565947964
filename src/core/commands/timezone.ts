import type { Call, Suggest } from '../command.ts';
import { defineCommand, typedText } from '../command.ts';
import { quote } from '../inline.ts';
import { zoneOf } from '../people/local-day.ts';
import { moveReminder } from '../people/set-reminder.ts';
import { readZone, suggestZones } from '../people/zones.ts';
import { Refusal } from '../refusal.ts';
import { zoneView } from '../views/zone-view.ts';

const suggest: Suggest = (typed) => suggestZones(typed);

/** Chooses the zone in which a learner's days begin and end; without one, shows which it is. */
export const timezone = defineCommand({
  name: 'timezone',
  summary: 'command.timezone',
  options: { zone: typedText('option.zone', suggest) },
  async *run(call) {
    const { args, kit, request, say } = call;
    if (args.zone !== undefined) await choose(args.zone, call);
    const known = await zoneOf(request, kit);
    yield zoneView({ known, now: kit.clock.now(), changed: args.zone !== undefined }, say);
  },
});

async function choose(typed: string, { kit, request }: Call<string>): Promise<void> {
  const zone = asPlatform.has(typed.trim().toLowerCase()) ? null : zoneNamed(typed);
  await kit.store.learners.chooseZone(request.learner, zone, kit.clock.now());
  await moveReminder(request, kit);
}

/** What stands for "as my app says". */
const asPlatform: ReadonlySet<string> = new Set(['app', 'auto', '跟随应用']);

function zoneNamed(typed: string): string {
  const read = readZone(typed);
  switch (read.kind) {
    case 'zone':
      return read.zone;
    case 'perhaps':
      throw new Refusal(
        'which-zone',
        (say) => say('refusal.which-zone', { zone: quote(typed), zones: read.zones.join(', ') }),
        () => read.zones.map((zone) => ({ label: zone, weight: 'secondary', command: 'timezone', args: { zone } })),
      );
    case 'unknown':
      throw new Refusal('unknown-zone', (say) => say('refusal.unknown-zone', { zone: quote(typed) }));
  }
}
