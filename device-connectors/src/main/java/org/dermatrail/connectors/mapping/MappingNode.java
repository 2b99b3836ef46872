package org.dermatrail.connectors.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dermatrail.connectors.SourceFault;
import tools.jackson.databind.JsonNode;

/**
 * One place in a mapping file, which knows its file and key, so that every complaint names both.
 *
 * @param file name of the file in messages
 * @param key dotted path from the top; empty at the top
 * @param node what stands there
 */
record MappingNode(String file, String key, JsonNode node) {

    private static final int LONGEST_ECHO = 60;

    /** Refuses any key that is not among the known ones. */
    MappingNode allowing(String... known) {
        if (!node.isObject()) {
            throw invalid("must be a block of keys (%s)".formatted(String.join(", ", known)));
        }
        for (String name : node.propertyNames()) {
            if (!Set.of(known).contains(name)) {
                var nearest = NearestWord.to(name, List.of(known));
                throw new SourceFault(
                        "MAPPING_KEY_UNKNOWN",
                        "%s: key '%s' is not known%s; known here: %s."
                                .formatted(
                                        file,
                                        path(shortened(name)),
                                        nearest.map(word -> " (did you mean '" + word + "'?)")
                                                .orElse(""),
                                        String.join(", ", known)));
            }
        }
        return this;
    }

    /** What stands under a key that must be there. */
    MappingNode need(String name) {
        return maybe(name)
                .orElseThrow(() -> new SourceFault(
                        "MAPPING_KEY_MISSING", "%s: key '%s' is missing; add it.".formatted(file, path(name))));
    }

    /** What stands under a key, or empty. */
    Optional<MappingNode> maybe(String name) {
        JsonNode child = node.get(name);
        return child == null || child.isNull()
                ? Optional.empty()
                : Optional.of(new MappingNode(file, path(name), child));
    }

    boolean isBlock() {
        return node.isObject();
    }

    /** All keys and what stands under them; a null stays a null node. */
    Map<String, MappingNode> entries() {
        if (!node.isObject()) {
            throw invalid("must be a block of keys");
        }
        Map<String, MappingNode> entries = new LinkedHashMap<>();
        for (var entry : node.properties()) {
            entries.put(entry.getKey(), new MappingNode(file, path(shortened(entry.getKey())), entry.getValue()));
        }
        return entries;
    }

    boolean isNothing() {
        return node.isNull();
    }

    /** One word or sentence of 1 to {@code longest} characters. */
    String text(int longest) {
        if (!node.isValueNode() || node.isNull()) {
            throw invalid("must be one value");
        }
        String text = node.asString();
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw invalid("must be 1 to %d characters without control characters".formatted(longest));
        }
        return text;
    }

    /** Text of a given form. */
    String text(Pattern form, String sentence) {
        String text = text(200);
        if (!form.matcher(text).matches()) {
            throw invalid("is '%s', which is not %s".formatted(shortened(text), sentence));
        }
        return text;
    }

    /** Any text, even one character of white space. */
    String raw() {
        if (!node.isValueNode() || node.isNull()) {
            throw invalid("must be one value");
        }
        return node.asString();
    }

    /** One value, or a list of at least one. */
    List<String> texts(int longest) {
        if (!node.isArray()) {
            return List.of(text(longest));
        }
        var texts = new ArrayList<String>();
        for (JsonNode each : node.values()) {
            texts.add(new MappingNode(file, key + "[" + texts.size() + "]", each).text(longest));
        }
        if (texts.isEmpty()) {
            throw invalid("must name at least one");
        }
        return List.copyOf(texts);
    }

    boolean flag() {
        if (!node.isBoolean()) {
            throw invalid("must be true or false");
        }
        return node.asBoolean();
    }

    /** A word of a vocabulary. */
    <T> T word(Vocabulary<T> vocabulary) {
        String text = text(200);
        return vocabulary.read(text).orElseThrow(() -> {
            String nearest = NearestWord.to(text, vocabulary.names())
                    .map(word -> " (did you mean '" + word + "'?)")
                    .orElse("");
            return invalid("is '%s'%s, which is not %s".formatted(shortened(text), nearest, vocabulary.sentence()));
        });
    }

    /** A complaint about what stands here. */
    SourceFault invalid(String complaint) {
        String place = key.isEmpty() ? "the file" : "key '" + key + "'";
        return new SourceFault("MAPPING_VALUE_INVALID", "%s: %s %s.".formatted(file, place, complaint));
    }

    private String path(String name) {
        return key.isEmpty() ? name : key + "." + name;
    }

    private static String shortened(String text) {
        String start = text.length() > LONGEST_ECHO ? text.substring(0, LONGEST_ECHO) + "…" : text;
        return start.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
