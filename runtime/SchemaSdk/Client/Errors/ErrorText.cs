using System.Globalization;
using System.Text;

namespace SchemaSdk.Client.Errors;

/// <summary>Text of others in messages: on one line, and at most 300 characters.</summary>
internal static class ErrorText
{
    internal const int MaxLength = 300;

    internal static string Cut(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var character in text)
        {
            // Not only white space: a body that is still compressed begins with a control character.
            var isSpace = char.IsWhiteSpace(character) || char.IsControl(character);
            if (isSpace && (line.Length == 0 || line[^1] == ' '))
            {
                continue;
            }

            line.Append(isSpace ? ' ' : character);
            if (line.Length > MaxLength && !isSpace)
            {
                // Half of a surrogate pair is not valid text.
                line.Length = MaxLength - (char.IsHighSurrogate(line[MaxLength - 2]) ? 2 : 1);
                return line.Append('…').ToString();
            }
        }

        return line.ToString().TrimEnd(' ');
    }

    /// <summary>The beginning of a body of any kind.</summary>
    internal static string Cut(ReadOnlySpan<byte> body) =>
        Cut(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 8 * MaxLength)]));

    /// <summary>A message of the system with a full stop, so another sentence can follow.</summary>
    internal static string Ended(string message) => message.EndsWith('.') ? message : $"{message}.";

    internal static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
