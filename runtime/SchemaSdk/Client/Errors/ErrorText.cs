using System.Diagnostics.CodeAnalysis;

namespace SchemaSdk.Client.Errors;

/// <summary>Shortens text from outside the client to one line of at most 300 characters, for a message.</summary>
internal static class ErrorText
{
    internal const int MaxLength = 300;

    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Cut(string? text)
    {
        // Most strings, such as a status, are a single word and need no change.
        if (text is null || (text.Length <= MaxLength && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0))
        {
            return text;
        }

        // The text may be megabytes long, so the loop stops once the line is too long.
        var line = new StringBuilder();
        for (var at = 0; at < text.Length && line.Length <= MaxLength + 1; at++)
        {
            // Control characters count as white space, because a body that is still compressed contains many.
            if (!char.IsWhiteSpace(text[at]) && !char.IsControl(text[at]))
            {
                line.Append(text[at]);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return JsonText.Cut(line.ToString().TrimEnd(' '), MaxLength);
    }

    /// <summary>Shortens a body to one line for a message. The body need not be text.</summary>
    internal static string Cut(ReadOnlySpan<byte> body) => Cut(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 8 * MaxLength)]));

    /// <summary>Adds a full stop to a message that does not end with one, so that another sentence can follow.</summary>
    internal static string Ended(string message) => message.EndsWith('.') ? message : $"{message}.";

    internal static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString(time.TotalSeconds < 10 ? "0.### s" : "0.# s", CultureInfo.InvariantCulture);
}
