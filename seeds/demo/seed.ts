/** A believable Hertfordshire, made through commands; only on a first start in development. */
import type { Knex } from 'knex'
import type { Config } from '../../src/platform/config.ts'
import type { Logger } from '../../src/platform/log.ts'

export async function seedDemo(_parts: { db: Knex; config: Config; log: Logger }): Promise<void> {}
