package org.dermatrail.connectors.synthetic.drawing;

/** Pixels under the brush: red, green and blue from 0 to 255, as floating numbers. Used by one thread. */
final class Canvas {

    private final int width;
    private final int height;
    private final float[][] channels;

    Canvas(int width, int height, boolean grey) {
        this.width = width;
        this.height = height;
        this.channels = new float[grey ? 1 : 3][width * height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    void set(int x, int y, double red, double green, double blue) {
        int at = y * width + x;
        channels[0][at] = (float) red;
        if (channels.length > 1) {
            channels[1][at] = (float) green;
            channels[2][at] = (float) blue;
        }
    }

    void grey(int x, int y, double value) {
        set(x, y, value, value, value);
    }

    /** Lays a colour over a pixel; places outside are ignored. */
    void cover(int x, int y, double[] rgb, double share) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return;
        }
        int at = y * width + x;
        for (int channel = 0; channel < channels.length; channel++) {
            channels[channel][at] += (float) ((rgb[channel] - channels[channel][at]) * share);
        }
    }

    /** Blurs by three box filters, which comes near to a Gaussian. */
    void blur(int radius) {
        for (float[] channel : channels) {
            for (int pass = 0; pass < 3; pass++) {
                var across = new float[channel.length];
                lines(channel, across, height, width, width, 1, radius);
                lines(across, channel, width, height, 1, width, radius);
            }
        }
    }

    private static void lines(float[] from, float[] to, int lines, int length, int lineStride, int stride, int radius) {
        for (int line = 0; line < lines; line++) {
            int start = line * lineStride;
            double sum = 0;
            for (int at = -radius; at <= radius; at++) {
                sum += from[start + Math.clamp(at, 0, length - 1) * stride];
            }
            for (int at = 0; at < length; at++) {
                to[start + at * stride] = (float) (sum / (2 * radius + 1));
                sum += from[start + Math.min(at + radius + 1, length - 1) * stride]
                        - from[start + Math.max(at - radius, 0) * stride];
            }
        }
    }

    /** Lights all pixels and adds the noise of the sensor, the same to all channels. */
    void expose(Scene.Light light, long grain) {
        double[] balance = {1 + light.warmth(), 1, 1 - light.warmth()};
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double lit = light.gain() * (1 + light.slant() * ((double) x / width - 0.5));
                // The sum of two even draws, in few steps, so that files stay small.
                double draw = Chance.at(grain, x, y) + Chance.at(grain + 1, x, y) - 1;
                double noise = Math.rint(draw * 2) * light.noise();
                for (int channel = 0; channel < channels.length; channel++) {
                    int at = y * width + x;
                    double tint = channels.length == 1 ? 1 : balance[channel];
                    channels[channel][at] = (float) (channels[channel][at] * lit * tint + noise);
                }
            }
        }
    }

    /** One byte a channel, row by row. */
    byte[] bytes() {
        var bytes = new byte[width * height * channels.length];
        int next = 0;
        for (int at = 0; at < width * height; at++) {
            for (float[] channel : channels) {
                bytes[next++] = (byte) Math.clamp((long) (channel[at] + 0.5f), 0, 255);
            }
        }
        return bytes;
    }
}
