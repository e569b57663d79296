/** A release that ended without a certificate, for its holder could not have one that minute, does not keep them from another. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    drop index certificate_releases_open;
    create unique index certificate_releases_open on certificate_releases (completion_id)
      where recalled_at is null and done_at is null;
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop index certificate_releases_open;
    create unique index certificate_releases_open on certificate_releases (completion_id) where recalled_at is null;
  `)
