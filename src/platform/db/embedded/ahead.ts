/**
 * A thread that brings up the Postgres of a folder and leaves it to run, for whoever reads its code meanwhile and then
 * attaches to it. A fault is met there once more, and told.
 */
import { workerData } from 'node:worker_threads'
import { startEmbeddedPostgres } from '../embedded.ts'
import { findPrepared } from '../prepared.ts'

await startEmbeddedPostgres({ folder: workerData as string, findPrepared }).catch(() => {})
