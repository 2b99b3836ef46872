package org.dermatrail.ops.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dermatrail.graphql.caller.Role;
import org.dermatrail.ops.registry.Registry;
import org.dermatrail.ops.security.Account;

/** Keeps local accounts: adds, lists, shuts out, and gives out tokens. */
public final class UserOperation implements Operation {

    private static final int DAYS_OF_A_TOKEN = 30;

    @Override
    public String name() {
        return "user";
    }

    @Override
    public Result run(Registry registry, Arguments arguments, Progress progress) {
        try {
            return switch (arguments.text("action")) {
                case "add" -> add(registry, arguments);
                case "list" -> list(registry);
                case "token" -> token(registry, arguments);
                case "disable" -> shut(registry, arguments, true);
                case "enable" -> shut(registry, arguments, false);
                case "password" -> password(registry, arguments);
                default -> Result.refused("ACTION_UNKNOWN", "There is add, list, token, password, disable and enable.");
            };
        } catch (IllegalArgumentException e) {
            return Result.refused("ACCOUNT_MALFORMED", sentence(e));
        }
    }

    private static String sentence(IllegalArgumentException e) {
        var said = String.valueOf(e.getMessage());
        return said.isEmpty()
                ? "The account cannot be made."
                : said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1) + ".";
    }

    private static Result add(Registry registry, Arguments arguments) {
        var account = new Account(
                arguments.text("name"),
                Role.valueOf(arguments.text("role")),
                arguments.optionalText("project").orElse(null),
                listed(arguments, "studies"),
                listed(arguments, "sites"),
                false);
        registry.accounts().add(account, arguments.text("password"));
        return Result.done(json(account), List.of("Account '" + account.name() + "' added, " + words(account) + "."));
    }

    private static Set<String> listed(Arguments arguments, String name) {
        return arguments.values().get(name) instanceof List<?> list
                ? Set.copyOf(list.stream().map(Object::toString).toList())
                : Set.of();
    }

    private static Result list(Registry registry) {
        var accounts = registry.accounts().all();
        var lines = new ArrayList<String>();
        accounts.forEach(account ->
                lines.add(account.name() + "  " + words(account) + (account.disabled() ? ", shut out" : "")));
        if (accounts.isEmpty()) {
            lines.add("There are no accounts yet; add one with 'user add'.");
        }
        return Result.done(
                Map.of("accounts", accounts.stream().map(UserOperation::json).toList()), lines);
    }

    private static Result token(Registry registry, Arguments arguments) {
        var name = arguments.text("name");
        if (registry.accounts().find(name).isEmpty()) {
            return unknown(name);
        }
        var token = registry.accounts()
                .issue(name, arguments.optionalText("label").orElse("command line"), Duration.ofDays(DAYS_OF_A_TOKEN));
        var json = new LinkedHashMap<String, Object>();
        json.put("account", name);
        json.put("token", token.secret());
        json.put("expires", token.expires().toString());
        return Result.done(
                json,
                List.of(
                        token.secret(),
                        "Shown once; good until " + token.expires() + ". Send it as: Authorization: Bearer TOKEN"));
    }

    private static Result shut(Registry registry, Arguments arguments, boolean out) {
        var name = arguments.text("name");
        var known = registry.accounts().find(name).orElse(null);
        if (known == null) {
            return unknown(name);
        }
        var changed = new Account(known.name(), known.role(), known.project(), known.studies(), known.sites(), out);
        if (!registry.accounts().change(changed)) {
            return unknown(name);
        }
        return Result.done(
                json(changed), List.of("Account '" + name + "' is " + (out ? "shut out." : "let in again.")));
    }

    private static Result password(Registry registry, Arguments arguments) {
        var name = arguments.text("name");
        return registry.accounts().changePassword(name, arguments.text("password"))
                ? Result.done(Map.of("account", name), List.of("Password of '" + name + "' changed."))
                : unknown(name);
    }

    private static Result unknown(String name) {
        return Result.refused(
                "ACCOUNT_UNKNOWN", "There is no account '" + name + "'; 'user list' shows those there are.");
    }

    private static Map<String, Object> json(Account account) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", account.name());
        json.put("role", account.role().name());
        var project = account.project();
        if (project != null) {
            json.put("project", project);
        }
        json.put("studies", account.studies().stream().sorted().toList());
        json.put("sites", account.sites().stream().sorted().toList());
        json.put("disabled", account.disabled());
        return json;
    }

    private static String words(Account account) {
        return switch (account.role()) {
            case COORDINATOR -> "coordinator of " + String.join(", ", account.sites());
            case RESEARCHER ->
                "researcher of project " + account.project() + " with studies " + String.join(", ", account.studies());
            case ETHICS -> "ethics";
            case DATA_MANAGER -> "data manager";
        };
    }
}
