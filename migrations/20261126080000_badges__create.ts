/** Open badges: the keys they are signed with, the badges with their places in the status lists, and what holders chose. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table badge_keys (
      id uuid primary key,
      -- The public key as a Multikey, which is also its name in did.json.
      public_multibase text not null unique check (public_multibase like 'z6Mk%'),
      -- The public key as the x of its JSON Web Key.
      public_x text not null unique,
      -- Sealed under SESSION_SECRET, bound to the id of its row.
      sealed_private_key bytea not null,
      made_at timestamptz not null,
      -- From then on it signs nothing; it is published for ever, so that what it signed stays valid.
      retired_at timestamptz
    );
    create unique index badge_keys_active on badge_keys ((true)) where retired_at is null;

    create table badges (
      certificate_id uuid primary key references certificates,
      -- Where its bits are: random places, so that a status list says nothing of who or when.
      status_list integer not null check (status_list >= 1),
      revocation_index integer not null check (revocation_index between 0 and 131071),
      suspension_index integer not null check (suspension_index between 0 and 131071),
      -- Hashed with the holder's address, which no badge carries.
      salt text not null,
      made_at timestamptz not null,
      unique (status_list, revocation_index),
      unique (status_list, suspension_index)
    );
    create trigger badges_append_only before update or delete or truncate on badges
      for each statement execute function refuse_change();

    -- The last row is what the holder wants now.
    create table badge_choices (
      id bigint generated always as identity primary key,
      certificate_id uuid not null references badges,
      is_shown boolean not null,
      shows_name boolean not null,
      chosen_at timestamptz not null,
      check (is_shown or not shows_name)
    );
    create index badge_choices_certificate on badge_choices (certificate_id, id desc);
    create trigger badge_choices_append_only before update or delete or truncate on badge_choices
      for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) => knex.raw(`drop table badge_choices, badges, badge_keys`)
