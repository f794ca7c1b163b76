import { isZone } from '../kit/zone.ts'
import { caseRoles } from '../referral/command.ts'
import { rotationFlaws } from '../roster/coverage.ts'
import type { Flaw, Shape } from './shape.ts'

type Desk = Shape['contactPoints'][number]

const partFlaws = (c: Shape, desk: Desk, at: Flaw['path']): readonly Flaw[] =>
  desk.duty.flatMap((rotation, i) => {
    const { name, zone } = rotation
    return [
      ...(desk.duty.findIndex(other => other.name === name) < i
        ? [{ path: [...at, i, 'name'], message: `${name}: rotation of this name stands above` }]
        : []),
      ...(zone === undefined || isZone(zone)
        ? []
        : [{ path: [...at, i, 'zone'], message: 'is no IANA time zone' }]),
      ...rotation.officers.flatMap((id, j) => {
        const path = [...at, i, 'officers', j]
        const officer = c.officers.find(o => o.id === id && o.desk === desk.id)
        if (!officer) return [{ path, message: `${id} is no officer of ${desk.id}` }]
        return caseRoles.some(role => officer.roles.includes(role))
          ? []
          : [{ path, message: `${id} has no role that works on referrals` }]
      }),
    ]
  })

/** Turns of officers whom the desk has, and a desk with turns is never without anybody on duty. */
export const turnFlaws = (c: Shape): readonly Flaw[] =>
  c.contactPoints.flatMap((desk, i) => {
    const at = ['contactPoints', i, 'duty']
    const parts = partFlaws(c, desk, at)
    // Gaps in what is wrong by itself would only say the same again.
    if (parts.length > 0 || !isZone(desk.zone.zone)) return parts
    return rotationFlaws(desk.duty, desk.zone.zone).map(message => ({
      path: at,
      message: `${desk.id}: ${message}`,
    }))
  })
