/** "I was there": what a learner says of themselves is evidence with its sentence; whoever keeps the register answers once. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- The sentence is the reason of the row, and nobody claims for somebody else.
    alter table evidence add constraint evidence_claim
      check (kind <> 'own claim' or (reason is not null and recorded_by = person_id)) not valid;
    create index evidence_claims on evidence (recorded_at) where kind = 'own claim';

    create table claim_answers (
      claim_id bigint primary key references evidence,
      answer text not null check (answer in ('accepted', 'declined')),
      reason text not null check (length(reason) between 1 and 1000),
      answered_by uuid not null references people,
      answered_at timestamptz not null
    );
    create index claim_answers_answered_by on claim_answers (answered_by);
    create trigger claim_answers_append_only before update or delete or truncate on claim_answers
      for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table claim_answers;
    drop index evidence_claims;
    alter table evidence drop constraint evidence_claim
  `)
