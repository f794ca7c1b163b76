import { expect } from 'vitest'
import { readAnswer } from '../rigs/reading.ts'
import type { Stage } from '../rigs/stage.ts'
import { stageSettings, withRotations } from '../rigs/stage-config.ts'
import { onEveryStore } from './on-every-store.ts'
import { seoul, shippedCalendars, told } from './told.ts'

const weekly = {
  rosters: true,
  config: withRotations(stageSettings()),
  calendars: shippedCalendars(),
  start: seoul('2026-12-23 15:00'),
}

const settled = async (stage: Stage): Promise<void> => {
  await stage.pump()
  told(stage)
}

const each = ['hkc.o1', 'kcs.o1', 'hkc.o2', 'hkc.o3'] as const

onEveryStore('given an officer who asks about the duty roster', story => {
  story(
    'when they ask who is on duty, then each reads it in their own language',
    async stage => {
      await settled(stage)
      const head = await stage.store().head()
      const answers: string[] = []
      for (const who of each) answers.push(readAnswer(await stage.say(who, '/duty now')))
      expect(answers).toEqual([
        'card zh-HK 現時當值人員 | 香港海關聯絡點：2026-12-23 14:00 HKT，辦公時間內 | 當值人員（至 2026-12-28 09:00 HKT / 10:00 KST）：陳美玲（+852 0000 0102） | 後備人員：黃家明（+852 0000 0101） | 聯絡點電話：+852 0000 0001 | 通訊錄上次確認：尚未確認 | 韓國關稅廳聯絡點：2026-12-23 15:00 KST，辦公時間內 | 當值人員（至 2026-12-28 08:00 HKT / 09:00 KST）：Kim Min-jun（+82 00 0000 0201） | 後備人員：Park Seo-yeon（+82 00 0000 0202） | 聯絡點電話：+82 00 0000 0002 | 通訊錄上次確認：尚未確認',
        'card ko 현재 당직자 | 관세청 연락창구: 2026-12-23 15:00 KST, 근무 시간 | 당직자(2026-12-28 09:00 KST / 08:00 HKT까지): 김민준(+82 00 0000 0201) | 예비 당직자: 박서연(+82 00 0000 0202) | 연락창구 전화: +82 00 0000 0002 | 연락망 최근 확인: 미확인 | 홍콩 관세청 연락창구: 2026-12-23 14:00 HKT, 근무 시간 | 당직자(2026-12-28 10:00 KST / 09:00 HKT까지): Chan Mei-ling(+852 0000 0102) | 예비 당직자: Wong Ka-ming(+852 0000 0101) | 연락창구 전화: +852 0000 0001 | 연락망 최근 확인: 미확인',
        'card en Who is on duty now | Hong Kong Customs, contact point: 2026-12-23 14:00 HKT, in working hours | On duty until 2026-12-28 09:00 HKT / 10:00 KST: Chan Mei-ling (+852 0000 0102) | Backup: Wong Ka-ming (+852 0000 0101) | Telephone of the desk: +852 0000 0001 | Directory last confirmed: not yet confirmed | Korea Customs Service, contact point: 2026-12-23 15:00 KST, in working hours | On duty until 2026-12-28 08:00 HKT / 09:00 KST: Kim Min-jun (+82 00 0000 0201) | Backup: Park Seo-yeon (+82 00 0000 0202) | Telephone of the desk: +82 00 0000 0002 | Directory last confirmed: not yet confirmed',
        'card zh-CN 当前值班人员 | 香港海关联络点：2026-12-23 14:00 HKT，办公时间内 | 值班人员（至 2026-12-28 09:00 HKT / 10:00 KST）：陈美玲（+852 0000 0102） | 备班人员：黄家明（+852 0000 0101） | 联络点电话：+852 0000 0001 | 通讯录上次确认：尚未确认 | 韩国关税厅联络点：2026-12-23 15:00 KST，办公时间内 | 值班人员（至 2026-12-28 08:00 HKT / 09:00 KST）：Kim Min-jun（+82 00 0000 0201） | 备班人员：Park Seo-yeon（+82 00 0000 0202） | 联络点电话：+82 00 0000 0002 | 通讯录上次确认：尚未确认',
      ])
      expect(await stage.store().head()).toEqual(head)
    },
    weekly,
  )

  story(
    'when they ask for the week, then turns, leave, swaps and holidays are in it, in their own language',
    async stage => {
      await settled(stage)
      await stage.say(
        'hkc.o3',
        '/duty leave from="2026-12-26 09:00 +08:00" to="2026-12-27 09:00 +08:00"',
      )
      await stage.say(
        'kcs.o1',
        '/duty swap with=kcs.o2 from="2026-12-29 09:00 +09:00" to="2026-12-30 09:00 +09:00"',
      )
      told(stage)
      const head = await stage.store().head()
      const answers: string[] = []
      for (const who of each) answers.push(readAnswer(await stage.say(who, '/duty week')))
      expect(answers).toEqual([
        'card zh-HK 香港海關聯絡點：未來 7 日當值表 | 星期一 2026-12-21 09:00 HKT 至 星期一 2026-12-28 09:00 HKT：陳美玲。後備：黃家明 | 星期一 2026-12-28 09:00 HKT 至 星期一 2027-01-04 09:00 HKT：黃家明。後備：李偉 | 1 號，休假：李偉，星期六 2026-12-26 09:00 HKT 至 星期日 2026-12-27 09:00 HKT | 按編號取消：/duty cancel … | 2026-12-25 公眾假期，香港海關：聖誕節 | 2026-12-25 公眾假期，韓國關稅廳：聖誕節 | 2026-12-26 公眾假期，香港海關：聖誕節後第一個周日 | 2027-01-01 公眾假期，香港海關：一月一日 | 2027-01-01 公眾假期，韓國關稅廳：元旦',
        'card ko 관세청 연락창구: 7일간 당직표 | 2026-12-21 09:00 KST(월)부터 2026-12-28 09:00 KST(월)까지: 김민준. 예비: 박서연 | 2026-12-28 09:00 KST(월)부터 2027-01-04 09:00 KST(월)까지: 박서연. 예비: 김민준 | 공휴일 2026-12-25, 관세청: 기독탄신일 | 공휴일 2026-12-25, 홍콩 관세청: 성탄절 | 공휴일 2026-12-26, 홍콩 관세청: 성탄절 후 첫 번째 평일 | 공휴일 2027-01-01, 관세청: 신정 | 공휴일 2027-01-01, 홍콩 관세청: 1월 1일',
        "card en Hong Kong Customs, contact point: duty roster for 7 days | Mon 2026-12-21 09:00 HKT to Mon 2026-12-28 09:00 HKT: Chan Mei-ling. Backup: Wong Ka-ming | Mon 2026-12-28 09:00 HKT to Mon 2027-01-04 09:00 HKT: Wong Ka-ming. Backup: Li Wei | No. 1, leave: Li Wei, Sat 2026-12-26 09:00 HKT to Sun 2026-12-27 09:00 HKT | One of these is cancelled by its number: /duty cancel … | Public holiday on 2026-12-25, Hong Kong Customs: Christmas Day | Public holiday on 2026-12-25, Korea Customs Service: Christmas Day | Public holiday on 2026-12-26, Hong Kong Customs: The first weekday after Christmas Day | Public holiday on 2027-01-01, Hong Kong Customs: The first day of January | Public holiday on 2027-01-01, Korea Customs Service: New Year's Day",
        'card zh-CN 香港海关联络点：未来 7 天值班表 | 周一 2026-12-21 09:00 HKT 至 周一 2026-12-28 09:00 HKT：陈美玲。备班：黄家明 | 周一 2026-12-28 09:00 HKT 至 周一 2027-01-04 09:00 HKT：黄家明。备班：李伟 | 1 号，休假：李伟，周六 2026-12-26 09:00 HKT 至 周日 2026-12-27 09:00 HKT | 按编号取消：/duty cancel … | 2026-12-25 法定节假日，香港海关：圣诞节 | 2026-12-25 法定节假日，韩国关税厅：圣诞节 | 2026-12-26 法定节假日，香港海关：圣诞节后第一个平日 | 2027-01-01 法定节假日，香港海关：一月一日 | 2027-01-01 法定节假日，韩国关税厅：元旦',
      ])
      expect(await stage.store().head()).toEqual(head)
    },
    weekly,
  )
})

/** Who types what, and cannot be right. */
const bad: readonly (readonly [who: string, line: string])[] = [
  ['hkc.o1', '/duty nwo'],
  ['kcs.o1', '/duty swap 1 2'],
  ['hkc.o3', '/duty swap wiht=hkc.o1'],
  ['hkc.o1', '/duty swap with=hkc.o1 from="2026-12-24 09:00 +08:00" to="2026-12-25 09:00 +08:00"'],
  ['hkc.o1', '/duty swap with=kcs.o1 from="2026-12-24 09:00 +08:00" to="2026-12-25 09:00 +08:00"'],
  ['hkc.o3', '/duty swap with=hkc.o1 from="2026-12-24 09:00" to="2026-12-25 09:00 +08:00"'],
  ['kcs.o1', '/duty swap with=kcs.o2 from="2026-12-25 09:00 +09:00" to="2026-12-24 09:00 +09:00"'],
  ['kcs.o1', '/duty swap with=kcs.o2 from="2026-12-22 09:00 +09:00" to="2026-12-23 09:00 +09:00"'],
  [
    'kcs.o1',
    '/duty override officer=kcs.o2 from="2026-12-25 09:00 +09:00" to="2026-12-26 09:00 +09:00"',
  ],
  [
    'hkc.o2',
    '/duty override officer=kcs.o1 from="2026-12-25 09:00 +08:00" to="2026-12-26 09:00 +08:00"',
  ],
  [
    'hkc.o2',
    '/duty override officer=hkc.o1 from="2026-12-25 09:00 +08:00" to="2046-12-26 09:00 +08:00"',
  ],
  [
    'kcs.o1',
    '/duty leave officer=kcs.o2 from="2026-12-25 09:00 +09:00" to="2026-12-26 09:00 +09:00"',
  ],
  ['kcs.o3', '/duty leave from="2026-12-25 09:00 +09:00" to="2026-12-26 09:00 +09:00"'],
  ['hkc.o3', '/duty set officers=hkc.o1 at=09:00'],
  ['hkc.o2', '/duty set officers=hkc.o1,kcs.o1 at=09:00'],
  ['hkc.o2', '/duty set officers=hkc.o1 at=25:00'],
  ['hkc.o2', '/duty set officers=hkc.o1 at=09:00 zone=Mars/Olympus'],
  ['hkc.o2', '/duty set officers=hkc.o1 at=09:00 every=0'],
  ['hkc.o2', '/duty set officers=hkc.o1 at=09:00 since=2027-02-29'],
  ['hkc.o2', '/duty set name=night'],
  ['hkc.o1', '/duty cancel 99'],
  ['kcs.o1', '/duty cancel x'],
  ['kcs.o1', '/duty swap-accept 7'],
  ['hkc.o1', '/duty swap-decline 7'],
  ['hkc.o1', '/duty accept'],
]

onEveryStore('given somebody who asks for what cannot be', story => {
  story(
    'when they type it, then it is refused in their language and nothing changes',
    async stage => {
      await settled(stage)
      const head = await stage.store().head()
      const answers: string[] = []
      for (const [who, line] of bad)
        answers.push(`${line}: ${readAnswer(await stage.say(who, line))}`)
      expect(answers).toEqual([
        '/duty nwo: refusal zh-HK 沒有 /duty nwo 這個指令。 | 輸入 /help 可列出指令。',
        '/duty swap 1 2: refusal ko 알 수 없는 항목: 2 | 명령어 뒤에 name=value 형식으로 값을 입력할 수 있으며, 공백이 있는 글은 따옴표로 묶습니다.',
        '/duty swap wiht=hkc.o1: refusal zh-CN 此处没有名为 wiht 的字段。 | 是否指 with？ | 可在命令后以 name=value 形式输入内容；含空格的文字请加引号。',
        '/duty swap with=hkc.o1 from="2026-12-24 09:00 +08:00" to="2026-12-25 09:00 +08:00": refusal zh-HK 部分欄位未符合要求，資料沒有更改。 | 代為當值的人員：請選擇所屬聯絡點的另一名人員。 | 由：你並非於整段時間當值。',
        '/duty swap with=kcs.o1 from="2026-12-24 09:00 +08:00" to="2026-12-25 09:00 +08:00": refusal zh-HK 部分欄位未符合要求，資料沒有更改。 | 代為當值的人員：請選擇所屬聯絡點的另一名人員。 | 由：你並非於整段時間當值。',
        '/duty swap with=hkc.o1 from="2026-12-24 09:00" to="2026-12-25 09:00 +08:00": refusal zh-CN 部分字段未按要求填写，数据没有更改。 | 起始时间：时间缺少时差，请补上，例如 +08:00。',
        '/duty swap with=kcs.o2 from="2026-12-25 09:00 +09:00" to="2026-12-24 09:00 +09:00": refusal ko 입력 내용을 확인하십시오. 변경된 내용이 없습니다. | 종료 일시: 종료 일시가 맞지 않습니다. 시작 일시보다 늦고 아직 지나지 않은 일시여야 합니다.',
        '/duty swap with=kcs.o2 from="2026-12-22 09:00 +09:00" to="2026-12-23 09:00 +09:00": refusal ko 입력 내용을 확인하십시오. 변경된 내용이 없습니다. | 종료 일시: 종료 일시가 맞지 않습니다. 시작 일시보다 늦고 아직 지나지 않은 일시여야 합니다.',
        '/duty override officer=kcs.o2 from="2026-12-25 09:00 +09:00" to="2026-12-26 09:00 +09:00": refusal ko 담당 역할로는 할 수 없는 작업입니다. | 소속 연락창구의 담당자에게 요청하십시오.',
        '/duty override officer=kcs.o1 from="2026-12-25 09:00 +08:00" to="2026-12-26 09:00 +08:00": refusal en Not everything is filled in as needed. Nothing was changed. | Officer: Please choose another officer of your own desk.',
        '/duty override officer=hkc.o1 from="2026-12-25 09:00 +08:00" to="2046-12-26 09:00 +08:00": refusal en Not everything is filled in as needed. Nothing was changed. | Until: This is more than 366 days ahead.',
        '/duty leave officer=kcs.o2 from="2026-12-25 09:00 +09:00" to="2026-12-26 09:00 +09:00": refusal ko 담당 역할로는 할 수 없는 작업입니다. | 소속 연락창구의 담당자에게 요청하십시오.',
        '/duty leave from="2026-12-25 09:00 +09:00" to="2026-12-26 09:00 +09:00": refusal en Your role does not allow this. | Please ask a case officer of your desk.',
        '/duty set officers=hkc.o1 at=09:00: refusal zh-CN 您的职责不包括此操作。 | 请交由所属联络点的经办人员处理。',
        '/duty set officers=hkc.o1,kcs.o1 at=09:00: refusal en Not everything is filled in as needed. Nothing was changed. | Officers in turn: Please choose another officer of your own desk.',
        '/duty set officers=hkc.o1 at=25:00: refusal en Not everything is filled in as needed. Nothing was changed. | Hand-over at: The time of day is not valid. Use HH:mm.',
        '/duty set officers=hkc.o1 at=09:00 zone=Mars/Olympus: refusal en Not everything is filled in as needed. Nothing was changed. | Time zone: This is not a known time zone, such as Asia/Seoul.',
        '/duty set officers=hkc.o1 at=09:00 every=0: refusal en Not everything is filled in as needed. Nothing was changed. | A turn lasts: This is not a valid number.',
        '/duty set officers=hkc.o1 at=09:00 since=2027-02-29: refusal en Not everything is filled in as needed. Nothing was changed. | First turn begins on: The date is not valid. Use YYYY-MM-DD.',
        '/duty set name=night: refusal en There is no rotation named night. | To set one, please name its officers.',
        '/duty cancel 99: refusal zh-HK 當值表沒有此編號的有效項目。 | 輸入 /duty week 可查看當值表。',
        '/duty cancel x: refusal ko 알 수 없는 항목: x | 명령어 뒤에 name=value 형식으로 값을 입력할 수 있으며, 공백이 있는 글은 따옴표로 묶습니다.',
        '/duty swap-accept 7: refusal ko 당직표에 해당 번호의 유효한 항목이 없습니다. | /duty week 입력 시 당직표가 표시됩니다.',
        '/duty swap-decline 7: refusal zh-HK 當值表沒有此編號的有效項目。 | 輸入 /duty week 可查看當值表。',
        '/duty accept: refusal zh-HK 只有接班人員或上級人員可以確認接收。 | 輸入 /duty now 可查看現時當值人員。',
      ])
      expect(await stage.store().head()).toEqual(head)
      expect(told(stage)).toEqual([])
    },
    weekly,
  )

  story(
    'when one desk presses or fills in what is the other’s, then it is refused and nothing changes',
    async stage => {
      await settled(stage)
      const head = await stage.store().head()
      const span = { from: '2026-12-25 09:00 +09:00', to: '2026-12-26 09:00 +09:00' }
      const forms = [
        ['hkc.o2', 'v1:kcs.cyber:duty-override:0', { officer: 'kcs.o2', ...span }],
        ['hkc.o2', 'v1:kcs.cyber:duty-override:0', { officer: 'hkc.o1', ...span }],
        ['hkc.o2', 'v1:kcs.cyber:duty-leave:0', { officer: 'kcs.o1', ...span }],
        ['kcs.o2', 'v1:hkc.cyber:duty-set:0', { officers: 'kcs.o1', at: '09:00' }],
        ['kcs.o2', 'v1:hkc.cyber:duty-confirm:1', {}],
        ['hkc.o1', 'v1:kcs.cyber:duty-cancel:1', {}],
      ] as const
      const answers: string[] = []
      for (const [who, data, values] of forms)
        answers.push(`${who} ${data}: ${readAnswer(await stage.submit(who, data, values))}`)
      answers.push(readAnswer(await stage.press('hkc.o2', 'kcs-desk', 'duty-accept')))
      expect(answers).toEqual([
        'hkc.o2 v1:kcs.cyber:duty-override:0: refusal en There is no open entry of that number in the duty roster. | /duty week shows what is planned.',
        'hkc.o2 v1:kcs.cyber:duty-override:0: refusal en There is no open entry of that number in the duty roster. | /duty week shows what is planned.',
        'hkc.o2 v1:kcs.cyber:duty-leave:0: refusal en There is no open entry of that number in the duty roster. | /duty week shows what is planned.',
        'kcs.o2 v1:hkc.cyber:duty-set:0: refusal ko 당직표에 해당 번호의 유효한 항목이 없습니다. | /duty week 입력 시 당직표가 표시됩니다.',
        'kcs.o2 v1:hkc.cyber:duty-confirm:1: refusal ko 당직표에 해당 번호의 유효한 항목이 없습니다. | /duty week 입력 시 당직표가 표시됩니다.',
        'hkc.o1 v1:kcs.cyber:duty-cancel:1: refusal zh-HK 當值表沒有此編號的有效項目。 | 輸入 /duty week 可查看當值表。',
        'refusal en There is no open entry of that number in the duty roster. | /duty week shows what is planned.',
      ])
      expect(await stage.store().head()).toEqual(head)
      expect(told(stage)).toEqual([])
    },
    weekly,
  )
})
