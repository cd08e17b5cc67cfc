using System.Globalization;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Object -> a record with its own JSON code, and the types of its properties nested in it.</summary>
/// <param name="types">Writes the properties' types.</param>
/// <param name="code">Where to.</param>
/// <param name="tables">The file's tables of names.</param>
/// <param name="accessibility">Of the types.</param>
/// <param name="isInput">Whether callers make the object: then required members are C# <c>required</c>.</param>
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
        code.Open($"{accessibility} sealed partial record {name} : s::ModelObject, c::IJsonRecord<{name}>");
        foreach (var sameType in shape.Properties.GroupBy(property => ShapeText.Type(property.Shape), StringComparer.Ordinal))
        {
            code.Write($"private {sameType.Key}? {string.Join(", ", sameType.Select(Field))};");
        }

        EmitJson(shape, name, Table(shape, path));
        foreach (var property in shape.Properties)
        {
            EmitProperty(property);
        }

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
        var hasRequired = isInput && shape.Properties.Any(property => property.IsRequired);
        code.Line().Write(
            $$"""
            public {{name}}() { }
            {{(hasRequired ? "[a::SetsRequiredMembers] " : "")}}private {{name}}(ref reader r) { var m = new c::ObjectReader(this, {{table}}, ref r); while (m.Next(ref r)) Visit(ref m, ref r); }
            protected override void WriteMembers(writer w) { reader r = default; var m = new c::ObjectWriter(this, w, {{table}}); while (m.Next()) Visit(ref m, ref r); }
            public static {{name}} Read(ref reader r) => new(ref r);
            public bool Equals({{name}}? o) => base.Equals(o);
            public override int GetHashCode() => base.GetHashCode();
            """);
        code.Open("private void Visit<M>(ref M m, ref reader r) where M : struct, c::IMemberVisitor").Open("switch (m.Member)");
        for (var i = 0; i < shape.Properties.Count; i++)
        {
            code.Write($"case {i}: m.{ShapeText.Member(shape.Properties[i].Shape)}(ref r, ref {Field(shape.Properties[i])}); break;");
        }

        code.Close().Close();
    }

    private void EmitProperty(PropertyModel property)
    {
        var isPresent = property is { IsRequired: true, IsNullable: false };
        var required = isInput && property.IsRequired ? "required " : "";
        var type = ShapeText.Type(property.Shape) + (isPresent ? "" : "?");
        var get = isPresent ? $"{Field(property)} ?? throw Missing({CSharpText.Literal(property.Pointer)})" : Field(property);
        var init = $"{Field(property)} = value; Forget({CSharpText.Literal(property.WireName)});";
        code.Line().Write(DocumentationText.Of(property, isInput && property.IsRequired));
        code.Write($"public {required}{type} {property.Name} {{ get => {get}; init {{ {init} }} }}");
    }

    private static string Field(PropertyModel property) => CSharpText.Field(property.Name);
}
