// A QR code as an SVG data URL: sharp at any size, and nothing has to be fetched to show it.
import QRCode from 'qrcode';

/** @param text what the code holds; level M (15 % may be damaged) */
export async function qrImage(text: string): Promise<string> {
  const svg = await QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
