package org.dermatrail.ops.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs each test of a conformance suite against an adapter that does nothing and tells which of them did not notice. */
public final class IdleAdapters {

    private IdleAdapters() {}

    /**
     * Names the tests of a suite that pass, each on a suite of its own.
     *
     * @param suite the abstract suite
     * @param idle a suite over an idle adapter
     */
    public static <T> List<String> testsThatPass(Class<T> suite, Supplier<? extends T> idle) throws Exception {
        var tests = Stream.of(suite.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
        if (tests.isEmpty()) {
            throw new IllegalArgumentException(suite.getSimpleName() + " has no tests");
        }
        var passing = new ArrayList<String>();
        for (var test : tests) {
            if (passes(test, idle.get())) {
                passing.add(test.getName());
            }
        }
        return passing;
    }

    private static boolean passes(Method test, Object suite) throws IllegalAccessException {
        test.setAccessible(true);
        try {
            var _ = test.invoke(suite);
            return true;
        } catch (InvocationTargetException failed) {
            return false;
        }
    }
}
