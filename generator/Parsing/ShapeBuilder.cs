using NJsonSchema;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Schema -> what a value of it looks like in C#.</summary>
internal sealed class ShapeBuilder
{
    /// <summary>Deeper than this no one writes types by hand.</summary>
    private const int MaxDepth = 40;

    /// <summary>References that fork at every step give millions of parts from a kilobyte.</summary>
    public const int MaxParts = 10_000;

    /// <summary>No one finds their way through more types of one model; a reference used in many places makes one in each.</summary>
    public const int MaxTypes = 250;

    private readonly Dictionary<string, RecursiveShape> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _openLists = new(StringComparer.Ordinal);
    private readonly ProblemList _problems;
    private int _depth;
    private int _parts;
    private int _types;
    private readonly ObjectShapes _objects;
    private readonly EnumShapes _enums;
    private readonly UnionShapes _unions;

    /// <summary>Starts with one document.</summary>
    /// <param name="problems">Where it is noted what has no typed form.</param>
    public ShapeBuilder(ProblemList problems)
    {
        _problems = problems;
        _objects = new ObjectShapes(this, problems);
        _enums = new EnumShapes(problems);
        _unions = new UnionShapes(this, _enums);
    }

    /// <summary>Names of the types that are being built, the one around the other.</summary>
    public IEnumerable<string> Around => _open.Values.Select(open => open.Name);

    /// <summary>Builds the shape of a schema.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="wireName">Name of the property; empty for the root.</param>
    /// <param name="typeName">Name for the type, if one has to be generated; empty for the root, which its model names.</param>
    /// <param name="place">Where a value of it stands in a document, with <c>*</c> for an index.</param>
    public Shape Build(SchemaNode node, string wireName, string typeName, string place)
    {
        if (_open.TryGetValue(node.Pointer, out var around))
        {
            return around;
        }

        if (_depth == MaxDepth)
        {
            return Untyped(node, $"a schema more than {MaxDepth} levels inside others");
        }

        if (++_parts > MaxParts)
        {
            return Untyped(node, $"part number {MaxParts + 1} or later of one schema, its references followed");
        }

        _depth++;
        var shape = BuildInside(node, wireName, typeName, place);
        _depth--;
        return shape;
    }

    /// <summary>Notes that a part of the schema has no typed form.</summary>
    /// <param name="node">The part.</param>
    /// <param name="what">What stands there.</param>
    /// <param name="keyword">The keyword that makes it so.</param>
    public Shape Untyped(SchemaNode node, string what, string keyword = "")
    {
        if (!_problems.HasAt(node.Place))
        {
            _problems.AddOf(Descriptors.NotTyped, node, keyword, what);
        }

        return new ScalarShape(ScalarKind.Json);
    }

    private Shape TooMany(SchemaNode node) => Untyped(node, $"type number {MaxTypes + 1} or later of one schema");

    private Shape BuildInside(SchemaNode node, string wireName, string typeName, string place)
    {
        if (node.Json["allOf"] is Newtonsoft.Json.Linq.JArray { Count: > 0 })
        {
            return Untyped(node, "an allOf of more parts than are merged");
        }

        if (node.Enum is { } values)
        {
            return ++_types > MaxTypes ? TooMany(node) : _enums.Build(node, values, typeName) ?? Untyped(node, "an enum of other than strings or numbers", "enum");
        }

        if (node.Branches.Count > 0)
        {
            return Inside(node, new RecursiveShape(typeName, IsUnion: true), () => _unions.Build(node, wireName, typeName, place));
        }

        return node.Type switch
        {
            JsonObjectType.String => new ScalarShape(StringKind(node, wireName)),
            JsonObjectType.Boolean => new ScalarShape(ScalarKind.Boolean),
            JsonObjectType.Number or (JsonObjectType.Number | JsonObjectType.Integer) => new ScalarShape(ScalarKind.Double),
            JsonObjectType.Integer => new ScalarShape(IntegerKind(node)),
            JsonObjectType.Array => BuildList(node, wireName, typeName, place),
            JsonObjectType.Object or JsonObjectType.None when node.Schema.Properties.Count > 0 =>
                Inside(node, new RecursiveShape(typeName, IsUnion: false), () => _objects.Build(node, typeName, place, Around)),
            JsonObjectType.Object => BuildMap(node, wireName, typeName, place),
            JsonObjectType.None when node.Item is not null => BuildList(node, wireName, typeName, place),
            JsonObjectType.None => new ScalarShape(ScalarKind.Json),
            _ => _unions.BuildFromTypes(node, wireName, typeName, place),
        };
    }

    /// <summary>Builds a type while it is known to be around whatever is built for it.</summary>
    private Shape Inside(SchemaNode node, RecursiveShape around, Func<Shape> build)
    {
        if (++_types > MaxTypes)
        {
            return TooMany(node);
        }

        _open[node.Pointer] = around;
        var shape = build();
        _open.Remove(node.Pointer);
        return shape;
    }

    private Shape BuildList(SchemaNode node, string wireName, string typeName, string place)
    {
        if (node.Item is { } item)
        {
            if (!_openLists.Add(node.Pointer))
            {
                return Untyped(node, "an array inside itself");
            }

            var shape = Build(item, wireName, TypeNames.OfItem(typeName), place + "/*");
            _openLists.Remove(node.Pointer);
            return new ListShape(shape);
        }

        if (node.Json["items"] is Newtonsoft.Json.Linq.JArray || node.Json["prefixItems"] is not null)
        {
            return new ListShape(Untyped(node, "an array with a schema for each place", "items"));
        }

        return new ListShape(new ScalarShape(IsFile(node, wireName) ? ScalarKind.File : ScalarKind.Json));
    }

    private MapShape BuildMap(SchemaNode node, string wireName, string typeName, string place) => new(
        node.Json["patternProperties"] is Newtonsoft.Json.Linq.JObject { Count: > 0 } ? Untyped(node, "an object with a schema for each pattern of names", "patternProperties")
        : node.Additional is { } value ? Build(value, wireName, TypeNames.OfItem(typeName), place + "/*")
        : new ScalarShape(ScalarKind.Json));

    private static ScalarKind StringKind(SchemaNode node, string wireName) =>
        IsFile(node, wireName) ? ScalarKind.File
        : node.Schema.Format == "date-time" ? ScalarKind.DateTimeOffset
        : ScalarKind.String;

    private static ScalarKind IntegerKind(SchemaNode node)
    {
        var (low, high) = (node.Schema.Minimum ?? node.Schema.ExclusiveMinimum, node.Schema.Maximum ?? node.Schema.ExclusiveMaximum);
        return low is >= int.MinValue && high is <= int.MaxValue ? ScalarKind.Int32
            : low < -9223372036854776000m || high > 9223372036854776000m ? ScalarKind.Int128
            : ScalarKind.Int64;
    }

    private static bool IsFile(SchemaNode node, string wireName) =>
        FormatRules.IsFile(node.Schema.Format ?? "") || (string.IsNullOrEmpty(node.Schema.Format) && FormatRules.IsFile(wireName));
}
