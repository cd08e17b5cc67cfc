using SchemaSdk.CompilerServices;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>Finds inputs that one version of a model accepts and the other refuses.</summary>
internal static class OldInputs
{
    /// <summary>
    /// Finds a value that <paramref name="taking"/> accepts and <paramref name="refusing"/> refuses; null if none was found.
    /// </summary>
    public static string? Refused(string taking, string refusing)
    {
        var (first, second) = (RulesOf(taking), RulesOf(refusing));
        return EdgesOf(taking)
            .Concat(EdgesOf(refusing).Where(value => HasOnlyMembersOf(taking, value)))
            .Select(value => Encoding.UTF8.GetBytes(value))
            .Where(value => first.Check(value).Count == 0 && second.Check(value).Count > 0)
            .Select(value => Encoding.UTF8.GetString(value))
            .FirstOrDefault();
    }

    /// <summary>
    /// Returns true if a value has only members of the schema. Callers of one version do not set members that only the other version has.
    /// </summary>
    private static bool HasOnlyMembersOf(string schema, string value)
    {
        using var input = JsonDocument.Parse(value);
        return input.RootElement.ValueKind == JsonValueKind.Object
            && SchemaSteps.Parse(File(schema)).Shape is ObjectShape shape
            && input.RootElement.EnumerateObject().All(member => shape.Properties.Any(property => property.WireName == member.Name))
            && NamesIn(input.RootElement).All(name => schema.Contains(JsonSerializer.Serialize(name), StringComparison.Ordinal));
    }

    private static IEnumerable<string> NamesIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => NamesIn(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };

    private static IEnumerable<string> EdgesOf(string schema) =>
        new EdgeValues(new SchemaView(SchemaSteps.Normalize(File(schema)).Root!.ToString())).All().Distinct(StringComparer.Ordinal);

    private static InputRules RulesOf(string schema) => InputRules.WithPatterns(RuleText.Of(SchemaSteps.Parse(File(schema)).Rule!));

    private static SchemaFile File(string schema) => new("input.json", "acme", SchemaRole.Input, schema);
}
