package org.dermatrail.ops.commandline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.operations.Arguments;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps local accounts. */
@Command(
        name = "user",
        description = {
            "Keeps local accounts: who may sign in, as what.",
            "",
            "  user add NAME --role RESEARCHER --project P --study S   a researcher of a project with granted studies",
            "  user add NAME --role COORDINATOR --site STUDY/SITE      a coordinator of sites",
            "  user add NAME --role ETHICS|DATA_MANAGER",
            "  user token NAME                                         prints a bearer token, good for 30 days",
            "  user password NAME, user disable NAME, user enable NAME, user list",
            "",
            "A password is asked for, or read from standard input where that is no terminal."
        })
final class UserCommand extends OperationCommand {

    /** What can be done. */
    enum Action {
        /** Adds an account. */
        ADD,
        /** Lists accounts. */
        LIST,
        /** Gives out a token. */
        TOKEN,
        /** Changes a password. */
        PASSWORD,
        /** Shuts an account out. */
        DISABLE,
        /** Lets it in again. */
        ENABLE
    }

    @Parameters(index = "0", paramLabel = "ACTION", description = "add, list, token, password, disable or enable.")
    private Action action = Action.LIST;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Name of the account.")
    private @Nullable String name;

    @Option(names = "--role", description = "COORDINATOR, RESEARCHER, ETHICS or DATA_MANAGER.")
    private @Nullable Role role;

    @Option(names = "--project", paramLabel = "P", description = "Project of a researcher.")
    private @Nullable String project;

    @Option(names = "--study", paramLabel = "S", description = "Study granted to a researcher; may be repeated.")
    private List<String> studies = new ArrayList<>();

    @Option(names = "--site", paramLabel = "STUDY/SITE", description = "Site of a coordinator; may be repeated.")
    private List<String> sites = new ArrayList<>();

    @Option(
            names = "--password",
            interactive = true,
            echo = false,
            arity = "0..1",
            description = "Ask for the password; without it, standard input is read.")
    private char @Nullable [] password;

    @Override
    String operation() {
        return "user";
    }

    @Override
    Arguments arguments() {
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("action", action.name().toLowerCase(Locale.ROOT));
        if (action != Action.LIST && name == null) {
            throw misunderstood("Name the account.");
        }
        if (action == Action.ADD && role == null) {
            throw misunderstood("Say which role the account has: --role.");
        }
        put(arguments, "name", name);
        put(arguments, "role", role == null ? null : role.name());
        put(arguments, "project", project);
        arguments.put("studies", studies);
        arguments.put("sites", sites);
        if (action == Action.ADD || action == Action.PASSWORD) {
            arguments.put("password", password == null ? fromStandardInput() : new String(password));
        }
        return new Arguments(arguments);
    }

    private static void put(Map<String, Object> arguments, String key, @Nullable String value) {
        if (value != null) {
            arguments.put(key, value);
        }
    }

    private String fromStandardInput() {
        var console = console();
        if (console != null) {
            var typed = console.readPassword("Password: ");
            return typed == null ? "" : new String(typed);
        }
        var in = new java.util.Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
        if (!in.hasNextLine()) {
            throw misunderstood("No password was given on standard input.");
        }
        return in.nextLine();
    }

    // There is no console where neither input nor output is a terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static java.io.@Nullable Console console() {
        var console = System.console();
        return console != null && console.isTerminal() ? console : null;
    }
}
