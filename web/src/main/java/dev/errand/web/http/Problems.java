package dev.errand.web.http;

import dev.errand.os.device.DeviceFailure;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.home.ConfigurationError;
import dev.errand.runtime.home.HomeFailure;
import dev.errand.runtime.journal.JournalFailure;
import dev.errand.runtime.policy.RuleFault;
import dev.errand.runtime.schedule.ScheduleFailure;
import dev.errand.web.work.Desk;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;

/// What went wrong, as a problem document.
public final class Problems {
    private Problems() {}

    public static Problem of(Exception failure) {
        return switch (failure) {
            case Problem.Thrown thrown -> thrown.problem();
            case Refusal refusal -> Problem.conflict(refusal.getMessage());
            case RuleFault fault -> Problem.invalid(said(fault));
            case ScheduleFailure fault -> Problem.conflict(said(fault));
            case Desk.Busy busy -> Problem.unavailable(said(busy));
            case Desk.Closed closed -> Problem.unavailable(said(closed));
            case HomeFailure busy -> Problem.unavailable(said(busy));
            case JournalFailure broken -> Problem.unavailable(said(broken));
            case ConfigurationError wrong -> Problem.notAvailable(said(wrong));
            case DeviceFailure device ->
                switch (device.kind()) {
                    case CONFLICT -> Problem.conflict(said(device));
                    case INVALID -> Problem.invalid(said(device) + remedy(device));
                    case NOT_FOUND, NOT_CONFIGURED, UNREACHABLE, FAILED ->
                        Problem.notAvailable(said(device) + remedy(device));
                };
            case IllegalArgumentException wrong -> Problem.invalid(said(wrong));
            case HttpResponseException http -> ofServer(http);
            default -> Problem.internal();
        };
    }

    private static String remedy(DeviceFailure failure) {
        return failure.remedy().isEmpty() ? "" : " " + failure.remedy();
    }

    private static Problem ofServer(HttpResponseException failure) {
        return switch (failure.getStatus()) {
            case 404 -> Problem.notFound("Nothing is served at this address. /openapi.json lists what is.");
            case 405 -> Problem.wrongMethod("/openapi.json lists what can be done at this address.");
            case 413 -> Problem.tooLarge(Body.MOST_BYTES);
            default -> Problem.notUnderstood("The request cannot be understood.");
        };
    }

    private static String said(Exception failure) {
        return String.valueOf(failure.getMessage());
    }

    /// Makes a problem the answer.
    public static void write(Context context, Problem problem) {
        problem.headers().forEach(context::header);
        context.status(problem.status());
        context.contentType(Problem.MEDIA_TYPE);
        context.result(problem.document().toString().getBytes(StandardCharsets.UTF_8));
    }
}
