import { postConfirm } from "#lib/transport/confirm.ts";

interface AnswerContext {
  readonly params: Promise<{ readonly token: string }>;
}

export async function POST(request: Request, { params }: AnswerContext): Promise<Response> {
  return postConfirm(request, (await params).token);
}
