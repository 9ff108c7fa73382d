/** A file that somebody chose, as it is sent; undefined when none was. */
export async function readFile(value: FormDataEntryValue | null): Promise<SentFile | undefined> {
  if (!(value instanceof File) || value.size === 0) return undefined;
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("the file cannot be read"));
    reader.readAsDataURL(value);
  });
  return { name: value.name, base64: url.slice(url.indexOf(",") + 1) };
}

export interface SentFile {
  readonly name: string;
  readonly base64: string;
}
