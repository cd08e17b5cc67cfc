using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>
/// Tests that the order of a schema's parts does not change which parts are typed or how they are named, even if the schema exceeds a
/// limit.
/// </summary>
public class ShuffledBranchTests
{
    private static readonly string Values = string.Join(",", Enumerable.Range(0, 300).Select(i => $"\"v{i}\""));

    [Fact]
    public void Beyond_250_types_the_order_of_branches_changes_nothing() => Expect(
        "a type beyond the limit of 250 types per schema",
        Enumerable.Range(0, 60).Select(i => Object($"b{i:00}", string.Join(",", Enumerable.Range(0, 3).Select(Inner)))),
        branches => $$"""{"properties":{"c":{"anyOf":[{{branches}}]},"a":{"anyOf":[{{branches}}]} } }""");

    [Fact]
    [Trait("Size", "Full")]
    public void Beyond_10000_parts_the_order_of_branches_changes_nothing() => Expect(
        "a part beyond the limit of 10000 parts per schema",
        Enumerable.Range(0, 60).Select(i =>
            Object($"b{i:00}", string.Join(",", Enumerable.Range(0, 180).Select(p => $$"""{{'"'}}p{{i}}_{{p}}":{"type":"string"}""")))),
        branches => $$"""{"properties":{"c":{"oneOf":[{{branches}}]} } }""");

    [Fact]
    public void Beyond_20000_copied_values_the_order_of_branches_changes_nothing() => Expect(
        "more parts than can be merged into one type",
        Enumerable.Range(0, 60).Select(i =>
            $$"""{"allOf":[{"$ref":"#/definitions/V"},{"properties":{"kind":{"const":"b{{i:00}}"},"n{{i}}":{"type":"string"} } }]}"""),
        branches =>
            $$"""{"properties":{"c":{"oneOf":[{{branches}}]} },"definitions":{"V":{"properties":{"v":{"enum":[{{Values}}, "w"]},"""
                + $$"""{{'"'}}x":{"type":"array","items":{"enum":[{{Values}}]} } } } } }""");

    [Fact]
    public void Beyond_20000_values_that_properties_copy_the_order_of_properties_changes_nothing() => Expect(
        "more parts than can be merged into one type",
        Enumerable.Range(0, 80).Select(i => $$"""{{'"'}}p{{i:00}}":{"allOf":[{"$ref":"#/definitions/V"},{"type":"string"}]}"""),
        properties => $$"""{"properties":{ {{properties}} },"definitions":{"V":{"enum":[{{Values}}]} } }""");

    [Fact]
    public void Beyond_20000_values_that_parts_copy_the_order_of_parts_changes_nothing() => Expect(
        "more parts than can be merged into one type at '/properties/b'",
        Enumerable.Range(0, 80).Select(i => $$"""{"$ref":"#/definitions/V{{i % 2}}/properties/v"},{"$ref":"#/definitions/V{{i % 2}}"}"""),
        parts =>
            $$"""{"properties":{"a":{"allOf":[{"$ref":"#/definitions/V0"},{"type":"object"}]},"b":{"allOf":[{{parts}}]},"""
                + """ "c":{"allOf":[{"$ref":"#/definitions/V1"},{"type":"object"}]}},"definitions":{"""
                + $$"""{{'"'}}V0":{"properties":{"v":{"enum":[{{Values}}]} } },"V1":{"properties":{"v":{"enum":[{{Values}}]} } } } }""");

    [Fact]
    public void Beyond_20000_values_that_branches_share_the_order_of_branches_changes_nothing() => Expect(
        "more parts than can be merged into one type",
        Enumerable.Range(0, 60).Select(i => Object($"b{i:00}", "")),
        branches =>
            $$"""{"properties":{"a":{"properties":{"v":{"enum":[{{Values}}]},"w":{"enum":[{{Values}}]} },"""
                + $$"""{{'"'}}anyOf":[{{branches}}]},"z":{"type":"string"} } }""");

    private static void Expect(string problem, IEnumerable<string> branches, Func<string, string> schema)
    {
        string[] all = [.. branches];
        var expected = Words(schema(string.Join(",", all)));

        Assert.Contains(problem, ShapeWords.Problems(schema(string.Join(",", all)), SchemaRole.Input), StringComparison.Ordinal);
        Prop.ForAll(Gen.Shuffle(all).ToArbitrary(), some => Assert.Equal(expected, Words(schema(string.Join(",", some)))))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(FullRun.IsOn ? 5 : 1));
    }

    private static string Object(string kind, string properties) =>
        $$"""{"properties":{"kind":{"const":"{{kind}}"}{{(properties.Length > 0 ? "," : "")}}{{properties}} } }""";

    private static string Inner(int number) => $$"""{{'"'}}p{{number}}":{"properties":{"x":{"enum":["y"]} } }""";

    private static string Words(string schema) => ShapeWords.Sorted(ShapeWords.Of(schema));
}
