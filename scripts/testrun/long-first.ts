import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders whose tests start processes, kill them and wait: none of them should be what a run waits for at its end. */
const LONG = /\/lib\/(?:worker|cli)\//;

/** Begins with the files that take longest; the others in the order that vitest gives them. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
