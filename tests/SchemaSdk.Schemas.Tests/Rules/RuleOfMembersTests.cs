using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests the rules that are built from keywords for members and items.</summary>
public class RuleOfMembersTests
{
    [Theory]
    [InlineData("""{"properties":{}}""", "any")]
    [InlineData("""{"properties":{"a":true}}""", "any")]
    [InlineData("""{"properties":{"a":false}}""", "any {a: any any.Nothing()}")]
    [InlineData("""{"properties":{"a":{"type":"string"},"b":{},"c":{"type":"integer"}}}""", "any {a: string, b: any, c: integer}")]
    [InlineData("""{"properties":7}""", "any")]
    [InlineData("""{"type":"string","properties":{"a":{"type":"string"}}}""", "string")]
    [InlineData("""{"additionalProperties":false}""", "any {*: any any.Unknown()}")]
    [InlineData("""{"additionalProperties":true}""", "any")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", "any {a: any, *: any any.Unknown()}")]
    [InlineData(
        """{"properties":{"a":{"type":"string"}},"additionalProperties":{"minimum":1}}""",
        "any {a: string, *: any number.Minimum(1)}")]
    public void Members_have_rules_by_name(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"required":["a"]}""", "any object.Required(a)")]
    [InlineData("""{"required":["a","a","b"]}""", "any object.Required(a, b)")]
    [InlineData("""{"required":[]}""", "any")]
    [InlineData("""{"required":"a"}""", "any")]
    [InlineData("""{"required":["a",7]}""", "any object.Required(a)")]
    [InlineData("""{"properties":{},"required":["a"]}""", "any object.Required(a)")]
    [InlineData("""{"properties":{"a":{},"b":{}},"required":["b"]}""", "any {a: any, b!: any}")]
    [InlineData("""{"properties":{"a":{}},"required":["b"]}""", "any")]
    [InlineData("""{"properties":{"a":{}},"required":["a","b"]}""", "any {a!: any}")]
    [InlineData(
        """{"anyOf":[{"properties":{"a":{}},"required":["b"]},{"type":"object","properties":{"a":{}},"required":["a","b"]}]}""",
        "any AnyOf()<any object.Required(b) | object object.Required(b) {a!: any}>")]
    [InlineData("""{"allOf":[{"properties":{"a":{}},"required":["b"]}]}""", "any object.Required(b)")]
    [InlineData("""{"type":"string","required":["a"]}""", "string")]
    public void A_required_name_is_enforced_if_a_caller_can_set_it(string schema, string expected) =>
        Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"properties":{"a":{}},"required":["a","b"],"allOf":[{"properties":{"b":{}}}]}""")]
    [InlineData("""{"properties":{"a":{}},"required":["a","b"],"allOf":[{"$ref":"#/$defs/B"}],"$defs":{"B":{"properties":{"b":{}}}}}""")]
    [InlineData("""{"properties":{"a":{}},"required":["a","b"],"$ref":"#/$defs/B","$defs":{"B":{"properties":{"b":{}}}}}""")]
    [InlineData("""{"properties":{"a":{}},"required":["a","b"],"anyOf":[{"properties":{"b":{}}},{"properties":{"c":{}}}]}""")]
    [InlineData("""{"properties":{"a":{}},"required":["a","b"],"if":{"required":["a"]},"then":{"properties":{"b":{}}}}""")]
    [InlineData("""{"properties":{"a":{}},"required":["a","b"],"dependencies":{"a":{"allOf":[{"properties":{"b":{}}}]}}}""")]
    public void A_required_name_that_a_part_of_the_schema_describes_is_enforced(string schema) =>
        Assert.Equal("any object.Required(b) {a!: any}", RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"properties":{"a":{}},"required":["a","b"],"allOf":[{"properties":{"c":{}}}]}""")]
    [InlineData("""{"properties":{"a":{}},"required":["a","b"],"allOf":[{"$ref":"#"}]}""")]
    [InlineData("""{"properties":{"a":{"properties":{"b":{}}}},"required":["a","b"],"$defs":{"B":{"properties":{"b":{}}}}}""")]
    public void A_required_name_that_no_part_of_the_schema_describes_is_not_enforced(string schema) =>
        Assert.Equal("any {a!: any}", RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"dependentRequired":{"a":["a"]}}""", "any")]
    [InlineData("""{"dependentRequired":{"a":["a","b"]}}""", "any object.DependentRequired(a, b)")]
    [InlineData("""{"dependentRequired":{"a":[]}}""", "any")]
    [InlineData("""{"dependentRequired":{"a":{"type":"object"}}}""", "any")]
    [InlineData("""{"dependentRequired":[]}""", "any")]
    [InlineData(
        """{"dependencies":{"a":["b"],"c":{"required":["d"]},"e":true,"f":{}}}""",
        "any object.Dependent(a, b) When(c)<any object.Required(d)>")]
    [InlineData("""{"dependentSchemas":{"a":{"required":["b"]},"c":{}}}""", "any When(a)<any object.Required(b)>")]
    [InlineData("""{"dependentSchemas":{"a":["b"]}}""", "any")]
    [InlineData("""{"dependentSchemas":{"a":false}}""", "any When(a)<any any.Nothing()>")]
    [InlineData("""{"dependencies":{"a/b":{"properties":{"c":{"type":"string"}}}}}""", "any When(a/b)<any {c: string}>")]
    public void Dependent_names_have_rules(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"propertyNames":true}""", "any")]
    [InlineData("""{"patternProperties":{"^a$":{"type":"string"},"b":{}}}""", "any Matching(^a\\z, ^a$)<string>")]
    [InlineData("""{"patternProperties":{"(":{"type":"string"}}}""", "any")]
    [InlineData("""{"patternProperties":{}}""", "any")]
    [InlineData("""{"patternProperties":{"a":{}},"additionalProperties":false}""", "any Others((?:a))<any any.Unknown()>")]
    [InlineData(
        """{"patternProperties":{"a":{},"b":{"type":"string"}},"additionalProperties":{"type":"integer"}}""",
        "any Matching(b, b)<string> Others((?:a)|(?:b))<integer>")]
    [InlineData(
        """{"properties":{"x":{},"y":{}},"patternProperties":{"a":{}},"additionalProperties":false}""",
        "any Others((?:a), x, y)<any any.Unknown()>")]
    [InlineData(
        """{"patternProperties":{"(a)\\1":{},"(b)\\1":{}},"additionalProperties":false}""",
        "any Others((?:(?<1>a)(?(1)\\1|))|(?:(?<1>b)(?(1)\\1|)))<any any.Unknown()>")]
    [InlineData("""{"patternProperties":{"a":{},"(":{}},"additionalProperties":false}""", "any")]
    [InlineData("""{"patternProperties":{"^\\p{Lu}$":{"type":"integer"}}}""", "any")]
    [InlineData(
        """{"patternProperties":{"\\p{L}":{"type":"integer"}},"additionalProperties":false}""",
        "any Others((?:(?:[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]|[\\p{L}])))<any any.Unknown()>")]
    [InlineData("""{"patternProperties":{},"additionalProperties":false}""", "any {*: any any.Unknown()}")]
    [InlineData("""{"patternProperties":{"a":{"type":"string"}},"additionalProperties":true}""", "any Matching(a, a)<string>")]
    public void Names_and_name_patterns_have_rules(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"items":{}}""", "any")]
    [InlineData("""{"items":true}""", "any")]
    [InlineData("""{"items":false}""", "any [0..: *any any.Nothing()]")]
    [InlineData("""{"items":{"type":"string"},"minItems":2,"maxItems":3}""", "any [2..3: *string]")]
    [InlineData("""{"items":{},"minItems":2}""", "any array.Count(2)")]
    [InlineData("""{"items":[{"type":"string"},{}]}""", "any [0..: string, any, *any]")]
    [InlineData("""{"items":[{},{}]}""", "any")]
    [InlineData("""{"items":[{"type":"string"}],"additionalItems":{"type":"integer"}}""", "any [0..: string, *integer]")]
    [InlineData("""{"items":[{}],"additionalItems":false}""", "any [0..: any, *any any.Nothing()]")]
    [InlineData("""{"items":{"type":"string"},"additionalItems":false}""", "any [0..: *string]")]
    [InlineData("""{"additionalItems":false}""", "any")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", "any [0..: string, *integer]")]
    [InlineData("""{"prefixItems":[{}],"items":false}""", "any [0..: any, *any any.Nothing()]")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"additionalItems":false}""", "any [0..: string, *any]")]
    [InlineData("""{"type":"string","items":{"type":"string"}}""", "string")]
    public void Items_have_one_rule_or_one_per_position(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"contains":{"const":1}}""", "any Contains(1)<integer integer.Const([1])>")]
    [InlineData("""{"contains":true}""", "any Contains(1)<any>")]
    [InlineData("""{"contains":{"const":1},"minContains":2}""", "any Contains(2)<integer integer.Const([1])>")]
    [InlineData("""{"contains":{"const":1},"minContains":0}""", "any")]
    [InlineData("""{"contains":{"const":1},"minContains":"x"}""", "any")]
    [InlineData("""{"contains":{"const":1},"minContains":0,"maxContains":2}""", "any Contains(0, 2)<integer integer.Const([1])>")]
    [InlineData("""{"minContains":2}""", "any")]
    [InlineData("""{"contains":{"format":"date"},"maxContains":2}""", "any Contains(1)<any>")]
    [InlineData("""{"contains":{"format":"date"},"minContains":0,"maxContains":2}""", "any")]
    public void Contains_is_a_rule_with_a_range(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));
}
