package org.dermatrail.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids as bytes say what they say as letters. */
class IdBytesTest {

    private static final String ID = "0190a1b2-c3d4-7e5f-8a6b-0123456789ab";

    private static byte[] bytes(String id) {
        return Objects.requireNonNull(IdBytes.of(id));
    }

    @Property
    void give_back_the_letters_they_were_made_of(@ForAll long most, @ForAll long least) {
        var id = new UUID(most, least).toString();
        var bytes = bytes(id);

        assertThat(bytes).hasSize(IdBytes.LENGTH);
        assertThat(IdBytes.text(bytes)).isEqualTo(id);
    }

    @Property
    void are_in_the_order_of_the_letters(
            @ForAll long most, @ForAll long least, @ForAll long otherMost, @ForAll long otherLeast) {
        var one = new UUID(most, least).toString();
        var other = new UUID(otherMost, otherLeast).toString();

        assertThat(Integer.signum(Arrays.compareUnsigned(bytes(one), bytes(other))))
                .isEqualTo(Integer.signum(one.compareTo(other)));
    }

    @Property
    void are_not_made_of_an_id_with_a_letter_that_does_not_belong_there(
            @ForAll @IntRange(max = 35) int place, @ForAll @CharRange(from = ' ', to = 'ÿ') char letter) {
        boolean belongs = ID.charAt(place) == '-' ? letter == '-' : "0123456789abcdef".indexOf(letter) >= 0;
        var id = ID.substring(0, place) + letter + ID.substring(place + 1);

        assertThat(IdBytes.of(id) != null).isEqualTo(belongs);
    }

    @Property
    void are_not_made_of_other_texts(@ForAll @StringLength(max = 40) String text) {
        assertThat(IdBytes.of(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0190a1b2c3d47e5f8a6b0123456789ab", "{0190a1b2-c3d4-7e5f-8a6b-0123456789a}"})
    void are_not_made_of_other_forms(String id) {
        assertThat(IdBytes.of(id)).isNull();
        assertThat(IdBytes.of(ID.toUpperCase(Locale.ROOT))).isNull();
    }
}
