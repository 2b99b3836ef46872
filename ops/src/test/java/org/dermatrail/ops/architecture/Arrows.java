package org.dermatrail.ops.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Who may know whom. */
final class Arrows {

    private Arrows() {}

    static Stream<HouseRule> rules() {
        return Stream.of(Room.all().map(Arrows::allowList), corners(), nevers()).flatMap(rules -> rules);
    }

    private static HouseRule allowList(Room room) {
        return HouseRule.of(
                room.folder() + " uses nothing but what the house allows it",
                root -> classes()
                        .that(
                                room.equals(Room.DOMAIN)
                                        ? resideInAPackage(room.packages(root)).and(not(theBlobStoreOf(root)))
                                        : resideInAPackage(room.packages(root)))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(room.allowed(root)))
                        .because(room.reason()),
                room.bitesOn().toArray(String[]::new));
    }

    /** The one port of the domain that speaks of streams of bytes. */
    private static DescribedPredicate<JavaClass> theBlobStoreOf(String root) {
        return resideInAPackage(root + ".domain.image").and(simpleName("BlobStore"));
    }

    private static Stream<HouseRule> corners() {
        return Stream.of(
                HouseRule.of(
                        "BlobStore uses InputStream and IOException of all input and output, and nothing else",
                        root -> classes()
                                .that(theBlobStoreOf(root))
                                .should()
                                .onlyDependOnClassesThat(resideInAnyPackage(Room.DOMAIN.allowed(root))
                                        .or(assignableTo(InputStream.class))
                                        .or(assignableTo(IOException.class)))
                                .because("a blob store that could open files by itself would not be a port"),
                        "java.io.File"),
                only(
                        "Lucene",
                        Room.PROJECTIONS,
                        "lucene",
                        "the index is replaceable behind its port",
                        "org.apache.lucene.."),
                only(
                        "the Elasticsearch client",
                        Room.PROJECTIONS,
                        "elastic",
                        "the index is replaceable behind its port",
                        "co.elastic.clients..",
                        "org.elasticsearch..",
                        "org.apache.http..",
                        "javax.net.ssl.."),
                only(
                        "Jackson",
                        Room.PROJECTIONS,
                        List.of("sqlite", "elastic"),
                        "only what is stored as text has a textual form",
                        "tools.jackson..",
                        "com.fasterxml.."),
                only(
                        "JDBC",
                        Room.PROJECTIONS,
                        "sqlite",
                        "read models are replaceable behind their port",
                        "java.sql..",
                        "javax.sql..",
                        "org.sqlite.."),
                only(
                        "spring-web",
                        Room.GATEWAY,
                        "http",
                        "the door works without a web server too",
                        "org.springframework.."),
                only(
                        "Jackson's annotations",
                        Room.GATEWAY,
                        "http",
                        "only what browsers are answered has a textual form",
                        "com.fasterxml.."),
                HouseRule.of(
                        "the client of KurrentDB stays in ..eventstore.kurrent.. of ops",
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + ".ops..")
                                .and()
                                .resideOutsideOfPackage(root + ".ops.eventstore.kurrent..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("io.kurrent..", "io.grpc..")
                                .because("the engine is chosen by a setting, and nothing else may know which it is"),
                        "LooseLog"));
    }

    private static HouseRule only(String library, Room room, String corner, String reason, String... packages) {
        return only(library, room, List.of(corner), reason, packages);
    }

    private static HouseRule only(String library, Room room, List<String> corners, String reason, String... packages) {
        return HouseRule.of(
                library + " stays in .." + String.join(".. and ..", corners) + ".. of " + room.folder(),
                root -> noClasses()
                        .that()
                        .resideInAPackage(room.packages(root))
                        .and()
                        .resideOutsideOfPackages(corners.stream()
                                .map(corner -> room.corner(root, corner))
                                .toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(packages)
                        .because(reason),
                "Loose");
    }

    private static Stream<HouseRule> nevers() {
        return Stream.of(
                never(
                        "graphql-api and projections never import pseudonymization",
                        "the read side is unable to re-identify anyone",
                        root -> new String[] {Room.PSEUDONYMIZATION.packages(root)},
                        Room.PROJECTIONS,
                        Room.GRAPHQL),
                never(
                        "what keeps nothing has no database",
                        "only the vault, the door, the read models and the engines keep something",
                        root -> new String[] {"java.sql..", "javax.sql..", "org.sqlite.."},
                        Room.DOMAIN,
                        Room.IMAGING,
                        Room.CONNECTORS,
                        Room.GRAPHQL),
                HouseRule.of(
                        "no room prints",
                        root -> noClasses()
                                .that()
                                .resideInAnyPackage(packagesOf(root, Room.all().toArray(Room[]::new)))
                                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                                .because("standard output belongs to the command line, whose answers scripts read"),
                        "System.out"),
                never(
                        "nothing imports ops",
                        "ops is the only room that knows all others, so that each of them runs without it",
                        root -> new String[] {root + ".ops.."},
                        Room.all().toArray(Room[]::new)));
    }

    private static HouseRule never(String name, String reason, Function<String, String[]> banned, Room... rooms) {
        return HouseRule.of(
                name,
                root -> noClasses()
                        .that()
                        .resideInAnyPackage(packagesOf(root, rooms))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(banned.apply(root))
                        .because(reason),
                Stream.of(rooms).map(room -> "fixtures." + room.name() + ".").toArray(String[]::new));
    }

    private static String[] packagesOf(String root, Room... rooms) {
        return Stream.of(rooms).map(room -> room.packages(root)).toArray(String[]::new);
    }
}
