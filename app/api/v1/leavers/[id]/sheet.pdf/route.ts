import { getSheetPdf } from "#lib/transport/api/leaver-sheet.ts";
import { route } from "#lib/transport/route.ts";

export const GET = route(getSheetPdf);
