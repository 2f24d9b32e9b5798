// Giving the citizen a file of his own: a browser downloads it.

/** Hands over a text file under a name. */
export async function handOver(name: string, text: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
