using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Object -> a record with its own JSON code, and the types of its properties nested in it.</summary>
/// <param name="code">Where to.</param>
/// <param name="tables">The file's tables of names.</param>
/// <param name="accessibility">Of the types.</param>
/// <param name="isInput">Whether callers make the object: then required members are C# <c>required</c>.</param>
internal sealed class ObjectEmitter(CodeWriter code, NameTables tables, string accessibility, bool isInput)
{
    /// <summary>Writes a record.</summary>
    /// <param name="shape">The object.</param>
    /// <param name="path">The object's place, as part of a table's name.</param>
    /// <param name="otherwise">What its comment says where the schema says nothing, as XML.</param>
    public void Emit(ObjectShape shape, string path, string otherwise)
    {
        var name = shape.Name;
        var table = tables.Members(shape.Properties.Select(property => property.WireName), path);
        code.Line().Write(DocumentationText.Of(shape.Documentation, otherwise));
        code.Write($"[global::System.Text.Json.Serialization.JsonConverter(typeof(global::SchemaSdk.ModelJsonConverter<{name}>))]");
        code.Open($"{accessibility} sealed partial record {name} : global::SchemaSdk.ModelObject, global::SchemaSdk.IModelValue<{name}>");
        foreach (var property in shape.Properties)
        {
            code.Write($"private {ShapeText.Type(property.Shape)}? {Field(property)};");
        }

        code.Line().Write($"/// <summary>An object without members.</summary>\npublic {name}() {{ }}");
        EmitReader(shape, name, table);
        foreach (var property in shape.Properties)
        {
            EmitProperty(property);
        }

        EmitWriter(shape, table);
        code.Line().Write(
            $$"""
            /// <inheritdoc />
            public static {{name}} Read(ref Utf8JsonReader reader) => new(ref reader);

            /// <inheritdoc />
            public static void Write(Utf8JsonWriter writer, {{name}} value) => value.WriteTo(writer);

            /// <summary>Whether both are equal as JSON.</summary>
            public bool Equals({{name}}? other) => base.Equals(other);

            /// <inheritdoc />
            public override int GetHashCode() => base.GetHashCode();
            """);
        EmitNested(shape, path);
        code.Close();
    }

    private void EmitReader(ObjectShape shape, string name, string table)
    {
        var noted = shape.Properties.Select((property, index) => (property, index)).Where(item => WritesNull(item.property)).ToList();
        code.Line().Write("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]");
        code.Open($"private {name}(ref Utf8JsonReader reader)");
        code.Write($"var members = new ObjectReader(this, {table}, ref reader);");
        foreach (var (_, index) in noted)
        {
            code.Write($"var has{index} = false;");
        }

        code.Open("while (members.Next(ref reader))").Open("switch (members.Member)");
        for (var i = 0; i < shape.Properties.Count; i++)
        {
            var property = shape.Properties[i];
            var read = $"{Field(property)} = members.{ShapeText.Member(property.Shape)}(ref reader);";
            code.Write(WritesNull(property) ? $"case {i}: has{i} = true; {Field(property)} = members.IsNull(ref reader) ? null : members.{ShapeText.Member(property.Shape)}(ref reader); break;" : $"case {i}: {read} break;");
        }

        code.Close().Close();
        foreach (var (_, index) in noted)
        {
            code.Write($"if (!has{index}) {{ members.NoteAbsent({index}); }}");
        }

        code.Close();
    }

    private void EmitProperty(PropertyModel property)
    {
        var isPresent = property.IsRequired && !property.IsNullable;
        var type = ShapeText.Type(property.Shape) + (isPresent ? "" : "?");
        var get = isPresent ? $"{Field(property)} ?? throw Missing({CSharpText.Literal(property.Pointer)})" : Field(property);
        code.Line().Write(DocumentationText.Of(property, isInput && property.IsRequired)).Write(
            $$"""
            public {{(isInput && property.IsRequired ? "required " : "")}}{{type}} {{property.Name}}
            {
                get => {{get}};
                init { {{Field(property)}} = value; ForgetRead({{CSharpText.Literal(property.WireName)}}); }
            }
            """);
    }

    private void EmitWriter(ObjectShape shape, string table)
    {
        code.Line().Write("/// <inheritdoc />").Open("protected override void WriteMembers(Utf8JsonWriter writer)");
        code.Write($"var members = new ObjectWriter(this, writer, {table});");
        for (var i = 0; i < shape.Properties.Count; i++)
        {
            var property = shape.Properties[i];
            var write = $"members.{ShapeText.Member(property.Shape)}({i}, {Field(property)});";
            code.Write(WritesNull(property) ? $"if ({Field(property)} is null) {{ members.Null({i}); }} else {{ {write} }}" : write);
        }

        code.Close();
    }

    private void EmitNested(ObjectShape shape, string path)
    {
        foreach (var property in shape.Properties)
        {
            var place = path + "_" + ModelPath.TypeNameOf(property.Name);
            for (var nested = property.Shape; nested is not null; nested = (nested as ListShape)?.Item, place += "_Item")
            {
                if (nested is ObjectShape inner)
                {
                    Emit(inner, place, $"A value of <c>{CSharpText.Xml(property.WireName)}</c>.");
                }
                else if (nested is EnumShape named)
                {
                    EnumEmitter.Emit(code, named, accessibility, tables.Known(named.Members.Select(member => member.WireValue), place));
                }
            }
        }
    }

    /// <summary>Required and nullable: null is written as null.</summary>
    private static bool WritesNull(PropertyModel property) => property.IsRequired && property.IsNullable;

    private static string Field(PropertyModel property) => CSharpText.Field(property.Name);
}
