using System.Reflection;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests how members are written to JSON: required or optional, nullable or not, with or without a default.</summary>
public class TruthTableTests
{
    private static readonly Lazy<Assembly> Generated = new(
        () => Compiler.Load(GeneratorRun.Over([.. new CaseFolder("required-nullable-default").Schemas])));

    private static Type Input => Generated.Value.GetType("Acme.Sdk.Models.Acme.ModelInput")!;

    private static Type Output => Generated.Value.GetType("Acme.Sdk.Models.Acme.ModelOutput")!;

    [Fact]
    public void Null_is_written_only_for_required_nullable_members() => Assert.Equal(
        """{"required_nullable_default":null,"required_nullable_bare":null,"choice":null}""",
        Write(Activator.CreateInstance(Input)!));

    [Theory]
    [InlineData("RequiredNullableDefault", "required_nullable_default")]
    [InlineData("RequiredPlainDefault", "required_plain_default")]
    [InlineData("OptionalNullableDefault", "optional_nullable_default")]
    [InlineData("OptionalPlainBare", "optional_plain_bare")]
    public void Set_members_are_written_and_defaults_are_not(string name, string wireName)
    {
        var input = Activator.CreateInstance(Input)!;

        Input.GetProperty(name)!.SetValue(input, "x");

        Assert.Equal("x", JsonDocument.Parse(Write(input)).RootElement.GetProperty(wireName).GetString());
        Assert.DoesNotContain("\"a\"", Write(input), StringComparison.Ordinal);
    }

    [Fact]
    public void A_known_enum_value_is_distinguished_from_an_unknown_one()
    {
        var type = Output.GetNestedType("ChoiceValue")!;

        var known = Output.GetProperty("Choice")!.GetValue(Read(Output, """{"choice":"x"}"""))!;
        var unknown = Output.GetProperty("Choice")!.GetValue(Read(Output, """{"choice":"z"}"""))!;

        Assert.Equal(type.GetField("X")!.GetValue(null), known);
        Assert.True((bool)type.GetProperty("IsKnown")!.GetValue(known)!);
        Assert.False((bool)type.GetProperty("IsKnown")!.GetValue(unknown)!);
        Assert.Equal("z", unknown.ToString());
    }

    [Fact]
    public void Values_are_equal_if_their_JSON_is_equal() =>
        Assert.Equal(Read(Output, """{"scale":1.0,"unknown":1}"""), Read(Output, """{"unknown":1,"scale":1}"""));

    private static object Read(Type type, string json) => JsonSerializer.Deserialize(json, type)!;

    private static string Write(object value) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType()));
}
