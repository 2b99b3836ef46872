package org.dermatrail.domain.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnatomicSiteTest {

    @Test
    void a_back_is_a_part_of_the_posterior_torso_and_of_the_trunk() {
        assertThat(AnatomicSite.BACK.withAncestors())
                .containsExactly(AnatomicSite.BACK, AnatomicSite.POSTERIOR_TORSO, AnatomicSite.TRUNK);
    }

    @ParameterizedTest
    @EnumSource
    void a_region_is_never_a_part_of_itself(AnatomicSite site) {
        assertThat(site.withAncestors()).startsWith(site).doesNotHaveDuplicates();
    }
}
