package dev.errand.intents.voice;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A decoder of PocketSphinx (`libpocketsphinx.so.3`), called in this process: the only class that calls native code
/// for speech.
///
/// The library ends the process over files it cannot read, and trusts its arguments: whoever calls this has checked
/// that files are there and that words and sounds are what the library knows ([PocketSphinx] does). For one thread at
/// a time; close it.
@SuppressWarnings("restricted") // calling native code is what it is for
final class SphinxLibrary implements AutoCloseable {
    private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final long LONGEST_TEXT = 1 << 16;

    /// What was heard, and how well it fits: scores of the same recording can be compared.
    record Heard(String text, int score) {}

    private final SymbolLookup pocketsphinx;
    private final SymbolLookup sphinxbase;
    private final MethodHandle startUtterance;
    private final MethodHandle processRaw;
    private final MethodHandle endUtterance;
    private final MethodHandle hypothesis;
    private final MethodHandle setSearch;
    private MemorySegment decoder = MemorySegment.NULL;
    private MemorySegment configuration = MemorySegment.NULL;

    private SphinxLibrary(SymbolLookup pocketsphinx, SymbolLookup sphinxbase) {
        this.pocketsphinx = pocketsphinx;
        this.sphinxbase = sphinxbase;
        startUtterance = sphinx("ps_start_utt", INT, ADDRESS);
        processRaw = sphinx("ps_process_raw", INT, ADDRESS, ADDRESS, ValueLayout.JAVA_LONG, INT, INT);
        endUtterance = sphinx("ps_end_utt", INT, ADDRESS);
        hypothesis = sphinx("ps_get_hyp", ADDRESS, ADDRESS, ADDRESS);
        setSearch = sphinx("ps_set_search", INT, ADDRESS, ADDRESS);
    }

    /// Empty where the library is not installed, or is another version of it.
    static Optional<SphinxLibrary> find() {
        try {
            return Optional.of(new SphinxLibrary(
                    SymbolLookup.libraryLookup("libpocketsphinx.so.3", Arena.global()),
                    SymbolLookup.libraryLookup("libsphinxbase.so.3", Arena.global())));
        } catch (IllegalArgumentException | NoSuchElementException | IllegalCallerException e) {
            return Optional.empty();
        }
    }

    private MethodHandle sphinx(String name, MemoryLayout result, MemoryLayout... arguments) {
        return handle(pocketsphinx, name, result, arguments);
    }

    private static MethodHandle handle(
            SymbolLookup library, String name, @Nullable MemoryLayout result, MemoryLayout... arguments) {
        FunctionDescriptor type =
                result == null ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(result, arguments);
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
    }

    /// Loads models; whether that went well. What the library has to say of it is not wanted on the terminal.
    boolean open(String acoustic, String dictionary, String language) {
        List<String> options = List.of("-hmm", acoustic, "-dict", dictionary, "-lm", language, "-logfn", "/dev/null");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment arguments = arena.allocate(ADDRESS, options.size());
            for (int i = 0; i < options.size(); i++) {
                arguments.setAtIndex(ADDRESS, i, arena.allocateFrom(options.get(i)));
            }
            MemorySegment known = (MemorySegment) sphinx("ps_args", ADDRESS).invokeExact();
            configuration =
                    (MemorySegment) handle(sphinxbase, "cmd_ln_parse_r", ADDRESS, ADDRESS, ADDRESS, INT, ADDRESS, INT)
                            .invokeExact(MemorySegment.NULL, known, options.size(), arguments, 1);
            if (configuration.equals(MemorySegment.NULL)) {
                return false;
            }
            decoder = (MemorySegment) sphinx("ps_init", ADDRESS, ADDRESS).invokeExact(configuration);
            return isOpen();
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private boolean isOpen() {
        return !decoder.equals(MemorySegment.NULL);
    }

    /// Teaches it how a word sounds; whether it took that.
    ///
    /// @param phones of the dictionary, with blanks between them
    boolean add(String word, String phones) {
        try (Arena arena = Arena.ofConfined()) {
            int index = (int) sphinx("ps_add_word", INT, ADDRESS, ADDRESS, ADDRESS, INT)
                    .invokeExact(decoder, arena.allocateFrom(word), arena.allocateFrom(phones), 0);
            return index >= 0;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Gives it a language model in a file, under a name; whether it took that.
    boolean addModel(String name, String file) {
        try (Arena arena = Arena.ofConfined()) {
            int status = (int) sphinx("ps_set_lm_file", INT, ADDRESS, ADDRESS, ADDRESS)
                    .invokeExact(decoder, arena.allocateFrom(name), arena.allocateFrom(file));
            return status == 0;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    void removeModel(String name) {
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int)
                    sphinx("ps_unset_search", INT, ADDRESS, ADDRESS).invokeExact(decoder, arena.allocateFrom(name));
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Hears one recording with the model of that name; empty if it heard no words.
    Optional<Heard> hear(short[] samples, String model) {
        try (Arena arena = Arena.ofConfined()) {
            if ((int) setSearch.invokeExact(decoder, arena.allocateFrom(model)) != 0
                    || (int) startUtterance.invokeExact(decoder) != 0) {
                return Optional.empty();
            }
            MemorySegment data = arena.allocateFrom(ValueLayout.JAVA_SHORT, samples);
            int _ = (int) processRaw.invokeExact(decoder, data, (long) samples.length, 0, 1);
            int _ = (int) endUtterance.invokeExact(decoder);
            MemorySegment score = arena.allocate(INT);
            MemorySegment text = (MemorySegment) hypothesis.invokeExact(decoder, score);
            if (text.equals(MemorySegment.NULL)) {
                return Optional.empty();
            }
            return Optional.of(new Heard(text.reinterpret(LONGEST_TEXT).getString(0), score.get(INT, 0)))
                    .filter(heard -> !heard.text().isBlank());
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    @Override
    public void close() {
        try {
            if (isOpen()) {
                int _ = (int) sphinx("ps_free", INT, ADDRESS).invokeExact(decoder);
                decoder = MemorySegment.NULL;
            }
            if (!configuration.equals(MemorySegment.NULL)) {
                int _ = (int) handle(sphinxbase, "cmd_ln_free_r", INT, ADDRESS).invokeExact(configuration);
                configuration = MemorySegment.NULL;
            }
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Method handles may throw anything; these throw nothing but what is wrong with the call itself.
    private static IllegalStateException broken(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("PocketSphinx cannot be called", e);
    }
}
