using System.Globalization;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Reading;

/// <summary>
/// Parses one file as a JSON object, and omits the parts that cannot be read. In messages, <c>subject</c> stands for the file: a model
/// id or the file's name.
/// </summary>
internal sealed class SchemaReading(string path, string subject, string text)
{
    private const int MaxShown = 40;

    /// <summary>The maximum number of reported problems of each kind (repeated members, and numbers that are out of range).</summary>
    private const int MaxReported = 100;

    private readonly List<Problem> _problems = [];
    private TextLines? _lines;

    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>The lines of the file. Created on first use, because most files have no problems.</summary>
    private TextLines Lines => _lines ??= TextLines.Of(text);

    /// <summary>Returns the content of the file, or null if it is not a JSON object.</summary>
    /// <param name="expected">What the file should contain, as text for a message.</param>
    public JsonObject? Read(string expected)
    {
        try
        {
            var repeated = new List<RepeatedMember>();
            var document = JsonParser.Read(text, path, repeated) as JsonObject
                ?? throw new JsonTextException($"The file must contain {expected}", new TextSpan(0, 0));
            SchemaSize.CheckPointers(document);
            foreach (var member in repeated.Where(member => member.Owner.Root == document).Take(MaxReported))
            {
                var last = member.Owner.Member(member.Name)!;
                var line = Lines.PlaceOf(last.Place.Start).Line + 1;
                Add(
                    last.Value,
                    member.Ignored,
                    $"the member '{Cut(member.Name)}' occurs again, on line {line.ToString(CultureInfo.InvariantCulture)}, and the "
                    + "last one is used");
            }

            var beyond = NumberRules.Beyond(document);
            foreach (var number in beyond.Take(MaxReported))
            {
                var place = number.Place;
                Add(number, place, $"the number {Cut(text.Substring(place.Start, place.Length))} is outside the range of a double");
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
