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
        code.Write($"[jsonConverter(typeof(sdk::ModelJsonConverter<{name}>))]");
        code.Open($"{accessibility} sealed partial record {name} : runtime::Record<{name}>, runtime::IRecord<{name}>");
        var fields = ShapeText.Fields([.. shape.Properties.Select(property => property.Name)]);
        for (var i = 0; i < shape.Properties.Count; i++)
        {
            EmitProperty(shape.Properties[i], i, fields[i]);
            code.Line();
        }

        code.WriteAll(shape.Properties.Select((property, i) => $"{ShapeText.Type(property.Shape)}? {fields[i]};"));
        EmitJson(shape, name, fields, Table(shape, path));
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

    private void EmitJson(ObjectShape shape, string name, IReadOnlyList<string> fields, string table)
    {
        code.Line().Write(
            $$"""
            public {{name}}() { }
            public bool Equals({{name}}? other) => base.Equals(other);
            public override int GetHashCode() => base.GetHashCode();
            protected override bool PrintMembers(global::System.Text.StringBuilder builder) => false;
            """);
        code.Write($"public static void Visit<TVisitor>({name} record, ref TVisitor visitor, ref jsonReader reader)");
        code.Open("    where TVisitor : runtime::IMembers");
        code.Open($"for (visitor.Start({table}); visitor.Next(ref reader);) switch (visitor.Member)");
        for (var i = 0; i < shape.Properties.Count; i++)
        {
            var property = shape.Properties[i];
            var wireName = CSharpText.Literal(property.WireName);
            code.Write($"case {i}: visitor.{ShapeText.Member(property.Shape)}(ref reader, ref record.{fields[i]}); break; // {wireName}");
        }

        code.Close().Close();
    }

    private void EmitProperty(PropertyModel property, int member, string field)
    {
        var isPresent = property is { IsRequired: true, IsNullable: false };
        var required = isInput && property.IsRequired ? "required " : "";
        var type = ShapeText.Type(property.Shape) + (isPresent ? "" : "?");
        var pointer = CSharpText.Literal(property.Pointer);
        var missing = !isPresent ? ""
            : ShapeText.Member(property.Shape) == "Element" ? $" ?? runtime::MissingMember.Untyped(this, {pointer})"
            : $" ?? throw Missing({pointer})";
        code.WriteAll(DocumentationText.Of(property, isInput && property.IsRequired));
        var init = property.Shape is ScalarShape { Kind: ScalarKind.DateTimeOffset }
            ? $"init => {field} = Set({member}, value);"
            : $"init {{ {field} = value; Set({member}); }}";
        code.Write($"public {required}{type} {property.Name} {{ get => {field}{missing}; {init} }}");
    }
}
