package org.dermatrail.projections.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.dermatrail.projections.elastic.ElasticSettings.Anonymous;
import org.dermatrail.projections.elastic.ElasticSettings.ApiKey;
import org.dermatrail.projections.elastic.ElasticSettings.Limits;
import org.dermatrail.projections.elastic.ElasticSettings.Password;
import org.dermatrail.projections.elastic.ElasticSettings.Patience;
import org.dermatrail.projections.elastic.ElasticSettings.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticSettingsTest {

    private static final List<URI> HOSTS = List.of(URI.create("https://search-1:9200"));

    @Test
    void tell_no_secret() {
        var secret = new Secret("env:SEARCH_KEY", () -> "open sesame");

        assertThat(ElasticSettings.of(HOSTS, "registry", new ApiKey(secret)).toString())
                .contains("env:SEARCH_KEY")
                .doesNotContain("sesame");
        assertThat(ElasticSettings.of(HOSTS, "registry", new Password("reader", secret))
                        .toString())
                .contains("reader")
                .doesNotContain("sesame");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://search:9200",
                "search:9200",
                "https://reader:sesame@search:9200",
                "https://search:9200/below",
                "https:///nowhere"
            })
    void refuse_an_address_that_is_none(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ElasticSettings.of(List.of(URI.create(host)), "registry", new Anonymous()))
                .withMessageContaining("hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Registry", "1registry", "registry*", "a,b", "-registry"})
    void refuse_a_prefix_that_could_name_indices_of_others(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ElasticSettings.of(HOSTS, prefix, new Anonymous()))
                .withMessageContaining("prefix");
    }

    @Test
    void refuse_limits_and_times_that_make_no_sense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ElasticSettings.of(List.of(), "registry", new Anonymous()))
                .withMessageContaining("hosts");
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 10)).withMessageContaining("bytesInFlight");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(1 << 20, 0))
                .withMessageContaining("valuesOfAFacet");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Patience(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .withMessageContaining("time to wait");
    }
}
