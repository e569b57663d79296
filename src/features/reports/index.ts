/** The door of the reports room: where champions are and where they are missing. */
export { loadMap } from './commands/maps.ts'
export type { LoadMapResult } from './commands/maps.ts'
