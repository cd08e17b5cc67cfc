using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes the types that are generated for a shape.</summary>
internal sealed class TypeEmitter
{
    private readonly ObjectEmitter _objects;
    private readonly EnumEmitter _enums;
    private readonly UnionEmitter _unions;

    /// <summary>Starts with the types of an input or an output.</summary>
    /// <param name="code">The writer of the file.</param>
    /// <param name="tables">The file's tables of names.</param>
    /// <param name="accessibility">The accessibility of the types.</param>
    /// <param name="isInput">True if callers make the objects.</param>
    public TypeEmitter(CodeWriter code, NameTables tables, string accessibility, bool isInput)
    {
        _objects = new ObjectEmitter(this, code, tables, accessibility, isInput);
        _enums = new EnumEmitter(code, tables, accessibility);
        _unions = new UnionEmitter(this, code, tables, accessibility);
    }

    /// <summary>Writes the type of a shape, if it needs one, with those nested in it.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="path">Its path, as part of a table's name.</param>
    /// <param name="otherwise">Its comment if the schema has none, as XML.</param>
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

    /// <summary>The types that are generated for a shape, apart from those nested in them.</summary>
    /// <param name="shape">The shape.</param>
    public static IEnumerable<string> Roots(Shape shape) => shape switch
    {
        ListShape list => Roots(list.Item),
        MapShape map => Roots(map.Value),
        NamedShape named => [named.Name],
        _ => [],
    };
}
