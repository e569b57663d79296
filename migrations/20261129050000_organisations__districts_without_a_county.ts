/** A district may lie in no county of ours: a force that takes its areas from a file has unitary councils, and often only districts. */
import type { Knex } from 'knex'

const constraint = (check: string) => `
    alter table areas drop constraint areas_check;
    alter table areas add constraint areas_check check (${check}) not valid`

export const up = (knex: Knex) => knex.raw(constraint(`kind = 'district' or parent_id is null`))

/** Districts that were taken meanwhile stay. */
export const down = (knex: Knex) => knex.raw(constraint(`(kind = 'district') = (parent_id is not null)`))
