/** "Verified 40, Attested 5, Excepted 3, Open 19 of 67". The four parts add up to `total`. */
export interface HeadlineView {
  readonly verified: number;
  readonly attested: number;
  readonly excepted: number;
  readonly open: number;
  readonly total: number;
  /** Open items that wait for a person. */
  readonly needsPerson: number;
  /** Open items that go on by themselves: acting, waiting for freshness, expiring. */
  readonly underWay: number;
}
