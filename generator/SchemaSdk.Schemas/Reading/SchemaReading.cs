using System.Globalization;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Turns the text of one file into a JSON object, without the parts that cannot be read.</summary>
/// <param name="path">The file.</param>
/// <param name="subject">What it describes: a model's id, or the file's name.</param>
/// <param name="text">The whole text.</param>
internal sealed class SchemaReading(string path, string subject, string text)
{
    private const int MaxShown = 40;

    /// <summary>The most problems of repeated members and numbers that are reported.</summary>
    private const int MaxReported = 100;

    private readonly List<Problem> _problems = [];
    private TextLines? _lines;

    /// <summary>The problems of the schema.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Computed when first needed, because most files have no problem.</summary>
    private TextLines Lines => _lines ??= TextLines.Of(text);

    /// <summary>Reads the file.</summary>
    /// <param name="expected">What the file should hold, as text for a message.</param>
    /// <returns>Null if it is not a JSON object.</returns>
    public JsonObject? Read(string expected)
    {
        try
        {
            var repeated = new List<RepeatedMember>();
            var document = JsonParser.Read(text, path, repeated) as JsonObject
                ?? throw new JsonTextException($"The file holds a JSON value where {expected} should be", new TextSpan(0, 0));
            foreach (var member in repeated.Where(member => member.Owner.Root == document).Take(MaxReported))
            {
                var last = member.Owner.Member(member.Name)!;
                var line = Lines.PlaceOf(last.Place.Start).Line + 1;
                Add(
                    last.Value,
                    member.Ignored,
                    $"the member '{Cut(member.Name)}' occurs again, on line {line.ToString(CultureInfo.InvariantCulture)}, and the "
                    + "last one counts");
            }

            var beyond = NumberRules.Beyond(document);
            foreach (var number in beyond.Take(MaxReported))
            {
                var place = number.Place;
                Add(number, place, $"the number {Cut(text.Substring(place.Start, place.Length))} is beyond what a double holds");
            }

            NumberRules.Remove(beyond);
            return document;
        }
        catch (JsonTextException error)
        {
            _problems.Add(Problem.At(ProblemKinds.NotJson, path, SourceSpan.From(Lines, error.Place), error.Message));
            return null;
        }
    }

    private static string Cut(string value) => value.Length <= MaxShown ? value : value.Substring(0, MaxShown) + "…";

    private void Add(JsonNode part, TextSpan place, string why) =>
        _problems.Add(Problem.At(ProblemKinds.NotReadable, path, SourceSpan.From(Lines, place), subject, JsonPointer.To(part), why));
}
