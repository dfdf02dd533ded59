// A photo made small on the phone: drawn anew, so that place, time and device do not even leave it.

const HEIC = /^(heic|heix|hevc|hevx|heim|heis|mif1|msf1|avif|avis)$/;
const QUALITY = 0.85;

/** The picture as the text of a JPEG, upright; rejects with "heic" or "unreadable". */
export async function shrunk(file, side) {
  const head = new TextDecoder("latin1").decode(await file.slice(0, 12).arrayBuffer());
  let image;
  try {
    image = await createImageBitmap(file);
  } catch {
    throw new Error(head.slice(4, 8) === "ftyp" && HEIC.test(head.slice(8, 12)) ? "heic" : "unreadable");
  }
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const address = canvas.toDataURL("image/jpeg", QUALITY);
  if (!address.startsWith("data:image/jpeg;base64,")) throw new Error("unreadable");
  return address.slice(address.indexOf(",") + 1);
}
