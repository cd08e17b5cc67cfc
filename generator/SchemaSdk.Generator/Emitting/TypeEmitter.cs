using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes the types that are generated for a shape.</summary>
internal sealed class TypeEmitter
{
    private readonly ObjectEmitter _objects;
    private readonly EnumEmitter _enums;
    private readonly UnionEmitter _unions;

    public TypeEmitter(CodeWriter code, NameTables tables, string accessibility, bool isInput, ClosedEnums closed)
    {
        // Inputs are created by callers, so their required members are "required" in C#.
        _objects = new ObjectEmitter(this, code, tables, accessibility, isInput);
        _enums = new EnumEmitter(code, tables, accessibility, closed);
        _unions = new UnionEmitter(this, code, tables, accessibility);
    }

    /// <summary>Writes the type of a shape and the types nested in it; nothing if the shape needs no generated type.</summary>
    public void Emit(Shape shape, string path, string otherwise)
    {
        switch (shape)
        {
            case ListShape list:
                Emit(list.Item, path + "_Item", otherwise);
                break;
            case MapShape map:
                Emit(map.Value, path + "_Item", otherwise);
                break;
            case EnumShape values:
                _enums.Emit(values, path);
                break;
            case UnionShape union:
                _unions.Emit(union, path, otherwise);
                break;
            case ObjectShape record:
                _objects.Emit(record, path, otherwise);
                break;
        }
    }

    /// <summary>Returns the names of the types that are generated for a shape, except nested types.</summary>
    public static IEnumerable<string> Roots(Shape shape) => shape switch
    {
        ListShape list => Roots(list.Item),
        MapShape map => Roots(map.Value),
        NamedShape named => [named.Name],
        _ => [],
    };
}
