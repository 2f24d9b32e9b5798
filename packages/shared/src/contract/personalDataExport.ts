// The export (个人信息副本, PIPL 45): everything held about a citizen, in clear, for himself.
import { type Static, Type } from 'typebox';
import { Application, ApplicationEvent, FormValues } from './application.ts';
import { Bill } from './bill.ts';
import { Delegation } from './delegation.ts';
import { Delivery, PostAddress } from './delivery.ts';
import { Draft } from './draft.ts';
import { Licence } from './licence.ts';
import { Notice, NoticePreferences, NoticeSubscriptions } from './notice.ts';
import { Payment } from './payment.ts';
import { PlateReservation } from './plate.ts';
import { Consent, DataAccess, ShownNotice } from './privacy.ts';
import { AnsweredSupplement } from './supplement.ts';
import { Nullable, Time } from './text.ts';
import { Upload } from './upload.ts';

const said = (description: string) => Nullable(Type.Record(Type.String(), Type.String()), { description });

/** An application with all that hangs on it. */
const ExportedApplication = Type.Object({
  application: Application,
  form: FormValues,
  answers: Type.Array(
    Type.Object({
      materialId: Type.String(),
      record: said('What the register holds, by its fields; null where it was not asked for that'),
      stated: said('Where the two differ: what was stated'),
      found: said('Where the two differ: what the register says'),
    }),
    { description: 'What departments answered for the papers' },
  ),
  supplement: Nullable(AnsweredSupplement),
  delivery: Type.Object({ ...Delivery.properties, address: Nullable(PostAddress) }),
  events: Type.Array(ApplicationEvent),
});

/** Everything held about a citizen. */
export const PersonalDataExport = Type.Object(
  {
    format: Type.Literal('onetrip-export/1'),
    exportedAt: Time('Written'),
    citizen: Type.Object({
      citizenId: Type.String(),
      level: Type.Integer(),
      name: Nullable(Type.String()),
      idNumber: Nullable(Type.String()),
      mobile: Nullable(Type.String()),
      wechat: Nullable(Type.String()),
      since: Time('Since when he is known'),
    }),
    sessions: Type.Array(
      Type.Object({
        openedAt: Time('Opened'),
        expiresAt: Time('Ends'),
        atCounter: Type.Boolean(),
        level: Type.Integer(),
      }),
    ),
    applications: Type.Array(ExportedApplication),
    drafts: Type.Array(Draft),
    uploads: Type.Array(
      Type.Object({
        ...Upload.properties,
        applicationId: Nullable(Type.String(), { description: 'What it was given with' }),
        materialId: Nullable(Type.String()),
      }),
      { description: 'Files; their bytes are read part by part with `uploads.part`' },
    ),
    bills: Type.Array(Bill),
    payments: Type.Array(Payment),
    licences: Type.Array(Licence),
    plates: Type.Array(PlateReservation),
    faceChecks: Type.Array(Type.Object({ startedAt: Time('Begun'), state: Type.String() })),
    consents: Type.Array(Consent),
    notices: Type.Array(ShownNotice, { description: 'The notices applications were filed under' }),
    inbox: Type.Array(Notice, { description: 'What he was told of his applications' }),
    noticePreferences: Nullable(NoticePreferences, { description: 'Null at a counter, as is `noticeSubscriptions`' }),
    noticeSubscriptions: Nullable(NoticeSubscriptions),
    delegations: Type.Array(Delegation),
    accesses: Type.Array(DataAccess),
  },
  { title: 'PersonalDataExport', description: 'Everything held about a citizen, in clear, for himself.' },
);
export type PersonalDataExport = Static<typeof PersonalDataExport>;
