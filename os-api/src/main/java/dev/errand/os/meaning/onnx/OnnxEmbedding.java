package dev.errand.os.meaning.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.meaning.Embedding;
import dev.errand.os.meaning.EmbeddingFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// bge-small-en-v1.5, quantised to 8 bits: English, 384 dimensions, 512 pieces of words a text. It is known by its
/// class name to [dev.errand.os.meaning.Embeddings].
///
/// One thread a text: others of the machine work as well, and the sums come out the same every time.
public final class OnnxEmbedding implements Embedding {
    private static final String FILES = "bge-small-en-v1.5-q";
    private static final int MOST_PIECES = 512;

    /// A page of English has about three pieces for two words.
    private static final int MOST_WORDS = 330;

    /// What this model was trained to see before a question.
    private static final String QUESTION = "Represent this sentence for searching relevant passages: ";

    private final String model;
    private final WordPieces pieces;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final int dimensions;

    /// Loads the model: about a second, and 200 megabytes that stay as long as this does.
    ///
    /// @param model its name and edition
    /// @throws EmbeddingFailure if libraries or model cannot be loaded here
    public OnnxEmbedding(String model) {
        this.model = model;
        try {
            pieces = new WordPieces(new ObjectMapper().readTree(resource(FILES + "-tokenizer.json")));
            environment = environment();
            try (OrtSession.SessionOptions options = options()) {
                session = environment.createSession(resource(FILES + ".onnx"), options);
            }
            dimensions = vector(pieces.of("", MOST_PIECES)).length;
        } catch (IOException | OrtException | LinkageError | RuntimeException e) {
            throw new EmbeddingFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static OrtEnvironment environment() throws IOException, OrtException {
        try (NativeLibraries _ = new NativeLibraries()) {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "errand");
            environment.setTelemetry(false);
            return environment;
        }
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        // What is reserved for the longest text so far would be kept for ever.
        options.setCPUArenaAllocator(false);
        options.setMemoryPatternOptimization(false);
        return options;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = OnnxEmbedding.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is in none of the libraries");
            }
            return in.readAllBytes();
        }
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public boolean understands(Locale language) {
        return language.getLanguage().equals("en");
    }

    @Override
    public int mostWords() {
        return MOST_WORDS;
    }

    @Override
    public float[] of(String text) {
        try {
            return vector(pieces.of(text, MOST_PIECES));
        } catch (OrtException e) {
            throw new EmbeddingFailure("The model " + model + " could not be run: " + e.getMessage(), e);
        }
    }

    @Override
    public float[] ofQuestion(String question) {
        return of(QUESTION + question);
    }

    private float[] vector(long[] numbers) throws OrtException {
        long[] ones = new long[numbers.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = tensor(numbers);
                OnnxTensor attention = tensor(ones);
                OnnxTensor types = tensor(new long[numbers.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", attention, "token_type_ids", types))) {
            // What stands at the beginning is what this model says about all of the text.
            float[][][] states = (float[][][]) result.get(0).getValue();
            return ofLengthOne(states[0][0]);
        }
    }

    private OnnxTensor tensor(long[] numbers) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(numbers), new long[] {1, numbers.length});
    }

    private static float[] ofLengthOne(float[] vector) {
        double squares = 0;
        for (float each : vector) {
            squares += each * each;
        }
        double length = Math.sqrt(squares);
        float[] scaled = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            scaled[i] = (float) (vector[i] / length);
        }
        return scaled;
    }
}
