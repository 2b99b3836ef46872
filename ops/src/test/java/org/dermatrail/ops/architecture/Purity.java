package org.dermatrail.ops.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What the domain must not do, and what commands and events are. */
final class Purity {

    private static final Set<String> CLOCK_READINGS = Set.of("currentTimeMillis", "nanoTime");
    private static final Set<String> SURROUNDINGS =
            Set.of("getenv", "getProperty", "getProperties", "out", "err", "getLogger");

    private Purity() {}

    static Stream<HouseRule> rules() {
        return Stream.of(
                domainNever(
                        "reads a clock",
                        "time comes in with the command, so that replaying changes nothing",
                        Purity::readsClock,
                        "Instant.now",
                        "LocalDate.now",
                        "System.currentTimeMillis",
                        "Clock.systemUTC"),
                domainNever(
                        "draws a random number",
                        "ids come in with the command, so that replaying changes nothing",
                        Purity::drawsRandomly,
                        "UUID.randomUUID",
                        "java.util.Random",
                        "Math.random",
                        "ThreadLocalRandom.current"),
                domainNever(
                        "looks at the machine it runs on",
                        "a decision is the same on every machine",
                        Purity::looksAround,
                        "System.getenv",
                        "System.out",
                        "System$Logger"),
                HouseRule.of(
                        "events are records, and their families are sealed",
                        root -> classes()
                                .that(describe(
                                        "can be stored as events",
                                        type -> isUnder(root, type) && implementsA("RegistryEvent", type)))
                                .should(beARecordOr("be a sealed family", Purity::isSealedFamilyOrScope))
                                .because("the catalogue of events is complete by construction"),
                        "ClassEvent",
                        "OpenEvent"),
                HouseRule.of(
                        "commands are records, and their families are sealed",
                        root -> classes()
                                .that(describe(
                                        "are commands",
                                        type -> isUnder(root, type)
                                                && (type.getSimpleName().endsWith("Command")
                                                        || implementsA("Command", type))))
                                .should(beARecordOr("be a sealed family", Purity::isSealed))
                                .because("what can be asked is a closed list of values"),
                        "ClassCommand",
                        "OpenCommand"));
    }

    private static HouseRule domainNever(
            String what, String reason, Predicate<JavaAccess<?>> breach, String... bitesOn) {
        return HouseRule.of(
                "the domain never " + what,
                root -> noClasses()
                        .that()
                        .resideInAPackage(Room.DOMAIN.packages(root))
                        .should()
                        .accessTargetWhere(describe(what, breach))
                        .because(reason),
                bitesOn);
    }

    private static boolean readsClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return owner.isAssignableTo(Clock.class)
                || (owner.getPackageName().equals("java.time")
                        && access.getName().equals("now"))
                || (owner.isEquivalentTo(System.class) && CLOCK_READINGS.contains(access.getName()));
    }

    private static boolean drawsRandomly(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return owner.isAssignableTo(Random.class)
                || owner.isAssignableTo(RandomGenerator.class)
                || access.getName().equals("randomUUID")
                || (owner.isEquivalentTo(Math.class) && access.getName().equals("random"));
    }

    private static boolean looksAround(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return owner.isEquivalentTo(Runtime.class)
                || owner.isEquivalentTo(Thread.class)
                || owner.isEquivalentTo(System.Logger.class)
                || (owner.isEquivalentTo(System.class) && SURROUNDINGS.contains(access.getName()));
    }

    private static boolean isUnder(String root, JavaClass type) {
        return type.getPackageName().startsWith(root + ".domain.");
    }

    private static boolean implementsA(String suffix, JavaClass type) {
        return type.getAllRawInterfaces().stream()
                .anyMatch(each -> each.getSimpleName().endsWith(suffix));
    }

    private static boolean isSealed(JavaClass type) {
        return type.reflect().isSealed();
    }

    /** {@code ParticipantScoped} groups families of several packages and is therefore open. */
    private static boolean isSealedFamilyOrScope(JavaClass type) {
        return isSealed(type) || type.getSimpleName().equals("ParticipantScoped");
    }

    private static ArchCondition<JavaClass> beARecordOr(String description, Predicate<JavaClass> orElse) {
        DescribedPredicate<JavaClass> fits =
                describe(description, type -> type.isRecord() || (type.isInterface() && orElse.test(type)));
        return new ArchCondition<>("be records or " + description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type, fits.test(type), type.getName() + " is neither a record nor a sealed family"));
            }
        };
    }
}
