// Tones made here, so that nothing need be loaded: two soft notes for an offer, one low one for an alarm, a tick for a message.

import { habit } from "./preferences.js";

const TUNES = {
  offer: [[659, 0, 0.16], [880, 0.17, 0.3]],
  alarm: [[392, 0, 0.25], [330, 0.28, 0.35]],
  message: [[740, 0, 0.09]],
};
let air = null;

export function play(tune) {
  // A browser lets a page sound only after it was touched; until then the tone is simply not heard.
  if (!habit("sound") || navigator.userActivation?.hasBeenActive === false) return;
  air ??= new AudioContext();
  if (air.state === "suspended") air.resume().catch(() => {});
  for (const [pitch, after, lasts] of TUNES[tune]) note(pitch, air.currentTime + after, lasts);
}

function note(pitch, at, lasts) {
  const [string, loudness] = [air.createOscillator(), air.createGain()];
  string.type = "sine";
  string.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, at);
  loudness.gain.exponentialRampToValueAtTime(0.18, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + lasts);
  string.connect(loudness).connect(air.destination);
  string.start(at);
  string.stop(at + lasts + 0.05);
}
