/** The SHA-256 of each PDF beside its certificate, so that anyone can ask whether a file is byte for byte ours. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table certificate_pdfs disable trigger certificate_pdfs_append_only;
    alter table certificate_pdfs add column sha256 bytea check (length(sha256) = 32);
    update certificate_pdfs p set sha256 = f.sha256 from files f where f.id = p.file_id;
    alter table certificate_pdfs alter column sha256 set not null;
    alter table certificate_pdfs enable trigger certificate_pdfs_append_only;
    -- The number, the reference and the name are printed on each, so no two are the same.
    create unique index certificate_pdfs_sha256 on certificate_pdfs (sha256);
  `)

export const down = (knex: Knex) => knex.raw(`alter table certificate_pdfs drop column sha256`)
