using FsCheck;
using FsCheck.Fluent;
using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests that neither the order of lists nor sibling properties change types and names.</summary>
public class OrderTests
{
    private static readonly string[] Names = ["opt", "opt_value", "opt_item", "opt_value_item", "items", "items_item", "items_item_item"];

    private static readonly string[] Kinds =
    [
        """{"type":"string"}""",
        """{"type":"object","properties":{"x":{"type":"string"}}}""",
        """{"type":"array","items":{"type":"object","properties":{"x":{"type":"string"}}}}""",
        """{"type":"array","items":{"type":"array","items":{"enum":["x"]}}}""",
        """{"type":"object","additionalProperties":{"enum":["x"]}}""",
        """{"enum":["x","y"]}""",
        """{"oneOf":[{"type":"string"},{"type":"object","properties":{"opt_value":{"type":"string"}},"required":["opt_value"]}]}""",
    ];

    private static readonly string[] Descriptions =
    [
        """{"type":"string"}""",
        """{"type":"string","enum":["a","b"]}""",
        """{"type":"string","enum":["b","c"]}""",
        """{"type":"integer","minimum":0,"maximum":10}""",
        """{"type":"integer","minimum":5,"maximum":9000000000}""",
        """{"type":["string","null"]}""",
        """{"const":"b"}""",
        """{"type":"number"}""",
        """{"description":"A text."}""",
        """{"type":"object","properties":{"x":{"type":"string"}}}""",
        """{"type":"object","properties":{"x":{"type":"integer"},"y":{"enum":[1,2]}}}""",
        """{"type":"array","items":{"enum":["a"]}}""",
        """{"type":"array","items":{"enum":["a","b"]}}""",
    ];

    private static readonly Gen<string> Member =
        from name in Gen.Elements("m", "n", "o") from kind in Gen.Elements(Descriptions) select $"\"{name}\":{kind}";

    private static readonly Gen<string> Members =
        from members in Gen.ListOf(Member)
        select $"{{\"properties\":{{{string.Join(",", members.Take(3).DistinctBy(member => member[..3]))}}}}}";

    private static readonly Gen<string> Part = Gen.OneOf(
        Members,
        from then in Members
        from otherwise in Members
        select $"{{\"if\":{{\"required\":[\"z\"]}},\"then\":{then},\"else\":{otherwise}}}",
        from kind in Members
        select $"{{\"dependentSchemas\":{{\"z\":{kind}}}}}",
        Gen.Constant("""{"if":{},"then":{"$ref":"#/$defs/R"}}"""),
        Gen.Constant("""{"else":{"allOf":[{"$ref":"#/$defs/R"},{"properties":{"m":{"type":["string","null"]}}}]}}"""));

    [Fact]
    public void The_order_of_allOf_changes_no_type_and_no_name() => Check(Prop.ForAll(
        Gen.ListOf(Part).ToArbitrary(),
        parts => Assert.Equal(ShapeWords.Sorted(Whole(parts.Take(6))), ShapeWords.Sorted(Whole(parts.Take(6).Reverse())))));

    [Fact]
    public void A_sibling_renames_neither_a_property_nor_its_types() => Check(Prop.ForAll(
        Gen.ListOf(from name in Gen.Elements(Names) from kind in Gen.Elements(Kinds) select $"\"{name}\":{kind}").ToArbitrary(),
        properties =>
        {
            var distinct = properties.DistinctBy(property => property.Split(':')[0]).ToList();
            var alone = distinct.Select(property => ShapeWords.Of(Object(property))[1..^1]);

            Assert.Equal(
                $"{{{string.Join(", ", alone.Append("Z: Json"))}}}",
                ShapeWords.Of(Object(string.Join(",", distinct.Append("\"z\":{}")))));
        }));

    [Theory]
    [InlineData("opt", 1, "opt_value", 0, "{Opt: OptValue{X: String}, OptValue_: String}")]
    [InlineData("opt", 1, "opt_value", 1, "{Opt: OptValue{X: String}, OptValue_: OptValue_Value{X: String}}")]
    [InlineData("items", 2, "items_item", 0, "{Items: [ItemsItem{X: String}], ItemsItem_: String}")]
    [InlineData("items", 2, "items_item", 1, "{Items: [ItemsItem{X: String}], ItemsItem_: ItemsItem_Value{X: String}}")]
    public void A_property_named_like_a_type_does_not_rename_the_type(string name, int kind, string other, int otherKind, string both)
    {
        var (one, added) = ($"\"{name}\":{Kinds[kind]}", $"\"{other}\":{Kinds[otherKind]}");

        Assert.StartsWith(ShapeWords.Of(Object(one))[..^1], both, StringComparison.Ordinal);
        Assert.Equal(both, ShapeWords.Of(Object($"{one},{added}")));
    }

    [Theory]
    [InlineData("""{"enum":["a","b","c"]}""", """{"enum":["b","c","d"]}""", "{Kind: KindValue:Text(b=B, c=C)}")]
    [InlineData("""{"enum":["a","b"]}""", """{"const":"b"}""", "{Kind: KindValue:Text(b=B)}")]
    [InlineData("""{"type":"string"}""", """{"enum":["a"]}""", "{Kind: KindValue:Text(a=A)}")]
    [InlineData("""{"type":"number"}""", """{"type":"integer"}""", "{Kind: Int64}")]
    public void A_member_of_two_parts_has_the_type_that_both_allow(string one, string other, string expected)
    {
        Assert.Equal(expected, Whole([Kind(one), Kind(other)]));
        Assert.Equal(expected, Whole([Kind(other), Kind(one)]));
        Assert.Equal(expected, ShapeWords.Of(Object($"\"kind\":{{\"allOf\":[{one},{other}]}}")));
    }

    private static string Kind(string schema) => $"{{\"properties\":{{\"kind\":{schema}}}}}";

    private static string Object(string properties) => $"{{\"type\":\"object\",\"properties\":{{{properties}}}}}";

    private static string Whole(IEnumerable<string> parts) =>
        ShapeWords.Of(
            """{"type":"object","properties":{},"$defs":{"R":{"properties":{"n":{"enum":["a","c"]},"r":{"type":"string"}}}},"allOf":["""
                + string.Join(",", parts.Append("{}")) + "]}");

    private static void Check(Property property) => property.Check(Config.QuickThrowOnFailure.WithMaxTest(FullRun.IsOn ? 500 : 100));
}
