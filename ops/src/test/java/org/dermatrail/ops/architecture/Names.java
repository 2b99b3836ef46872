package org.dermatrail.ops.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What things are called. */
final class Names {

    private static final String SAYS_NOTHING = ".*(Utils?|Helper|Manager|Impl|DTO|Dto|Service)";
    private static final String LAYER = "service|dto|util|utils|common|impl";

    private Names() {}

    static Stream<HouseRule> rules() {
        return Stream.of(
                HouseRule.of(
                        "no class is named by what it is to programmers",
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + "..")
                                .should(bearAName(SAYS_NOTHING))
                                .because("Util, Helper, Manager, Impl, DTO and Service say nothing to a clinic"),
                        "CaptureUtils",
                        "CaptureHelper",
                        "CaptureManager",
                        "CaptureImpl",
                        "CaptureDTO",
                        "CaptureService"),
                HouseRule.of(
                        "no package is named by a layer",
                        root -> noClasses()
                                .that()
                                .resideInAPackage(root + "..")
                                .should(resideInALayer())
                                .because("packages are named by the clinic's nouns"),
                        "naming.common"),
                HouseRule.of(
                        "every package is null-marked and says what it means",
                        root -> classes()
                                .that()
                                .resideInAPackage(root + "..")
                                .should(resideInANullMarkedPackage())
                                .because(
                                        "absence is stated in types, and a package without a word of its own is a layer"),
                        "naming.unmarked",
                        "naming.silent"));
    }

    private static ArchCondition<JavaClass> bearAName(String pattern) {
        return condition(
                "bear a name like " + pattern, type -> type.getSimpleName().matches(pattern));
    }

    private static ArchCondition<JavaClass> resideInALayer() {
        return condition(
                "reside in a package named " + LAYER,
                type -> Stream.of(type.getPackageName().split("\\.")).anyMatch(part -> part.matches(LAYER)));
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return condition("reside in a null-marked package", type -> type.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false));
    }

    private static ArchCondition<JavaClass> condition(
            String description, java.util.function.Predicate<JavaClass> holds) {
        var predicate = describe(description, holds);
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, predicate.test(type), type.getName() + ": " + description));
            }
        };
    }
}
