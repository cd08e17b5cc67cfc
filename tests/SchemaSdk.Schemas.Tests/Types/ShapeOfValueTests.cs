namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests the type of a value that one schema describes.</summary>
public class ShapeOfValueTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "A: Int64")]
    [InlineData("""{"type":"number"}""", "A: Double")]
    [InlineData("""{"type":"integer","minimum":0,"maximum":9}""", "A: Int32")]
    [InlineData("""{"type":"integer","minimum":-2147483648,"maximum":2147483647}""", "A: Int32")]
    [InlineData("""{"type":"integer","minimum":-2147483649,"maximum":0}""", "A: Int64")]
    [InlineData("""{"type":"integer","minimum":0,"maximum":2147483648}""", "A: Int64")]
    [InlineData("""{"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":9}""", "A: Int32")]
    [InlineData("""{"type":"integer","minimum":0,"exclusiveMaximum":3000000000}""", "A: Int64")]
    [InlineData("""{"type":"integer","minimum":0,"maximum":9,"exclusiveMaximum":3000000000}""", "A: Int32")]
    [InlineData("""{"type":"integer","minimum":0,"maximum":9,"exclusiveMinimum":-3000000000}""", "A: Int32")]
    [InlineData("""{"type":"integer","minimum":-3000000000,"exclusiveMinimum":0,"maximum":9}""", "A: Int32")]
    [InlineData("""{"type":"integer","maximum":9223372036854776000}""", "A: Int64")]
    [InlineData("""{"type":"integer","maximum":9223372036854776001}""", "A: Int128")]
    [InlineData("""{"type":"integer","minimum":-9223372036854776000}""", "A: Int64")]
    [InlineData("""{"type":"integer","minimum":-9223372036854776001}""", "A: Int128")]
    [InlineData("""{"type":"integer","minimum":9223372036854775807}""", "A: Int64")]
    [InlineData("""{"type":"integer","minimum":9223372036854775808}""", "A: Int128")]
    [InlineData("""{"type":"integer","exclusiveMaximum":-10000000000000000000}""", "A: Int128")]
    [InlineData("""{"type":"integer","maximum":-9223372036854775808}""", "A: Int64")]
    [InlineData("""{"type":"integer","minimum":0.5,"maximum":9.5}""", "A: Int32")]
    [InlineData("""{"type":"integer","minimum":0,"maximum":1e300}""", "A: Int64")]
    [InlineData("""{"type":"number","minimum":0,"maximum":9}""", "A: Double")]
    [InlineData("""{"type":["integer","null"],"minimum":0,"maximum":9}""", "A?: Int32")]
    public void Numbers_have_the_type_that_their_bounds_fit(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData("""{"type":"string","format":"date-time"}""", "A: DateTimeOffset")]
    [InlineData("""{"type":"string","format":"uri"}""", "A: File")]
    [InlineData("""{"type":"array"}""", "A: [Json]")]
    [InlineData("""{"type":["string","null"]}""", "A?: String")]
    [InlineData("""{"type":"string","nullable":true}""", "A?: String")]
    public void Strings_have_the_type_of_their_format(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData("""{"type":"string","format":"date-time","pattern":"Z$"}""", "String", "DateTimeOffset")]
    [InlineData("""{"type":"string","format":"date-time","maxLength":24}""", "String", "DateTimeOffset")]
    [InlineData("""{"type":"string","format":"date-time","maxLength":25}""", "DateTimeOffset", "DateTimeOffset")]
    [InlineData("""{"type":"array","items":{"type":"string","format":"date-time","pattern":"Z$"}}""", "[String]", "[DateTimeOffset]")]
    [InlineData(
        """{"type":["string","integer"],"format":"date-time","pattern":"Z$"}""",
        "<Text: String | Integer: Int64>",
        "<Text: DateTimeOffset | Integer: Int64>")]
    [InlineData(
        """{"anyOf":[{"type":"string","format":"date-time"},{"type":"string","format":"date-time","pattern":"Z$"}]}""",
        "String",
        "DateTimeOffset")]
    [InlineData(
        """{"anyOf":[{"type":"string","format":"date-time","pattern":"Z$"},{"type":"string"}]}""",
        "String",
        "String")]
    public void A_date_to_send_is_a_string_if_its_text_is_restricted(string schema, string input, string output)
    {
        Assert.Equal(input, ShapeWords.Of(schema));
        Assert.Equal(output, ShapeWords.Of(schema, SchemaRole.Output));
    }

    [Theory]
    [InlineData("""{"type":["boolean","null"]}""", "A?: Boolean")]
    [InlineData("""{"oneOf":[{"type":"string","nullable":true},{"type":"boolean"}]}""", "A?: AValue<Text: String | Boolean: Boolean>")]
    [InlineData(
        """{"anyOf":[{"anyOf":[{"type":"string"},{"type":"null"},{"type":"array"}]},{"type":"boolean"}]}""",
        "A?: AValue<Text: String | List: [Json] | Boolean: Boolean>")]
    [InlineData("""{"oneOf":[{"$ref":"#/properties/b"},{"enum":["x"]}]},"b":{"enum":[null]}""", "A?: AValue:Text(x=X)")]
    [InlineData(
        """{"type":"string","anyOf":[{"minLength":1,"type":["string","null"]},{"maxLength":0}]}""", "A: AValue<Text: String | Any: Json>")]
    public void A_union_is_nullable_if_a_branch_is(string schema, string expected) => Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData("""{"properties":{"image_url":{"type":"string"}}}""", "{ImageUrl: File}")]
    [InlineData("""{"properties":{"image_url":{"type":"string","format":"date-time"}}}""", "{ImageUrl: DateTimeOffset}")]
    [InlineData("""{"properties":{"image_urls":{"type":"array","items":{"type":"string"}}}}""", "{ImageUrls: [File]}")]
    [InlineData("""{"properties":{"image_urls":{"type":"array"}}}""", "{ImageUrls: [File]}")]
    public void A_property_whose_name_ends_in_url_is_a_file(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Of(schema));

    [Theory]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "A: [String]")]
    [InlineData("""{"type":"array","items":[{"type":"string"}]}""", "A: [Json]")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"string"}]}""", "A: [Json]")]
    [InlineData("""{"type":"array","items":{"enum":["x"]}}""", "A: [AItem:Text(x=X)]")]
    [InlineData("""{"type":"array","items":{"type":["string","null"]}}""", "A: [String]")]
    [InlineData("""{"type":"object","additionalProperties":true}""", "A: {*: Json}")]
    [InlineData("""{"type":"object","patternProperties":{"x":{"type":"string"}}}""", "A: {*: Json}")]
    [InlineData("true", "A: Json")]
    [InlineData("""{"$ref":"other.json"},"b":{"$ref":"#/nowhere"}""", "A: Json")]
    public void Lists_maps_and_objects_are_typed_by_their_contents(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData("""{"properties":{"b":{},"a":{}},"required":["a"]}""", "{B: Json, A!: Json}")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "[String]")]
    [InlineData("""{"properties":{"a":{"$ref":"#"}}}""", "{A: ^}")]
    [InlineData("""{"properties":{"a":{"type":"array","items":{"$ref":"#"}}}}""", "{A: [^]}")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/L"}},"definitions":{"L":{"type":"array","items":{"$ref":"#/definitions/L"}}}}""",
        "{A: [Json]}")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/N"}},"definitions":{"N":{"anyOf":[{"type":"string"},{"type":"array","""
            + "\"items\":{\"$ref\":\"#/definitions/N\"}}]}}}",
        "{A: AValue<Text: String | List: [^|AValue]>}")]
    public void A_document_has_the_type_of_its_root_and_may_be_recursive(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Of(schema));

    [Theory]
    [InlineData(
        """{"properties":{"a":{"properties":{"a":{"anyOf":[{"properties":{"a":{"enum":["x","y"]}},"required":["a"]},"""
            + "{\"type\":\"string\"}]}}}}}",
        "{A: AValue{A: A_Value<WithA: WithABranch{A!: A__Value:Text(x=X, y=Y)} | Text: String>}}")]
    [InlineData(
        """{"properties":{"a":{"items":{"items":{"enum":["x"]}}},"b":{"x-csharp-name":"AItemItem"}}}""",
        "{A: [[A_ItemItem:Text(x=X)]], AItemItem: Json}")]
    [InlineData(
        """{"properties":{"a":{"properties":{"a":{"enum":["x"]},"b":{"enum":["y"],"x-csharp-name":"A"}}}}}""",
        "{A: AValue{A_: A_Value:Text(x=X), A: A__Value:Text(y=Y)}}")]
    [InlineData(
        """{"properties":{"a":{"properties":{"a":{"items":{"enum":["x"]}},"b":{"enum":["y"],"x-csharp-name":"A"}}}}}""",
        "{A: AValue{A_: [A_Item:Text(x=X)], A: A_Value:Text(y=Y)}}")]
    [InlineData(
        """{"properties":{"a":{"properties":{"a":{"type":"string"},"b":{"enum":["y"],"x-csharp-name":"A"}}}}}""",
        "{A: AValue{A_: String, A: A_Value:Text(y=Y)}}")]
    public void A_type_has_a_different_name_from_outer_types_and_sibling_members(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Of(schema));

    [Theory]
    [InlineData("""{"enum":[1,2.5]}""", "A: AValue:Number(1=_1, 2.5=_2_5)")]
    [InlineData("""{"enum":[1e30,-0.5]}""", "A: AValue:Number(1E+30=_1E30, -0.5=Minus0_5)")]
    [InlineData("""{"enum":[1,9223372036854775808]}""", "A: Int128")]
    [InlineData("""{"enum":[9223372036854775808,0.5]}""", "A: AValue:Number(9.223372036854776E+18=_9_223372036854776E18, 0.5=_0_5)")]
    [InlineData("""{"enum":[9223372036854775809,0.5]}""", "A: Json")]
    [InlineData("""{"enum":[9007199254740993,0.5]}""", "A: Json")]
    [InlineData("""{"enum":[100000000000000000000,1e20,0.5]}""", "A: AValue:Number(1E+20=_1E20, 0.5=_0_5)")]
    [InlineData("""{"enum":[170141183460469231731687303715884105728]}""", "A: Json")]
    [InlineData("""{"enum":[-170141183460469231731687303715884105729]}""", "A: Json")]
    [InlineData(
        """{"enum":["a b","a-b","1:1","","A","a"]}""",
        "A: AValue:Text(a b=A_Lower_Space_B_Lower, a-b=A_Lower_Dash_B_Lower, 1:1=_1_1, =_Empty, A, a=A_Lower)")]
    [InlineData("""{"oneOf":[{"const":"x","x-csharp-name":"Ex"},{"const":"y"}]}""", "A: AValue:Text(x=Ex, y=Y)")]
    [InlineData("""{"anyOf":[{"const":1,"x-csharp-name":"One"},{"const":2,"x-csharp-name":"Two"}]}""", "A: AValue:Integer(1=One, 2=Two)")]
    [InlineData(
        """{"oneOf":[{"const":"x","x-csharp-name":"Value"},{"const":"y","x-csharp-name":"bad name"}]}""",
        "A: AValue:Text(x=X, y=Y)")]
    [InlineData("""{"oneOf":[{"const":"x","x-csharp-name":"A"},{"const":"y","x-csharp-name":"A"}]}""", "A: AValue:Text(x=X, y=Y)")]
    public void An_enum_is_an_open_set(string schema, string expected) => Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [MemberData(nameof(RecursiveSchemas.Properties), MemberType = typeof(RecursiveSchemas))]
    public void A_recursive_schema_becomes_a_named_type_or_JSON(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Of(schema));
}
