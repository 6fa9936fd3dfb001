/// Planners that let a language model write the workflow, or play back one that did.
///
/// Open [ModelPlanner] first: it builds a prompt, asks a LangChain4j model ([OpenAiStreamingModel], over OpenAI's
/// SDK), takes the code out of the answer, has it checked, and returns findings to the model until nothing is found.
/// [ReplayPlanner] does the same with answers from a file. Nothing here runs code or reads the device.
@NullMarked
package dev.errand.intents.model;

import org.jspecify.annotations.NullMarked;
