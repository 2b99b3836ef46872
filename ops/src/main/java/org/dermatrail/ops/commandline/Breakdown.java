package org.dermatrail.ops.commandline;

import org.dermatrail.ops.eventstore.StorageRefused;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.registry.FolderInUse;
import org.dermatrail.ops.registry.FolderUnusable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in a sentence what broke; the stack trace goes to the log. */
final class Breakdown implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception error, CommandLine line, ParseResult parsed) {
        return switch (root(error)) {
            case FolderInUse inUse -> tell(line, Exit.FOLDER_UNAVAILABLE, "FOLDER_IN_USE", inUse.getMessage());
            case FolderUnusable unusable ->
                tell(line, Exit.FOLDER_UNAVAILABLE, "FOLDER_UNUSABLE", unusable.getMessage());
            case PortInUseException inUse ->
                tell(
                        line,
                        Exit.UNAVAILABLE,
                        "PORT_IN_USE",
                        "Port " + inUse.getPort()
                                + " is in use; choose another with --port, or 0 for any that is free.");
            case StorageRefused refused -> tell(line, Exit.UNAVAILABLE, refused.code(), refused.getMessage());
            default -> {
                LoggerFactory.getLogger(Breakdown.class).error("unexpected", error);
                yield tell(
                        line,
                        Exit.FAILED,
                        "INTERNAL",
                        "This should not have happened (" + error.getClass().getSimpleName() + ": " + error.getMessage()
                                + "); please report it with the log.");
            }
        };
    }

    /** Servers wrap what kept them from starting. */
    private static Throwable root(Exception error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return cause;
            }
        }
        return error;
    }

    private static int tell(CommandLine line, Exit exit, String code, @Nullable String sentence) {
        line.getErr().println(sentence + " [" + code + "]");
        return exit.status();
    }
}
