package org.dermatrail.ops.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a compose file says, and which of the rules of this house it breaks.
 *
 * @param text the file as it is
 * @param stated the same, read
 */
record Deployment(String text, Map<String, Object> stated) {

    private static final Pattern BY_DIGEST =
            Pattern.compile("[a-z0-9./-]+:[0-9]+\\.[0-9]+\\.[0-9]+@\\$\\{[A-Z]+_DIGEST:\\?[^}]+}");
    private static final Pattern BUILT_HERE = Pattern.compile("dermatrail:\\$\\{DERMATRAIL_VERSION:\\?[^}]+}");
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)");
    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(password|secret|token|apikey|api_key).*");
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/\\s\"'$]+:[^/\\s\"'$]+@");

    static Deployment of(String text) {
        Map<String, Object> stated = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return new Deployment(text, stated);
    }

    static Deployment in(Path file) throws IOException {
        return of(Files.readString(file));
    }

    /** The services by name. */
    Map<String, Map<String, Object>> services() {
        var services = new LinkedHashMap<String, Map<String, Object>>();
        map(stated.get("services")).forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    /** The variables that somebody has to give. */
    Set<String> variables() {
        var names = VARIABLE.matcher(text).results().map((MatchResult found) -> found.group(1));
        return new TreeSet<>(names.toList());
    }

    /** A sentence for each rule that is broken. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        services().forEach((name, service) -> {
            if (!pinned(service)) {
                broken.add(name + ": the image is not named by version and digest");
            }
            for (var each : List.of("mem_limit", "cpus", "pids_limit", "stop_grace_period", "user")) {
                if (!service.containsKey(each)) {
                    broken.add(name + ": has no " + each);
                }
            }
            if (map(service.get("healthcheck")).get("test") == null) {
                broken.add(name + ": has no healthcheck");
            }
            expect(broken, name, service, "restart", "unless-stopped");
            expect(broken, name, service, "read_only", true);
            expect(broken, name, service, "cap_drop", List.of("ALL"));
            expect(broken, name, service, "security_opt", List.of("no-new-privileges:true"));
            if (service.containsKey("privileged") || service.containsKey("cap_add")) {
                broken.add(name + ": takes privileges");
            }
            if (String.valueOf(service.get("user")).startsWith("0")) {
                broken.add(name + ": runs as root");
            }
            ports(service)
                    .filter(port -> !port.startsWith("127.0.0.1:"))
                    .forEach(port -> broken.add(name + ": publishes " + port + " to other machines"));
            map(service.get("environment")).forEach((key, value) -> {
                if (SECRET_NAME.matcher(key).matches() && !key.endsWith("_FILE") && !isSwitch(key)) {
                    broken.add(name + ": " + key + " is in the file itself");
                }
            });
        });
        if (CREDENTIALS.matcher(text).find()) {
            broken.add("an address holds a name and a password");
        }
        map(stated.get("secrets")).forEach((name, secret) -> {
            if (!map(secret).keySet().equals(Set.of("file"))) {
                broken.add("the secret " + name + " is no file");
            }
        });
        return broken;
    }

    /** Settings of a server's own about security, which are none. */
    private static boolean isSwitch(String key) {
        return key.startsWith("xpack.");
    }

    private static Stream<String> ports(Map<String, Object> service) {
        return list(service.get("ports")).stream().map(String::valueOf);
    }

    private static boolean pinned(Map<String, Object> service) {
        var image = String.valueOf(service.get("image"));
        return BY_DIGEST.matcher(image).matches()
                || (BUILT_HERE.matcher(image).matches() && "never".equals(service.get("pull_policy")));
    }

    private static void expect(
            List<String> broken, String name, Map<String, Object> service, String key, Object expected) {
        if (!expected.equals(service.get(key))) {
            broken.add(name + ": " + key + " is not " + expected);
        }
    }

    /** A mapping, or an empty one. */
    static Map<String, Object> map(@Nullable Object value) {
        var result = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> found) {
            found.forEach((key, each) -> result.put(String.valueOf(key), each));
        }
        return result;
    }

    /** A list, or an empty one. */
    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> found ? found : List.of();
    }
}
