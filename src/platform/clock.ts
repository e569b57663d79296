/** The time of web and worker: real in production, moved by CLOCK and /dev/clock elsewhere. It always runs on. */

let offset = 0

export const clock = {
  now: (): Date => new Date(Date.now() + offset),
  /** Makes `now()` start from `moment`. Never called in production. */
  set: (moment: Date): void => {
    offset = moment.getTime() - Date.now()
  },
}

export type Clock = Pick<typeof clock, 'now'>
