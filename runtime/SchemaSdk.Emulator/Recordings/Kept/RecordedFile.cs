using System.Globalization;

namespace SchemaSdk.Emulation.Recordings.Kept;

/// <summary>A file of a recorded output. The recorded output has <see cref="Place"/> instead of the file's address.</summary>
/// <param name="Name">The name of the file when it is played. It begins with the file's position in the recording.</param>
/// <param name="MediaType">The media type.</param>
/// <param name="Bytes">The size; null if the file could not be read.</param>
/// <param name="Hash">The SHA-256 in lower-case hexadecimal digits; null if the file could not be read.</param>
/// <param name="IsInline">True if the output contains the file itself, in a data: URI.</param>
internal sealed record RecordedFile(string Name, string MediaType, long? Bytes, string? Hash, bool IsInline)
{
    private const string Address = "https://recorded.invalid/";

    /// <summary>The address of the file in a recording. Its host cannot exist, so it is never mistaken for a real address.</summary>
    public string Place => Address + Name;

    /// <summary>
    /// Returns the string that stands for a file's content in a recorded input. A schema that expects a file accepts this string.
    /// </summary>
    public static string InputOf(string hash) => $"data:,sha256-{hash}";

    /// <summary>Returns the position of the file whose <see cref="Place"/> is this string; null for any other string.</summary>
    public static int? PlaceIn(string text) =>
        text.StartsWith(Address, StringComparison.Ordinal) ? PositionIn(text[Address.Length..]) : null;

    /// <summary>Returns the position number at the start of a file name; null if the name does not start with one.</summary>
    public static int? PositionIn(string name)
    {
        var digits = name.AsSpan(0, Math.Min(name.Length, 5));
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : null;
    }

    /// <summary>Returns true for 64 lower-case hexadecimal digits, which are safe as a file name.</summary>
    public static bool IsHash(string? text) => text is { Length: 64 } && !text.AsSpan().ContainsAnyExcept("0123456789abcdef");

    /// <summary>Returns true for a name that is safe in a path and in an address.</summary>
    public static bool IsName(string? text) => text is { Length: >= 1 and <= 16 } && PositionIn(text) is not null
        && !text.AsSpan().ContainsAnyExcept("0123456789abcdefghijklmnopqrstuvwxyz.");
}
