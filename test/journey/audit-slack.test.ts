import { tellAudit } from './audit-scenes.ts'

tellAudit('slack')
