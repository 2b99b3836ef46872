package org.dermatrail.ops.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/**
 * One rule of the house, for any root package: the house itself, or the fixtures that break it.
 *
 * @param name what the rule says
 * @param under the rule for the packages under a root
 * @param bitesOn what its report on the fixtures must mention, each a different way to break it
 */
record HouseRule(String name, Function<String, ArchRule> under, List<String> bitesOn) {

    static HouseRule of(String name, Function<String, ArchRule> under, String... bitesOn) {
        return new HouseRule(name, under, List.of(bitesOn));
    }

    @Override
    public String toString() {
        return name;
    }
}
