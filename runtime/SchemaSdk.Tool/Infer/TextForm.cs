using System.Globalization;
using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Infer;

/// <summary>Recognizes the format of a string. Formats that a string could have by chance are not recognized.</summary>
internal static partial class TextForm
{
    // Longer URLs are not recognized, because .NET cannot parse some of them. A data: URI can be longer, but only its start is checked.
    private const int MostCharacters = 2_000;

    internal static TextForms Of(string text) =>
        (IsAddress(text) ? TextForms.Address : TextForms.None) | (IsMoment(text) ? TextForms.Moment : TextForms.None);

    private static bool IsAddress(string text) =>
        text.StartsWith("data:", StringComparison.Ordinal) ? IsData(text.AsSpan(0, Math.Min(text.Length, MostCharacters)))
        : (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal))
            && text.Length <= MostCharacters
            && !text.AsSpan().ContainsAnyExceptInRange('!', '~')
            && text.AsSpan().IndexOfAny("\"<>\\^`{|}") < 0
            && Uri.TryCreate(text, UriKind.Absolute, out _);

    private static bool IsData(ReadOnlySpan<char> start) => start.IndexOf(',') > 0 && DataStart().IsMatch(start);

    private static bool IsMoment(string text) =>
        Moment().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"^data:[a-z]+/[A-Za-z0-9.+-]+(;[A-Za-z0-9=._-]+)*,", RegexOptions.CultureInvariant)]
    private static partial Regex DataStart();

    [GeneratedRegex(
        @"^[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();
}
