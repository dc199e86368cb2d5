// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading a tile aloud: only by a voice that lives on this phone (`localService`); other voices send the text to a company.
// Recorded sounds will come before the voice, as files listed per language; there are none yet.
let spoken_language = $state('');

function local_voice(code: string): SpeechSynthesisVoice | undefined {
  if (!('speechSynthesis' in window)) return undefined;
  return speechSynthesis.getVoices().find((voice) => voice.localService === true && voice.lang.toLowerCase().split(/[-_]/)[0] === code);
}

export function watch_voices(code: () => string): void {
  const look = () => (spoken_language = local_voice(code()) ? code() : '');
  look();
  if ('speechSynthesis' in window) speechSynthesis.addEventListener?.('voiceschanged', look);
}

export function can_speak(code: string): boolean {
  return spoken_language === code;
}

export function speak(text: string, code: string): void {
  const voice = local_voice(code);
  if (!voice) return;
  speechSynthesis.cancel();
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  speechSynthesis.speak(said);
}
