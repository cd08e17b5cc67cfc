using System.Reflection;
using SchemaSdk.CompilerServices;
using SchemaSdk.Schemas.Naming;
using SchemaText = SchemaSdk.Testing.SchemaText;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests that a generated member never hides an inherited or compiler-generated one.</summary>
public class ReservedNameTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    [Fact]
    public void Members_of_ModelObject_and_of_records_are_reserved_in_records() =>
        Assert.All(
            new[] { typeof(ModelObject), typeof(IModelValue<>), typeof(Record<>), typeof(IRecord<>) }.SelectMany(NamesOf),
            name => Assert.True(ReservedNames.OfRecord(name), name));

    [Fact]
    public void Members_of_unions_are_reserved_in_unions() =>
        Assert.All(
            new[] { typeof(ModelUnion), typeof(IModelValue<>), typeof(Union<>), typeof(IUnion<>) }.SelectMany(NamesOf),
            name => Assert.True(ReservedNames.OfUnion(name), name));

    [Fact]
    public void Members_of_endpoints_are_reserved_below_endpoints() =>
        Assert.All(
            new[] { typeof(ModelEndpoint<,>), typeof(ValueEndpoint<,>), typeof(RawEndpoint<>) }.SelectMany(NamesOf),
            name => Assert.True(ReservedNames.OfEndpoint(name), name));

    [Fact]
    public void Members_of_the_client_are_reserved_for_first_segments() =>
        Assert.All(
            NamesOf(typeof(ModelClient)).Append("Models").Append("JsonTypeInfoResolver"),
            name => Assert.True(ReservedNames.OfClient(name), name));

    [Fact]
    public void A_schema_may_use_every_reserved_name()
    {
        string[] names =
        [
            .. typeof(ReservedNames).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
                .SelectMany(field => (IEnumerable<string>)field.GetValue(null)!)
                .Concat(["class", "string", "field", "value", "record", "required", "file", "item", "members", "writer", "reader"])
                .Concat(["a_input", "a_output", "all_value", "all_item"])
                .Distinct(StringComparer.Ordinal),
        ];
        string Object(IEnumerable<string> members) => $$"""{ "type": "object", "properties": { {{string.Join(",", members)}} } }""";
        var texts = names.Select(name => $$"""  "{{name}}": { "type": "string" } """).ToList();
        var known = $$"""  "all": { "type": "string", "enum": ["{{string.Join("\",\"", names)}}"] } """;
        var nested = $$"""  "each": { "type": "array", "items": {{Object(texts)}} } """;
        var small = Object(["\"a\": { \"type\": \"string\" }"]);
        var large = Object([.. texts, known, nested]);

        var run = GeneratorRun.Over(
        [
            SchemaText.Output("", small),
            SchemaText.Input("a", large),
            SchemaText.Output("a", large),
            .. names.Where((_, i) => FullRun.IsOn || i % 4 == 0).Select(name => SchemaText.Input(name, small)),
            .. names.Where((_, i) => FullRun.IsOn || i % 4 == 2).Select(name => SchemaText.Input("a/" + name, small)),
        ]);

        Assert.Empty(Compiler.Complaints(run, Compiler.Languages[0]));
    }

    private static IEnumerable<string> NamesOf(Type type) => type.GetMembers(All)
        .Where(member => member is not ConstructorInfo and not Type && !IsHidden(member))
        .Select(member => member.Name)
        .Where(name => !name.Contains('<', StringComparison.Ordinal)
            && !name.Contains('.', StringComparison.Ordinal)
            && !name.StartsWith("op_", StringComparison.Ordinal))
        .Where(name => !name.StartsWith("get_", StringComparison.Ordinal) && !name.StartsWith("set_", StringComparison.Ordinal))
        .Distinct();

    private static bool IsHidden(MemberInfo member) => member switch
    {
        FieldInfo field => field.IsPrivate || field.IsAssembly || field.IsFamilyAndAssembly,
        MethodInfo method => method.IsPrivate || method.IsAssembly || method.IsFamilyAndAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).All(IsHidden),
        _ => false,
    };
}
