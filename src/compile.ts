/**
 * `npm run compile`, part of `npm ci`: reads the code once, so that Node keeps it compiled, and prepares a database to
 * begin with. Every start is quick, the first one too.
 */
await import('./web/app.ts')
await import('./web/work.ts')
await import('./features/certification/pdf/press.ts')
await import('../seeds/reference/seed.ts')
if (process.env.NODE_ENV !== 'production') {
  await import('./web/dev/routes.ts')
  await import('../seeds/demo/seed.ts')
  const { prepare } = await import('./platform/db/prepared.ts')
  // Where Postgres cannot run, who starts Upstander is told why; who only installs it need not be.
  await prepare().catch(() => {})
}
