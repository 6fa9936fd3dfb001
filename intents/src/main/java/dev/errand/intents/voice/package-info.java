/// Speech: what a person says as text, and what the device says aloud.
///
/// Open [Transcriptions] first: it picks the recogniser that the settings name, has it write down a recording, and
/// puts the words as a person would have typed them. The ports are [SpeechToText], [TextToSpeech] and [AudioSource].
/// Behind them stand a server ([TranscriptionEndpoint]), a local engine ([PocketSphinx]; only `SphinxLibrary` calls
/// native code) and programs that speak ([SpeechProgram]). Nothing here plans, runs or approves anything.
@NullMarked
package dev.errand.intents.voice;

import org.jspecify.annotations.NullMarked;
