using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>Checks that a diagnostic is reported at the position of the JSON pointer in its message.</summary>
internal sealed class PlaceCheck(IEnumerable<SchemaText> files)
{
    private readonly Dictionary<string, (SourceText Text, Lazy<IReadOnlyDictionary<string, (int Line, int Column)>> Places)> _files =
        files.ToDictionary(
            file => file.Path,
            file => (SourceText.From(file.Text), new Lazy<IReadOnlyDictionary<string, (int, int)>>(() => JsonPlaces.Of(file.Text))));

    /// <summary>Returns what is wrong with a diagnostic's position; null if it is right.</summary>
    public string? Of(Diagnostic problem)
    {
        var span = problem.Location.GetLineSpan();
        var (text, places) = _files[span.Path];
        if (text.Lines.GetLinePositionSpan(problem.Location.SourceSpan) != span.Span)
        {
            return $"{problem}: the span {problem.Location.SourceSpan} is not {span}";
        }

        var message = problem.GetMessage(CultureInfo.InvariantCulture);
        var pointer = Regex.Match(message, " at '(?<pointer>(/.*?)?)'(, |;| that| to|: | is| does)");
        if (!pointer.Success || (problem.Id == "SSDK008" && span.StartLinePosition == default))
        {
            return problem.Id is "SSDK001" || span.StartLinePosition == default ? null : $"{problem}: no pointer";
        }

        var place = (span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
        return Named(problem, message, pointer.Groups["pointer"].Value, places.Value).Any(
            name => places.Value.TryGetValue(name, out var found) && found == place)
            ? null
            : $"{problem}: is not at the position of {pointer.Groups["pointer"].Value}";
    }

    /// <summary>
    /// Returns the pointers at which the diagnostic may be reported: usually only the pointer in the message. SSDK004 is reported at an
    /// item of <c>required</c>, and SSDK008 at a property that the message names or at an item of <c>enum</c>.
    /// </summary>
    private static IEnumerable<string> Named(
        Diagnostic problem, string message, string pointer, IReadOnlyDictionary<string, (int Line, int Column)> places) =>
        problem.AdditionalLocations.Count > 0 ? [pointer]
        : problem.Id == "SSDK004" ? places.Keys.Where(
            place => Regex.IsMatch(place, "^" + Regex.Escape(pointer) + "/(allOf/[0-9]+/)?required/[0-9]+$"))
        : problem.Id == "SSDK008" ? places.Keys.Where(place => IsPart(place, pointer, message))
        : [pointer];

    private static bool IsPart(string place, string pointer, string message) =>
        Regex.IsMatch(place, "^" + Regex.Escape(pointer) + "/enum/[0-9]+$")
        || (Regex.Match(place, "^" + Regex.Escape(pointer) + "/properties/([^/]+)$") is { Success: true } member
            && message.Contains($"'{member.Groups[1].Value}'", StringComparison.Ordinal));
}
