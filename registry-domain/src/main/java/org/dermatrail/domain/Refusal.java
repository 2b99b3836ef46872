package org.dermatrail.domain;

import java.util.Locale;

/**
 * A command that may not happen, and why.
 *
 * <p>Law: the code is stable across releases (scripts, metrics and tests compare it); the sentence is for a
 * coordinator, names what to do, and holds no identity.
 *
 * @param code stable upper-snake-case name of the broken rule
 * @param sentence one sentence for a person
 */
public record Refusal(String code, String sentence) implements Outcome {

    /** Builds a refusal from a rule of an aggregate's own enumeration. */
    public static Refusal of(Enum<?> rule, String sentence, Object... arguments) {
        return new Refusal(rule.name(), String.format(Locale.ROOT, sentence, arguments));
    }
}
