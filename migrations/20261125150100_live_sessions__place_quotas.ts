/** Places kept for an organisation or a kind of organisation until a day; each place taken says which share it is of. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table place_quotas (
      id uuid primary key,
      live_session_id uuid not null references live_sessions,
      organisation_id uuid references organisations,
      organisation_kind text check (length(organisation_kind) between 1 and 100),
      places int not null check (places between 1 and 10000),
      -- From this day on, what is not used is open to all.
      release_on date not null,
      created_at timestamptz not null,
      created_by uuid references people,
      check (num_nonnulls(organisation_id, organisation_kind) = 1),
      unique (live_session_id, organisation_id),
      unique (live_session_id, organisation_kind),
      unique (live_session_id, id)
    );
    create index place_quotas_organisation on place_quotas (organisation_id);
    create index place_quotas_created_by on place_quotas (created_by);

    alter table bookings
      add column quota_id uuid,
      add constraint bookings_quota foreign key (live_session_id, quota_id)
        references place_quotas (live_session_id, id) on delete set null (quota_id),
      add constraint bookings_quota_is_place check (quota_id is null or (booked_at is not null and not is_walk_in));
    create index bookings_quota on bookings (live_session_id, quota_id);

    alter table place_offers
      add column quota_id uuid references place_quotas on delete set null,
      add constraint place_offers_quota_is_held check (quota_id is null or is_held);
    create index place_offers_quota on place_offers (quota_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    alter table place_offers drop column quota_id;
    alter table bookings drop constraint bookings_quota_is_place, drop column quota_id;
    drop table place_quotas;
  `)
