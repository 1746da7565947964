import Database from 'better-sqlite3';

/** Takes a database back to what the version before `0003-answers` left, with the learners who were in it by then. */
export function turnBack(file: string): void {
  const raw = new Database(file);
  const tables = raw.prepare("select name from sqlite_master where type = 'table'").pluck().all().map(String);
  const younger = tables.filter((name) => !/^(?:request|position|chunk_read|kysely_.*|sqlite_.*)$/u.test(name));
  raw.exec(younger.map((name) => `drop table ${name};`).join(' '));
  raw.exec('drop index request_kept');
  for (const column of ['platform', 'kept', 'taken_over']) raw.exec(`alter table request drop column ${column}`);
  raw.exec("alter table position drop column ordered_at; delete from kysely_migration where name >= '0003'");
  raw.close();
}
