/** Starts the scenarios of a page. */
import { startScenarios } from './parts/scenario.js'

startScenarios(document)
