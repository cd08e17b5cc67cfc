using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Types;

/// <summary>Builds the C# shape of a schema.</summary>
internal sealed class ShapeBuilder
{
    /// <summary>The maximum nesting depth of types. Handwritten schemas never need more.</summary>
    private const int MaxDepth = 40;

    /// <summary>The maximum number of parts. Branching references can turn a schema of one kilobyte into millions of parts.</summary>
    public const int MaxParts = 10_000;

    /// <summary>The maximum number of types for one schema. A schema becomes a type in each place that refers to it.</summary>
    public const int MaxTypes = 250;

    /// <summary>The maximum total length of the values of all enums, with an allowance for the code of each value.</summary>
    public const int MaxEnumLength = 20_000_000;

    private const int LengthOfValue = 50;

    /// <summary>The maximum total length of all properties' pointers. The code contains the pointer of each required property.</summary>
    public const int MaxPointers = 2_000_000;

    private readonly Dictionary<(string Pointer, RuleTypes? OnlyType), RecursiveShape> _open = [];
    private readonly List<string> _inside = [];
    private readonly HashSet<string> _openLists = new(StringComparer.Ordinal);
    private readonly HashSet<(string Pointer, int Inside)> _openMaps = [];
    private readonly ProblemList _problems;
    private int _depth, _parts;
    private long _enumLength, _pointers;
    private readonly TypeLimit _limit = new(MaxTypes);
    private readonly List<string> _chain = [];
    private readonly ObjectShapes _objects;
    private readonly EnumShapes _enums;
    private readonly UnionShapes _unions;

    /// <param name="problems">Collects the problems in the schema.</param>
    /// <param name="kept">The names that the lock file keeps.</param>
    public ShapeBuilder(ProblemList problems, KeptMemberNames kept)
    {
        _problems = problems;
        _objects = new ObjectShapes(this, problems, kept);
        _enums = new EnumShapes(this, _limit, problems, kept);
        _unions = new UnionShapes(this, _enums, kept);
    }

    /// <summary>The names of the types that are being built, and the other names that types inside them must not have.</summary>
    public IEnumerable<string> Around => _inside.SelectMany(TypeNames.Around);

    /// <summary>The names of the types that are being built, outer ones first, joined by dots.</summary>
    public string Path => _inside.Aggregate("", KeptMember.Inside);

    public Shape Build(SchemaNode root)
    {
        var noted = _problems.Save();
        var shape = Start(root);
        if (!_limit.IsExceeded)
        {
            return shape;
        }

        _unions.Restart();
        _limit.Plan(() => Start(root));
        _problems.Restore(noted);
        _unions.Restart();
        return Start(root);
    }

    /// <summary>Builds the shape of a schema.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="wireName">The name of the property; empty for the root.</param>
    /// <param name="typeName">The name for the type, if one is generated; empty for the root, which is named after its model.</param>
    /// <param name="place">The pointer to the value in a document, with <c>*</c> in place of an index.</param>
    public Shape Build(SchemaNode node, string wireName, string typeName, string place)
    {
        if (_open.TryGetValue((node.Pointer, node.OnlyType), out var around))
        {
            return around;
        }

        if (_depth == MaxDepth)
        {
            return Untyped(node, $"a schema nested more than {MaxDepth} levels deep");
        }

        if (++_parts > MaxParts)
        {
            return Untyped(node, $"a part beyond the limit of {MaxParts} parts per schema (including references)");
        }

        _depth++;
        var shape = BuildInside(node, wireName, typeName, place);
        _depth--;
        return shape;
    }

    /// <summary>Reports that a schema has no typed form, and returns the shape of any JSON.</summary>
    public Shape Untyped(SchemaNode node, string what, string keyword = "")
    {
        if (!_problems.HasAt(node.Place))
        {
            _problems.AddOf(ProblemKinds.NotTyped, node, keyword, what);
        }

        return new ScalarShape(ScalarKind.Json);
    }

    /// <summary>Builds the shape of an enum, or of several enums combined.</summary>
    public Shape BuildEnum(SchemaNode node, IReadOnlyList<JsonValue> values, string typeName, IEnumerable<SchemaNode>? branches = null) =>
        _limit.Take(_chain, typeName)
            ? _enums.Build(node, values, typeName, branches)
                ?? Untyped(node, "an enum that is neither all strings nor all numbers", KeywordName.Enum)
            : TooMany(node);

    /// <summary>Adds an enum's values to the total length. Returns true if the total is within <see cref="MaxEnumLength"/>.</summary>
    public bool HasRoomFor(IReadOnlyList<JsonValue> values) => _enumLength <= MaxEnumLength
        && (_enumLength += values.Sum(value => LengthOfValue + ((value.Value as string)?.Length ?? 0))) <= MaxEnumLength;

    private bool HasRoomFor(JsonObject properties, string place) => _pointers <= MaxPointers
        && (_pointers += properties.Members.Sum(member => (long)place.Length + member.Name.Length)) <= MaxPointers;

    /// <summary>Builds the parts of a type. A reference from one of these parts to the type becomes recursive.</summary>
    /// <param name="node">The schema or, if it has several types, the node for one of them. References always point to the schema.</param>
    /// <param name="around">The shape that the schema has where it occurs inside itself.</param>
    /// <param name="build">Builds the parts of the type.</param>
    public Shape Inside(SchemaNode node, RecursiveShape around, Func<Shape> build)
    {
        var key = (node.Pointer, node.OnlyType);
        _open[key] = around;
        _inside.Add(around.Name);
        var shape = build();
        _inside.RemoveAt(_inside.Count - 1);
        _open.Remove(key);
        return shape;
    }

    private Shape Start(SchemaNode root)
    {
        (_parts, _enumLength, _pointers) = (0, 0, 0);
        return Build(root, "", "", "");
    }

    private Shape TooMany(SchemaNode node) =>
        Untyped(node, $"a type beyond the limit of {MaxTypes} types per schema (outer types are counted first)");

    private Shape BuildInside(SchemaNode node, string wireName, string typeName, string place)
    {
        if (node.Json[KeywordName.AllOf] is JsonArray { Count: > 0 } || node.Json[TypingView.Unmerged] is not null)
        {
            return Untyped(node, "more parts than can be merged into one type");
        }

        // A schema that only refers to itself allows any value, and is not a mistake.
        if (node.Json[KeywordName.Ref] is JsonValue { Value: string reference } && reference != "#" + node.Pointer)
        {
            return Untyped(node, "a reference into a schema that was merged into another", KeywordName.Ref);
        }

        if (node.Enum is { } values)
        {
            return BuildEnum(node, values, typeName);
        }

        if (node.HasBranches)
        {
            return Typed(node, typeName, () => _unions.Build(node, wireName, typeName, place));
        }

        return node.Type switch
        {
            RuleTypes.String => new ScalarShape(ScalarShapes.OfString(node, wireName, _problems.IsOfInput)),
            RuleTypes.Boolean => new ScalarShape(ScalarKind.Boolean),
            RuleTypes.Number => new ScalarShape(ScalarKind.Double),
            RuleTypes.Integer => new ScalarShape(ScalarShapes.OfInteger(node)),
            RuleTypes.Array => BuildList(node, wireName, typeName, place),
            RuleTypes.Object or RuleTypes.None when node.HasProperties => HasRoomFor((JsonObject)node.Json[KeywordName.Properties]!, place)
                ? Typed(node, typeName, () => Inside(
                    node, new RecursiveShape(typeName, IsUnion: false), () => _objects.Build(node, typeName, place, Around)))
                : Untyped(node, $"an object beyond the limit of {MaxPointers} characters per schema (for the pointers to all properties)"),
            RuleTypes.Object => BuildMap(node, wireName, typeName, place),
            RuleTypes.None when node.Item is not null => BuildList(node, wireName, typeName, place),
            RuleTypes.None => new ScalarShape(ScalarKind.Json),
            _ => Typed(node, typeName, () => _unions.BuildFromTypes(node, wireName, typeName, place)),
        };
    }

    private Shape Typed(SchemaNode node, string typeName, Func<Shape> build)
    {
        if (!_limit.Take(_chain, typeName))
        {
            return TooMany(node);
        }

        _chain.Add(typeName);
        var shape = build();
        _chain.RemoveAt(_chain.Count - 1);
        return shape;
    }

    private Shape BuildList(SchemaNode node, string wireName, string typeName, string place)
    {
        if (node.Item is { } item)
        {
            if (!_openLists.Add(node.Pointer))
            {
                return Untyped(node, "an array that contains itself");
            }

            var shape = Build(item, wireName, TypeNames.OfItem(typeName), place + "/*");
            _openLists.Remove(node.Pointer);
            return new ListShape(shape);
        }

        if (node.Json[KeywordName.Items] is JsonArray || node.Json[KeywordName.PrefixItems] is not null)
        {
            return new ListShape(Untyped(node, "an array with a schema for each position", KeywordName.Items));
        }

        return new ListShape(new ScalarShape(ScalarShapes.IsFile(node, wireName) ? ScalarKind.File : ScalarKind.Json));
    }

    private Shape BuildMap(SchemaNode node, string wireName, string typeName, string place)
    {
        if (node.Json[KeywordName.PatternProperties] is JsonObject { Count: > 0 })
        {
            return new MapShape(Untyped(node, "an object with a schema for each name pattern", KeywordName.PatternProperties));
        }

        if (node.Additional is not { } value)
        {
            return new MapShape(new ScalarShape(ScalarKind.Json));
        }

        // A map that directly contains itself is untyped. If it contains itself through a named type, the recursion ends at that name.
        if (!_openMaps.Add((node.Pointer, _inside.Count)))
        {
            return Untyped(node, "an object that contains itself");
        }

        var shape = Build(value, wireName, TypeNames.OfItem(typeName), place + "/*");
        _openMaps.Remove((node.Pointer, _inside.Count));
        return new MapShape(shape);
    }
}
