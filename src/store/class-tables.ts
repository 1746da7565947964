import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Spelling } from './backend.ts';

/** The tables of classes. */
export type ClassTables = {
  readonly member: MemberTable;
  readonly standing: StandingTable;
  readonly class_standing: ClassStandingTable;
  readonly teacher: TeacherTable;
  readonly class_setting: ClassSettingTable;
  readonly assignment: AssignmentTable;
  readonly extension: ExtensionTable;
  readonly question_report: QuestionReportTable;
  readonly audit: AuditTable;
};

type OfClass = { readonly platform: string; readonly community: string };

type MemberTable = OfClass & {
  readonly learner: string;
  readonly first_seen: number;
  readonly last_seen: number;
  /** Under which they stand in the list of who improves most; null: they do not. */
  readonly competes_as: string | null;
};

/** What an account's last answers say: one row for each concept and belief that they speak of. */
type StandingTable = {
  readonly learner: string;
  readonly course: string;
  /** `concept` or `belief`. */
  readonly kind: string;
  readonly subject: string;
  /** 1: the concept was answered rightly, the belief refuted; else 0. */
  readonly good: number;
};

/** The standings of a class's members, counted: kept in the transactions that change them. */
type ClassStandingTable = OfClass & {
  readonly course: string;
  readonly kind: string;
  readonly subject: string;
  readonly asked: number;
  readonly good: number;
};

type TeacherTable = OfClass & {
  readonly learner: string;
  readonly appointed_by: string;
  readonly appointed_at: number;
};

type ClassSettingTable = OfClass & { readonly name: string; readonly text: string };

type TaskColumns = OfClass & {
  readonly course: string;
  /** `chunk` or `exercise`. */
  readonly kind: string;
  readonly item: string;
  /** On the clock of whoever has to do it. */
  readonly due: string;
};
type AssignmentTable = TaskColumns & { readonly assigned_by: string; readonly assigned_at: number };
type ExtensionTable = TaskColumns & { readonly learner: string };

type QuestionReportTable = OfClass & {
  readonly course: string;
  readonly quiz: string;
  readonly learner: string;
  readonly seed: number;
  readonly reason: string;
  readonly reported_at: number;
};

type AuditTable = OfClass & {
  /** 1 for the first of its class. */
  readonly nth: number;
  readonly who: string;
  readonly act: string;
  readonly about: string;
  readonly channel: string | null;
  readonly done_at: number;
};

const ofClass = ['platform', 'community'] as const;

interface Shape {
  readonly name: string;
  readonly texts: readonly string[];
  readonly numbers?: readonly string[];
  readonly nullable?: readonly string[];
  readonly key: readonly string[];
}

const shapes: readonly Shape[] = [
  {
    name: 'member',
    texts: [...ofClass, 'learner'],
    numbers: ['first_seen', 'last_seen'],
    nullable: ['competes_as'],
    key: [...ofClass, 'learner'],
  },
  {
    name: 'standing',
    texts: ['learner', 'course', 'kind', 'subject'],
    numbers: ['good'],
    key: ['learner', 'course', 'kind', 'subject'],
  },
  {
    name: 'class_standing',
    texts: [...ofClass, 'course', 'kind', 'subject'],
    numbers: ['asked', 'good'],
    key: [...ofClass, 'course', 'kind', 'subject'],
  },
  {
    name: 'teacher',
    texts: [...ofClass, 'learner', 'appointed_by'],
    numbers: ['appointed_at'],
    key: [...ofClass, 'learner'],
  },
  { name: 'class_setting', texts: [...ofClass, 'name', 'text'], key: [...ofClass, 'name'] },
  {
    name: 'assignment',
    texts: [...ofClass, 'course', 'kind', 'item', 'due', 'assigned_by'],
    numbers: ['assigned_at'],
    key: [...ofClass, 'course', 'kind', 'item'],
  },
  {
    name: 'extension',
    texts: [...ofClass, 'course', 'kind', 'item', 'due', 'learner'],
    key: [...ofClass, 'course', 'kind', 'item', 'learner'],
  },
  {
    name: 'question_report',
    texts: [...ofClass, 'course', 'quiz', 'learner', 'reason'],
    numbers: ['seed', 'reported_at'],
    key: [...ofClass, 'course', 'quiz', 'learner'],
  },
  {
    name: 'audit',
    texts: [...ofClass, 'who', 'act', 'about'],
    numbers: ['nth', 'done_at'],
    nullable: ['channel'],
    key: [...ofClass, 'nth'],
  },
];

/** Migration 10. */
export async function createClasses(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  for (const { name, texts, numbers = [], nullable = [], key } of shapes) {
    let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
    for (const column of texts) table = table.addColumn(column, 'text', (one) => one.notNull());
    for (const column of numbers) table = table.addColumn(column, integer, (one) => one.notNull());
    for (const column of nullable) table = table.addColumn(column, 'text');
    const [first = '', ...rest] = key;
    await table
      .addPrimaryKeyConstraint(`${name}_key`, [first, ...rest])
      .modifyEnd(tableEnd)
      .execute();
  }
  // What is done is done in all classes of somebody, and counted for each.
  await db.schema.createIndex('member_by_learner').on('member').column('learner').execute();
  await db.schema.createIndex('question_report_by_learner').on('question_report').column('learner').execute();
}
