package org.dermatrail.ops.eventstore.kurrent.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionFilter;
import io.kurrent.dbclient.SubscriptionListener;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SubscribingTest {

    @Test
    void what_was_written_before_and_after_arrives_in_order() throws Exception {
        try (var twin = KurrentTwin.start()) {
            var client = KurrentDBClient.create(KurrentDBConnectionString.parseOrThrow(twin.connectionString()));
            var arrived = new LinkedBlockingQueue<String>();
            client.appendToStream(
                            "s-1",
                            EventData.builderAsJson("a", new byte[] {'1'}).build())
                    .get();
            var subscription = client.subscribeToAll(
                            new SubscriptionListener() {
                                @Override
                                public void onEvent(Subscription subscription, ResolvedEvent event) {
                                    arrived.add(event.getEvent().getEventType());
                                }
                            },
                            SubscribeToAllOptions.get()
                                    .filter(SubscriptionFilter.newBuilder()
                                            .withEventTypeRegularExpression("^[^$]")
                                            .build()))
                    .get();
            client.appendToStream(
                            "s-1",
                            EventData.builderAsJson("b", new byte[] {'1'}).build())
                    .get();
            assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo("a");
            assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo("b");
            subscription.stop();
            client.shutdown().get();
        }
    }
}
