/** Partners: where they are, which mail domains are theirs, what they belong to and what follows them. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table areas (
      id uuid primary key,
      name text not null unique,
      gss_code text not null unique check (gss_code ~ '^[EWSN][0-9]{8}$'),
      kind text not null check (kind in ('county', 'district')),
      parent_id uuid references areas,
      check ((kind = 'district') = (parent_id is not null))
    );
    create index areas_parent on areas (parent_id);

    create table organisations (
      id uuid primary key,
      name text not null check (name = btrim(name) and length(name) between 1 and 200),
      search text not null,
      kind text not null check (kind in ('district council', 'county council', 'unitary council', 'housing association',
        'charity', 'community group', 'health', 'education', 'fire', 'police', 'other')),
      parent_id uuid references organisations,
      successor_id uuid references organisations,
      starts_on date not null,
      ends_on date,
      created_at timestamptz not null,
      check (ends_on is null or ends_on >= starts_on),
      check (parent_id is distinct from id and successor_id is distinct from id)
    );
    create unique index organisations_name on organisations (lower(name)) where ends_on is null;
    create index organisations_search on organisations using gin (search gin_trgm_ops);
    create index organisations_parent on organisations (parent_id);
    create index organisations_successor on organisations (successor_id);

    create table organisation_areas (
      organisation_id uuid not null references organisations,
      area_id uuid not null references areas,
      primary key (organisation_id, area_id)
    );
    create index organisation_areas_area on organisation_areas (area_id);

    create table organisation_domains (
      domain text primary key check (domain = lower(domain) and domain ~ '^[a-z0-9-]+(\\.[a-z0-9-]+)+$'),
      organisation_id uuid not null references organisations
    );
    create index organisation_domains_organisation on organisation_domains (organisation_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`drop table organisation_domains, organisation_areas, organisations, areas`)
