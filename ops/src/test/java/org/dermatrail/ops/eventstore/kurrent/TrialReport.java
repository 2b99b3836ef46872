package org.dermatrail.ops.eventstore.kurrent;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Says of each test, as it ends, what became of it: one line, and why where it failed. */
final class TrialReport implements TestExecutionListener {

    private static final int LONGEST_REASON = 1_500;

    private final PrintStream out;
    private final UnaryOperator<String> masked;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    /**
     * Reports.
     *
     * @param masked takes secrets out of what is printed
     */
    TrialReport(PrintStream out, UnaryOperator<String> masked) {
        this.out = out;
        this.masked = masked;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        begun.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        out.println("skipped  " + sentence(test) + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        var failure = result.getThrowable().orElse(null);
        if (failure == null && !test.isTest()) {
            return;
        }
        long nanos = System.nanoTime() - begun.getOrDefault(test.getUniqueId(), System.nanoTime());
        out.println((failure == null ? "passed   " : "FAILED   ") + sentence(test) + "  ("
                + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms)");
        if (failure != null) {
            var reason = masked.apply(String.valueOf(failure));
            var shown = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + " …" : reason;
            shown.lines().forEach(line -> out.println("         | " + line));
        }
    }

    private static String sentence(TestIdentifier test) {
        var name = test.getDisplayName().replace("()", "").replace('_', ' ');
        return test.getSource()
                .map(source -> switch (source) {
                    case MethodSource method ->
                        simple(method.getClassName())
                                + ": "
                                + (name.startsWith("[") ? method.getMethodName().replace('_', ' ') + " " + name : name);
                    case ClassSource ofClass -> simple(ofClass.getClassName());
                    default -> name;
                })
                .orElse(name);
    }

    private static String simple(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }
}
