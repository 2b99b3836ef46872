package org.dermatrail.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class InspectingHostileBytesTest {

    private static final List<byte[]> PICTURES = List.of(
            GeneratedPictures.jpeg(48, 40, false),
            GeneratedPictures.jpeg(48, 40, true),
            GeneratedPictures.png(48, 40, BufferedImage.TYPE_USHORT_GRAY),
            GeneratedPictures.png(48, 40, BufferedImage.TYPE_BYTE_INDEXED),
            GeneratedPictures.tiff(48, 40, BufferedImage.TYPE_3BYTE_BGR, null),
            GeneratedPictures.tiff(48, 40, BufferedImage.TYPE_3BYTE_BGR, "LZW"),
            GeneratedPictures.tiff(48, 40, BufferedImage.TYPE_BYTE_GRAY, "Deflate"),
            GeneratedPictures.tiff(48, 40, BufferedImage.TYPE_BYTE_GRAY, "PackBits"));

    @Property(tries = 3_000)
    void ends_in_a_verdict(
            @ForAll @IntRange(max = 7) int which,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1_000_000) Integer> places,
            @ForAll boolean nearTheStart,
            @ForAll byte value) {
        // Given
        byte[] damaged = PICTURES.get(which).clone();
        for (int place : places) {
            damaged[place % (nearTheStart ? Math.min(400, damaged.length) : damaged.length)] = value;
        }

        // When
        Inspection inspection = PictureInspector.inspect(damaged);

        // Then
        if (inspection instanceof Inspection.Decoded found) {
            assertThat(found.picture().pixels()).isPositive();
        } else {
            assertThat(((Inspection.Unreadable) inspection).sentence()).endsWith(".");
        }
    }
}
