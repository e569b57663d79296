/**
 * A thread that brings up the Postgres of a folder and leaves it to run, for whoever reads its code meanwhile and then
 * attaches to it. Why it cannot be used is told once, in a message; a bug is met once more by whoever attaches, and shown.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../embedded.ts'
import { findPrepared } from '../prepared.ts'

await startEmbeddedPostgres({ folder: workerData as string, findPrepared }).catch((fault: unknown) => {
  if (fault instanceof EmbeddedPostgresError) parentPort?.postMessage(fault.message)
})
