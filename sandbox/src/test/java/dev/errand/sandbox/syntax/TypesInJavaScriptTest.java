package dev.errand.sandbox.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Types of TypeScript are passed over, and nothing else changes.
class TypesInJavaScriptTest {
    private static final int PROGRAMS = Integer.getInteger("errand.programs", 2_000);

    private static Reading.Script script(String code) {
        return assertThat(JavaScriptReader.read(code))
                .as(code)
                .asInstanceOf(InstanceOfAssertFactories.type(Reading.Script.class))
                .actual();
    }

    private static Reading.Broken broken(String code) {
        return assertThat(JavaScriptReader.read(code))
                .as(code)
                .asInstanceOf(InstanceOfAssertFactories.type(Reading.Broken.class))
                .actual();
    }

    private static String squeezed(String code) {
        return code.replaceAll("[\\s;]+", " ").strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "const a: string = 'x: y'                       | const a = 'x: y'",
                "let a: Map<string, Array<number>>= new Map<string, number[]>() | let a = new Map ()",
                "function f<T>(a?: T, ...b: T[]): a is string {} | function f (a , ...b ) {}",
                "const f = async (a: number): Promise<void> => {} | const f = async (a ) => {}",
                "const f = <T,>(a: T) => a                      | const f = (a ) => a",
                "const x = y as any as string[]                 | const x = y",
                "const x = {a: 1} as const satisfies {a: 1}     | const x = {a: 1}",
                "x!.y![0]!(); x! = 1; a !== b                   | x .y [0] () x = 1 a !== b",
                "call<string>(x as T); new A<B>;                | call (x ) new A",
                "import type {A} from 'b'; f(x as A)            | f(x )",
                "declare const a: string; f(x as A)             | f(x )",
                "export interface A {a: string} f(x as A)       | f(x )",
                "function f(a: string): void; function f(a: any) {} | function f(a ) {}",
                "function f(this: A, a: string) {}              | function f( a ) {}",
                "abstract class A<T> extends B<T> implements C { private readonly a: string = ''; b!: T; abstract c(): void } | class A extends B { a = '' b }",
                "class A { public static async f?(): void {} }  | class A { static async f () {} }",
                "const x = a ? (b) : (c: T) => d                | const x = a ? (b) : (c ) => d",
                "const x = a ? (b): T => c : d                  | const x = a ? (b) => c : d",
                "const x = <any>y                               | const x = y",
                "for (const a of b as C[]) {}                   | for (const a of b ) {}",
                "const f = function (this: A) {}                | const f = function ( ) {}",
                "let f: (a: string) => void = g                 | let f = g",
                "let f: new () => A, g: typeof h.i, j: A['b'][] | let f , g , j",
                "type A = B extends infer C ? C : never; f(x!)  | f(x )",
            })
    void typesAreBlanked(String typed, String plain) {
        Reading.Script script = script(typed);
        assertThat(squeezed(script.text())).isEqualTo(squeezed(plain));
        assertThat(script.text()).hasSameSizeAs(typed);
    }

    @Test
    void aTypeThatEndedAStatementStillEndsIt() {
        assertThat(script("const a = b as C\n(d)").text()).isEqualTo("const a = b ;   \n(d)");
        assertThat(script("a = b\ninterface C {}\n[d]").text()).isEqualTo("a = b\n;             \n[d]");
        assertThat(script("class A { a = 1\n  private ['b'] = 2 }").text())
                .isEqualTo("class A { a = 1\n  ;       ['b'] = 2 }");
    }

    @Test
    void aTypeOverSeveralLinesDoesNotTearAnArrowFunctionApart() {
        String typed = "const f = (a): {\n  b: string\n} => a";
        assertThat(script(typed).text()).isEqualTo("const f = (a    \n           \n) => a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const a = b < c > (d)",
                "f(a < b, c > (d))",
                "type\nx = 1",
                "var as, satisfies, type, declare, of, abstract, readonly; as = type; type = {as, of}",
                "const x = a ? (b) : c => d",
                "x: for (;;) break x; let a = /:string/; `${a}: string`",
            })
    void whatIsJavaScriptIsNotTouched(String code) {
        assertThat(script(code).text()).isSameAs(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enum A {B}                                     | 0  | enum",
                "const enum A {B}                               | 0  | enum",
                "namespace A { const b = 1 }                    | 0  | namespace",
                "@logged class A {}                             | 0  | decorator",
                "class A { @logged a = 1 }                      | 10 | decorator",
                "class A { constructor(private a: string) {} }  | 22 | declares a property",
            })
    void whatIsMoreThanATypeIsRefusedByName(String code, int offset, String name) {
        Reading.Broken broken = broken(code);
        assertThat(broken.message()).containsIgnoringCase(name);
        assertThat(broken.offset()).isEqualTo(offset);
        assertThat(broken.remedy()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user.say(1;                             | 10",
                "const a: string = 1; user.say(1;        | 31",
                "const a: string = ;                     | 18",
                "const a: = 1                            | 7",
                "let a: string b                         | 14",
            })
    void whatIsWrongBesideTypesIsReportedWhereItStands(String code, int offset) {
        assertThat(broken(code).offset()).isEqualTo(offset);
    }

    @Test
    void annotationsChangeNothingButThemselves() {
        int javaScript = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            TypedSnippets snippets = new TypedSnippets(new Random(seed));
            String plain = script(snippets.plain()).text();
            assertThat(plain).as("seed %d", seed).isEqualTo(snippets.plain());
            String read = script(snippets.typed()).text();
            if (read.equals(snippets.typed())) {
                // No types, or types of a call that are comparisons in JavaScript.
                javaScript++;
                continue;
            }
            assertThat(read.replace(';', ' ').replace(')', ' '))
                    .as("seed %d:%n%s", seed, snippets.typed())
                    .isEqualTo(plain.replace(';', ' ').replace(')', ' '));
            assertThat(squeezed(read)).as("seed %d", seed).isEqualTo(squeezed(plain));
        }
        assertThat(javaScript).isLessThan(PROGRAMS / 4);
    }

    /// Cutting, doubling and swapping parts makes texts that nobody means; reading them ends, and soon.
    @Test
    void readingEndsWhateverTheTextIs() {
        Random random = new Random(1);
        for (int i = 0; i < PROGRAMS; i++) {
            String code = new TypedSnippets(random).typed();
            int from = random.nextInt(code.length());
            int to = from + random.nextInt(code.length() - from);
            String broken = code.substring(0, to) + code.substring(from);
            Reading reading = Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> JavaScriptReader.read(broken), broken);
            assertThat(reading).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"({a = ", "((a = ", "(a: T = ", "[(a: T): U => ", "`${", "f<(", "a ? (b): T => "})
    void deepNestingIsRefusedSoon(String part) {
        for (int times : new int[] {30, 2_000, 50_000}) {
            String code = "let x: string; " + part.repeat(times);
            Reading reading =
                    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> JavaScriptReader.read(code));
            assertThat(reading).isInstanceOf(Reading.Broken.class);
        }
    }
}
