/** The door of the reports room: where champions are and where they are missing. */
export { loadMap } from './commands/maps.ts'
