package dev.errand.os.device;

/// The device could not do what it was asked. The message is for a person and, through the guest's `catch`, for a
/// program: it
/// says what was attempted and what was found; the remedy says what to do. Neither holds a secret.
public final class DeviceFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What kind of failure it is; decides the exit code and nothing else.
    public enum Kind {
        /// The call itself makes no sense.
        INVALID,
        /// The thing is not there.
        NOT_FOUND,
        /// The world is not as the call expects it.
        CONFLICT,
        /// The device has not been told how.
        NOT_CONFIGURED,
        /// A service did not answer or refused.
        UNREACHABLE,
        /// Anything else that went wrong.
        FAILED
    }

    private final Kind kind;
    private final String remedy;

    private DeviceFailure(Kind kind, String message, String remedy) {
        super(message);
        this.kind = kind;
        this.remedy = remedy;
    }

    public static DeviceFailure invalid(String message, String remedy) {
        return new DeviceFailure(Kind.INVALID, message, remedy);
    }

    public static DeviceFailure notFound(String message, String remedy) {
        return new DeviceFailure(Kind.NOT_FOUND, message, remedy);
    }

    public static DeviceFailure conflict(String message, String remedy) {
        return new DeviceFailure(Kind.CONFLICT, message, remedy);
    }

    public static DeviceFailure notConfigured(String message, String remedy) {
        return new DeviceFailure(Kind.NOT_CONFIGURED, message, remedy);
    }

    public static DeviceFailure unreachable(String message, String remedy) {
        return new DeviceFailure(Kind.UNREACHABLE, message, remedy);
    }

    public static DeviceFailure failed(String message, String remedy) {
        return new DeviceFailure(Kind.FAILED, message, remedy);
    }

    public Kind kind() {
        return kind;
    }

    public String remedy() {
        return remedy;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
