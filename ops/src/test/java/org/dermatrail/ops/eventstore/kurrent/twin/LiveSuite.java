package org.dermatrail.ops.eventstore.kurrent.twin;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Holds a live server to what the double is held to, so that the double can be shown to be right: the same tests, tagged
 * {@value #TAG}, with another connection string.
 *
 * <pre>{@code
 * java -cp … org.dermatrail.ops.eventstore.kurrent.twin.LiveSuite kurrentdb://localhost:2113?tls=false
 * }</pre>
 */
public final class LiveSuite {

    static final String TAG = "live-kurrent";

    private LiveSuite() {}

    /** Runs the tests against the server that is named, and fails with status 1 where one of them does. */
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println(
                    "Name the server by its connection string, for instance kurrentdb://localhost:2113?tls=false");
            System.exit(2);
        }
        var summary = against(arguments[0]);
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.printFailuresTo(out);
        summary.printTo(out);
        System.exit(summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0 ? 0 : 1);
    }

    /** What became of the tests; the server is named for the whole process while they run. */
    static TestExecutionSummary against(String connectionString) {
        var before = System.setProperty(Server.LIVE, connectionString);
        try {
            var listener = new SummaryGeneratingListener();
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectPackage(LiveSuite.class.getPackageName()))
                    .filters(TagFilter.includeTags(TAG))
                    .build();
            LauncherFactory.create().execute(request, listener);
            return listener.getSummary();
        } finally {
            if (before == null) {
                System.clearProperty(Server.LIVE);
            } else {
                System.setProperty(Server.LIVE, before);
            }
        }
    }
}
