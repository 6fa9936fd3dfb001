package dev.errand.os.spi;

/// A skill: a class with a public constructor without parameters, annotated with [SkillSpec], whose methods annotated
/// with [OperationSpec] are its operations. It is found through `META-INF/services/dev.errand.os.spi.Skill`.
///
/// A method's parameters are the operation's positional parameters; a parameter of a record type that is not a
/// reference (see [Keyed]) spreads its components as named parameters; one of type
/// [dev.errand.os.operation.StepContext] is filled in by the runtime. Strings, whole numbers, `double`, `boolean`,
/// [java.time.Instant], [dev.errand.os.operation.When], enums, `JsonNode`, records and lists of them may be used;
/// `@Nullable` makes a parameter optional.
/// Results are the same types, or `void`. Failures are [dev.errand.os.device.DeviceFailure]s.
///
/// Data kept in the context's storage is previewed, journaled, completed after a crash and undone without a line of the
/// skill's own. Skills are shared by threads: keep no state in fields.
public interface Skill {}
