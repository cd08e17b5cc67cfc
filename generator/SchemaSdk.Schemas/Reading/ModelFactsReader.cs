using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Reads the <see cref="ModelFacts"/> of a model, from <c>x-model</c> in a patch or from the lock file.</summary>
internal static class ModelFactsReader
{
    private const int MaxText = 100;
    private const int MaxPage = 300;
    private const string Start = "https://";
    private const string InEntry = "about";
    private const string Name = "name";
    private const string Kind = "kind";
    private const string PriceUnit = "priceUnit";
    private const string Page = "page";

    private const string Form =
        OwnKeyword.Model
        + " must be an object with at least one of these members: \"name\", \"kind\", \"priceUnit\" (each a string of at most 100 "
        + "characters), \"page\" (an https address of at most 300 characters)";

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { Name, Kind, PriceUnit, Page };

    /// <summary>Returns the facts in <c>x-model</c>; none if the keyword is missing. Reports a malformed <c>x-model</c>.</summary>
    public static ModelFacts Read(JsonObject root, ProblemList problems)
    {
        if (root[OwnKeyword.Model] is not { } mark)
        {
            return ModelFacts.None;
        }

        if (Find(mark) is { } facts)
        {
            return facts;
        }

        problems.Add(ProblemKinds.NotReadable, "/" + OwnKeyword.Model, Form);
        return ModelFacts.None;
    }

    // Malformed facts get no diagnostic, because their omission only shortens a comment in the generated code. The tool refuses such a lock
    // file.
    public static ModelFacts InLock(JsonObject? entry) => Find(entry?[InEntry]) ?? ModelFacts.None;

    private static ModelFacts? Find(JsonNode? mark) => mark is JsonObject { Members.Count: > 0 } facts && facts.Members.All(IsFact)
        ? new ModelFacts(Text(facts, Name), Text(facts, Kind), Text(facts, PriceUnit), Text(facts, Page))
        : null;

    private static string Text(JsonObject facts, string name) => ((facts[name] as JsonValue)?.Value as string ?? "").Trim();

    private static bool IsFact(JsonMember member) =>
        Names.Contains(member.Name)
        && member.Value is JsonValue { Value: string text }
        && (member.Name == Page ? IsPage(text) : text.Trim().Length > 0 && text.Length <= MaxText);

    /// <summary>
    /// Returns true if a string is the address of a page. Comments have the address in an attribute. Therefore, the address must have no
    /// character that needs an escape there, except "&amp;".
    /// </summary>
    public static bool IsPage(string text) =>
        text.Length is > 8 and <= MaxPage
        && text.StartsWith(Start, StringComparison.Ordinal)
        && text.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || "-._~:/?#@!$&*+,;=%".IndexOf(c) >= 0)
        && Uri.TryCreate(text, UriKind.Absolute, out _);
}
