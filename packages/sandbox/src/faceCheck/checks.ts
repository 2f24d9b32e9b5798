// Face checks as the provider keeps them: who is to be compared, who stood before the camera, and what was measured.
import { randomUUID } from 'node:crypto';
import type { Person } from '../people/person.ts';

/** What stands before the camera. */
export const faces = ['oneself', 'unclear', 'somebodyElse', 'photograph'] as const;
export type Face = (typeof faces)[number];

/** What the provider tells of a check. Null: nobody has stood before the camera yet. */
export type Measured = {
  ErrCode: number | null;
  ErrMsg: string | null;
  LiveStatus: number | null;
  Comparestatus: number | null;
  Sim: string | null;
};

const notYet: Measured = { ErrCode: null, ErrMsg: null, LiveStatus: null, Comparestatus: null, Sim: null };
const measuredOf: Readonly<Record<Face, Measured>> = {
  oneself: { ErrCode: 0, ErrMsg: '成功', LiveStatus: 0, Comparestatus: 0, Sim: '94.20' },
  unclear: { ErrCode: 2004, ErrMsg: '人脸相似度较低', LiveStatus: 0, Comparestatus: 2004, Sim: '63.50' },
  somebodyElse: { ErrCode: 2004, ErrMsg: '非同一人', LiveStatus: 0, Comparestatus: 2004, Sim: '21.00' },
  photograph: { ErrCode: 1004, ErrMsg: '疑似翻拍', LiveStatus: 1004, Comparestatus: null, Sim: null },
};
const noPhoto: Measured = { ErrCode: 2016, ErrMsg: '照片源无照片', LiveStatus: 0, Comparestatus: 2016, Sim: '0.00' };

type Check = { person: Person; redirectUrl: string; until: number; measured: Measured };

/** How long a check may be begun and asked after. */
const lifetimeMs = 2 * 3_600_000;

/** A picture, small and drawn: JPEG bytes are of no use to anybody here. */
const frame = Buffer.from('a picture of the face check').toString('base64');

/** The checks under way. */
export class FaceChecks {
  readonly #checks = new Map<string, Check>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Opens a check; answers its token. */
  open(person: Person, redirectUrl: string): string {
    const token = randomUUID().toUpperCase();
    this.#checks.set(token, { person, redirectUrl, until: this.#now() + lifetimeMs, measured: notYet });
    return token;
  }

  /** A check that is known and not too old. */
  find(token: string): Check | undefined {
    const check = this.#checks.get(token);
    return check && check.until > this.#now() ? check : undefined;
  }

  /** Somebody stands before the camera; answers where the browser goes next. A check is done once. */
  stand(token: string, face: Face): string | undefined {
    const check = this.find(token);
    if (!check || check.measured.ErrCode !== null) return undefined;
    // The police hold no photo of a child who has had no card made.
    const child = Number(check.person.birthDate.slice(0, 4)) > new Date(this.#now()).getUTCFullYear() - 5;
    check.measured = child && face !== 'photograph' ? noPhoto : measuredOf[face];
    return check.redirectUrl;
  }

  /** The best picture of a check; null before it is done. */
  frameOf = ({ measured }: Check): string | null => (measured.LiveStatus === 0 ? frame : null);
}
