package dev.errand.os.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.files.FileRef;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillReader;
import dev.errand.os.spi.SkillSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
    public enum Speed {
        SLOW,
        VERY_FAST
    }

    public record Parcel(String id, @Nullable Integer weight) {}

    @SkillSpec(name = "parcels", summary = "Parcels")
    public static final class Parcels implements Skill {
        @OperationSpec(effect = EffectClass.WRITE, summary = "Packs", headline = "Pack {contents}")
        public Parcel pack(
                List<FileRef> contents, @Param("grams") int weight, @Nullable Speed speed, @Nullable Instant at) {
            return new Parcel("1", weight);
        }
    }

    @Test
    void argumentsAreOneObject() {
        Operation pack = SkillReader.read(new Parcels()).operations().getFirst();
        JsonNode schema = JsonSchema.arguments(pack);

        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("required")).hasToString("[\"contents\",\"weight\"]");
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.at("/properties/weight")).hasToString("{\"type\":\"integer\",\"description\":\"grams\"}");
        assertThat(schema.at("/properties/speed"))
                .hasToString("{\"type\":\"string\",\"enum\":[\"slow\",\"very-fast\"]}");
        assertThat(schema.at("/properties/contents/anyOf/0/type").asText()).isEqualTo("array");
        assertThat(schema.at("/properties/contents/anyOf/1/anyOf/1/required")).hasToString("[\"path\"]");
    }

    @Test
    void resultsMayLackWhatIsOptional() {
        JsonNode schema =
                JsonSchema.result(SkillReader.read(new Parcels()).operations().getFirst());

        assertThat(schema.path("title").asText()).isEqualTo("Parcel");
        assertThat(schema.path("required")).hasToString("[\"id\"]");
        assertThat(schema.at("/properties/weight/anyOf")).hasToString("[{\"type\":\"integer\"},{\"type\":\"null\"}]");
    }

    @Test
    void everyInstalledOperationHasASchemaOfItsParameters() {
        for (SkillEntry skill : SkillReader.installed().skills()) {
            JsonNode document = JsonSchema.skill(skill);
            assertThat(document.path("operations")).hasSize(skill.operations().size());
            for (Operation operation : skill.operations()) {
                assertThat(JsonSchema.arguments(operation).path("properties"))
                        .as(operation.qualifiedName())
                        .hasSize(operation.parameters().size());
            }
        }
    }
}
