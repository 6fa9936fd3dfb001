// Speaking in place of typing, and being read to. Conveniences only.
"use strict";

const LONGEST = 60; // seconds
const SILENCE = 1.6; // seconds after which somebody who has spoken is done
const QUIET = 0.015; // below it nobody speaks

const wav = (pieces, rate) => {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const view = new DataView(new ArrayBuffer(44 + 2 * length));
  const text = (at, letters) => [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + 2 * length, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // uncompressed
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, 2 * length, true);
  let at = 44;
  pieces.forEach((piece) =>
    piece.forEach((sample) => {
      view.setInt16(at, Math.max(-1, Math.min(1, sample)) * 0x7fff, true);
      at += 2;
    }),
  );
  return new Blob([view], { type: "audio/wav" });
};

// Listens until somebody has spoken and is silent, or until it is stopped. Returns the recording.
const listen = async (recorder, meter, stopped) => {
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
  const audio = new AudioContext();
  try {
    await audio.audioWorklet.addModule(recorder);
    const pieces = [];
    const node = new AudioWorkletNode(audio, "recorder");
    audio.createMediaStreamSource(microphone).connect(node);
    await new Promise((done) => {
      let spoken = false;
      let silent = 0;
      let seconds = 0;
      stopped.then(done);
      node.port.onmessage = ({ data }) => {
        pieces.push(data);
        const level = Math.sqrt(data.reduce((sum, sample) => sum + sample * sample, 0) / data.length);
        meter.value = Math.max(Math.min(1, level * 6), meter.value * 0.93);
        const passed = data.length / audio.sampleRate;
        seconds += passed;
        spoken ||= level > 2 * QUIET;
        silent = level > QUIET ? 0 : silent + passed;
        if ((spoken && silent > SILENCE) || seconds > LONGEST) {
          done();
        }
      };
    });
    return wav(pieces, Math.round(audio.sampleRate));
  } finally {
    microphone.getTracks().forEach((track) => track.stop());
    await audio.close();
  }
};

const dictation = (box) => {
  const button = box.querySelector("button");
  const meter = box.querySelector("meter");
  const status = box.querySelector("[role=status]");
  const words = box.dataset;
  let stop = null;

  const asked = async (request) => {
    const answer = await fetch("/voice", request);
    const document = await answer.json();
    if (!answer.ok) {
      throw new Error(document.problem ?? document.detail ?? words.failed);
    }
    return document;
  };

  const speak = async () => {
    if (!window.isSecureContext || !navigator.mediaDevices) {
      throw new Error(words.insecure);
    }
    await asked({});
    const stopped = new Promise((resolve) => { stop = resolve; });
    button.setAttribute("aria-pressed", "true");
    meter.hidden = false;
    status.textContent = words.listening;
    const recording = await listen(words.recorder, meter, stopped);
    meter.hidden = true;
    status.textContent = words.writing;
    const { text } = await asked({
      method: "POST",
      headers: { "Content-Type": "audio/wav", "X-Errand-Seal": words.seal },
      body: recording,
    });
    const target = document.getElementById(words.voice);
    if (text) {
      target.value = target.value.trim() ? `${target.value.trim()} ${text}` : text;
    }
    target.focus();
    status.textContent = text ? words.heard : words.nothing;
  };

  const problem = (error) =>
    ({ NotAllowedError: words.denied, NotFoundError: words.missing })[error.name] ?? (error.message || words.failed);

  button.addEventListener("click", async () => {
    if (stop) {
      stop();
      return;
    }
    try {
      await speak();
    } catch (error) {
      status.textContent = problem(error);
    } finally {
      stop = null;
      meter.hidden = true;
      button.setAttribute("aria-pressed", "false");
    }
  });
  box.hidden = false;
};

const reading = (box) => {
  const button = box.querySelector("button");
  const done = () => button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") {
      speechSynthesis.cancel();
      done();
      return;
    }
    const texts = [...document.querySelectorAll(box.dataset.aloud)].map((each) => each.textContent);
    const speech = new SpeechSynthesisUtterance(texts.join("\n"));
    speech.lang = document.documentElement.lang;
    speech.addEventListener("end", done);
    speech.addEventListener("error", done);
    button.setAttribute("aria-pressed", "true");
    speechSynthesis.cancel();
    speechSynthesis.speak(speech);
  });
  box.hidden = false;
};

const equip = () => {
  document.querySelectorAll("[data-voice][hidden]").forEach(dictation);
  if ("speechSynthesis" in window) {
    document.querySelectorAll("[data-aloud][hidden]").forEach(reading);
  }
};
document.addEventListener("errand:shown", equip);
equip();
