// What the operations of `publications` take and answer.
import { Type } from 'typebox';
import {
  CreatePublicationBody,
  PreviewPublicationBody,
  Publication,
  PublicationAudit,
  PublicationPage,
  PublicationPreview,
  PublicationQuery,
  RevertPublicationBody,
} from '../publication.ts';
import type { OperationId } from '../routes/index.ts';
import { Id } from '../text.ts';
import type { Operation } from './operation.ts';

const publicationParams = Type.Object({ publicationId: Id('The publication') });

export const publicationOperations = {
  'publications.preview': {
    summary: 'What these changes would come to',
    body: PreviewPublicationBody,
    status: 200,
    result: PublicationPreview,
    problems: ['unauthenticated', 'forbidden'],
  },
  'publications.create': {
    summary: 'Publish changes of the catalogue',
    body: CreatePublicationBody,
    status: 201,
    result: Publication,
    problems: ['unauthenticated', 'forbidden', 'publication_outdated', 'catalogue_faulty'],
  },
  'publications.list': {
    summary: 'Publications, newest first',
    query: PublicationQuery,
    status: 200,
    result: PublicationPage,
    problems: ['unauthenticated', 'forbidden'],
  },
  'publications.audit': {
    summary: 'Whether nothing published was altered since',
    status: 200,
    result: PublicationAudit,
    problems: ['unauthenticated', 'forbidden'],
  },
  'publications.get': {
    summary: 'A publication in full',
    params: publicationParams,
    status: 200,
    result: Publication,
    problems: ['unauthenticated', 'forbidden', 'not_found'],
  },
  'publications.revert': {
    summary: 'Put back in force what was after this publication',
    params: publicationParams,
    body: RevertPublicationBody,
    status: 201,
    result: Publication,
    problems: ['unauthenticated', 'forbidden', 'not_found', 'publication_outdated'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
