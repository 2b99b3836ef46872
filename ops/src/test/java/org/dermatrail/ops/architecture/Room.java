package org.dermatrail.ops.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A room of the house: its module, its package, and all that its classes may use.
 *
 * @param folder the module's folder below the root of the repository
 * @param name the room's package below the root package
 * @param reason why the room may use no more than it may
 * @param rooms the rooms it may use
 * @param libraries the packages of others it may use
 * @param bitesOn what the report on the room's fixture must mention
 */
record Room(String folder, String name, String reason, List<Room> rooms, List<String> libraries, List<String> bitesOn) {

    static final Room DOMAIN = new Room(
            "registry-domain",
            "domain",
            "it says what may happen, and must be readable and replayable without any technology",
            List.of(),
            List.of(
                    "java.lang",
                    "java.lang.annotation..",
                    "java.lang.invoke..",
                    "java.lang.runtime..",
                    "java.time",
                    "java.util",
                    "java.util.function..",
                    "java.util.stream..",
                    "org.axonframework.commandhandling..",
                    "org.axonframework.eventsourcing..",
                    "org.axonframework.modelling.command.."),
            List.of(
                    "java.nio.file.Files",
                    "java.sql.Connection",
                    "java.io.InputStream",
                    "org.slf4j.Logger",
                    "java.util.logging.Logger",
                    "org.springframework.util.StringUtils",
                    "fixtures.projections"));

    static final Room PSEUDONYMIZATION = new Room(
            "pseudonymization",
            "pseudonymization",
            "it alone knows who somebody is, so it knows as little else as possible",
            List.of(DOMAIN),
            List.of(
                    "java..",
                    "javax..",
                    "org.w3c.dom..",
                    "com.google.crypto.tink..",
                    "org.bouncycastle..",
                    "com.github.f4b6a3.uuid..",
                    "org.sqlite..",
                    "com.twelvemonkeys..",
                    "com.drew..",
                    "org.slf4j.."),
            List.of("org.springframework", "fixtures.gateway"));

    static final Room IMAGING = new Room(
            "device-connectors/imaging",
            "imaging",
            "it holds pure functions on pixels",
            List.of(DOMAIN),
            List.of(
                    "java..",
                    "javax.imageio..",
                    "org.w3c.dom..",
                    "com.twelvemonkeys..",
                    "com.github.jaiimageio..",
                    "com.drew.."),
            List.of("org.springframework", "fixtures.connectors"));

    static final Room CONNECTORS = new Room(
            "device-connectors",
            "connectors",
            "it says what machines and tables say, and decides nothing",
            List.of(DOMAIN, IMAGING),
            List.of(
                    "java..",
                    "javax.imageio..",
                    "de.siegmar.fastcsv..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "org.snakeyaml..",
                    "org.slf4j.."),
            List.of("org.springframework", "fixtures.pseudonymization"));

    static final Room GATEWAY = new Room(
            "ingestion-gateway",
            "gateway",
            "it is the door: it turns what came in into commands and knows nothing of questions",
            List.of(DOMAIN, PSEUDONYMIZATION, IMAGING, CONNECTORS),
            List.of(
                    "java..",
                    "javax.sql..",
                    "javax.imageio..",
                    "org.axonframework.commandhandling..",
                    "org.axonframework.messaging..",
                    "org.axonframework.modelling.command..",
                    "com.github.f4b6a3.uuid..",
                    "org.sqlite..",
                    "org.springframework..",
                    "com.fasterxml.jackson.annotation..",
                    "org.slf4j.."),
            List.of("org.apache.lucene", "fixtures.projections"));

    static final Room PROJECTIONS = new Room(
            "projections",
            "projections",
            "the read side is unable to re-identify anyone and runs without a framework",
            List.of(DOMAIN),
            List.of(
                    "java..",
                    "javax.sql..",
                    "org.axonframework.eventhandling..",
                    "org.axonframework.messaging..",
                    "org.axonframework.serialization..",
                    "org.axonframework.common..",
                    "org.apache.lucene..",
                    "co.elastic.clients..",
                    // The connections that the Elasticsearch client rests on; only ..elastic.. makes them.
                    "org.elasticsearch.client..",
                    "org.apache.http..",
                    // To tell a cluster whose certificate is not believed from one that is away.
                    "javax.net.ssl..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "org.apache.commons.statistics..",
                    "org.apache.commons.numbers..",
                    "org.hipparchus..",
                    "org.slf4j.."),
            List.of("org.springframework", "fixtures.pseudonymization", "com.google.crypto.tink"));

    static final Room GRAPHQL = new Room(
            "graphql-api",
            "graphql",
            "it only says how questions are asked; the read side is unable to re-identify anyone",
            List.of(DOMAIN, PROJECTIONS),
            List.of(
                    "java..",
                    "jakarta.annotation..",
                    "org.springframework..",
                    "graphql..",
                    "org.dataloader..",
                    "org.reactivestreams..",
                    "reactor..",
                    "io.micrometer..",
                    "org.slf4j.."),
            List.of("org.axonframework", "fixtures.pseudonymization"));

    static Stream<Room> all() {
        return Stream.of(DOMAIN, PSEUDONYMIZATION, IMAGING, CONNECTORS, GATEWAY, PROJECTIONS, GRAPHQL);
    }

    /** Every package of the room. */
    String packages(String root) {
        return root + "." + name + "..";
    }

    /** The packages of one corner of the room. */
    String corner(String root, String corner) {
        return root + "." + name + ".." + corner + "..";
    }

    /** All packages that classes of the room may use. */
    String[] allowed(String root) {
        var all = new ArrayList<>(libraries);
        all.add("org.jspecify.annotations..");
        all.add(packages(root));
        rooms.forEach(room -> all.add(room.packages(root)));
        return all.toArray(String[]::new);
    }

    @Override
    public String toString() {
        return folder;
    }
}
