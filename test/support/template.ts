/** Starts the run's Postgres, makes the template database in it, prints the server's address and leaves it running. */
import { connect } from '../../src/platform/db/connect.ts'
import { SUPERUSER } from '../../src/platform/db/embedded/cluster.ts'
import { APP_ROLE } from '../../src/platform/db/embedded/superuser.ts'
import { startEmbeddedPostgres } from '../../src/platform/db/embedded.ts'
import { findPrepared } from '../../src/platform/db/prepared.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { createLog } from '../../src/platform/log.ts'
import { seedReference } from '../../seeds/reference/seed.ts'
import { testConfig } from './config.ts'
import { makeResetFunction } from './reset.ts'

const folder = process.argv[2]!
const server = await startEmbeddedPostgres({ folder, findPrepared, durable: false, maxConnections: 200 })
await migrate(server.url)
const superuser = connect(Object.assign(new URL(server.url), { username: SUPERUSER }).toString(), { max: 1 })
await superuser.raw(`grant set on parameter session_replication_role to ${APP_ROLE}`)
await superuser.destroy()
const db = connect(server.url, { max: 2 })
await seedReference({ db, config: testConfig(), log: createLog('silent') })
await makeResetFunction(db)
await db.destroy()
process.stdout.write(server.url)
process.exit(0)
