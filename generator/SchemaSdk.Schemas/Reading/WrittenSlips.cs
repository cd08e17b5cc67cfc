using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Finds misspelt keywords and formats, and a <c>multipleOf</c> of 0 or less, before normalization removes them.</summary>
/// <param name="subject">What messages call the file: a model id, or the file's name.</param>
/// <param name="placeOf">Returns the position of a part.</param>
internal sealed class WrittenSlips(string subject, Func<JsonNode, FilePlace> placeOf)
{
    private const int MaxReported = 100;

    /// <summary>
    /// The keywords that a misspelt name may mean. Excludes notes such as <c>$comment</c>, because misspelling them is harmless.
    /// </summary>
    private static readonly string[] Keywords = KeywordTable.Names(
        keyword => !SchemaKeywords.IsOwn(keyword.Name) && !(keyword is { IsNote: true, IsTold: false } && keyword.Name[0] == '$'));

    /// <summary>Finds the mistakes in a document that has not been normalized.</summary>
    public IEnumerable<Problem> In(JsonObject document) =>
        new WrittenSchemas(document).Schemas.SelectMany(InSchema).Take(MaxReported);

    private IEnumerable<Problem> InSchema(JsonObject schema)
    {
        var isMap = ObjectRules.IsPropertyMap(schema);
        foreach (var member in schema.Members)
        {
            if (KeywordTable.Find(member.Name) is null)
            {
                if (!SchemaKeywords.IsOwn(member.Name) && !(isMap && ObjectRules.IsPropertyOfMap(member)) && Meant(member) is { } keyword)
                {
                    yield return Slip(member, "keyword", member.Name, keyword);
                }
            }
            else if (member is { Name: KeywordName.Format, Value: JsonValue { Value: string format } }
                && FormatRules.Nearest(format) is { } known)
            {
                yield return Slip(member, KeywordName.Format, format, known);
            }
            else if (member is { Name: KeywordName.MultipleOf, Value: JsonValue { Value: long and <= 0 or double and <= 0 } step })
            {
                yield return At(ProblemKinds.NotReadable, member, $"the number must be above 0, not {step}");
            }
        }
    }

    /// <summary>
    /// Returns the keyword that the member's name probably misspells. Returns null if no keyword is similar, if the schema also has that
    /// keyword, or if the member's value is of the wrong kind for the keyword.
    /// </summary>
    private static string? Meant(JsonMember member) =>
        NearName.Of(member.Name, Keywords) is { } name && member.Parent is JsonObject schema && schema[name] is null
            && SchemaKeywords.Takes(name, member.Value)
            ? name
            : null;

    private Problem Slip(JsonMember member, string what, string written, string meant) =>
        At(ProblemKinds.Misspelt, member, what, written, meant);

    private Problem At(ProblemKind kind, JsonMember member, params string[] arguments)
    {
        var place = placeOf(member);
        return Problem.At(kind, place.Path, place.Span, [subject, JsonPointer.To(member.Value), .. arguments]);
    }
}
