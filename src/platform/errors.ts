/** The four refusals that become pages (src/web/error-pages.ts). Anything else thrown is a fault of ours. */

export class NotFound extends Error {
  override name = 'NotFound'
}

export class Forbidden extends Error {
  override name = 'Forbidden'
}

/** Somebody else was quicker, or the thing has moved on. The message is shown, in plain English. */
export class Conflict extends Error {
  override name = 'Conflict'
}

export class TooMany extends Error {
  override name = 'TooMany'
  retry_after_seconds: number

  constructor(retryAfterSeconds: number) {
    super('Too many tries')
    this.retry_after_seconds = retryAfterSeconds
  }
}
