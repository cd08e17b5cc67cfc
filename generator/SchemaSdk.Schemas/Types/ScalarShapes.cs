using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Schemas.Types;

/// <summary>Selects the C# type for the values of a string or integer schema, such as <c>DateTimeOffset</c> or <c>long</c>.</summary>
internal static class ScalarShapes
{
    /// <summary>
    /// The minimum length, in JSON, of a <c>DateTimeOffset</c> that a caller creates, such as <c>2026-01-31T12:00:00+00:00</c>.
    /// </summary>
    private const int DateLength = 25;

    public static ScalarKind OfString(SchemaNode node, string wireName, bool isInput) =>
        IsFile(node, wireName) ? ScalarKind.File
        : node.Format == "date-time" && !(isInput && RestrictsText(node)) ? ScalarKind.DateTimeOffset
        : ScalarKind.String;

    /// <summary>Returns the smallest integer type that has room for the bounds. A missing bound counts as the bound of Int64.</summary>
    public static ScalarKind OfInteger(SchemaNode node)
    {
        // If the schema has several types, its bounds may belong to a type other than integer.
        var range = NumberRange<decimal>.Of(keyword => node.OnlyType is null ? NumberBounds.Of(node.Json[keyword]) : null);
        var (low, high) = (range.Least?.Number, range.Most?.Number);
        return low is >= int.MinValue && high is <= int.MaxValue ? ScalarKind.Int32
            : low < -9223372036854776000m || high > 9223372036854776000m || low > long.MaxValue || high < long.MinValue ? ScalarKind.Int128
            : ScalarKind.Int64;
    }

    /// <summary>Returns true if a string is the address of a file, or if a list consists of such strings.</summary>
    public static bool IsFile(SchemaNode node, string wireName) =>
        FormatRules.IsFile(node.Format) || (node.Format.Length == 0 && FormatRules.IsFile(wireName));

    /// <summary>Returns the schema whose type can represent the values of all given schemas.</summary>
    /// <param name="nodes">Schemas of one kind (strings, integers, or lists of either). They are not recursive.</param>
    /// <param name="wireName">The name of the property.</param>
    public static SchemaNode Widest(IReadOnlyList<SchemaNode> nodes, string wireName) =>
        nodes.OrderByDescending(node => Width(Leaf(node), wireName)).First();

    private static SchemaNode Leaf(SchemaNode node)
    {
        while (BranchKinds.IsList(node) && node.Item is { } item)
        {
            node = item;
        }

        return node;
    }

    private static int Width(SchemaNode node, string wireName) => node.Type switch
    {
        RuleTypes.Integer => (int)OfInteger(node),
        RuleTypes.String => OfString(node, wireName, isInput: false) switch
        {
            ScalarKind.File => 3,
            ScalarKind.String => 2,
            _ => RestrictsText(node) ? 1 : 0,
        },
        _ => 0,
    };

    /// <summary>
    /// Returns true if a schema may refuse every <c>DateTimeOffset</c> that a caller creates. For example, a pattern often requires
    /// <c>Z</c>, but such a value is written with <c>+00:00</c>.
    /// </summary>
    private static bool RestrictsText(SchemaNode node) =>
        node.Json[KeywordName.Pattern] is not null || RuleKeywords.Range(node.Json, Counted.Characters) is { Most: < DateLength };
}
