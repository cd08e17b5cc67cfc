using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests the rules that are built from several schemas for one value.</summary>
public class RuleOfSchemasTests
{
    [Theory]
    [InlineData("""{"allOf":[]}""", "any")]
    [InlineData("""{"allOf":[{"type":"string"},{"minLength":1}]}""", "string string.Length(1)")]
    [InlineData("""{"type":["string","integer"],"allOf":[{"type":["string","null"]}]}""", "string")]
    [InlineData("""{"allOf":[{"type":"string"},{"type":"integer"}]}""", "none")]
    [InlineData("""{"minLength":1,"allOf":[{"minLength":1},{"minLength":2}]}""", "any string.Length(1) string.Length(2)")]
    [InlineData(
        """{"allOf":[{"properties":{"a":{"type":"string"}}},{"properties":{"b":{"type":"string"}}}]}""",
        "any {a: string} AllOf()<any {b: string}>")]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"string"}}},{"items":{"type":"string"}}]}""", "any {a: string} [0..: *string]")]
    [InlineData(
        """{"properties":{"a":{"type":"string"}},"allOf":[{"properties":{"b":{"type":"string"}}}]}""",
        "any {a: string} AllOf()<any {b: string}>")]
    [InlineData("""{"allOf":[false]}""", "any any.Nothing()")]
    [InlineData(
        """{"allOf":[{"anyOf":[{"minimum":1},{"maximum":0}]},{"type":"integer"}]}""",
        "integer AnyOf()<any number.Minimum(1) | any number.Maximum(0)>")]
    [InlineData("""{"type":"string","allOf":[{"properties":{"a":{"type":"string"}}}]}""", "string")]
    public void A_value_must_fit_all_of_allOf(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"anyOf":[]}""", "any")]
    [InlineData("""{"anyOf":[{"type":"string"},{}]}""", "any")]
    [InlineData("""{"anyOf":[{"type":"string"},false]}""", "any AnyOf()<string | any any.Nothing()>")]
    [InlineData("""{"anyOf":[{"type":"null"}]}""", "null")]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"null"}]}""", "any AnyOf()<null | null>")]
    [InlineData("""{"anyOf":[{"type":"string","minLength":1},{"type":"null"}]}""", "null|string string.Length(1)")]
    [InlineData("""{"anyOf":[{"const":"a"},{"type":"null"}]}""", """any NotNull()<string string.Const(["a"])>""")]
    [InlineData(
        """{"anyOf":[{"anyOf":[{"minimum":1},{"maximum":0}]},{"type":"null"}]}""",
        "any NotNull()<any AnyOf()<any number.Minimum(1) | any number.Maximum(0)>>")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"},{"type":"null"}]}""", "any AnyOf()<string | null | null>")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"null"}]}""", "null|integer|string")]
    [InlineData(
        """{"anyOf":[{"type":"string","minLength":1},{"type":"array","items":{"type":"string"}},{"type":"object","required":["a"]}]}""",
        "string|array|object string.Length(1) object.Required(a) [0..: *string]")]
    [InlineData(
        """{"anyOf":[{"type":"string","minLength":1},{"type":"string","maxLength":9}]}""",
        "any AnyOf()<string string.Length(1) | string string.Length(0, 9)>")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"number","minimum":1}]}""", "any AnyOf()<integer | number number.Minimum(1)>")]
    [InlineData("""{"anyOf":[{"type":"string"},{"enum":[1]}]}""", "any AnyOf()<string | integer integer.Enum([1])>")]
    [InlineData(
        """{"anyOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"type":"array","items":{"type":"string"}}]}""",
        "array|object {a: string} [0..: *string]")]
    [InlineData(
        """{"type":"string","anyOf":[{"minLength":1},{"maxLength":9}]}""",
        "string AnyOf()<any string.Length(1) | any string.Length(0, 9)>")]
    [InlineData(
        """{"anyOf":[{"minLength":1},{"maxLength":9}],"oneOf":[{"pattern":"a"},{"pattern":"b"}]}""",
        "any AnyOf()<any string.Length(1) | any string.Length(0, 9)> OneOf()<any string.Pattern(a, a) | any string.Pattern(b, b)>")]
    public void A_value_must_fit_one_of_anyOf(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"oneOf":[]}""", "any")]
    [InlineData("""{"oneOf":[{"type":"string"},{}]}""", "any OneOf()<string | any>")]
    [InlineData("""{"oneOf":[{},{}]}""", "any OneOf()<any | any>")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"null"}]}""", "null|string")]
    [InlineData("""{"oneOf":[{"type":"null"},{"type":"null"}]}""", "any OneOf()<null | null>")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"null"},{"type":"null"}]}""", "any OneOf()<string | null | null>")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "any OneOf()<integer | number>")]
    [InlineData("""{"oneOf":[{"type":"string"},false]}""", "any OneOf()<string | any any.Nothing()>")]
    public void A_value_must_fit_exactly_one_of_oneOf(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"not":{}}""", "any Not()<any>")]
    [InlineData("""{"not":false}""", "any Not()<any any.Nothing()>")]
    [InlineData("""{"not":{"not":{"const":1}}}""", "any Not()<any Not()<integer integer.Const([1])>>")]
    [InlineData("""{"type":"string","not":{"const":"a"}}""", """string Not()<string string.Const(["a"])>""")]
    [InlineData(
        """{"if":{"const":1},"then":{"minimum":2},"else":{"maximum":3}}""",
        "any If()<integer integer.Const([1]) | any number.Minimum(2) | any number.Maximum(3)>")]
    [InlineData("""{"if":{"const":1},"then":{"minimum":2}}""", "any If()<integer integer.Const([1]) | any number.Minimum(2) | any>")]
    [InlineData("""{"if":{"const":1},"else":{"maximum":3}}""", "any If()<integer integer.Const([1]) | any | any number.Maximum(3)>")]
    [InlineData("""{"if":{"const":1}}""", "any")]
    [InlineData("""{"if":{"const":1},"then":{}}""", "any")]
    [InlineData("""{"then":{"minimum":2}}""", "any")]
    [InlineData("""{"if":true,"then":{"minimum":2}}""", "any If()<any | any number.Minimum(2) | any>")]
    public void A_value_must_fit_not_and_conditions(string schema, string expected) =>
        Assert.Equal(expected, RuleWords.Of(schema));
}
