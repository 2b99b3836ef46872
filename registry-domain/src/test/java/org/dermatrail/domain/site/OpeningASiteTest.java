package org.dermatrail.domain.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dermatrail.domain.Samples.VIENNA;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.dermatrail.domain.Refused;
import org.dermatrail.domain.site.SiteCommand.CloseSite;
import org.dermatrail.domain.site.SiteCommand.OpenSite;
import org.dermatrail.domain.site.SiteEvent.SiteClosed;
import org.dermatrail.domain.site.SiteEvent.SiteOpened;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningASiteTest {

    private static final String ID = "naevus-2026/vienna";

    private final AggregateTestFixture<Site> fixture = new AggregateTestFixture<>(Site.class);

    @Test
    void a_site_joins_its_study() {
        fixture.givenNoPriorActivity()
                .when(new OpenSite(VIENNA, "Vienna"))
                .expectEvents(new SiteOpened(ID, "naevus-2026", "vienna", "Vienna"));
    }

    @Test
    void a_site_that_joined_is_refused_a_second_time() {
        fixture.given(new SiteOpened(ID, "naevus-2026", "vienna", "Vienna"))
                .when(new OpenSite(VIENNA, "Vienna again"))
                .expectResultMessagePayloadMatching(Refused.by(SiteRule.SITE_ALREADY_OPEN))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", ".hidden", "é"})
    void a_site_is_refused_a_malformed_code(String code) {
        fixture.givenNoPriorActivity()
                .when(new OpenSite(new SiteId("naevus-2026", code), "Vienna"))
                .expectResultMessagePayloadMatching(Refused.by(SiteRule.SITE_CODE_MALFORMED))
                .expectNoEvents();
    }

    @Test
    void a_site_is_refused_a_name_of_more_than_two_hundred_characters() {
        fixture.givenNoPriorActivity()
                .when(new OpenSite(VIENNA, "V".repeat(201)))
                .expectResultMessagePayloadMatching(Refused.by(SiteRule.SITE_NAME_MALFORMED))
                .expectNoEvents();
    }

    @Test
    void a_site_closes_once() {
        fixture.given(new SiteOpened(ID, "naevus-2026", "vienna", "Vienna"))
                .when(new CloseSite(VIENNA))
                .expectEvents(new SiteClosed(ID));
    }

    @Test
    void a_site_id_reads_back_as_it_was_written() {
        assertThat(SiteId.parse(VIENNA.toString())).isEqualTo(VIENNA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vienna", "/vienna", "naevus-2026/"})
    void what_lacks_a_study_or_a_code_is_no_site_id(String text) {
        assertThatThrownBy(() -> SiteId.parse(text)).hasMessageContaining("is not a site id");
    }
}
