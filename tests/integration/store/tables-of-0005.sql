create index note_by_age on note (kept_at);
create table answer (
  learner text not null, course text not null, quiz text not null, seed integer not null, nth integer not null,
  concept text not null, given text not null, correct integer not null, answered_at integer not null,
  constraint answer_key primary key (learner, course, quiz, seed)
) strict, without rowid;
create table exercise_begun (
  learner text not null, course text not null, exercise text not null, hints integer not null, last_at integer not null,
  constraint exercise_begun_key primary key (learner, course, exercise)
) strict, without rowid;
create table attempt (
  learner text not null, request text not null, course text not null, exercise text not null, code_hash text not null,
  verdict text not null, failing text, hints integer not null, graded_at integer not null,
  constraint attempt_key primary key (learner, request)
) strict, without rowid;
