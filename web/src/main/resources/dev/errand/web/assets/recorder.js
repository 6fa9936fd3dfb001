// Hands on what the microphone gives, one channel, in pieces.
"use strict";

registerProcessor(
  "recorder",
  class extends AudioWorkletProcessor {
    process(inputs) {
      const channel = inputs[0]?.[0];
      if (channel) {
        this.port.postMessage(channel.slice());
      }
      return true;
    }
  },
);
