package org.dermatrail.ops.operations;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of an operation, as plain JSON values.
 *
 * @param values values by name
 */
public record Arguments(Map<String, Object> values) {

    /** No arguments. */
    public static Arguments none() {
        return new Arguments(Map.of());
    }

    /** A text that must be there. */
    public String text(String name) {
        return optionalText(name)
                .orElseThrow(() -> new IllegalArgumentException("the argument '" + name + "' is missing"));
    }

    /** A text, if there. */
    public Optional<String> optionalText(String name) {
        return Optional.ofNullable(values.get(name)).map(Object::toString);
    }

    /** A path, if there. */
    public Optional<Path> optionalPath(String name) {
        return optionalText(name).map(Path::of);
    }

    /** Texts by name, empty where absent. */
    public Map<String, String> texts(String name) {
        var found = new LinkedHashMap<String, String>();
        if (values.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> found.put(key.toString(), value.toString()));
        }
        return found;
    }

    /** A truth, false where absent. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }
}
