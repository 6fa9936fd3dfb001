package dev.errand.runtime.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.errand.os.device.Change;
import dev.errand.os.operation.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/// Entries as JSON text, format version 1.
///
/// A record's members are the format. Members may be added with a default for their absence; one that is renamed,
/// removed or given another meaning needs a new version and a reader for the old one. Golden journals in the tests hold
/// this.
public final class EntryCodec {
    /// Written beside every entry.
    public static final int VERSION = 1;

    static final String FORGOTTEN = "forgotten";
    private static final SecureRandom CHANCE = new SecureRandom();

    private static final ObjectMapper JSON = mapper();

    private EntryCodec() {}

    static String write(Entry entry) {
        try {
            return JSON.writerFor(Entry.class).writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "An entry cannot be written: " + entry.getClass().getSimpleName(), e);
        }
    }

    /// The entry with some chance in it: once it is forgotten, nobody can guess a short answer and prove it by its
    /// hash.
    static String writeSalted(Entry entry) {
        byte[] salt = new byte[12];
        CHANCE.nextBytes(salt);
        String body = write(entry);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
        return body.substring(0, body.length() - 1) + ",\"salt\":\"" + text + "\"}";
    }

    /// @throws JournalFailure if entries of this format cannot be read
    static void requireKnown(int version) {
        if (version != VERSION) {
            throw new JournalFailure(
                    "The journal was written in format %d; this Errand reads %d. Use a newer Errand."
                            .formatted(version, VERSION),
                    new IllegalArgumentException("version " + version));
        }
    }

    static Entry read(int version, String text) {
        requireKnown(version);
        try {
            return JSON.readValue(text, Entry.class);
        } catch (InvalidTypeIdException e) {
            throw new JournalFailure(
                    ("The journal holds an entry that cannot be read: this Errand knows no entries of type \"%s\". Use"
                                    + " the newer Errand that wrote it.")
                            .formatted(e.getTypeId()),
                    e);
        } catch (JsonProcessingException e) {
            throw new JournalFailure(
                    "The journal holds an entry that cannot be read: " + e.getOriginalMessage()
                            + ". Restore state/journal.db from a backup, or move it away to start anew.",
                    e);
        }
    }

    private static ObjectMapper mapper() {
        SimpleModule values = new SimpleModule();
        values.addSerializer(new InstantWriter());
        values.addDeserializer(Instant.class, new InstantReader());
        values.addSerializer(new DecimalWriter());
        values.addSerializer(new OriginWriter());
        values.addDeserializer(Origin.class, new OriginReader());
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(values)
                .addMixIn(Entry.class, EntryTypes.class)
                .addMixIn(Change.class, ChangeTypes.class)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Entry.RunStarted.class, name = "run-started"),
        @JsonSubTypes.Type(value = Entry.PlanReady.class, name = "plan-ready"),
        @JsonSubTypes.Type(value = Entry.PlanDeclined.class, name = "plan-declined"),
        @JsonSubTypes.Type(value = Entry.PlanFailed.class, name = "plan-failed"),
        @JsonSubTypes.Type(value = Entry.ModelCallStarted.class, name = "model-call-started"),
        @JsonSubTypes.Type(value = Entry.ModelCallFinished.class, name = "model-call-finished"),
        @JsonSubTypes.Type(value = Entry.Worked.class, name = "worked"),
        @JsonSubTypes.Type(value = Entry.BudgetReached.class, name = "budget-reached"),
        @JsonSubTypes.Type(value = Entry.BudgetRaised.class, name = "budget-raised"),
        @JsonSubTypes.Type(value = Entry.PreviewStarted.class, name = "preview-started"),
        @JsonSubTypes.Type(value = Entry.StepFinished.class, name = "step-finished"),
        @JsonSubTypes.Type(value = Entry.EffectProposed.class, name = "effect"),
        @JsonSubTypes.Type(value = Entry.EffectsJudged.class, name = "effects-judged"),
        @JsonSubTypes.Type(value = Entry.PreviewFinished.class, name = "preview-finished"),
        @JsonSubTypes.Type(value = Entry.PreviewKept.class, name = "preview-kept"),
        @JsonSubTypes.Type(value = Entry.ApprovalRequested.class, name = "approval-requested"),
        @JsonSubTypes.Type(value = Entry.ApprovalResolved.class, name = "approval-resolved"),
        @JsonSubTypes.Type(value = Entry.QuestionAsked.class, name = "question-asked"),
        @JsonSubTypes.Type(value = Entry.QuestionAnswered.class, name = "question-answered"),
        @JsonSubTypes.Type(value = Entry.ApplyStarted.class, name = "apply-started"),
        @JsonSubTypes.Type(value = Entry.EffectStarted.class, name = "effect-started"),
        @JsonSubTypes.Type(value = Entry.EffectDone.class, name = "effect-done"),
        @JsonSubTypes.Type(value = Entry.ChangesMade.class, name = "changes-made"),
        @JsonSubTypes.Type(value = Entry.WaitStarted.class, name = "wait-started"),
        @JsonSubTypes.Type(value = Entry.Said.class, name = "said"),
        @JsonSubTypes.Type(value = Entry.RunFinished.class, name = "run-finished"),
        @JsonSubTypes.Type(value = Entry.UndoStarted.class, name = "undo-started"),
        @JsonSubTypes.Type(value = Entry.EffectUndoStarted.class, name = "effect-undo-started"),
        @JsonSubTypes.Type(value = Entry.EffectUndoDone.class, name = "effect-undo-done"),
        @JsonSubTypes.Type(value = Entry.EffectUndone.class, name = "effect-undone"),
        @JsonSubTypes.Type(value = Entry.RunUndone.class, name = "run-undone"),
        @JsonSubTypes.Type(value = Entry.Forgotten.class, name = EntryCodec.FORGOTTEN)
    })
    private interface EntryTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Change.Written.class, name = "written"),
        @JsonSubTypes.Type(value = Change.Moved.class, name = "moved"),
        @JsonSubTypes.Type(value = Change.Deleted.class, name = "deleted"),
        @JsonSubTypes.Type(value = Change.FolderMade.class, name = "folder-made"),
        @JsonSubTypes.Type(value = Change.FolderRemoved.class, name = "folder-removed")
    })
    private interface ChangeTypes {}

    private static final class InstantWriter extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    /// As text, so that no reader makes a rounded number of it. It is read back by Jackson's own rules.
    private static final class DecimalWriter extends StdScalarSerializer<BigDecimal> {
        private static final long serialVersionUID = 1;

        DecimalWriter() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toPlainString());
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return Instant.parse(in.getText());
            } catch (java.time.DateTimeException e) {
                throw JsonMappingException.from(in, "not a time", e);
            }
        }
    }

    private static final class OriginWriter extends StdSerializer<Origin> {
        private static final long serialVersionUID = 1;

        OriginWriter() {
            super(Origin.class);
        }

        @Override
        public void serialize(Origin value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeTree(OriginJson.write(value));
        }
    }

    private static final class OriginReader extends StdDeserializer<Origin> {
        private static final long serialVersionUID = 1;

        OriginReader() {
            super(Origin.class);
        }

        @Override
        public Origin deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return OriginJson.read(context.readTree(in));
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(in, "not a label", e);
            }
        }
    }
}
