/** For the knex command line; the server itself migrates at start (src/platform/db/migrate.ts). */
import { migrations } from './src/platform/db/migrate.ts'

export default { client: 'pg', connection: process.env.DATABASE_URL, migrations }
