using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests the rules that are built from keywords for the value itself.</summary>
public class RuleOfValueTests
{
    [Theory]
    [InlineData("true", "any")]
    [InlineData("false", "any any.Nothing()")]
    [InlineData("{}", "any")]
    [InlineData("""{"type":"null"}""", "null")]
    [InlineData("""{"type":["integer","number","null"]}""", "null|number")]
    [InlineData("""{"type":[]}""", "any")]
    [InlineData("""{"type":"file"}""", "any")]
    [InlineData("""{"type":"none"}""", "any")]
    [InlineData("""{"type":"all"}""", "any")]
    [InlineData("""{"type":7}""", "any")]
    [InlineData("""{"type":["string",7]}""", "any")]
    [InlineData("""{"type":"String"}""", "any")]
    public void A_known_type_is_a_rule_and_an_unknown_one_is_not(string schema, string expected) =>
        Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"enum":["a","b","a"]}""", "string string.Texts(a, b)")]
    [InlineData("""{"enum":["a",null]}""", "null|string string.Texts(a)")]
    [InlineData("""{"enum":[null]}""", "null")]
    [InlineData("""{"enum":[]}""", "none")]
    [InlineData("""{"enum":"a"}""", "any")]
    [InlineData("""{"enum":[1,2.0,2.5]}""", "number number.Enum([1,2.0,2.5])")]
    [InlineData(
        """{"enum":["a",1,true,null,[1],{"a":1}]}""",
        """null|boolean|integer|string|array|object null|boolean|integer|string|array|object.Enum(["a",1,true,null,[1],{"a":1}])""")]
    [InlineData("""{"type":"string","enum":["a",1]}""", "string string.Texts(a)")]
    [InlineData("""{"type":"integer","enum":[1,2.0,2.5]}""", "integer integer.Enum([1,2.0])")]
    [InlineData("""{"type":"string","enum":[1]}""", "string")]
    [InlineData("""{"type":["string","null"],"enum":["a"]}""", "null|string string.Texts(a)")]
    [InlineData("""{"type":["integer","null"],"enum":[5]}""", "null|integer null|integer.Enum([5,null])")]
    [InlineData("""{"type":["string","integer"],"enum":["a",5]}""", """integer|string integer|string.Enum(["a",5])""")]
    [InlineData("""{"type":"string","enum":["a"],"nullable":true}""", "string string.Texts(a)")]
    [InlineData("""{"const":null}""", "null null.Const([null])")]
    [InlineData("""{"const":5}""", "integer integer.Const([5])")]
    [InlineData("""{"const":2.0}""", "integer integer.Const([2.0])")]
    [InlineData("""{"const":"a"}""", """string string.Const(["a"])""")]
    [InlineData("""{"const":"c","enum":["a","b"]}""", """string string.Texts(a, b) string.Const(["c"])""")]
    [InlineData("""{"type":"integer","const":"a"}""", "integer")]
    [InlineData("""{"type":["string","null"],"const":"a"}""", """string string.Const(["a"])""")]
    public void Only_enum_values_of_the_type_are_rules(string schema, string expected) =>
        Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"minimum":-1.5}""", "any number.Minimum(-1.5)")]
    [InlineData("""{"maximum":1e3}""", "any number.Maximum(1000)")]
    [InlineData("""{"maximum":1e17}""", "any number.Maximum(1E+17)")]
    [InlineData("""{"maximum":2.5e-7}""", "any number.Maximum(2.5E-07)")]
    [InlineData("""{"maximum":9007199254740991.0}""", "any number.Maximum(9007199254740991)")]
    [InlineData("""{"maximum":9007199254740992.0}""", "any number.Maximum(9007199254740992)")]
    [InlineData("""{"maximum":9007199254740993.0}""", "any number.Maximum(9007199254740993)")]
    [InlineData("""{"minimum":-9007199254740992.0}""", "any number.Minimum(-9007199254740992)")]
    [InlineData("""{"minimum":123456789012345678901234567890}""", "any number.Minimum(123456789012345678901234567890)")]
    [InlineData("""{"minimum":"3"}""", "any")]
    [InlineData("""{"minimum":true}""", "any")]
    [InlineData("""{"exclusiveMinimum":0,"exclusiveMaximum":10}""", "any number.ExclusiveMinimum(0) number.ExclusiveMaximum(10)")]
    [InlineData("""{"exclusiveMinimum":true}""", "any")]
    [InlineData("""{"multipleOf":0}""", "any")]
    [InlineData("""{"multipleOf":-2}""", "any")]
    [InlineData("""{"multipleOf":0.01}""", "any number.MultipleOf(0.01)")]
    [InlineData("""{"type":"string","minimum":3}""", "string")]
    public void Bounds_of_numbers_are_exact(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"minLength":0}""", "any")]
    [InlineData("""{"maxLength":0}""", "any string.Length(0, 0)")]
    [InlineData("""{"minLength":2,"maxLength":2}""", "any string.Length(2, 2)")]
    [InlineData("""{"minLength":2.0}""", "any string.Length(2)")]
    [InlineData("""{"minLength":2.5}""", "any")]
    [InlineData("""{"minLength":-1}""", "any")]
    [InlineData("""{"maxLength":0.0}""", "any string.Length(0, 0)")]
    [InlineData("""{"maxLength":1e300}""", "any string.Length(0, 9223372036854775807)")]
    [InlineData("""{"maxLength":123456789012345678901234567890}""", "any string.Length(0, 9223372036854775807)")]
    [InlineData("""{"maxLength":-123456789012345678901234567890}""", "any")]
    [InlineData("""{"maxLength":9007199254740991.0}""", "any string.Length(0, 9007199254740991)")]
    [InlineData("""{"maxLength":9007199254740992.0}""", "any string.Length(0, 9223372036854775807)")]
    [InlineData("""{"maxLength":"9"}""", "any")]
    [InlineData("""{"uniqueItems":true}""", "any array.UniqueItems()")]
    [InlineData("""{"uniqueItems":false}""", "any")]
    [InlineData("""{"uniqueItems":1}""", "any")]
    [InlineData("""{"minProperties":1,"maxProperties":2}""", "any object.Properties(1, 2)")]
    [InlineData("""{"type":"string","minItems":1,"minProperties":1,"uniqueItems":true,"maxLength":4}""", "string string.Length(0, 4)")]
    [InlineData("""{"type":"array","minItems":1,"maxLength":4}""", "array array.Count(1)")]
    public void Counts_are_whole_and_not_negative(string schema, string expected) => Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"pattern":"("}""", "any")]
    [InlineData("""{"pattern":7}""", "any")]
    [InlineData("""{"type":"integer","pattern":"a"}""", "integer")]
    [InlineData("""{"type":"string","minLength":1,"pattern":"a"}""", "string string.Length(1) string.Pattern(a, a)")]
    public void A_pattern_is_checked_as_NET_and_shown_as_written(string schema, string expected) =>
        Assert.Equal(expected, RuleWords.Of(schema));
}
