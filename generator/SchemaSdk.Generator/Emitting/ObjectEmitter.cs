using System.Globalization;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes the record of an object, the code that reads and writes its JSON, and the nested types of its properties.</summary>
internal sealed class ObjectEmitter(TypeEmitter types, CodeWriter code, NameTables tables, string accessibility, bool isInput)
{
    public void Emit(ObjectShape shape, string path, string otherwise)
    {
        var name = shape.Name;
        code.Line().WriteAll(DocumentationText.Of(shape.Documentation, otherwise));
        code.Write($"[jsonConverter(typeof(sdk::ModelJsonConverter<{name}>))]");
        code.Open($"{accessibility} sealed partial record {name} : runtime::Record<{name}>, runtime::IRecord<{name}>");
        var members = ShapeText.Numbered(shape.Properties, property => property.Name);
        foreach (var (property, _, field) in members)
        {
            EmitProperty(property, field);
            code.Line();
        }

        code.WriteAll(members.Select(member => $"{ShapeText.Type(member.Member.Shape)}? {member.Field};"));
        EmitJson(members, name, path);
        foreach (var property in shape.Properties)
        {
            types.Emit(property.Shape, path + "_" + ModelPath.TypeNameOf(property.Name), "");
        }

        code.Close();
    }

    private void EmitJson(IReadOnlyList<(PropertyModel Property, int Number, string Field)> members, string name, string path)
    {
        var nulls = members
            .Where(member => member.Property is { IsRequired: true, IsNullable: true })
            .Select(member => member.Number.ToString(CultureInfo.InvariantCulture));
        var table = tables.Members(members.Select(member => member.Property.WireName), path, string.Join(", ", nulls));
        code.Line().Write(
            $$"""
            public {{name}}() { }
            public bool Equals({{name}}? other) => base.Equals(other);
            public override int GetHashCode() => base.GetHashCode();
            protected override bool PrintMembers(global::System.Text.StringBuilder builder) => false;
            """);
        code.Write(ModelEmitter.Hidden);
        code.Write($"public static void Visit<TVisitor>({name} record, ref TVisitor visitor, ref jsonReader reader)");
        code.Open("    where TVisitor : runtime::IMembers");
        code.Open($"for (visitor.Start({table}); visitor.Next(ref reader);) switch (visitor.Member)");
        foreach (var (property, number, field) in members)
        {
            var wireName = CSharpText.Literal(property.WireName);
            code.Write($"case {number}: visitor.{ShapeText.Member(property.Shape)}(ref reader, ref record.{field}); break; // {wireName}");
        }

        code.Close().Close();
    }

    private void EmitProperty(PropertyModel property, string field)
    {
        var isPresent = property is { IsRequired: true, IsNullable: false };
        var required = isInput && property.IsRequired ? "required " : "";
        var type = ShapeText.Type(property.Shape) + (isPresent ? "" : "?");
        var name = CSharpText.Literal(property.WireName);
        var pointer = CSharpText.Literal(property.Pointer);
        var missing = !isPresent ? ""
            : ShapeText.Member(property.Shape) == "Element" ? $" ?? runtime::MissingMember.Untyped(this, {pointer})"
            : $" ?? throw Missing({pointer})";
        code.WriteAll(DocumentationText.Of(property, isInput && property.IsRequired));
        var init = property.Shape is ScalarShape { Kind: ScalarKind.DateTimeOffset }
            ? $"init => {field} = Set({name}, value);"
            : $"init {{ {field} = value; Set({name}); }}";
        code.Write($"public {required}{type} {property.Name} {{ get => {field}{missing}; {init} }}");
    }
}
