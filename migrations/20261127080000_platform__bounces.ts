/** Mail that came back: what a delivery report said of it, the reports that were taken, and the mailbox they are read from. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table mails
      add column bounced_at timestamptz,
      add column bounce_kind text check (bounce_kind in ('hard', 'soft')),
      -- False while the other server still tries: the mail is late, not lost.
      add column bounce_is_final boolean,
      add column bounce_reason text check (length(bounce_reason) between 1 and 300),
      add column bounce_seen_at timestamptz,
      add column bounce_seen_by uuid,
      -- The mail that came back and that this one says once more.
      add column again_of uuid unique references mails;
    update mails set bounced_at = failed_at, bounce_is_final = true, bounce_reason = 'The mail server refused it',
      bounce_kind = case when last_error ~ '^5' then 'hard' else 'soft' end
      where failed_at is not null;
    alter table mails
      add check (num_nonnulls(bounced_at, bounce_kind, bounce_is_final, bounce_reason) in (0, 4)),
      add check (bounced_at is null or num_nonnulls(sent_at, failed_at) = 1),
      add check (failed_at is null or bounced_at is not null),
      add check (bounce_seen_at is null or bounced_at is not null);
    create index mails_came_back on mails (person_id, bounced_at) where bounced_at is not null;

    create table delivery_reports (
      id uuid primary key,
      -- Of its Message-ID, or of the whole where it has none: a report counts once, by whichever way it comes.
      report_hash bytea not null unique check (length(report_hash) = 32),
      came_at timestamptz not null,
      came_by text not null check (came_by in ('post', 'mailbox')),
      verdict text not null check (verdict in ('came back', 'delayed', 'delivered', 'automatic reply', 'no report',
        'no mail of ours', 'another address', 'too late')),
      mail_id uuid references mails,
      status text check (status ~ '^[245]\\.\\d{1,3}\\.\\d{1,3}$'),
      -- What the other server wrote, in one line; kept only of mails of ours.
      diagnostic text check (length(diagnostic) <= 500),
      check (diagnostic is null or mail_id is not null)
    );
    create index delivery_reports_came_at on delivery_reports (came_at desc, id desc);
    create index delivery_reports_mail on delivery_reports (mail_id);

    create table report_mailbox (
      only_row boolean primary key default true check (only_row),
      -- Another mailbox, or the same one made anew, is read from its beginning.
      uid_validity text,
      last_uid bigint not null default 0,
      tried_at timestamptz,
      read_at timestamptz,
      fault text check (length(fault) <= 500)
    );
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table report_mailbox, delivery_reports;
    alter table mails drop column bounced_at, drop column bounce_kind, drop column bounce_is_final, drop column bounce_reason,
      drop column bounce_seen_at, drop column bounce_seen_by, drop column again_of;
  `)
