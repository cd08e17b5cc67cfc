using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Schemas.Types;

/// <summary>Derives names for the branches of a union from their JSON types.</summary>
internal static class BranchKinds
{
    /// <summary>
    /// The maximum number of nested lists in a name. Deeper lists, and lists that contain themselves, get no name from their items.
    /// </summary>
    public const int MaxDepth = 8;

    private static readonly Dictionary<RuleTypes, string> Names = new()
    {
        [RuleTypes.String] = "Text",
        [RuleTypes.Integer] = "Integer",
        [RuleTypes.Number] = "Number",
        [RuleTypes.Boolean] = "Boolean",
        [RuleTypes.Array] = "List",
        [RuleTypes.Object] = "Map",
    };

    /// <summary>Returns the last segment of the reference that led to the schema, as a C# name; empty if no reference did.</summary>
    public static string Reference(SchemaNode node) =>
        node.ReferenceText is { } reference ? Identifiers.Clean(reference.Substring(reference.LastIndexOf('/') + 1)) : "";

    /// <summary>Returns true if a schema is an object with known members.</summary>
    public static bool IsObject(SchemaNode node) =>
        node.Enum is null && !node.HasBranches && node.Type is RuleTypes.Object or RuleTypes.None && node.HasProperties;

    public static bool IsList(SchemaNode node) =>
        node.Enum is null
        && !node.HasBranches
        && (node.Type == RuleTypes.Array || (node.Type == RuleTypes.None && !IsObject(node) && node.Item is not null));

    /// <summary>
    /// Returns the kind of an enum's values: <c>TextChoice</c>, <c>NumberChoice</c> or <c>Boolean</c>; empty if the values are of several
    /// kinds.
    /// </summary>
    public static string OfValues(SchemaNode node)
    {
        var types = (node.Enum ?? []).Select(value => value.Kind is JsonKind.Integer ? JsonKind.Float : value.Kind).Distinct().ToList();
        return types.Count != 1 ? "" : types[0] switch
        {
            JsonKind.String => "TextChoice",
            JsonKind.Float => "NumberChoice",
            JsonKind.Boolean => "Boolean",
            _ => "",
        };
    }

    /// <summary>
    /// Returns the kind of a schema that needs no generated type, such as <c>TextMapList</c>; empty for any other schema. Schemas of the
    /// same kind have the same C# type. The schema must not be an enum.
    /// </summary>
    public static string Plain(SchemaNode node) => Plain(node, 0);

    /// <summary>Returns the short name of a schema; <c>ofObject</c> returns the short name of an object with known members.</summary>
    public static string Of(SchemaNode node, Func<SchemaNode, string> ofObject) => Of(node, ofObject, 0);

    private static string Of(SchemaNode node, Func<SchemaNode, string> ofObject, int depth)
    {
        if (depth >= MaxDepth)
        {
            return "";
        }

        if (node.Enum is not null)
        {
            return OfValues(node) == "Boolean" ? "Boolean" : "Choice";
        }

        if (node.HasBranches)
        {
            return Or(node.Branches.Select(branch => Of(branch, ofObject, depth + (MaxDepth / 2))));
        }

        if (IsObject(node))
        {
            return ofObject(node);
        }

        if (IsList(node))
        {
            return Identifiers.Fit((node.Item is { HasBranches: false } item ? Of(item, ofObject, depth + 1) : "") + "List");
        }

        return OfScalar(node);
    }

    /// <summary>Returns the name of a union. It depends on the names of the branches, but not on their order.</summary>
    public static string Or(IEnumerable<string> names) =>
        Identifiers.Fit(string.Join(
            "Or", names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)));

    private static string OfScalar(SchemaNode node)
    {
        var types = RuleKeywords.Single(node.Type).Select(type => Names[type]).ToList();

        return types.Count == 0 ? "Any"
            : node.Type == RuleTypes.String && FormatRules.IsFile(node.Format) ? "File"
            : string.Join("Or", types);
    }

    private static string Plain(SchemaNode node, int depth)
    {
        if (depth == MaxDepth
            || node.Enum is not null
            || node.HasBranches
            || IsObject(node)
            || node.Json[KeywordName.PatternProperties] is not null)
        {
            return "";
        }

        if (IsList(node))
        {
            return node.Item is { } item
                ? Plain(item, depth + 1) is { Length: > 0 } inner ? inner + "List" : ""
                : node.Json[KeywordName.Items] is null && node.Json[KeywordName.PrefixItems] is null ? "List" : "";
        }

        if (node.Type == RuleTypes.Object)
        {
            return node.Additional is { } value ? Plain(value, depth + 1) is { Length: > 0 } inner ? inner + "Map" : "" : "Map";
        }

        return RuleKeywords.Single(node.Type).Skip(1).Any() ? "" : OfScalar(node);
    }
}
