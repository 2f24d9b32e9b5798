// The provider of face checks, 腾讯云 人脸核身 as published: DetectAuth, GetDetectInfoEnhanced, and the page with the camera.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { People } from '../people/person.ts';
import { escapeHtml, page, seal } from '../phone/look.ts';
import { obeySwitches, type SwitchBoard } from '../switches.ts';
import { type Face, FaceChecks, faces } from './checks.ts';
import { type FaceCheckOptions, refuseSignature } from './signature.ts';

/** Where it stands on the sandbox's port. */
export const faceCheckPath = '/face-check';

type Call = {
  RuleId?: string;
  Name?: string;
  IdCard?: string;
  RedirectUrl?: string;
  BizToken?: string;
  InfoType?: string;
};
type Told = Record<string, unknown>;

const words: Readonly<Record<Face, string>> = {
  oneself: '本人，看得清 · oneself, clearly',
  unclear: '本人，看不清 · oneself, unclear',
  somebodyElse: '别人 · somebody else',
  photograph: '一张照片 · a photograph',
};

const style = 'main{max-width:560px;margin:0 auto;padding:32px 16px}form{margin:0 0 12px}form button{width:100%}';

const camera = (name: string, token: string): string =>
  page(
    '人脸核身 · 沙盒',
    style,
    `<main>${seal}<h1>人脸核身</h1><p class="mist">The face check, simulated. It compares with ${escapeHtml(name)}. Who stands before the camera?</p>
${faces
  .map(
    (face) =>
      `<form method="post" action="${faceCheckPath}/camera?token=${encodeURIComponent(token)}"><button name="face" value="${face}">${words[face]}</button></form>`,
  )
  .join('\n')}</main>`,
  );

/** Mounts `/face-check/` and the page with the camera. */
export function playFaceCheck(
  app: FastifyInstance,
  {
    options,
    people,
    board,
    now,
    url,
  }: {
    options: FaceCheckOptions;
    people: People;
    board: SwitchBoard;
    now: () => number;
    /** Of the sandbox; known once it listens. */
    url: () => string;
  },
): void {
  const checks = new FaceChecks(now);
  obeySwitches(app, board, () => 'faceCheck', false);
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  const actions: Record<string, (call: Call) => Told | string> = {
    DetectAuth({ Name, IdCard, RedirectUrl }) {
      const person = people.byIdNumber(IdCard ?? '');
      if (!person || person.name !== Name) return 'FailedOperation.IdNameMisMatch';
      if (!RedirectUrl || !URL.canParse(RedirectUrl)) return 'InvalidParameter';
      const token = checks.open(person, RedirectUrl);
      return { BizToken: token, Url: `${url()}${faceCheckPath}/camera?token=${token}` };
    },
    GetDetectInfoEnhanced({ BizToken, InfoType }) {
      const check = checks.find(BizToken ?? '');
      if (!check) return 'InvalidParameter.BizTokenExpired';
      if (InfoType === '1') return { Text: check.measured };
      return InfoType === '3' ? { BestFrame: { BestFrame: checks.frameOf(check) } } : 'InvalidParameter';
    },
  };

  // As theirs: whatever is wrong with a call, the answer is 200 and says so in its body.
  app.post<{ Body: Call }>(`${faceCheckPath}/`, async (request) => {
    const tell = (told: Told) => ({ Response: { ...told, RequestId: randomUUID() } });
    const refuse = (Code: string) => tell({ Error: { Code, Message: Code } });
    const { headers, bodyBytes } = request;
    const refused = refuseSignature(options, { path: `${faceCheckPath}/`, headers, body: bodyBytes }, now());
    if (refused) return refuse(refused);
    const action = actions[String(headers['x-tc-action'])];
    if (!action) return refuse('InvalidAction');
    if (headers['x-tc-version'] !== '2018-03-01') return refuse('NoSuchVersion');
    if (request.body.RuleId !== options.ruleId) return refuse('InvalidParameterValue.RuleIdNotExist');
    const told = action(request.body);
    return typeof told === 'string' ? refuse(told) : tell(told);
  });

  app.get<{ Querystring: { token?: string } }>(`${faceCheckPath}/camera`, async ({ query }, reply) => {
    const check = checks.find(query.token ?? '');
    if (!check) return reply.code(404).send({ error: 'unknown_check' });
    return reply.type('text/html; charset=utf-8').send(camera(check.person.name, query.token ?? ''));
  });
  app.post<{ Querystring: { token?: string }; Body: { face?: string } }>(
    `${faceCheckPath}/camera`,
    async ({ query, body }, reply) => {
      const face = faces.find((one) => one === body.face);
      const back = face && checks.stand(query.token ?? '', face);
      return back ? reply.redirect(back, 303) : reply.code(400).send({ error: 'not_possible' });
    },
  );
}
