using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests the rules that are built from references, and the names of all rules.</summary>
public class RuleOfReferenceTests
{
    [Theory]
    [InlineData("""{"$ref":"#/definitions/A","definitions":{"A":{"type":"string"}}}""", "string")]
    [InlineData("""{"$ref":"#/definitions/A","definitions":{"A":false}}""", "any any.Nothing()")]
    [InlineData("""{"$ref":"#/definitions/A","definitions":{"A":7}}""", "any")]
    [InlineData("""{"$ref":"#/definitions/B","definitions":{"A":{"type":"string"}}}""", "any")]
    [InlineData("""{"$ref":"other.json"}""", "any")]
    [InlineData("""{"$ref":7,"type":"string"}""", "string")]
    [InlineData("""{"$ref":"#"}""", "any")]
    [InlineData(
        """{"$ref":"#/definitions/A","definitions":{"A":{"properties":{"x":{"type":"string"}}}}}""",
        "->Input_A; Input_A = any {x: string}")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/A"},"b":{"$ref":"#/definitions/A"}},"""
            + "\"definitions\":{\"A\":{\"properties\":{\"x\":{\"type\":\"string\"}}}}}",
        "any {a: ->Input_A, b: ->Input_A}; Input_A = any {x: string}")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/A"}},"definitions":{"A":{"$ref":"#/definitions/B"},"""
            + "\"B\":{\"properties\":{\"x\":{\"type\":\"string\"}}}}}",
        "any {a: ->Input_B}; Input_B = any {x: string}")]
    [InlineData("""{"properties":{"a":{"$ref":"#"}}}""", "any {a: ->Input}")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/properties/b"},"b":{"items":{"type":"string"}}}}""",
        "any {a: ->Input_B, b: ->Input_B}; Input_B = any [0..: *string]")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/x~1y%20z"}},"definitions":{"x/y z":{"minProperties":1,"""
            + "\"additionalProperties\":false}}}",
        "any {a: ->Input_X1yZ}; Input_X1yZ = any object.Properties(1) {*: any any.Unknown()}")]
    [InlineData("""{"definitions":{"A":{"$ref":"#/definitions/B"},"B":{"$ref":"#/definitions/A"}},"$ref":"#/definitions/A"}""", "any")]
    [InlineData(
        """{"allOf":[{"$ref":"#/definitions/A"}],"definitions":{"A":{"anyOf":[{"$ref":"#/definitions/A"},{"type":"string"}]}}}""",
        "any")]
    [InlineData(
        """{"$ref":"#/definitions/A","definitions":{"A":{"properties":{"a":{"$ref":"#/definitions/A"}},"""
            + "\"items\":{\"$ref\":\"#/definitions/A\"}}}}",
        "->Input_A; Input_A = any {a: ->Input_A} [0..: *->Input_A]")]
    public void The_target_of_references_has_one_rule(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/A"}},"definitions":{"A":{"$ref":"#/definitions/B"},"""
            + "\"B\":{\"properties\":{\"x\":{\"$ref\":\"#/definitions/A\"}}}}}",
        "any {a: ->Input_B}; Input_B = any {x: ->Input_A}; Input_A = ->Input_B")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/A"},"b":{"$ref":"#/definitions/B"}},"""
            + "\"definitions\":{\"A\":{\"anyOf\":[{\"$ref\":\"#/definitions/B\"},{}]},"
            + "\"B\":{\"properties\":{\"x\":{\"$ref\":\"#/definitions/A\"}}}}}",
        "any {a: any, b: ->Input_B}; Input_B = any {x: ->Input_A}; Input_A = any")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/A"},"b":{"$ref":"#/definitions/B"}},"""
            + "\"definitions\":{\"A\":{\"type\":\"string\",\"properties\":{\"y\":{\"$ref\":\"#/definitions/B\"}}},"
            + "\"B\":{\"properties\":{\"x\":{\"$ref\":\"#/definitions/A\"}}}}}",
        "any {a: string, b: ->Input_B}; Input_B = any {x: ->Input_A}; Input_A = string")]
    public void A_recursive_target_has_a_rule_even_if_the_rule_has_no_parts(string schema, string expected) =>
        Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"$ref":"#/definitions/A","minLength":1,"definitions":{"A":{"type":"string"}}}""", "string")]
    [InlineData(
        """{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/A","minLength":1,"""
            + "\"definitions\":{\"A\":{\"type\":\"string\"}}}",
        "string")]
    [InlineData(
        """{"$schema":"https://json-schema.org/draft/2019-09/schema","$ref":"#/$defs/A","minLength":1,"$defs":{"A":{"type":"string"}}}""",
        "string string.Length(1)")]
    [InlineData(
        """{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#/$defs/A","minProperties":1,"""
            + "\"$defs\":{\"A\":{\"properties\":{\"x\":{\"type\":\"string\"}}}}}",
        "any object.Properties(1) AllOf()<->Input_A>; Input_A = any {x: string}")]
    [InlineData(
        """{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"#/$defs/A","properties":{"y":{"type":"string"}},"""
            + "\"$defs\":{\"A\":{\"properties\":{\"x\":{\"type\":\"string\"}}}}}",
        "any {y: string} AllOf()<->Input_A>; Input_A = any {x: string}")]
    [InlineData(
        """{"$schema":"https://json-schema.org/draft/2020-12/schema","anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}],"""
            + "\"$defs\":{\"A\":{\"properties\":{\"x\":{\"type\":\"string\"}}}}}",
        "any NotNull()<->Input_A>; Input_A = any {x: string}")]
    [InlineData("""{"anyOf":[{"$ref":"#/definitions/A"},{"type":"null"}],"definitions":{"A":{"type":"string"}}}""", "null|string")]
    [InlineData(
        """{"oneOf":[{"$ref":"#/definitions/A"},{"type":"integer"}],"definitions":{"A":{"type":"object","""
            + "\"properties\":{\"x\":{\"type\":\"string\"}}}}}",
        "any OneOf()<->Input_A | integer>; Input_A = object {x: string}")]
    public void A_keyword_next_to_a_reference_counts_only_in_later_drafts(string schema, string expected) =>
        Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData(
        """{"properties":{"a_b":{"type":"string"},"item":{"type":"string"},"x":{"properties":{"y":{"type":"string"}}}}}""",
        "Input Input_AB Input_Item_ Input_X Input_X_Y")]
    [InlineData(
        """{"items":[{"type":"string"},{"type":"integer"}],"additionalItems":{"type":"string"}}""",
        "Input Input_Item0 Input_Item1 Input_Item")]
    [InlineData(
        """{"allOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":{"type":"string"}}}]}""",
        "Input Input_0_A Input_1 Input_1_B")]
    [InlineData("""{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"null"}]}""", "Input Input_Item")]
    [InlineData("""{"oneOf":[{"minLength":1},{"maxLength":9},{"type":"null"}]}""", "Input Input_0 Input_1 Input_2")]
    [InlineData("""{"not":{"type":"string"}}""", "Input Input_Not")]
    [InlineData("""{"if":{"minLength":1},"then":{"minLength":2},"else":{"minLength":3}}""", "Input Input_If Input_Then Input_Else")]
    [InlineData("""{"dependentSchemas":{"a_b":{"minLength":1}}}""", "Input Input_WithAB")]
    [InlineData("""{"propertyNames":{"minLength":1}}""", "Input Input_Names")]
    [InlineData(
        """{"patternProperties":{"a":{"minLength":1},"b":{"minLength":2}},"additionalProperties":false}""",
        "Input Input_Matching0 Input_Matching1 Input")]
    [InlineData("""{"contains":{"minLength":1}}""", "Input Input_Contains")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/B_c"},"d":{"$ref":"#/definitions/B_c"}},"""
            + "\"definitions\":{\"B_c\":{\"items\":{\"type\":\"string\"}}}}",
        "Input Input_BC->Input_BC Input_BC->Input_BC Input_BC Input_BC_Item")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/definitions/A"},"b":{"$ref":"#/$defs/A"}},"""
            + "\"definitions\":{\"A\":{\"items\":{\"type\":\"string\"}}},\"$defs\":{\"A\":{\"items\":{\"type\":\"integer\"}}}}",
        "Input Input_A->Input_A Input_A_->Input_A_ Input_A Input_A_Item Input_A_ Input_A__Item")]
    [InlineData(
        """{"$ref":"#/definitions/A","definitions":{"A":{"items":{"$ref":"#/definitions/A"}}}}""",
        "Input->Input_A Input_A Input_A->Input_A")]
    [InlineData(
        """{"properties":{"Item":{"items":{"type":"string"}},"a-b":{"items":{"type":"string"}},"a b":{"items":{"type":"string"}}}}""",
        "Input Input_Item_ Input_Item__Item Input_A_Lower_Dash_B_Lower Input_A_Lower_Dash_B_Lower_Item "
            + "Input_A_Lower_Space_B_Lower Input_A_Lower_Space_B_Lower_Item")]
    public void A_rule_is_named_by_the_path_to_its_schema(string schema, string expected) =>
        Assert.Equal(expected, RuleWords.Names(schema));
}
