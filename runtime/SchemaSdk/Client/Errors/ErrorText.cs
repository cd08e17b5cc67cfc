using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SchemaSdk.Client.Errors;

/// <summary>Shortens text from outside the client to one line of at most 300 characters, for a message.</summary>
internal static class ErrorText
{
    internal const int MaxLength = 300;

    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Cut(string? text)
    {
        // Most texts, such as a status, are a single word, which needs no change.
        if (text is null || (text.Length <= MaxLength && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0))
        {
            return text;
        }

        var line = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var character in text)
        {
            // Control characters are replaced like white space. A body that is still compressed contains some.
            var isSpace = char.IsWhiteSpace(character) || char.IsControl(character);
            if (isSpace && (line.Length == 0 || line[^1] == ' '))
            {
                continue;
            }

            line.Append(isSpace ? ' ' : character);
            if (line.Length > MaxLength && !isSpace)
            {
                // A surrogate pair is never split, because half a pair is not valid text.
                line.Length = MaxLength - (char.IsHighSurrogate(line[MaxLength - 2]) ? 2 : 1);
                return line.Append('…').ToString();
            }
        }

        return line.ToString().TrimEnd(' ');
    }

    /// <summary>Shortens the beginning of a body, which need not be text.</summary>
    internal static string Cut(ReadOnlySpan<byte> body) =>
        Cut(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 8 * MaxLength)]));

    /// <summary>Ends a system message with a full stop, so that another sentence can follow.</summary>
    internal static string Ended(string message) => message.EndsWith('.') ? message : $"{message}.";

    internal static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString(time.TotalSeconds < 10 ? "0.### s" : "0.# s", CultureInfo.InvariantCulture);
}
