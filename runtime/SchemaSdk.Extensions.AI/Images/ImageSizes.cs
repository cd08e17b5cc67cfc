using System.Drawing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SchemaSdk.Extensions.AI.Images;

/// <summary>
/// Reads sizes in the forms that models use: <c>16:9</c>, <c>1024x768</c>, <c>landscape_4_3</c>, <c>2K</c>, <c>720p</c>, <c>1 MP</c>.
/// </summary>
internal static partial class ImageSizes
{
    // A name such as 720p gives only the height, so this aspect ratio is assumed.
    private const double Wide = 16 / 9d;

    // A smaller number, such as 2, cannot be the size of an image.
    private const int SmallestSide = 128;

    private static readonly Dictionary<string, Size> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["square"] = new(512, 512),
        ["square_hd"] = new(1024, 1024),
        ["portrait_4_3"] = new(768, 1024),
        ["portrait_16_9"] = new(576, 1024),
        ["landscape_4_3"] = new(1024, 768),
        ["landscape_16_9"] = new(1024, 576),
    };

    /// <summary>Returns the size in pixels; null if the string contains no such size.</summary>
    internal static Size? PixelsOf(string text) =>
        Named.TryGetValue(text, out var size) ? size
        : Pixels().Match(text) is { Success: true } match ? new(NumberOf(match.Groups[1]), NumberOf(match.Groups[2]))
        : null;

    /// <summary>Returns the width divided by the height; null if the string contains neither a size nor a ratio.</summary>
    internal static double? RatioOf(string text) =>
        PixelsOf(text) is { Width: > 0, Height: > 0 } size ? (double)size.Width / size.Height
        : Ratio().Match(text) is { Success: true } match
            && DoubleOf(match.Groups[1]) is > 0 and var width && DoubleOf(match.Groups[2]) is > 0 and var height ? width / height
        : null;

    /// <summary>Returns the square root of the pixel count; null if the string contains no resolution.</summary>
    internal static double? SideOf(string text)
    {
        if (Tier().Match(text) is not { Success: true } match || DoubleOf(match.Groups[1]) is not (> 0 and var number))
        {
            return null;
        }

        return match.Groups[2].Value.ToLowerInvariant() switch
        {
            "k" => number * 1024,
            "p" => number * Math.Sqrt(Wide),
            "" => number >= SmallestSide ? number : null,
            _ => Math.Sqrt(number * 1_000_000),
        };
    }

    /// <summary>Formats a size in the form of a sample: in pixels, such as 1024x768, or as a reduced ratio, such as 4:3.</summary>
    /// <returns>The size as text; null if the sample has neither form.</returns>
    internal static string? Like(string form, Size size)
    {
        if (Pixels().Match(form) is { Success: true } pixels && pixels.Length == form.Length)
        {
            return FormattableString.Invariant($"{size.Width}{pixels.Groups["by"]}{size.Height}");
        }

        if (Ratio().Match(form) is not { Success: true } ratio)
        {
            return null;
        }

        var (divisor, rest) = (size.Width, size.Height);
        while (rest > 0)
        {
            (divisor, rest) = (rest, divisor % rest);
        }

        return FormattableString.Invariant($"{size.Width / divisor}{ratio.Groups["by"]}{size.Height / divisor}");
    }

    /// <summary>Divides the larger of two amounts by the smaller.</summary>
    internal static double Between(double one, double other) => one > other ? one / other : other / one;

    private static int NumberOf(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double DoubleOf(Group digits) =>
        double.Parse(digits.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{2,5})(?<by>\s?[x×*]\s?)([0-9]{2,5})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Pixels();

    [GeneratedRegex(@"^([0-9]{1,4}(?:\.[0-9]{1,4})?)(?<by>\s?[:/]\s?)([0-9]{1,4}(?:\.[0-9]{1,4})?)$")]
    private static partial Regex Ratio();

    [GeneratedRegex(@"^([0-9]{1,5}(?:\.[0-9]{1,4})?)\s?(k|p|mp|megapixels?|)$", RegexOptions.IgnoreCase)]
    private static partial Regex Tier();
}
