/** The news this room sends up: a register was closed or corrected. */
declare module '../../platform/jobs/put.ts' {
  interface Jobs {
    'certification.check': { personId: string }
  }
}

export const checkKey = (personId: string): string => `certification.check ${personId}`
