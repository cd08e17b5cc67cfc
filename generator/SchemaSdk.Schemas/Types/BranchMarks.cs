using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Rules;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Types;

/// <summary>Finds what distinguishes each union branch from the others in JSON.</summary>
internal static class BranchMarks
{
    /// <summary>
    /// The maximum number of discriminator values of a branch. Without a limit, thousands of branches could each copy a long list.
    /// </summary>
    private const int MaxTags = 64;

    /// <summary>
    /// The maximum number of entries of a mapping. Each branch searches the whole mapping, so a mapping with more entries is ignored.
    /// </summary>
    private const int MaxMapped = 1_000;

    public static BranchMark Of(SchemaNode branch, SchemaNode union)
    {
        var kind = Kind(branch);
        var item = kind == "Array" && branch.Item is { } only && !only.HasBranches ? only : null;
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
            isDiscriminated |= wireName == discriminator;
            var values = node.Enum is { Count: 1 } only ? [only[0].ToString()]
                : wireName == discriminator ? Tags(branch, union, node.Enum ?? [])
                : [];
            foreach (var value in values.Count > 0 && node.IsNullable ? values.Append("null") : values)
            {
                yield return wireName;
                yield return value;
            }
        }

        foreach (var value in discriminator is null || isDiscriminated ? [] : Tags(branch, union, []))
        {
            yield return discriminator!;
            yield return value;
        }
    }

    /// <summary>
    /// Returns a branch's discriminator values as JSON text. Usually, these are the values that the union assigns to the branch's
    /// reference. If the branch's discriminator property lists only other values, the listed values are returned instead.
    /// </summary>
    private static List<string> Tags(SchemaNode branch, SchemaNode union, IReadOnlyList<JsonValue> listed)
    {
        var isLong = listed.Count > MaxTags;
        var tags = branch.ReferenceText is { } reference ? Mapped(union, reference, isNamed: !isLong) : [];
        var texts = isLong ? [] : listed.Select(value => value.ToString()).ToList();
        return texts.Count > 0 && !texts.Exists(tags.Contains) ? texts : tags;
    }

    /// <summary>
    /// Returns the discriminator values that the mapping maps to a reference; none if there are too many. If the mapping has no value for
    /// the reference and <c>isNamed</c> is true, returns the name of the schema, as in OpenAPI.
    /// </summary>
    private static List<string> Mapped(SchemaNode union, string reference, bool isNamed)
    {
        var mapping = (union.Json[KeywordName.Discriminator] as JsonObject)?["mapping"] as JsonObject;
        var mapped = mapping?.Members.Take(mapping.Count > MaxMapped ? 0 : MaxMapped)
            .Where(member => (member.Value as JsonValue)?.Value as string == reference)
            .Select(member => member.Name)
            .ToList() ?? [];
        return mapped.Count > MaxTags ? []
            : mapped.Count > 0 ? mapped.ConvertAll(JsonWriter.Quote)
            : !isNamed ? []
            : [JsonWriter.Quote(reference.Substring(reference.LastIndexOf('/') + 1))];
    }
}
