using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Several schemas for one value -> one shape that covers them, or a union.</summary>
/// <param name="shapes">Builds the branches' shapes.</param>
/// <param name="enums">Builds the sum of several enums.</param>
internal sealed class UnionShapes(ShapeBuilder shapes, EnumShapes enums)
{
    /// <summary>More branches than this have no readable type.</summary>
    private const int MaxBranches = 64;

    /// <summary>Builds the shape of <c>anyOf</c> or <c>oneOf</c>.</summary>
    /// <param name="node">The schema that has it.</param>
    /// <param name="wireName">Name of the property; empty for the root.</param>
    /// <param name="typeName">Name for the type.</param>
    /// <param name="place">Where a value of it stands in a document.</param>
    public Shape Build(SchemaNode node, string wireName, string typeName, string place)
    {
        var branches = Once(Flatten(node), wireName);
        if (branches.Count > MaxBranches)
        {
            return shapes.Untyped(node, $"a choice of {branches.Count}");
        }

        if (branches.Count == 0)
        {
            return shapes.Untyped(node, "a choice of nothing but itself");
        }

        if (branches.All(IsString) && !AreToldByPattern(branches))
        {
            var values = Values(branches);
            return values.Count > 0 && enums.Build(node, values, typeName, branches) is { } sum ? sum : shapes.Build(branches[0], wireName, typeName, place);
        }

        if (branches.All(branch => branch.Enum is not null) && enums.Build(node, Values(branches), typeName, branches) is { } choice)
        {
            return choice;
        }

        if (branches.All(branch => branch.Enum is null && IsNumber(branch.Type)))
        {
            return new ScalarShape(branches.All(branch => branch.Type == JsonObjectType.Integer) ? ScalarKind.Int64 : ScalarKind.Double);
        }

        return BuildUnion(node, branches, wireName, typeName, place);
    }

    /// <summary>Builds the shape of a schema with several types.</summary>
    /// <param name="node">The schema that has them.</param>
    /// <param name="wireName">Name of the property; empty for the root.</param>
    /// <param name="typeName">Name for the type.</param>
    /// <param name="place">Where a value of it stands in a document.</param>
    public Shape BuildFromTypes(SchemaNode node, string wireName, string typeName, string place)
    {
        var branches = new List<SchemaNode>();
        foreach (var type in new[]
        {
            JsonObjectType.String, JsonObjectType.Integer, JsonObjectType.Number, JsonObjectType.Boolean, JsonObjectType.Array, JsonObjectType.Object,
        })
        {
            if (node.Type.HasFlag(type) && !(type == JsonObjectType.Integer && node.Type.HasFlag(JsonObjectType.Number)))
            {
                branches.Add(node with { Schema = OnlyType(node.Schema, type) });
            }
        }

        return BuildUnion(node, branches, wireName, typeName, place);
    }

    private Shape BuildUnion(SchemaNode node, List<SchemaNode> branches, string wireName, string typeName, string place)
    {
        var isNamed = branches.ConvertAll(branch => BranchNames.Of(branch, wireName));
        var names = BranchNames.Distinct(branches, isNamed, typeName);
        var marks = branches.ConvertAll(branch => BranchMarks.Of(branch, node));
        var around = shapes.Around.ToList();
        var members = branches.Select((branch, index) =>
            new UnionBranch(names[index], shapes.Build(branch, wireName, TypeNames.OfBranch(names[index], around), place), marks[index]));
        return new UnionShape(typeName, DocumentationReader.Read(node), members.ToEquatableArray());
    }

    /// <summary>A branch that is listed twice, as the same reference is, is one branch.</summary>
    private static List<SchemaNode> Once(IEnumerable<SchemaNode> branches, string wireName) => branches
        .GroupBy(branch => (BranchNames.Of(branch, wireName), branch.Json.ToString(Formatting.None)))
        .Select(same => same.First())
        .ToList();

    private static List<JValue> Values(IEnumerable<SchemaNode> branches) => branches
        .SelectMany(branch => branch.Enum ?? [])
        .GroupBy(value => value.ToString(Formatting.None), StringComparer.Ordinal)
        .Select(same => same.First())
        .ToList();

    private static IEnumerable<SchemaNode> Flatten(SchemaNode node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<SchemaNode>(node.Branches.Reverse());
        while (open.Count > 0)
        {
            var branch = open.Pop();
            var branches = branch.Branches;
            if (branches.Count == 0)
            {
                yield return branch;
            }
            else if (seen.Add(branch.Pointer))
            {
                foreach (var inner in branches.Reverse())
                {
                    open.Push(inner);
                }
            }
        }
    }

    private static JsonSchema OnlyType(JsonSchema schema, JsonObjectType type)
    {
        var copy = new JsonSchema { Type = type, Format = schema.Format, Item = schema.Item, AdditionalPropertiesSchema = schema.AdditionalPropertiesSchema };
        if (type == JsonObjectType.Object)
        {
            foreach (var property in schema.Properties)
            {
                copy.Properties.Add(property.Key, property.Value);
            }
        }

        return copy;
    }

    private static bool IsString(SchemaNode branch) =>
        branch.Enum is { } values ? values.All(value => value.Value is string) : branch.Type == JsonObjectType.String;

    private static bool IsNumber(JsonObjectType type) => type is JsonObjectType.Integer or JsonObjectType.Number;

    private static bool AreToldByPattern(List<SchemaNode> branches) =>
        branches.All(branch => branch.Enum is null)
        && branches.Where(branch => branch.Schema.Pattern is { Length: > 0 }).Select(branch => branch.Schema.Pattern).Distinct().Count() > 1;
}
