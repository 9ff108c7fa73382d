/** The part of express 4 that the scimmy test server uses; the package brings no types. */
declare module "express" {
  import type { RequestListener } from "node:http";

  interface Request {
    header(name: string): string | undefined;
  }
  interface Application extends RequestListener {
    use(path: string, handler: unknown): void;
  }

  export type { Request };
  export default function express(): Application;
}
