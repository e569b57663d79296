/** `npm run compile`, part of `npm ci`: reads the code once, so that Node keeps it compiled and every start is quick. */
await import('./web/app.ts')
await import('./web/work.ts')
await import('./features/certification/pdf/press.ts')
await import('../seeds/reference/seed.ts')
if (process.env.NODE_ENV !== 'production') {
  await import('./web/dev/routes.ts')
  await import('../seeds/demo/seed.ts')
}
