using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests the type of a union, and the names of its branches.</summary>
public class ShapeOfUnionTests
{
    [Theory]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"null"}]}""", "A?: Int64")]
    [InlineData("""{"anyOf":[{"type":"string"},{"enum":["x"]}]}""", "A: AValue:Text(x=X)")]
    [InlineData("""{"anyOf":[{"enum":["x"]},{"enum":["y","x"]}]}""", "A: AValue:Text(x=X, y=Y)")]
    [InlineData("""{"anyOf":[{"enum":[1]},{"enum":[2]}]}""", "A: AValue:Integer(1=_1, 2=_2)")]
    [InlineData(
        """{"anyOf":[{"enum":[1]},{"enum":["x"]}]}""",
        "A: AValue<NumberChoice: NumberChoiceBranch:Integer(1=_1) | TextChoice: TextChoiceBranch:Text(x=X)>")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"number"}]}""", "A: Double")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"integer","minimum":3}]}""", "A: Int64")]
    [InlineData("""{"anyOf":[{"type":"integer","maximum":18446744073709551615},{"type":"integer","minimum":3}]}""", "A: Int128")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"string","format":"uri"}]}""", "A: File")]
    [InlineData("""{"anyOf":[{"type":"string","items":{"type":"integer"}},{"type":"string","format":"uri"}]}""", "A: File")]
    [InlineData("""{"anyOf":[{"type":"string","format":"date-time"},{"type":"string"}]}""", "A: String")]
    [InlineData(
        """{"anyOf":[{"type":"string","pattern":"a"},{"type":"string","pattern":"b"}]}""",
        "A: AValue<TextA: String | TextB: String>")]
    [InlineData("""{"anyOf":[{"type":"string","pattern":"a"},{"type":"string"}]}""", "A: String")]
    [InlineData("""{"anyOf":[{"type":"string","pattern":"a"},{"type":"string","pattern":"b"},{"enum":["x"]}]}""", "A: AValue:Text(x=X)")]
    [InlineData("""{"anyOf":[{"type":"string"}]}""", "A: String")]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"null"}]}""", "A?: Json")]
    [InlineData(
        """{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"array","items":{"type":"string","format":"uri"}}]}""",
        "A: AValue<TextList: [String] | FileList: [File]>")]
    [InlineData("""{"anyOf":[{"const":null},{"type":"string"}]}""", "A?: String")]
    [InlineData("""{"anyOf":[{"const":{"b":1}},{"const":{"b":2}}]}""", "A: Json")]
    [InlineData("""{"anyOf":[{"enum":[null]},{"type":"string"}]}""", "A?: String")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"enum":[7]}]}""", "A: AValue<Integer: Int64 | Choice: ChoiceBranch:Integer(7=_7)>")]
    public void Branches_that_one_type_covers_are_that_type(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData("""{"properties":{"a":{"anyOf":[{"$ref":"#/properties/a"}]}}}""", "{A: Json}")]
    public void A_union_of_only_itself_has_no_type(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Of(schema));

    [Theory]
    [InlineData("""{"type":["string","integer"]}""", "A: AValue<Text: String | Integer: Int64>")]
    [InlineData(
        """{"type":["string","number","boolean","array","object","null"]}""",
        "A?: AValue<Text: String | Number: Double | Boolean: Boolean | List: [Json] | Map: {*: Json}>")]
    [InlineData("""{"type":["string","array"],"items":{"type":"integer"}}""", "A: AValue<Text: String | IntegerList: [Int64]>")]
    [InlineData(
        """{"type":["string","object"],"properties":{"b":{"type":"string"}}}""",
        "A: AValue<Text: String | Object: ObjectBranch{B: String}>")]
    [InlineData(
        """{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"array","items":{"type":"integer"}}]}""",
        "A: AValue<TextList: [String] | IntegerList: [Int64]>")]
    [InlineData(
        """{"anyOf":[{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"integer"}]}},{"type":"array","""
            + "\"items\":{\"type\":\"integer\"}}]}",
        "A: AValue<List: [ListBranchItem<Text: String | Integer: Int64>] | IntegerList: [Int64]>")]
    [InlineData(
        """{"anyOf":[{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"integer"}]}},{"type":"array","""
            + "\"items\":{\"anyOf\":[{\"type\":\"boolean\"},{\"type\":\"integer\"}]}}]}",
        "A: AValue<IntegerOrTextList: [IntegerOrTextListBranchItem<Text: String | Integer: Int64>] | BooleanOrIntegerList: "
            + "[BooleanOrIntegerListBranchItem<Boolean: Boolean | Integer: Int64>]>")]
    [InlineData(
        """{"anyOf":[{"type":"object","additionalProperties":{"type":"string"}},{"type":"object","""
            + "\"additionalProperties\":{\"type\":\"integer\"}}]}",
        "A: AValue<TextMap: {*: String} | IntegerMap: {*: Int64}>")]
    [InlineData(
        """{"anyOf":[{"type":"object","additionalProperties":{"type":"string"}},{"type":"array"}]}""",
        "A: AValue<Map: {*: String} | List: [Json]>")]
    [InlineData("""{"anyOf":[{"enum":["x","z"]},{"type":"integer"}]}""", "A: AValue<Choice: ChoiceBranch:Text(x=X, z=Z) | Integer: Int64>")]
    [InlineData(
        """{"anyOf":[{"enum":[-1,2]},{"type":"string"}]}""",
        "A: AValue<Choice: ChoiceBranch:Integer(-1=Minus1, 2=_2) | Text: String>")]
    [InlineData("""{"anyOf":[{"enum":["x",1]},{"type":"string"}]}""", "A: AValue<Choice: Json | Text: String>")]
    [InlineData("""{"anyOf":[{"const":{"b":1}},{"type":"string"}]}""", "A: AValue<Choice: Json | Text: String>")]
    [InlineData("""{"anyOf":[{"enum":["x",[1]]},{"type":"string"}]}""", "A: AValue<Choice: Json | Text: String>")]
    [InlineData(
        """{"anyOf":[{"const":{"b":1}},{"enum":[1]}]}""", "A: AValue<AnyChoice: Json | NumberChoice: NumberChoiceBranch:Integer(1=_1)>")]
    [InlineData(
        """{"anyOf":[{"type":["string","integer"]},{"type":"array"}]}""",
        "A: AValue<TextOrInteger: TextOrIntegerBranch<Text: String | Integer: Int64> | List: [Json]>")]
    [InlineData(
        """{"anyOf":[{"type":"string"},{"anyOf":[{"type":"integer"},{"type":"boolean"}]}]}""",
        "A: AValue<Text: String | Integer: Int64 | Boolean: Boolean>")]
    public void Branches_of_different_kinds_are_named_after_their_kinds(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData("""{"anyOf":[{"properties":{"b":{}}},{"type":"string"}]}""", "A: AValue<Object: ObjectBranch{B: Json} | Text: String>")]
    [InlineData(
        """{"anyOf":[{"properties":{"t":{"const":-1},"b":{}},"required":["b"]},{"properties":{"t":{"const":1},"b":{}},"""
            + "\"required\":[\"b\"]}]}",
        "A: AValue<WithBAndTMinus1: WithBAndTMinus1Branch{T: TValue:Integer(-1=Minus1), B!: Json} | WithBAndT1: "
            + "WithBAndT1Branch{T: TValue:Integer(1=_1), B!: Json}>")]
    [InlineData(
        """{"anyOf":[{"properties":{"b":{"properties":{"x":{"type":"string"}}}}},"""
            + """{"properties":{"b":{"properties":{"x":{"type":"integer"}}}}}]}""",
        "A: AValue<Object_fde1b0e7: Object_fde1b0e7Branch{B: BValue{X: String}} | Object_e0e657d3: "
            + "Object_e0e657d3Branch{B: BValue{X: Int64}}>")]
    [InlineData(
        """{"anyOf":[{"properties":{"t":{"const":"x"},"k":{"const":"u"}}},{"properties":{"t":{"const":"x"},"k":{"const":"v"}}}]}""",
        "A: AValue<U: UBranch{T: TValue:Text(x=X), K: KValue:Text(u=U)} | V: VBranch{T: TValue:Text(x=X), K: KValue:Text(v=V)}>")]
    [InlineData("""{"anyOf":[{"properties":{"x":{}},"title":"One"},{"properties":{"x":{}},"title":"Two"}]}""", "A: AValue{X: Json}")]
    [InlineData(
        """{"anyOf":[{"properties":{"x":{},"y":{}}},{"properties":{"x":{}}},{"type":"string"}],"properties":{"z":{}},"required":["z"]}""",
        "A: AValue<WithZAndY: WithZAndYBranch{X: Json, Y: Json, Z!: Json} | WithZ: WithZBranch{X: Json, Z!: Json} | Text: String>")]
    [InlineData(
        """{"discriminator":{"propertyName":"t"},"oneOf":[{"properties":{"k":{"const":"u"},"t":{"const":"x"}}},"""
            + """{"properties":{"k":{"const":"u"},"t":{"const":"y"}}}]}""",
        "A: AValue<X: XBranch{K: KValue:Text(u=U), T: TValue:Text(x=X)} | Y: YBranch{K: KValue:Text(u=U), T: TValue:Text(y=Y)}>")]
    [InlineData(
        """{"anyOf":[{"properties":{"value":{"const":"from text"}}},{"properties":{"value":{"const":"to string"}}}]}""",
        "A: AValue<FromText: FromTextBranch{Value: ValueValue:Text(from text=FromText)} | ToString_: ToStringBranch{Value: "
            + "ValueValue:Text(to string=ToString_)}>")]
    [InlineData(
        """{"anyOf":[{"items":{"items":{"properties":{"b":{}}}}},{"properties":{"t":{"const":"object list list branch item item"}}}]}""",
        "A: AValue<ObjectListList: [[ObjectListListBranchItemItem{B: Json}]] | ObjectListListBranchItemItem_: "
            + "ObjectListListBranchItemItemBranch{T: TValue:Text(object list list branch item item=ObjectListListBranchItemItem)}>")]
    public void Object_branches_are_named_after_the_members_that_distinguish_them(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData(
        """{"properties":{"a":{"anyOf":[{"$ref":"#/definitions/A"},{"type":"array","items":{"$ref":"#/definitions/A"}}]}},"""
            + "\"definitions\":{\"A\":{\"properties\":{\"x\":{}}}}}",
        "{A: AValue<A: ABranch{X: Json} | AList: [AListBranchItem{X: Json}]>}")]
    [InlineData(
        """{"properties":{"a":{"anyOf":[{"$ref":"#/definitions/A"},{"$ref":"#/definitions/B"}]}},"""
            + "\"definitions\":{\"A\":{\"type\":\"string\",\"minLength\":1},\"B\":{\"type\":\"string\"}}}",
        "{A: String}")]
    public void Branches_are_named_after_their_definitions(string schema, string expected) => Assert.Equal(expected, ShapeWords.Of(schema));
}
