using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Diff.Surfaces;

/// <summary>The generated types of a model's input or output, as callers see them.</summary>
internal sealed class ClientSurface
{
    private readonly Dictionary<string, SurfaceType> _types = new(StringComparer.Ordinal);
    private readonly Queue<(NamedShape Shape, SurfaceScope Scope, string Path)> _open = new();
    private readonly bool _isInput;

    /// <param name="type">The name of the root type.</param>
    /// <param name="shape">The shape of the root.</param>
    /// <param name="isInput">True for an input, which callers create; false for an output.</param>
    internal ClientSurface(string type, Shape shape, bool isInput)
    {
        _isInput = isInput;
        var root = RootNames.Name(shape, type);
        var call = new SurfaceMember(isInput ? "Input" : "Output", "", new(Visit(root, SurfaceScope.Outermost, type), false));
        Add(new SurfaceType("", SurfaceKind.Call, type) { Members = [call] });
        while (_open.TryDequeue(out var next))
        {
            Add(Make(next.Shape, next.Scope.Inside(next.Shape.Name), next.Path));
        }
    }

    /// <summary>The types, outer types first.</summary>
    internal IReadOnlyCollection<SurfaceType> Types => _types.Values;

    /// <summary>Finds a generated type of the input or output by its full name; null if no generated type has this name.</summary>
    internal SurfaceType? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>
    /// Returns true if a value of type <paramref name="from"/> can be passed as <paramref name="to"/> without a cast or a warning.
    /// </summary>
    internal bool Converts(SurfaceValue from, SurfaceValue to)
    {
        if (from.MayBeNull && !to.MayBeNull)
        {
            return false;
        }

        return from.Type == to.Type || ScalarTypes.Widens(from.Type, to.Type) || (from.Type, to.Type) is ("string", "ModelFile")
            || Find(to.Type) switch
            {
                { Kind: SurfaceKind.TextEnum } => from.Type == "string",
                { Kind: SurfaceKind.IntegerEnum } => from.Type == "long" || ScalarTypes.Widens(from.Type, "long"),
                { Kind: SurfaceKind.NumberEnum } => from.Type == "double" || ScalarTypes.Widens(from.Type, "double"),
                { Kind: SurfaceKind.Union } union => union.Ways.Any(way => way.Method is null && Takes(way.From, from)),
                _ => false,
            };
    }

    /// <summary>Returns true if a type is a struct. Adding <c>?</c> to a struct makes it another type.</summary>
    internal bool IsStruct(string type) => ScalarTypes.IsStruct(type)
        || Find(type) is { Kind: SurfaceKind.TextEnum or SurfaceKind.IntegerEnum or SurfaceKind.NumberEnum };

    // C# does not lift an operator that returns a class, so a nullable value converts only if the operator accepts null. The conversion to
    // Int128 is an operator itself, and C# never applies two in a row.
    private static bool Takes(SurfaceValue way, SurfaceValue value) => (way.MayBeNull || !value.MayBeNull)
        && (way.Type == value.Type || (way.Type != "Int128" && ScalarTypes.Widens(value.Type, way.Type)));

    // Nested lists at the root share one type name, so the name may already be present. Any other duplicate would not compile.
    private void Add(SurfaceType type) => _types.TryAdd(type.Name, type);

    private SurfaceType Make(NamedShape shape, SurfaceScope scope, string path) => shape switch
    {
        ObjectShape record => new(scope.Name, SurfaceKind.Record, path)
        {
            Members = [.. record.Properties.Select(property => MemberOf(property, scope, path))],
        },
        UnionShape union => MakeUnion(union, scope, path),
        EnumShape values => new(scope.Name, KindOf(values), path)
        {
            Constants = values.Members.ToDictionary(member => member.Name, member => member.WireValue, StringComparer.Ordinal),
        },
        _ => throw new NotSupportedException($"No C# type is known for a {shape.GetType().Name}."),
    };

    private SurfaceMember MemberOf(PropertyModel property, SurfaceScope scope, string path)
    {
        var type = Visit(property.Shape, scope, $"{path}.{property.Name}");
        return new(property.Name, property.WireName, new(type, !property.IsRequired || property.IsNullable))
        {
            IsRequired = _isInput && property.IsRequired,
        };
    }

    private SurfaceType MakeUnion(UnionShape union, SurfaceScope scope, string path)
    {
        var branches = union.Branches
            .Select(branch => (branch.Name, branch.Shape, Type: Visit(branch.Shape, scope, $"{path}.{branch.Name}")))
            .ToList();
        var texts = branches.FindAll(branch => IsText(branch.Shape));
        var ways = new List<(string?, SurfaceValue)>();
        foreach (var (name, shape, type) in branches)
        {
            var isConverted = shape is not (ListShape or MapShape) && branches.Count(other => other.Type == type) == 1;
            if (isConverted && texts.Count == 1 && IsText(shape))
            {
                ways.Add((null, new("string", true)));
            }

            if (!(isConverted && texts.Count == 1 && type == "string"))
            {
                ways.Add((isConverted ? null : "From" + name, new(type, false)));
            }
        }

        return new(scope.Name, SurfaceKind.Union, path)
        {
            Members = [.. branches.Select(branch => new SurfaceMember(branch.Name, "", new(branch.Type, true)))],
            Ways = ways,
        };
    }

    private static bool IsText(Shape shape) =>
        shape is EnumShape { Kind: EnumKind.Text } or ScalarShape { Kind: ScalarKind.String or ScalarKind.File };

    private static SurfaceKind KindOf(EnumShape values) => values.Kind switch
    {
        EnumKind.Text => SurfaceKind.TextEnum,
        EnumKind.Integer => SurfaceKind.IntegerEnum,
        _ => SurfaceKind.NumberEnum,
    };

    /// <summary>Returns the name of a type, and queues the type if it is generated.</summary>
    private string Visit(Shape shape, SurfaceScope scope, string path)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                return ScalarTypes.NameOf(scalar.Kind);
            case ListShape list:
                return $"IReadOnlyList<{Visit(list.Item, scope, path)}>";
            case MapShape map:
                return $"IReadOnlyDictionary<string, {Visit(map.Value, scope, path)}>";
            case RecursiveShape around:
                return scope.Around(around.Name);
            case NamedShape named:
                _open.Enqueue((named, scope, path));
                return scope.Inside(named.Name).Name;
            default:
                throw new NotSupportedException($"No C# type is known for a {shape.GetType().Name}.");
        }
    }
}
