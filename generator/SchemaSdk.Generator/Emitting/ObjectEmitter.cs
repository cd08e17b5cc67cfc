using System.Globalization;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Object -> a record with its own JSON code, and the types of its properties nested in it.</summary>
/// <param name="types">Writes the properties' types.</param>
/// <param name="code">The writer of the file.</param>
/// <param name="tables">The file's tables of names.</param>
/// <param name="accessibility">Of the types.</param>
/// <param name="isInput">True if callers make the object: then required members are C# <c>required</c>.</param>
internal sealed class ObjectEmitter(TypeEmitter types, CodeWriter code, NameTables tables, string accessibility, bool isInput)
{
    /// <summary>Writes a record.</summary>
    /// <param name="shape">The object.</param>
    /// <param name="path">The object's place, as part of a table's name.</param>
    /// <param name="otherwise">What its comment says where the schema says nothing, as XML.</param>
    public void Emit(ObjectShape shape, string path, string otherwise)
    {
        var name = shape.Name;
        code.Line().WriteAll(DocumentationText.Of(shape.Documentation, otherwise));
        code.Write($"[json(typeof(s::ModelJsonConverter<{name}>))]");
        code.Open($"{accessibility} sealed partial record {name} : c::Record<{name}>, c::IRecord<{name}>");
        for (var i = 0; i < shape.Properties.Count; i++)
        {
            EmitProperty(shape.Properties[i], i);
            code.Line();
        }

        code.WriteAll(ShapeText.Fields(shape.Properties.Select(property => property.Shape)));
        EmitJson(shape, name, Table(shape, path));
        foreach (var property in shape.Properties)
        {
            types.Emit(property.Shape, path + "_" + ModelPath.TypeNameOf(property.Name), "");
        }

        code.Close();
    }

    private string Table(ObjectShape shape, string path)
    {
        var nulls = shape.Properties
            .Select((property, index) => (property, index))
            .Where(item => item.property is { IsRequired: true, IsNullable: true })
            .Select(item => item.index.ToString(CultureInfo.InvariantCulture));
        return tables.Members(shape.Properties.Select(property => property.WireName), path, string.Join(", ", nulls));
    }

    private void EmitJson(ObjectShape shape, string name, string table)
    {
        code.Line().Write(
            $$"""
            public {{name}}() { }
            public bool Equals({{name}}? o) => base.Equals(o);
            public override int GetHashCode() => base.GetHashCode();
            """);
        code.Open($"public static void Visit<M>({name} o, ref M m, ref reader r) where M : c::IMembers");
        code.Open($"for (m.Start({table}); m.Next(ref r);) switch (m.Member)");
        for (var i = 0; i < shape.Properties.Count; i++)
        {
            code.Write($"case {i}: m.{ShapeText.Member(shape.Properties[i].Shape)}(ref r, ref o.f{i}); break;");
        }

        code.Close().Close();
    }

    private void EmitProperty(PropertyModel property, int member)
    {
        var isPresent = property is { IsRequired: true, IsNullable: false };
        var required = isInput && property.IsRequired ? "required " : "";
        var type = ShapeText.Type(property.Shape) + (isPresent ? "" : "?");
        var pointer = CSharpText.Literal(property.Pointer);
        var missing = !isPresent ? ""
            : ShapeText.Member(property.Shape) == "Element" ? $" ?? c::MissingMember.Untyped(this, {pointer})"
            : $" ?? throw Missing({pointer})";
        code.WriteAll(DocumentationText.Of(property, isInput && property.IsRequired));
        code.Write($"public {required}{type} {property.Name} {{ get => f{member}{missing}; init => f{member} = Set({member}, value); }}");
    }
}
