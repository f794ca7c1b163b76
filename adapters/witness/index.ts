export { createWitnessClient } from './client.ts'
export { serveWitness, type WitnessAnswer, type WitnessServer } from './server.ts'
