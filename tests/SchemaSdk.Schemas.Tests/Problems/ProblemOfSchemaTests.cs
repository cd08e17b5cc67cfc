namespace SchemaSdk.Schemas.Tests.Problems;

/// <summary>Tests all problems of a schema: the id, position and pointer of each, and what its message says about the schema.</summary>
/// <remarks>ProblemKindTests covers the rest of each message.</remarks>
public class ProblemOfSchemaTests
{
    private const string Nowhere = "neither in this file nor in a *.schema.json of the project; correct the reference, or add the file";
    private const string OfRules = """a rule looks like {"sum": "/shots/*/seconds", "equals": "/seconds"}""";
    private const string NoEffect =
        """the keyword has no effect here; it can name a property, a value in "oneOf": [{"const": …}] or, at the root of an input, """
        + "the model";

    private const string OfNames =
        "a name starts with a capital letter, has only ASCII letters, digits and _, does not end in _, and has at most 100 characters";

    [Theory]
    [InlineData(
        """{"properties":{"a":{"enum":["x",1]}}}""", "SSDK003 1:16 /properties/a: an enum that is neither all strings nor all numbers")]
    [InlineData(
        """{"properties":{"a":{"enum":["x",{}]}}}""", "SSDK003 1:16 /properties/a: an enum that is neither all strings nor all numbers")]
    [InlineData(
        """{"properties":{"a":{"anyOf":[{"const":{}},{"type":"string"}]}}}""",
        "SSDK003 1:30 /properties/a/anyOf/0: an enum that is neither all strings nor all numbers")]
    [InlineData(
        """{"properties":{"a":{"type":"array","items":[{"type":"string"}]}}}""",
        "SSDK003 1:16 /properties/a: an array with a schema for each position")]
    [InlineData(
        """{"properties":{"a":{"type":"object","patternProperties":{"x":{"type":"string"}}}}}""",
        "SSDK003 1:16 /properties/a: an object with a schema for each name pattern")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/L"}},"definitions":{"L":{"type":"array","items":{"$ref":"#/definitions/L"}}}}""",
        "SSDK003 1:83 /definitions/L/items: an array that contains itself")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/$defs/M"}},"$defs":{"M":{"type":"object","additionalProperties":{"$ref":"#/$defs/M"}}}}""",
        "SSDK003 1:72 /$defs/M/additionalProperties: an object that contains itself")]
    [InlineData("{\n \"properties\": {\n  \"a\": {\"type\": 7}\n }\n}", "SSDK003 3:3 /properties/a: the type 7")]
    [InlineData("""{"properties":{"a":{"$ref":"#/nowhere"}}}""", "SSDK005 1:16 /properties/a: #/nowhere; is " + Nowhere)]
    [InlineData("""{"properties":{"a":{"$ref":7}}}""", "SSDK005 1:16 /properties/a: 7; is " + Nowhere)]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/properties/a"}}}""",
        "SSDK005 1:16 /properties/a: #/properties/a; leads back to itself; correct the reference")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/properties/a"},"b":{"$ref":"#/properties/a"}}}""",
        "SSDK005 1:16 /properties/a: #/properties/a; leads back to itself; correct the reference\n"
            + "SSDK005 1:46 /properties/b: #/properties/a; leads back to itself; correct the reference")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/properties/a/title","title":"T"}}}""",
        "SSDK005 1:16 /properties/a: #/properties/a/title; is not a schema; correct the reference")]
    [InlineData(
        """
        {"properties":{"a":{"type":"string","minLength":"x"},"b":7,"c":{"enum":"x"},"d":{"anyOf":{}},"e":{"anyOf":[7]},
        "f":{"allOf":[]},"g":{"items":7},"h":{"required":"b"},"i":{"properties":7},"j":{"anyOf":[{"$ref":"#/properties/j"}]}}}
        """,
        "")]
    public void A_part_that_is_not_typed_or_cannot_be_read_is_reported(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Reported(schema));

    [Theory]
    [InlineData(
        """{"properties":{"a":{"properties":{"b":{}},"required":["c"]}}}""", "SSDK004 1:55 /properties/a: c; the rule is not enforced")]
    [InlineData(
        """{"properties":{"a":{"oneOf":[{"type":"string"},{"properties":{"x":{}},"required":["x","y"]}]}}}""",
        "SSDK004 1:87 /properties/a/oneOf/1: y; the rule is enforced, because another schema for the same value may describe the property")]
    [InlineData(
        """{"definitions":{"A":{"properties":{"b":{}},"required":["c"]}},"properties":{"x":{"$ref":"#/definitions/A"}}}""",
        "SSDK004 1:77 /properties/x: c; the rule is not enforced")]
    [InlineData(
        """{"properties":{"a":{}},"required":["b"],"not":{"properties":{"b":{"const":1}}}}""",
        "SSDK004 1:36 : b; the rule is not enforced")]
    [InlineData(
        """{"properties":{"a":{"patternProperties":{"(":{"type":"string"}}}}}""", "SSDK010 1:42 /properties/a/patternProperties/(: (")]
    public void A_constraint_that_is_not_enforced_is_reported(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Reported(schema));

    [Theory]
    [InlineData(
        """{"properties":{"a":{"enum":["a b","a-b"]}}}""",
        "SSDK008 1:35 /properties/a: 'a b' and 'a-b'; A_Lower_Space_B_Lower and A_Lower_Dash_B_Lower")]
    [InlineData(
        """{"properties":{"a":{"anyOf":[{"enum":["a b"]},{"enum":["a-b"]}]}}}""",
        "SSDK008 1:16 /properties/a: 'a b' and 'a-b'; A_Lower_Space_B_Lower and A_Lower_Dash_B_Lower")]
    [InlineData(
        """{"properties":{"a":{"x-csharp-name":"bad name"}}}""",
        "SSDK015 1:21 /properties/a: \"bad name\"; " + OfNames + "; A is used instead")]
    [InlineData("""{"properties":{"a":{"x-csharp-name":5}}}""", "SSDK015 1:21 /properties/a: 5; " + OfNames + "; A is used instead")]
    [InlineData(
        """{"properties":{"a":{"x-csharp-name":"Equals"}}}""",
        """SSDK015 1:21 /properties/a: "Equals"; the generated type already uses this name; A is used instead""")]
    [InlineData(
        """{"properties":{"a":{"x-csharp-name":"B"},"c":{"x-csharp-name":"B"}}}""",
        "SSDK015 1:21 /properties/a: \"B\"; two members request this name; A is used instead\n"
            + "SSDK015 1:47 /properties/c: \"B\"; two members request this name; C is used instead")]
    [InlineData(
        """{"x-csharp-name":"bad name","properties":{"a":{}}}""",
        "SSDK015 1:2 : \"bad name\"; " + OfNames + "; the model keeps the name of its folder")]
    [InlineData("""{"properties":{"a":{"items":{"x-csharp-name":"B"}}}}""", "SSDK015 1:30 /properties/a/items: \"B\"; " + NoEffect)]
    [InlineData(
        """{"properties":{"a":{"oneOf":[{"const":"x","x-csharp-name":"a"},{"const":"y"}]}}}""",
        "SSDK015 1:43 /properties/a/oneOf/0: \"a\"; " + OfNames + "; X is used instead")]
    public void A_name_that_clashes_or_cannot_be_used_is_reported(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Reported(schema));

    [Fact]
    public void Each_rule_that_is_not_checked_is_reported() => Assert.Equal(
        string.Join("\n", new[]
        {
            "2:1 /x-rules/0: " + OfRules,
            "3:1 /x-rules/1: " + OfRules,
            "4:1 /x-rules/2: " + OfRules,
            "5:24 /x-rules/3/a~1b: a rule cannot have the member 'a/b'; " + OfRules,
            "6:2 /x-rules/4/sum: \"a\" is not a JSON pointer from the root of the schema; " + OfRules,
            "7:2 /x-rules/5/sum: 7 is not a JSON pointer from the root of the schema; " + OfRules,
            "8:2 /x-rules/6/sum: the schema has nothing at '/c'; correct the pointer if the service has renamed a property, otherwise "
                + "remove the rule from the patch",
            "9:2 /x-rules/7/sum: the value at '/b' is not a number; correct the pointer, or remove the rule",
            "10:15 /x-rules/8/equals: the value at '/b' is not a number; correct the pointer, or remove the rule",
            "11:13 /x-rules/9/equals: '/a/*' points to several numbers; 'equals' must point to one",
            "12:13 /x-rules/10/equals: 1E+30 cannot be used as the sum; use at most 18 characters, without an exponent",
            "13:13 /x-rules/11/equals: 1234567890123456789 cannot be used as the sum; use at most 18 characters, without an exponent",
            "14:13 /x-rules/12/equals: true is not a JSON pointer from the root of the schema; " + OfRules,
        }.Select(line => "SSDK014 " + line)),
        ShapeWords.Reported("""
            {"properties":{"a":{"type":"integer"},"b":{"type":"string"},"i":{"items":{"type":"integer"}}},"x-rules":[
            7,
            {"sum":"/a"},
            {"equals":"/a"},
            {"sum":"/a","equals":3,"a/b":1},
            {"sum":"a","equals":3},
            {"sum":7,"equals":3},
            {"sum":"/c","equals":3},
            {"sum":"/b","equals":3},
            {"sum":"/i/*","equals":"/b"},
            {"sum":"/a","equals":"/a/*"},
            {"sum":"/a","equals":1e30},
            {"sum":"/a","equals":1234567890123456789},
            {"sum":"/a","equals":true},
            {"sum":"/a","equals":123456789012345678}
            ]}
            """));

    [Theory]
    [InlineData(100, 300, "")]
    [InlineData(100, 301, "SSDK014 /x-rules/99/sum")]
    [InlineData(101, 300, "SSDK014 /x-rules/100")]
    public void A_schema_has_at_most_100_rules_and_pointers_of_300_characters(int rules, int characters, string expected)
    {
        var name = new string('a', characters - 1);
        var others = string.Concat(Enumerable.Repeat("""{"sum":"/b","equals":3},""", rules - 1));

        Assert.Equal(
            expected,
            ShapeWords.Pointers($$"""{"properties":{"{{name}}":{},"b":{} },"x-rules":[{{others}}{"sum":"/{{name}}","equals":3}]}"""));
    }

    [Theory]
    [InlineData("""{"x-rules":7}""", false, "SSDK014 1:2 /x-rules: x-rules must be a list of rules; " + OfRules)]
    [InlineData(
        """{"properties":{"a":{"x-rules":[]}}}""", false,
        "SSDK014 1:21 /properties/a/x-rules: x-rules belongs at the root of the schema, and its pointers start there")]
    [InlineData(
        """{"x-rules":[],"properties":{"a":{}}}""", true, "SSDK014 1:2 /x-rules: an output is not validated; remove x-rules")]
    [InlineData(
        """{"properties":{"a":{"x-rules":[]}}}""", true, "SSDK014 1:21 /properties/a/x-rules: an output is not validated; remove x-rules")]
    [InlineData("""{"x-csharp-name":"A","properties":{"a":{}}}""", true, "SSDK015 1:2 : \"A\"; " + NoEffect)]
    public void Rules_and_names_in_the_wrong_place_are_reported(string schema, bool isOutput, string expected) =>
        Assert.Equal(expected, ShapeWords.Reported(schema, isOutput ? SchemaRole.Output : SchemaRole.Input));
}
