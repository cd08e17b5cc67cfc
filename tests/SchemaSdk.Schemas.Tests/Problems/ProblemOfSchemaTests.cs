using SchemaSdk.Schemas.Tests.Words;
using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Schemas.Tests.Problems;

/// <summary>Tests all problems of a schema, with id, line, column and message.</summary>
public class ProblemOfSchemaTests
{
    [Theory]
    [InlineData(
        """{"properties":{"a":{"enum":["x",1]}}}""",
        "SSDK003 1:16 'acme/a' has an enum with values other than strings or numbers at '/properties/a', which has no typed form; "
            + "it becomes JsonElement until the schema, or a patch, describes it otherwise")]
    [InlineData(
        """{"properties":{"a":{"type":"array","items":[{"type":"string"}]}}}""",
        "SSDK003 1:16 'acme/a' has an array with a schema for each position at '/properties/a', which has no typed form; it "
            + "becomes JsonElement until the schema, or a patch, describes it otherwise")]
    [InlineData(
        """{"properties":{"a":{"type":"object","patternProperties":{"x":{"type":"string"}}}}}""",
        "SSDK003 1:16 'acme/a' has an object with a schema for each pattern of names at '/properties/a', which has no "
            + "typed form; it becomes JsonElement until the schema, or a patch, describes it otherwise")]
    [InlineData("""{"properties":{"a":{"anyOf":[{"$ref":"#/properties/a"}]}}}""", "")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/L"}},"definitions":{"L":{"type":"array","""
            + "\"items\":{\"$ref\":\"#/definitions/L\"}}}}",
        "SSDK003 1:83 'acme/a' has an array inside itself at '/definitions/L/items', which has no typed form; it becomes "
            + "JsonElement until the schema, or a patch, describes it otherwise")]
    [InlineData(
        "{\n \"properties\": {\n  \"a\": {\"enum\": [\"x\", 1]}\n }\n}",
        "SSDK003 3:3 'acme/a' has an enum with values other than strings or numbers at '/properties/a', which has no typed form; it "
            + "becomes JsonElement until the schema, or a patch, describes it otherwise")]
    [InlineData(
        """{"properties":{"a":{"$ref":"other.json"}}}""",
        "SSDK005 1:16 'acme/a' refers to 'other.json' at '/properties/a', which is neither in this file nor in a "
            + "*.schema.json of the project; it becomes JsonElement: correct the reference, or add the file")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/nowhere"}}}""",
        "SSDK005 1:16 'acme/a' refers to '#/nowhere' at '/properties/a', which is neither in this file nor in a "
            + "*.schema.json of the project; it becomes JsonElement: correct the reference, or add the file")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/properties/a"}}}""",
        "SSDK005 1:16 'acme/a' refers to '#/properties/a' at '/properties/a', which leads back to itself; it becomes JsonElement: "
            + "correct the reference")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/properties/a/title","title":"T"}}}""",
        "SSDK005 1:16 'acme/a' refers to '#/properties/a/title' at '/properties/a', which is not a schema; it becomes JsonElement: "
            + "correct the reference")]
    public void A_part_without_a_typed_form_is_reported_at_its_position(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Problems(schema, SchemaRole.Input));

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string","minLength":"x"}}}""", "")]
    [InlineData(
        """{"properties":{"a":{"type":7}}}""",
        "SSDK003 1:16 'acme/a' has the type 7 at '/properties/a', which has no typed form; it becomes JsonElement until "
            + "the schema, or a patch, describes it otherwise")]
    [InlineData("""{"properties":{"a":7}}""", "")]
    [InlineData("""{"properties":7}""", "")]
    [InlineData("""{"properties":{"a":{"enum":"x"}}}""", "")]
    [InlineData("""{"properties":{"a":{"anyOf":{}}}}""", "")]
    [InlineData("""{"properties":{"a":{"anyOf":[7]}}}""", "")]
    [InlineData(
        """{"a":1,"a":2}""",
        "SSDK009 1:2 'acme/a' has a part at '/a' that cannot be read as JSON Schema (the member 'a' occurs again, "
            + "on line 1, and the last one counts); it is ignored: correct it in the schema, or in a patch")]
    [InlineData(
        "{\"properties\":{\"a\":{}},\"title\":\"t\",\n\"title\":\"u\"}",
        "SSDK009 1:24 'acme/a' has a part at '/title' that cannot be read as JSON Schema (the member 'title' occurs "
            + "again, on line 2, and the last one counts); it is ignored: correct it in the schema, or in a patch")]
    [InlineData(
        """{"properties":{"a":{"minimum":1e999}}}""",
        "SSDK009 1:31 'acme/a' has a part at '/properties/a/minimum' that cannot be read as JSON Schema (the number "
            + "1e999 is out of the range of a double); it is ignored: correct it in the schema, or in a patch")]
    [InlineData("""{"properties":{"a":{"allOf":[]}}}""", "")]
    [InlineData("""{"properties":{"a":{"items":7}}}""", "")]
    [InlineData("""{"properties":{"a":{"required":"b"}}}""", "")]
    [InlineData(
        """{"properties":{"a":{"$ref":7}}}""",
        "SSDK005 1:16 'acme/a' refers to '7' at '/properties/a', which is neither in this file nor in a *.schema.json of "
            + "the project; it becomes JsonElement: correct the reference, or add the file")]
    public void A_part_that_cannot_be_read_is_reported_at_its_position(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Problems(schema, SchemaRole.Input));

    [Theory]
    [InlineData(
        """{"properties":{"a":{}},"required":["a","b"]}""",
        "SSDK004 1:40 'acme/a' requires 'b' at '', which is not a property there; it is not enforced: correct the name in "
            + "'required', or describe the property")]
    [InlineData(
        """{"properties":{"a":{"properties":{"b":{}},"required":["c"]}}}""",
        "SSDK004 1:55 'acme/a' requires 'c' at '/properties/a', which is not a property there; it is not enforced: correct "
            + "the name in 'required', or describe the property")]
    [InlineData(
        """{"properties":{"a":{"oneOf":[{"type":"string"},{"properties":{"x":{}},"required":["x","y"]}]}}}""",
        "SSDK004 1:87 'acme/a' requires 'y' at '/properties/a/oneOf/1', which is not a property there; it is enforced, because this is "
            + "one of several schemas of the value: correct the name in 'required', or describe the property")]
    [InlineData(
        """{"properties":{"a":{"type":"string","pattern":"("}}}""",
        "SSDK010 1:37 'acme/a' has the pattern '(' at '/properties/a/pattern', which .NET cannot match as ECMAScript does; "
            + "it is not checked, and the service decides: a patch can replace it with one that works in both")]
    [InlineData(
        """{"properties":{"a":{"patternProperties":{"(":{"type":"string"}}}}}""",
        "SSDK010 1:42 'acme/a' has the pattern '(' at '/properties/a/patternProperties/(', which .NET cannot match as "
            + "ECMAScript does; it is not checked, and the service decides: a patch can replace it with one that works in both")]
    [InlineData(
        """{"definitions":{"A":{"properties":{"b":{}},"required":["c"]}},"properties":{"x":{"$ref":"#/definitions/A"}}}""",
        "SSDK004 1:77 'acme/a' requires 'c' at '/properties/x', which is not a property there; it is not enforced: correct "
            + "the name in 'required', or describe the property")]
    public void A_constraint_that_is_not_enforced_is_reported_at_its_position(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Problems(schema, SchemaRole.Input));

    [Theory]
    [InlineData(
        """{"properties":{"a b":{},"a-b":{}}}""",
        "SSDK008 1:25 'acme/a' has 'a b' and 'a-b' at '', which map to one identifier; they are named "
            + "A_Lower_Space_B_Lower and A_Lower_Dash_B_Lower: use these, or give a property another name by x-csharp-name")]
    [InlineData(
        """{"properties":{"a":{"enum":["a b","a-b"]}}}""",
        "SSDK008 1:35 'acme/a' has 'a b' and 'a-b' at '/properties/a', which map to one identifier; they are named "
            + "A_Lower_Space_B_Lower and A_Lower_Dash_B_Lower: use these, or give a property another name by x-csharp-name")]
    [InlineData(
        """{"properties":{"a":{"anyOf":[{"enum":["a b"]},{"enum":["a-b"]}]}}}""",
        "SSDK008 1:16 'acme/a' has 'a b' and 'a-b' at '/properties/a', which map to one identifier; they are named "
            + "A_Lower_Space_B_Lower and A_Lower_Dash_B_Lower: use these, or give a property another name by x-csharp-name")]
    [InlineData(
        """{"properties":{"a":{"x-csharp-name":"bad name"}}}""",
        """SSDK015 1:21 'acme/a' requests the C# name "bad name" at '/properties/a', which cannot be used: a name starts with """
            + "a capital letter, has only ASCII letters, digits and _, does not end in _, and has at most 100 characters; the name is A")]
    [InlineData(
        """{"properties":{"a":{"x-csharp-name":5}}}""",
        "SSDK015 1:21 'acme/a' requests the C# name 5 at '/properties/a', which cannot be used: a name starts with a capital letter, has "
            + "only ASCII letters, digits and _, does not end in _, and has at most 100 characters; the name is A")]
    [InlineData(
        """{"properties":{"a":{"x-csharp-name":"Equals"}}}""",
        """SSDK015 1:21 'acme/a' requests the C# name "Equals" at '/properties/a', which cannot be used: the generated """
            + "type already uses this name; the name is A")]
    [InlineData(
        """{"properties":{"a":{"x-csharp-name":"B"},"c":{"x-csharp-name":"B"}}}""",
        """SSDK015 1:21 'acme/a' requests the C# name "B" at '/properties/a', which cannot be used: two members request this name; """
            + "the name is A\nSSDK015 1:47 'acme/a' requests the C# name \"B\" at '/properties/c', which cannot be used: two members "
            + "request this name; the name is C")]
    [InlineData(
        """{"x-csharp-name":"bad name","properties":{"a":{}}}""",
        """SSDK015 1:2 'acme/a' requests the C# name "bad name" at '', which cannot be used: a name starts with a capital letter, has """
            + "only ASCII letters, digits and _, does not end in _, and has at most 100 characters; the model keeps the name of its "
            + "folder")]
    [InlineData(
        """{"properties":{"a":{"items":{"x-csharp-name":"B"}}}}""",
        """SSDK015 1:30 'acme/a' requests the C# name "B" at '/properties/a/items', which cannot be used: the keyword has no """
            + """effect here; it names properties, values written as "oneOf": [{"const": …}], and, at the root of an input, the model""")]
    [InlineData(
        """{"properties":{"a":{"oneOf":[{"const":"x","x-csharp-name":"a"},{"const":"y"}]}}}""",
        """SSDK015 1:43 'acme/a' requests the C# name "a" at '/properties/a/oneOf/0', which cannot be used: a name starts with """
            + "a capital letter, has only ASCII letters, digits and _, does not end in _, and has at most 100 characters; the name is X")]
    public void Names_that_clash_or_cannot_be_used_are_reported_at_their_positions(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Problems(schema, SchemaRole.Input));

    [Theory]
    [InlineData(
        """{"x-rules":7}""",
        "SSDK014 1:2 'acme/a' has a rule at '/x-rules' that is not checked: x-rules is a list of rules, and a rule looks "
            + """like {"sum": "/shots/*/seconds", "equals": "/seconds"}""")]
    [InlineData(
        """{"x-rules":[7]}""",
        """SSDK014 1:13 'acme/a' has a rule at '/x-rules/0' that is not checked: a rule looks like {"sum": """
            + "\"/shots/*/seconds\", \"equals\": \"/seconds\"}")]
    [InlineData(
        """{"x-rules":[{"sum":"/a"}]}""",
        """SSDK014 1:13 'acme/a' has a rule at '/x-rules/0' that is not checked: a rule looks like {"sum": """
            + "\"/shots/*/seconds\", \"equals\": \"/seconds\"}")]
    [InlineData(
        """{"x-rules":[{"equals":"/a"}]}""",
        """SSDK014 1:13 'acme/a' has a rule at '/x-rules/0' that is not checked: a rule looks like {"sum": """
            + "\"/shots/*/seconds\", \"equals\": \"/seconds\"}")]
    [InlineData(
        """{"x-rules":[{"sum":"/a","equals":3,"least":1}],"properties":{"a":{"type":"integer"}}}""",
        "SSDK014 1:36 'acme/a' has a rule at '/x-rules/0/least' that is not checked: 'least' is not known; a rule looks "
            + """like {"sum": "/shots/*/seconds", "equals": "/seconds"}""")]
    [InlineData(
        """{"x-rules":[{"sum":"a","equals":3}]}""",
        """SSDK014 1:14 'acme/a' has a rule at '/x-rules/0/sum' that is not checked: "a" is not a JSON pointer from the root """
            + """of the schema; a rule looks like {"sum": "/shots/*/seconds", "equals": "/seconds"}""")]
    [InlineData(
        """{"x-rules":[{"sum":7,"equals":3}]}""",
        "SSDK014 1:14 'acme/a' has a rule at '/x-rules/0/sum' that is not checked: 7 is not a JSON pointer from the root "
            + """of the schema; a rule looks like {"sum": "/shots/*/seconds", "equals": "/seconds"}""")]
    [InlineData(
        """{"x-rules":[{"sum":"/b","equals":3}],"properties":{"a":{"type":"integer"}}}""",
        "SSDK014 1:14 'acme/a' has a rule at '/x-rules/0/sum' that is not checked: the schema has nothing at '/b'; correct "
            + "the pointer if the service has renamed a property, otherwise remove the rule from the patch")]
    [InlineData(
        """{"x-rules":[{"sum":"/a","equals":3}],"properties":{"a":{"type":"string"}}}""",
        "SSDK014 1:14 'acme/a' has a rule at '/x-rules/0/sum' that is not checked: the value at '/a' is not a number")]
    [InlineData(
        """{"x-rules":[{"sum":"/a","equals":"/a/*"}],"properties":{"a":{"type":"integer"}}}""",
        "SSDK014 1:25 'acme/a' has a rule at '/x-rules/0/equals' that is not checked: '/a/*' leads to several numbers; 'equals' "
            + "must be one")]
    [InlineData(
        """{"x-rules":[{"sum":"/a","equals":1e30}],"properties":{"a":{"type":"integer"}}}""",
        "SSDK014 1:25 'acme/a' has a rule at '/x-rules/0/equals' that is not checked: 1E+30 has too many digits")]
    [InlineData(
        """{"x-rules":[{"sum":"/a/b","equals":3}],"properties":{"a":{"type":"array","items":{"properties":{"b":{"type":"integer"}}}}}}""",
        "SSDK014 1:14 'acme/a' has a rule at '/x-rules/0/sum' that is not checked: the schema has nothing at '/a/b'; correct "
            + "the pointer if the service has renamed a property, otherwise remove the rule from the patch")]
    [InlineData(
        """{"x-rules":[{"sum":"/a/*","equals":"/b"}],"properties":{"a":{"items":{"type":"integer"}},"b":{"type":"string"}}}""",
        "SSDK014 1:27 'acme/a' has a rule at '/x-rules/0/equals' that is not checked: the value at '/b' is not a number")]
    [InlineData(
        """{"x-rules":[{"sum":"/a/*","equals":1}],"properties":{"a":{"items":{"properties":{}}}}}""",
        "SSDK014 1:14 'acme/a' has a rule at '/x-rules/0/sum' that is not checked: the value at '/a/*' is not a number")]
    [InlineData(
        """{"x-rules":["sum"]}""",
        """SSDK014 1:13 'acme/a' has a rule at '/x-rules/0' that is not checked: a rule looks like {"sum": """
            + "\"/shots/*/seconds\", \"equals\": \"/seconds\"}")]
    [InlineData("""{"x-rules":[{"sum":"/a","equals":123456789012345678}],"properties":{"a":{"type":"integer"}}}""", "")]
    [InlineData(
        """{"x-rules":[{"sum":"/a","equals":1234567890123456789}],"properties":{"a":{"type":"integer"}}}""",
        "SSDK014 1:25 'acme/a' has a rule at '/x-rules/0/equals' that is not checked: 1234567890123456789 has too many digits")]
    [InlineData(
        """{"x-rules":[{"sum":"/a","equals":true}],"properties":{"a":{"type":"integer"}}}""",
        "SSDK014 1:25 'acme/a' has a rule at '/x-rules/0/equals' that is not checked: true is not a JSON pointer from the "
            + """root of the schema; a rule looks like {"sum": "/shots/*/seconds", "equals": "/seconds"}""")]
    [InlineData(
        """{"properties":{"a":{"x-rules":[]}}}""",
        "SSDK014 1:21 'acme/a' has a rule at '/properties/a/x-rules' that is not checked: x-rules belongs at the root of "
            + "the schema, and its pointers start there")]
    public void A_rule_that_is_not_checked_is_reported_at_its_position(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Problems(schema, SchemaRole.Input));

    [Theory]
    [InlineData(
        """{"x-rules":[],"properties":{"a":{}}}""",
        "SSDK014 1:2 'acme/a' has a rule at '/x-rules' that is not checked: an output is not validated")]
    [InlineData(
        """{"properties":{"a":{"x-rules":[]}}}""",
        "SSDK014 1:21 'acme/a' has a rule at '/properties/a/x-rules' that is not checked: an output is not validated")]
    [InlineData(
        """{"x-csharp-name":"A","properties":{"a":{}}}""",
        """SSDK015 1:2 'acme/a' requests the C# name "A" at '', which cannot be used: the keyword has no effect here; it names """
            + """properties, values written as "oneOf": [{"const": …}], and, at the root of an input, the model""")]
    public void A_rule_of_an_output_is_not_checked(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Problems(schema, SchemaRole.Output));
}
