// Lists: await one page, or walk through every item without thinking of pages.

/** What every page has. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** How much of a list to take. */
export interface TakeOptions {
  /** Items at most. */
  readonly limit: number;
}

/**
 * A list. Nothing is sent before it is awaited or walked.
 * @example
 * const firstPage = await client.applications.list();
 * for await (const application of client.applications.list()) console.log(application.sentence.zh);
 * const latest = await client.applications.list().toArray({ limit: 50 });
 */
export class Pages<Item, Page extends PageOf<Item>> implements PromiseLike<Page>, AsyncIterable<Item> {
  private readonly read: (cursor: string | undefined) => Promise<Page>;
  private readonly start: string | undefined;

  /** @param read fetches the page at a cursor; @param start the cursor to begin at */
  constructor(read: (cursor: string | undefined) => Promise<Page>, start?: string) {
    this.read = read;
    this.start = start;
  }

  /** The first page. */
  // biome-ignore lint/suspicious/noThenProperty: awaiting a list gives its first page, without a second method to learn
  then<A = Page, B = never>(
    onPage?: ((page: Page) => A | PromiseLike<A>) | null,
    onError?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.read(this.start).then(onPage, onError);
  }

  /** Every page, from the first. */
  async *pages(): AsyncGenerator<Page, void, undefined> {
    let cursor: string | null | undefined = this.start;
    do {
      const page: Page = await this.read(cursor);
      yield page;
      // A cursor that does not move would read the same page for ever.
      if (page.nextCursor === cursor) return;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  /** Every item of every page, in order. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** The first items, over as many pages as it takes; `limit` is asked for so that nobody reads a city by accident. */
  async toArray({ limit }: TakeOptions): Promise<Item[]> {
    const taken: Item[] = [];
    if (limit > 0) {
      for await (const item of this) {
        if (taken.push(item) >= limit) break;
      }
    }
    return taken;
  }
}

/** How a list is answered. */
export type Lists = typeof pagesOf;

/**
 * The pages of an operation that lists, from the cursor of its query.
 * @example
 * const client = createClient({ baseUrl, transport, resources, lists: pagesOf });
 * for await (const { name } of client.matters.search({ q: '居住证' })) console.log(name.zh);
 */
export function pagesOf<Query extends { readonly cursor?: string }, Page extends PageOf<unknown>>(
  query: Query,
  read: (query: Query) => Promise<Page>,
): Pages<Page['items'][number], Page> {
  return new Pages((cursor) => read({ ...query, ...(cursor && { cursor }) }), query.cursor);
}
