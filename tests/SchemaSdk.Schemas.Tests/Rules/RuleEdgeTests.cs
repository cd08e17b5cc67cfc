using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests rules for sums, for several keywords together, and for schemas that no value fits.</summary>
public class RuleEdgeTests
{
    [Theory]
    [InlineData(
        """{"x-rules":[{"sum":"/a/*","equals":4}],"properties":{"a":{"items":{"type":"number"}}}}""",
        "any array|object.Sum(/a/*, 4) {a: any [0..: *number]}")]
    [InlineData(
        """{"x-rules":[{"sum":"/a/*","equals":"/b"}],"properties":{"a":{"items":{"type":"number"}},"b":{"type":"integer"}}}""",
        "any array|object.Sum(/a/*, /b) {a: any [0..: *number], b: integer}")]
    [InlineData(
        """{"x-rules":[{"sum":"/a/*","equals":4},{"sum":"/a/*","equals":0.5}],"minProperties":1,"""
            + "\"properties\":{\"a\":{\"items\":{\"type\":\"number\"}}}}",
        "any object.Properties(1) array|object.Sum(/a/*, 4) array|object.Sum(/a/*, 0.5) {a: any [0..: *number]}")]
    [InlineData(
        """{"x-rules":[{"sum":"/a/*","equals":4}],"$ref":"#/definitions/A","""
            + "\"definitions\":{\"A\":{\"properties\":{\"a\":{\"items\":{\"type\":\"number\"}}}}}}",
        "any array|object.Sum(/a/*, 4) AllOf()<->Input_A>; Input_A = any {a: any [0..: *number]}")]
    public void A_sum_is_a_rule_of_the_whole_value(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"x-rules":[{"sum":"/a","equals":4}],"properties":{"a":{"type":"string"}}}""", "any {a: string}")]
    [InlineData("""{"x-rules":[{"sum":"/b","equals":4}],"properties":{"a":{"type":"number"}}}""", "any {a: number}")]
    [InlineData("""{"x-rules":[{"sum":"","equals":4}],"type":"number"}""", "number")]
    [InlineData("""{"x-rules":[{"sum":"/a","equals":"/b"}],"properties":{"a":{"type":"number"}}}""", "any {a: number}")]
    public void A_sum_of_values_that_are_not_numbers_is_not_a_rule(string schema, string expected) =>
        Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData(
        """{"not":{"const":1},"allOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":{"type":"string"}}}]}""",
        "any {a: string} Not()<integer integer.Const([1])> AllOf()<any {b: string}>")]
    [InlineData(
        """{"contains":{"const":1},"propertyNames":{"maxLength":1},"dependentSchemas":{"a":{"required":["b"]}},"""
            + "\"if\":{\"const\":2},\"then\":{\"minimum\":1},\"not\":{\"const\":3}}",
        "any Not()<integer integer.Const([3])> If()<integer integer.Const([2]) | any number.Minimum(1) | any> When(a)<any "
            + "object.Required(b)> PropertyNames()<any string.Length(0, 1)> Contains(1)<integer integer.Const([1])>")]
    [InlineData(
        """{"multipleOf":2,"maximum":9,"minimum":1,"maxLength":3,"enum":[2,4]}""",
        "integer integer.Enum([2,4]) number.Minimum(1) number.Maximum(9) number.MultipleOf(2)")]
    [InlineData(
        """{"required":["z"],"minProperties":1,"pattern":"a","uniqueItems":true,"minItems":1}""",
        "any object.Properties(1) array.UniqueItems() array.Count(1) string.Pattern(a, a) object.Required(z)")]
    [InlineData(
        """{"oneOf":[{"minimum":1},{"maximum":0}],"anyOf":[{"minimum":2},{"maximum":1}]}""",
        "any AnyOf()<any number.Minimum(2) | any number.Maximum(1)> OneOf()<any number.Minimum(1) | any number.Maximum(0)>")]
    public void Keywords_of_a_rule_have_a_fixed_order(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"anyOf":[false,{"type":"null"}]}""", "any NotNull()<any any.Nothing()>")]
    [InlineData("""{"properties":{"a":false},"additionalProperties":false}""", "any {a: any any.Nothing(), *: any any.Unknown()}")]
    [InlineData("""{"allOf":[true,false]}""", "any any.Nothing()")]
    [InlineData("""{"enum":[],"type":"string"}""", "none")]
    [InlineData("""{"items":[false]}""", "any [0..: any any.Nothing(), *any]")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"b":{}},"required":["c"]}}}""", "any When(a)<any object.Required(c)>")]
    [InlineData(
        """{"if":{"properties":{"b":{}},"required":["c"]},"then":{"minProperties":1}}""",
        "any If()<any object.Required(c) | any object.Properties(1) | any>")]
    [InlineData("""{"maximum":1e15}""", "any number.Maximum(1000000000000000)")]
    [InlineData("""{"maximum":-1e15}""", "any number.Maximum(-1000000000000000)")]
    [InlineData(
        """{"anyOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"type":"array","items":{"type":"string"}},"""
            + """{"type":"null"}],"properties":{"b":{"type":"string"}}}""",
        "any {b: string} AllOf()<null|array|object {a: string} [0..: *string]>")]
    public void A_schema_that_no_value_fits_becomes_a_rule(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));
}
