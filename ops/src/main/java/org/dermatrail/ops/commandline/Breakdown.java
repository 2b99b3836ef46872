package org.dermatrail.ops.commandline;

import org.dermatrail.gateway.edge.EdgeFailure;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Outages;
import org.dermatrail.ops.operations.Result;
import org.dermatrail.ops.registry.FolderInUse;
import org.dermatrail.ops.registry.FolderUnusable;
import org.dermatrail.pseudonymization.vault.VaultFault;
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
        var result = resultOf(error);
        Printing.print(result, asksForJson(parsed), line);
        return result.exit().status();
    }

    private static Result resultOf(Exception error) {
        return switch (root(error)) {
            case FolderInUse inUse -> tell(Exit.FOLDER_UNAVAILABLE, "FOLDER_IN_USE", inUse.getMessage());
            case FolderUnusable unusable -> tell(Exit.FOLDER_UNAVAILABLE, "FOLDER_UNUSABLE", unusable.getMessage());
            case PortInUseException inUse ->
                tell(
                        Exit.UNAVAILABLE,
                        "PORT_IN_USE",
                        "Port " + inUse.getPort()
                                + " is in use; choose another with --port, or 0 for any that is free.");
            case EdgeFailure edge -> unavailable("EDGE_UNAVAILABLE", edge);
            case VaultFault vault
            when vault.code() == VaultFault.Reason.VAULT_UNAVAILABLE ->
                unavailable(vault.code().name(), vault);
            case VaultFault vault -> tell(Exit.FOLDER_UNAVAILABLE, vault.code().name(), vault.getMessage());
            case Throwable failure
            when Outages.of(failure).isPresent() -> Outages.of(failure).orElseThrow();
            default -> {
                LoggerFactory.getLogger(Breakdown.class).error("unexpected", error);
                yield tell(
                        Exit.FAILED,
                        "INTERNAL",
                        "This should not have happened (" + error.getClass().getSimpleName() + ": " + error.getMessage()
                                + "); please report it with the log.");
            }
        };
    }

    private static Result unavailable(String code, RuntimeException outage) {
        return tell(Exit.UNAVAILABLE, code, Outages.inWords(outage));
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

    private static Result tell(Exit exit, String code, @Nullable String sentence) {
        return Result.failed(exit, code, String.valueOf(sentence));
    }

    private static boolean asksForJson(ParseResult parsed) {
        for (var each = parsed; ; each = each.subcommand()) {
            if (each.hasMatchedOption("--json")) {
                return true;
            }
            if (!each.hasSubcommand()) {
                return false;
            }
        }
    }
}
