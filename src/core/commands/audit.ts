import { Temporal } from 'temporal-polyfill';
import { classHere, refuseOverheard } from '../classes/class-of.ts';
import { clockOf } from '../classes/clock-of.ts';
import { defineCommand } from '../command.ts';
import { inline } from '../inline.ts';
import { list, prose, text, view } from '../view.ts';

/** What teachers did in this class, the newest first. */
export const audit = defineCommand({
  name: 'audit',
  summary: 'command.audit',
  options: {},
  askedBy: 'teachers',
  async *run(call) {
    const { kit, request, say } = call;
    const of = classHere(call);
    refuseOverheard(request);
    const entries = await kit.store.audit.last(of, mostLines);
    const { zone } = await clockOf(call);
    const lines = entries.map(({ who, act, about, at }) => {
      const whose = who === request.learner ? say('audit.you') : `\`${who}\``;
      return inline(say('audit.line', { when: timeIn(zone, at), who: whose, act, about }));
    });
    yield view(say('audit.title'), [lines.length === 0 ? prose(text(say('audit.none'))) : list(lines)]);
  },
});

const mostLines = 20;

/** `2026-12-01 18:00`, on the clock of that zone. */
function timeIn(zone: string, at: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
