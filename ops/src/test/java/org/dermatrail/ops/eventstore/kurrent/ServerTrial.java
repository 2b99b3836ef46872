package org.dermatrail.ops.eventstore.kurrent;

import java.util.ArrayList;
import java.util.List;
import org.dermatrail.ops.eventstore.kurrent.twin.KurrentTwin;
import org.dermatrail.ops.eventstore.kurrent.twin.LiveServer;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Holds a live server to what doubles are held to: the suites of the engine, and all that the double's own tests expect of
 * a server, so that double and engine can be shown to be right.
 */
final class ServerTrial {

    private ServerTrial() {}

    /** What became of the tests; the server is named for the whole process while they run. */
    static TestExecutionSummary against(String connectionString, TestExecutionListener... listeners) {
        var before = System.setProperty(LiveServer.PROPERTY, connectionString);
        try {
            var selected = new ArrayList<DiscoverySelector>();
            EngineOnAServer.SUITES.forEach(suite -> selected.add(DiscoverySelectors.selectClass(suite)));
            selected.add(DiscoverySelectors.selectPackage(KurrentTwin.class.getPackageName()));
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selected)
                    .filters(TagFilter.includeTags(LiveServer.TAG))
                    .build();
            var summary = new SummaryGeneratingListener();
            var all = new ArrayList<>(List.of(listeners));
            all.add(summary);
            LauncherFactory.create().execute(request, all.toArray(TestExecutionListener[]::new));
            return summary.getSummary();
        } finally {
            if (before == null) {
                System.clearProperty(LiveServer.PROPERTY);
            } else {
                System.setProperty(LiveServer.PROPERTY, before);
            }
        }
    }

    /** Whether enough passed and nothing failed; a run in which nothing ran has shown nothing. */
    static boolean passed(TestExecutionSummary summary) {
        return summary.getTotalFailureCount() == 0
                && summary.getTestsAbortedCount() == 0
                && summary.getTestsSucceededCount() > 0;
    }
}
