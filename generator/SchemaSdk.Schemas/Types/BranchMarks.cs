using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Rules;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Types;

/// <summary>Finds what distinguishes each union branch from the others in JSON.</summary>
internal static class BranchMarks
{
    public static BranchMark Of(SchemaNode branch, SchemaNode union)
    {
        var kind = Kind(branch);
        var item = kind == "Array" && branch.Item is { } only && only.Branches.Count == 0 ? only : null;
        var itemKind = item is null ? "" : Kind(item);
        var described = kind == "Object" ? branch : itemKind == "Object" && item!.HasProperties ? item : null;
        return new BranchMark(
            kind,
            kind == "String" && branch.Pattern is { } pattern ? RulePattern.Translate(pattern) ?? pattern : "",
            described is null ? default : described.RequiredSet.ToEquatableArray(),
            described is null ? default : Constants(described, union).ToEquatableArray(),
            itemKind);
    }

    /// <summary>Returns the name of a union's discriminator property; null if the union has no discriminator.</summary>
    public static string? Discriminator(SchemaNode union) =>
        ((union.Json[KeywordName.Discriminator] as JsonObject)?["propertyName"] as JsonValue)?.Value as string;

    private static string Kind(SchemaNode branch) => branch.Enum is { Count: > 0 }
        ? BranchKinds.OfValues(branch) switch { "TextChoice" => "String", "NumberChoice" => "Number", "Boolean" => "Boolean", _ => "Any" }
        : branch.Type switch
        {
            RuleTypes.String => "String",
            RuleTypes.Integer => "Integer",
            RuleTypes.Number => "Number",
            RuleTypes.Boolean => "Boolean",
            RuleTypes.Array => "Array",
            RuleTypes.Object => "Object",
            RuleTypes.None when branch.HasProperties => "Object",
            RuleTypes.None when branch.Item is not null => "Array",
            _ => "Any",
        };

    private static IEnumerable<string> Constants(SchemaNode branch, SchemaNode union)
    {
        var discriminator = Discriminator(union);
        var isDiscriminated = false;
        foreach (var (wireName, node) in branch.Properties.OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            if (node.Enum is { Count: 1 } only)
            {
                isDiscriminated |= wireName == discriminator;
                yield return wireName;
                yield return only[0].ToString();
            }
        }

        if (discriminator is not null && !isDiscriminated && branch.ReferenceText is { } reference
            && Mapped(union, reference) is { } value)
        {
            yield return discriminator;
            yield return JsonWriter.Quote(value);
        }
    }

    /// <summary>
    /// Returns a reference's discriminator value: the mapping's value, or else the name of the schema, as in OpenAPI; null if the mapping
    /// has several values for it.
    /// </summary>
    private static string? Mapped(SchemaNode union, string reference)
    {
        var mapped = ((union.Json[KeywordName.Discriminator] as JsonObject)?["mapping"] as JsonObject)?.Members
            .Where(member => (member.Value as JsonValue)?.Value as string == reference)
            .ToList() ?? [];
        return mapped.Count > 1 ? null : mapped.FirstOrDefault()?.Name ?? reference.Substring(reference.LastIndexOf('/') + 1);
    }
}
