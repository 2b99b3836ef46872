package org.dermatrail.domain;

import org.axonframework.test.matchers.Matchers;
import org.hamcrest.Matcher;

/** How a fixture recognises a refusal. */
public final class Refused {

    private Refused() {}

    /** The outcome is a refusal with the code of this rule. */
    public static Matcher<Object> by(Enum<?> rule) {
        return Matchers.matches(
                outcome -> outcome instanceof Refusal refusal && refusal.code().equals(rule.name()));
    }
}
