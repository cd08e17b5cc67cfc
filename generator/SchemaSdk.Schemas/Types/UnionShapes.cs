using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Rules;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Types;

/// <summary>
/// Builds the shape of a value that several schemas describe: a single shape if one covers all these schemas, otherwise a union.
/// </summary>
internal sealed class UnionShapes(ShapeBuilder shapes, EnumShapes enums, KeptMemberNames kept)
{
    /// <summary>The maximum number of branches. A type with more branches would be unreadable.</summary>
    private const int MaxBranches = 64;

    /// <summary>
    /// The maximum total of branches, their members, their values and their pattern characters in all unions of a schema. The total is
    /// limited, because each use of a union reads all of these, and thousands of branches can refer to one large object.
    /// </summary>
    private const int MaxSize = 500_000;

    private static readonly string[] Counted = [KeywordName.Properties, KeywordName.Required, KeywordName.Enum, KeywordName.Pattern];

    private long _size;

    /// <summary>
    /// Resets the total that <c>MaxSize</c> limits. Not called between the rounds of <see cref="TypeLimit.Plan"/>, so that all rounds
    /// together take limited time.
    /// </summary>
    public void Restart() => _size = 0;

    /// <summary>Builds the shape of <c>anyOf</c> or <c>oneOf</c>.</summary>
    /// <param name="node">The schema with the keyword.</param>
    /// <param name="wireName">The name of the property; empty for the root.</param>
    /// <param name="typeName">The name for the type.</param>
    /// <param name="place">The pointer to the value in a document.</param>
    public Shape Build(SchemaNode node, string wireName, string typeName, string place)
    {
        var all = _size > MaxSize ? [] : node.AllBranches.ToList();
        if (!HasRoomFor(all))
        {
            return TooLarge(node);
        }

        var branches = all.FindAll(branch => !branch.HasBranches);
        if (branches.Count == 0)
        {
            return shapes.Untyped(node, "a union that contains only itself");
        }

        // A C# enum cannot have objects or arrays as values, so branches that list such values stay separate.
        var canBeOne = branches.Select(branch => branch.ListsParts).Distinct().Count() == 1;
        if (canBeOne && branches.All(IsString) && !DifferByPattern(branches))
        {
            var values = Values(branches);
            return values.Count > 0 && enums.Build(node, values, typeName, branches) is { } sum
                ? sum
                : shapes.Build(ScalarShapes.Widest(branches, wireName), wireName, typeName, place);
        }

        if (canBeOne
            && branches.All(branch => branch.Enum is not null)
            && enums.Build(node, Values(branches), typeName, branches) is { } choice)
        {
            return choice;
        }

        if (branches.All(branch => branch.Enum is null && IsNumber(branch.Type)))
        {
            return new ScalarShape(!branches.All(branch => branch.Type == RuleTypes.Integer) ? ScalarKind.Double
                : branches.Any(branch => ScalarShapes.OfInteger(branch) == ScalarKind.Int128) ? ScalarKind.Int128
                : ScalarKind.Int64);
        }

        // Equal branches are combined. If only one branch remains, the union has the type of this branch, and a reference from the branch
        // to the union means this type.
        var folded = BranchFolds.Of(branches, node, wireName);
        return folded.Count > MaxBranches ? shapes.Untyped(node, $"a union of {folded.Count} branches")
            : folded.Count == 1 ? BuildBranch(folded[0], wireName, typeName, place)
            : BuildUnion(node, folded, wireName, typeName, place);
    }

    /// <summary>Builds the shape of a schema with several types.</summary>
    /// <param name="node">The schema with the types.</param>
    /// <param name="wireName">The name of the property; empty for the root.</param>
    /// <param name="typeName">The name for the type.</param>
    /// <param name="place">The pointer to the value in a document.</param>
    public Shape BuildFromTypes(SchemaNode node, string wireName, string typeName, string place)
    {
        var branches = RuleKeywords.Single(node.Type).Select(type => node with { OnlyType = type }).ToList();
        return HasRoomFor(branches)
            ? BuildUnion(node, branches.ConvertAll(branch => new FoldedBranch(branch, [branch])), wireName, typeName, place)
            : TooLarge(node);
    }

    private Shape BuildUnion(SchemaNode node, IReadOnlyList<FoldedBranch> branches, string wireName, string typeName, string place) =>
        shapes.Inside(node, new RecursiveShape(typeName, IsUnion: true), () =>
        {
            var nodes = branches.Select(branch => branch.Node).ToList();
            var naming = new BranchNames(node, typeName, kept.In(shapes.Path));
            var (names, wireNames) = (naming.Of(nodes), naming.WireNamesOf(nodes));
            var types = new NestedTypes(names.Concat(names.Select(name => "From" + name)), shapes.Around.ToList());
            var built = names.Select((name, i) => (Name: name, Branch: branches[i]))
                .OrderBy(branch => branch.Name, StringComparer.Ordinal)
                .ToDictionary(
                    branch => branch.Name,
                    branch => types.Build(
                        around => TypeNames.OfBranch(branch.Name, around), name => BuildBranch(branch.Branch, wireName, name, place)),
                    StringComparer.Ordinal);
            return new UnionShape(
                typeName,
                DocumentationReader.Read(node),
                names.Select((name, i) => new UnionBranch(name, built[name], BranchMarks.Of(nodes[i], node)) { WireName = wireNames[i] })
                    .ToEquatableArray());
        });

    private Shape BuildBranch(FoldedBranch branch, string wireName, string typeName, string place) =>
        branch.Nodes.Count > 1 && branch.Node.Enum is not null
            ? shapes.BuildEnum(branch.Node, Values(branch.Nodes), typeName, branch.Nodes)
            : shapes.Build(branch.Node, wireName, typeName, place);

    private bool HasRoomFor(IEnumerable<SchemaNode> branches) => _size <= MaxSize && (_size += branches.Sum(SizeOf)) <= MaxSize;

    private Shape TooLarge(SchemaNode node) => shapes.Untyped(
        node, $"a union beyond the limit of {MaxSize} branches, members and values per schema (for all unions together)");

    private static long SizeOf(SchemaNode branch) => SizeOf(branch.Json) + (branch.Item is { } item ? SizeOf(item.Json) : 0);

    private static int SizeOf(JsonObject schema) => 1 + Counted.Sum(keyword => schema[keyword] switch
    {
        JsonObject members => members.Count,
        JsonArray items => items.Count,
        JsonValue { Value: string pattern } => pattern.Length,
        _ => 0,
    });

    private static List<JsonValue> Values(IEnumerable<SchemaNode> branches) => branches
        .SelectMany(branch => branch.Enum ?? [])
        .GroupBy(value => value.ToString(), StringComparer.Ordinal)
        .Select(same => same.First())
        .ToList();

    private static bool IsString(SchemaNode branch) =>
        branch.Enum is { } values ? values.All(value => value.Value is string) : branch.Type == RuleTypes.String;

    private static bool IsNumber(RuleTypes type) => type is RuleTypes.Integer or RuleTypes.Number;

    private static bool DifferByPattern(List<SchemaNode> branches) =>
        branches.All(branch => branch.Enum is null)
        && branches.Where(branch => branch.Pattern is { Length: > 0 }).Select(branch => branch.Pattern).Distinct().Count() > 1;
}
