using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests that types and names depend neither on the order of lists nor on sibling properties.</summary>
public class OrderTests
{
    private const string Record = """{"type":"object","properties":{"x":{"type":"string"}}}""";
    private const string Records = $$"""{"type":"array","items":{{Record}} }""";

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

    [Theory]
    [InlineData("items", Records, "items_item", """{"type":"string"}""", "{Items: [ItemsItem{X: String}], ItemsItem_: String}")]
    [InlineData("items", Records, "items_item", Record, "{Items: [ItemsItem{X: String}], ItemsItem_: ItemsItem_Value{X: String}}")]
    public void A_property_named_like_a_type_does_not_rename_the_type(string name, string kind, string other, string otherKind, string both)
    {
        var (one, added) = ($"\"{name}\":{kind}", $"\"{other}\":{otherKind}");

        Assert.StartsWith(ShapeWords.Of(Object(one))[..^1], both, StringComparison.Ordinal);
        Assert.Equal(both, ShapeWords.Of(Object($"{one},{added}")));
    }

    [Theory]
    [InlineData("""{"enum":["a","b"]}""", """{"const":"b"}""", "{Kind: KindValue:Text(b=B)}")]
    [InlineData("""{"type":"string"}""", """{"enum":["a"]}""", "{Kind: KindValue:Text(a=A)}")]
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
