// What a handler of one operation looks like; the table of them must be complete, or the gateway does not compile.
import type {
  Assistance,
  BodyOf,
  DelegationKind,
  DelegationPower,
  OfficerRole,
  ParamsOf,
  QueryOf,
  ResultOf,
} from '@onetrip/shared/contract';
import type { OperationId, routes } from '@onetrip/shared/routes';
import type { PartnerConfig } from '../config/index.ts';
import type { Transaction } from '../database/connection.ts';

/** A signed-in citizen; `embedSession` is there when a clerk opened the session. */
export interface CitizenCaller {
  kind: 'citizen';
  citizenId: string;
  level: number;
  tokenHash: string;
  expiresAt: Date;
  assistance: Assistance | null;
  /** Matters the counter may handle, or a delegation covers; null when nothing narrows them. */
  matters: string[] | null;
  /** Where somebody else acts for the citizen: everything above is then the principal's, as far as the agent reaches. */
  delegation?: ActingUnder;
}

/** The delegation somebody acts under. */
export interface ActingUnder {
  delegationId: string;
  agentId: string;
  /** His name, masked. */
  agent: string;
  kind: DelegationKind;
  power: DelegationPower;
}

/** A frame at a counter, before anybody is confirmed. */
export interface EmbedCaller {
  kind: 'embed';
  embedSessionId: string;
  assistance: Assistance;
  origin: string;
  matters: string[];
  context: Record<string, string>;
  expiresAt: Date;
}

/** A partner's back end whose signature was verified. */
export interface PartnerCaller {
  kind: 'partner';
  partner: PartnerConfig;
  /** The key that signed the request. */
  keyId: string;
}

/** A signed-in officer; one of his roles may call the operation. */
export interface OfficerCaller {
  kind: 'officer';
  officerId: string;
  name: string;
  /** Department code; null for the reform office and the operator. */
  department: string | null;
  roles: OfficerRole[];
  tokenHash: string;
  expiresAt: Date;
}

/** Whoever calls, by the access an operation demands. */
export interface Callers {
  /** `from`: keyed hash of the address he calls from, to count by and nothing else. */
  public: { kind: 'public'; from?: string };
  citizen: CitizenCaller;
  embed: EmbedCaller;
  partner: PartnerCaller;
  officer: OfficerCaller;
}

/** A verified request of one operation. */
export interface OperationRequest<K extends OperationId> {
  params: ParamsOf<K>;
  query: QueryOf<K>;
  body: BodyOf<K>;
  caller: Callers[(typeof routes)[K]['access']];
  requestId: string;
  /**
   * Keeps the answer of a `write`: call it last inside the transaction that does the write, so that both commit or
   * neither, and the same Idempotency-Key answers the same for ever after a crash at any point. Throws when another
   * request has taken over the key, which rolls the transaction back. Without it the answer is kept after the handler
   * has returned: then the handler must itself be safe to repeat. Does nothing for what is not a `write`. `subjectId`
   * names the citizen the answer is about where he is not the caller: with him, the answer is erased.
   */
  keep: (tx: Transaction, result: ResultOf<K>, subjectId?: string) => Promise<void>;
  /** Proves anew who calls, for what waits before it answers. Throws when his session or delegation has ended. */
  prove: () => Promise<Callers[(typeof routes)[K]['access']]>;
}

/** Does one operation. Throws `ProblemError` for what the citizen must be told. */
export type Handler<K extends OperationId> = (request: OperationRequest<K>) => Promise<ResultOf<K>>;

/** One handler for every operation of the contract. */
export type Handlers = { [K in OperationId]: Handler<K> };
