namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests the type of a union, and the names of its branches.</summary>
public class ShapeOfUnionTests
{
    [Theory]
    [InlineData(
        """{"anyOf":[{"enum":[1]},{"enum":["x"]}]}""",
        "A: AValue<NumberChoice: NumberChoiceBranch:Integer(1=_1) | TextChoice: TextChoiceBranch:Text(x=X)>")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"number"}]}""", "A: Double")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"integer","minimum":3}]}""", "A: Int64")]
    [InlineData("""{"anyOf":[{"type":"integer","maximum":18446744073709551615},{"type":"integer","minimum":3}]}""", "A: Int128")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"string","format":"uri"}]}""", "A: File")]
    [InlineData("""{"anyOf":[{"type":"string","items":{"type":"integer"}},{"type":"string","format":"uri"}]}""", "A: File")]
    [InlineData(
        """{"anyOf":[{"type":"string","pattern":"a"},{"type":"string","pattern":"b"}]}""",
        "A: AValue<TextA: String | TextB: String>")]
    [InlineData("""{"anyOf":[{"type":"string","pattern":"a"},{"type":"string","pattern":"b"},{"enum":["x"]}]}""", "A: AValue:Text(x=X)")]
    [InlineData("""{"anyOf":[{"const":{"b":1}},{"const":{"b":2}}]}""", "A: Json")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"enum":[7]}]}""", "A: AValue<Integer: Int64 | Choice: ChoiceBranch:Integer(7=_7)>")]
    public void Branches_that_one_type_covers_are_that_type(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData(
        """{"anyOf":[{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"integer"}]}},{"type":"array","""
            + "\"items\":{\"anyOf\":[{\"type\":\"boolean\"},{\"type\":\"integer\"}]}}]}",
        "A: AValue<IntegerOrTextList: [IntegerOrTextListBranchItem<Text: String | Integer: Int64>] | BooleanOrIntegerList: "
            + "[BooleanOrIntegerListBranchItem<Boolean: Boolean | Integer: Int64>]>")]
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
        """{"anyOf":[{"type":"string"},{"anyOf":[{"type":"integer"},{"type":"boolean"}]}]}""",
        "A: AValue<Text: String | Integer: Int64 | Boolean: Boolean>")]
    public void Branches_of_different_kinds_are_named_after_their_kinds(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
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
        """{"anyOf":[{"properties":{"x":{},"y":{}}},{"properties":{"x":{}}},{"type":"string"}],"properties":{"z":{}},"required":["z"]}""",
        "A: AValue<WithZAndY: WithZAndYBranch{X: Json, Y: Json, Z!: Json} | WithZ: WithZBranch{X: Json, Z!: Json} | Text: String>")]
    [InlineData(
        """{"anyOf":[{"properties":{"value":{"const":"from text"}}},{"properties":{"value":{"const":"to string"}}}]}""",
        "A: AValue<FromText: FromTextBranch{Value: ValueValue:Text(from text=FromText)} | ToString_: ToStringBranch{Value: "
            + "ValueValue:Text(to string=ToString_)}>")]
    [InlineData(
        """{"anyOf":[{"items":{"items":{"properties":{"b":{}}}}},{"properties":{"t":{"const":"object list list branch item item"}}}]}""",
        "A: AValue<ObjectListList: [[ObjectListListBranchItemItem{B: Json}]] | ObjectListListBranchItemItem_: "
            + "ObjectListListBranchItemItemBranch{T: TValue:Text(object list list branch item item=ObjectListListBranchItemItem)}>")]
    [InlineData(
        """{"oneOf":[{"type":"string"},{"properties":{"t":{"const":"x"},"b":{"oneOf":[{"properties":{"t":{"const":"x"}}},"""
            + """{"properties":{"t":{"const":"x branch"}}}]}}}]}""",
        "A: AValue<Text: String | X: XBranch{T: TValue:Text(x=X), B: BValue<X: XBranch__{T: TValue:Text(x=X)} | XBranch_: "
            + "XBranchBranch{T: TValue:Text(x branch=XBranch)}>}>")]
    [InlineData(
        """{"oneOf":[{"type":"string"},{"$ref":"#/properties/x"}]},"x":{"properties":{"t":{"const":"x"},"b":{"oneOf":["""
            + """{"$ref":"#/properties/x"},{"properties":{"t":{"const":"x branch"}}}]}}}""",
        "A: AValue<Text: String | X: XBranch{T: TValue:Text(x=X), B: BValue<X: ^XBranch | XBranch_: "
            + "XBranchBranch{T: TValue:Text(x branch=XBranch)}>}>")]
    [InlineData(
        """{"anyOf":[{"$ref":"#/properties/FromText"},{"$ref":"#/properties/TextBranch"},{"$ref":"#/properties/List"}]},"""
            + """ "FromText":{"properties":{"z":{}}},"TextBranch":{"type":"array","items":[{}]},"List":{"type":"array","items":[{},{}]}""",
        "A: AValue<FromText: FromTextBranch_{Z: Json} | TextBranch: [Json] | List: [Json]>")]
    public void Object_branches_are_named_after_the_members_that_distinguish_them(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));
}
