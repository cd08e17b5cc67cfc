using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Rules;

/// <summary>Tests that no value is refused because of keywords that are not checked.</summary>
public class RuleDoubtTests
{
    [Theory]
    [InlineData("""{"oneOf":[{"format":"date"},{"type":"string"}]}""", "any OneOf()<any string.Unsure() | string>")]
    [InlineData("""{"oneOf":[{"format":"uri"},{"type":"string"}]}""", "any OneOf()<any string.UnsureUri() | string>")]
    [InlineData(
        """{"oneOf":[{"format":"uri-reference"},{"format":"iri"},{"format":"iri-reference"}]}""",
        "any OneOf()<any string.UnsureUri() | any string.UnsureUri() | any string.UnsureUri()>")]
    [InlineData("""{"oneOf":[{"format":"int32"},{"type":"string"}]}""", "any OneOf()<any number.Unsure() | string>")]
    [InlineData("""{"oneOf":[{"format":"uint8"},{"type":"string"}]}""", "any OneOf()<any number.Unsure() | string>")]
    [InlineData("""{"oneOf":[{"format":"json-pointer"},{"type":"string"}]}""", "any OneOf()<any string.Unsure() | string>")]
    [InlineData("""{"oneOf":[{"format":"unix-time"},{"type":"string"}]}""", "any OneOf()<any number.Unsure() | string>")]
    [InlineData("""{"oneOf":[{"format":"float"},{"format":"double"},{"format":"decimal"}]}""", "any OneOf()<any | any | any>")]
    [InlineData("""{"oneOf":[{"format":7},{"type":"string"}]}""", "any OneOf()<any string.Unsure() | string>")]
    [InlineData(
        """{"oneOf":[{"unevaluatedItems":false},{"unevaluatedProperties":false},{"$dynamicRef":"#a"}]}""",
        "any OneOf()<any array.Unsure() | any object.Unsure() | any any.Unsure()>")]
    [InlineData("""{"oneOf":[{"$recursiveRef":"#"},{"type":"string"}]}""", "any OneOf()<any any.Unsure() | string>")]
    [InlineData(
        """{"oneOf":[{"patternProperties":{"(?=a)":{}}},{"patternProperties":{"a":{}}}]}""",
        "any OneOf()<any object.Unsure() | any>")]
    [InlineData(
        """{"oneOf":[{"pattern":"(?=a)"},{"pattern":"a"}]}""",
        "any OneOf()<any string.Unsure() string.Pattern((?=a), (?=a)) | any string.Pattern(a, a)>")]
    [InlineData(
        """{"oneOf":[{"type":["string","null"],"enum":["a"]},{"type":"string"}]}""",
        "any OneOf()<null|string string.Texts(a) null.Unsure() | string>")]
    [InlineData("""{"oneOf":[{"type":"string","format":"date"},{"type":"integer"}]}""", "integer|string string.Unsure()")]
    [InlineData(
        """{"oneOf":[{"contains":{"format":"date"},"maxContains":1},{"type":"string"}]}""",
        "any OneOf()<any array.Unsure() Contains(1)<any string.Unsure()> | string>")]
    [InlineData(
        """{"oneOf":[{"contains":{"format":"date"}},{"type":"string"}]}""",
        "any OneOf()<any Contains(1)<any string.Unsure()> | string>")]
    [InlineData("""{"oneOf":[{"$ref":"other.json"},{"type":"string"}]}""", "any OneOf()<any any.Unsure() | string>")]
    [InlineData(
        """{"oneOf":[{"$ref":"#/definitions/A"},{"type":"string"}],"definitions":{"A":{"format":"date"}}}""",
        "any OneOf()<any string.Unsure() | string>")]
    [InlineData(
        """{"oneOf":[{"properties":{"a":{"format":"date"}}},{"type":"string"}]}""",
        "any OneOf()<any {a: any string.Unsure()} | string>")]
    [InlineData(
        """{"oneOf":[{"properties":{"a":{"properties":{"b":{}},"required":["c"]}}},{"type":"string"}]}""",
        "any OneOf()<any {a: any object.Unsure()} | string>")]
    [InlineData(
        """{"oneOf":[{"items":{"format":"date"}},{"allOf":[{"format":"date"}]}]}""",
        "any OneOf()<any [0..: *any string.Unsure()] | any string.Unsure()>")]
    [InlineData(
        """{"properties":{"a":{"oneOf":[{"format":"date"},{"type":"string"}]},"b":{"format":"date"}}}""",
        "any {a: any OneOf()<any string.Unsure() | string>, b: any}")]
    [InlineData(
        """{"oneOf":[{"patternProperties":{"\\p{L}":{}}},{"pattern":"\\p{L}"},{"type":"null"}]}""",
        "any OneOf()<any object.Unsure() | any string.Unsure() string.Pattern((?:[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]|[\\p{L}]), \\p{L})"
            + " | null>")]
    [InlineData("""{"oneOf":[{"type":"image"},{"type":"string"}]}""", "any OneOf()<any any.Unsure() | string>")]
    [InlineData("""{"oneOf":[{"type":["null","image"]},{"type":"string"}]}""", "any OneOf()<any any.Unsure() | string>")]
    [InlineData("""{"oneOf":[{"type":"integer","enum":["1"]},{"type":"number"}]}""", "any OneOf()<integer any.Unsure() | number>")]
    [InlineData("""{"format":"date"}""", "any")]
    public void A_branch_of_oneOf_records_what_is_not_checked(string schema, string expected) =>
        Assert.Equal(expected, RuleWords.Of(schema));

    [Theory]
    [InlineData("""{"not":{"format":"date"}}""", "any")]
    [InlineData("""{"not":{"format":"float"}}""", "any Not()<any>")]
    [InlineData("""{"not":{"items":{"pattern":"(?!a)"}}}""", "any")]
    [InlineData("""{"not":{"items":[{"const":1},{"format":"date"}]}}""", "any")]
    [InlineData("""{"not":{"patternProperties":{"(?<=a)b":{}}}}""", "any")]
    [InlineData("""{"not":{"additionalProperties":{"unevaluatedItems":false}}}""", "any")]
    [InlineData("""{"not":{"dependencies":{"a":["b"],"c":{"format":"date"}}}}""", "any")]
    [InlineData("""{"not":{"dependencies":{"a":["b"]}}}""", "any Not()<any object.Dependent(a, b)>")]
    [InlineData("""{"not":{"$ref":"other.json"}}""", "any")]
    [InlineData("""{"not":{"$ref":"#/definitions/A"},"definitions":{"A":{"format":"date"}}}""", "any")]
    [InlineData("""{"not":{"$ref":"#/definitions/A"},"definitions":{"A":{"$ref":"#/definitions/A"}}}""", "any")]
    [InlineData("""{"not":{"definitions":{"A":{"format":"date"}}}}""", "any Not()<any>")]
    [InlineData("""{"not":{"properties":{"b":{}},"required":["c"]}}""", "any Not()<any object.Required(c)>")]
    [InlineData("""{"not":{"items":{"properties":{"b":{}},"required":["c"]}}}""", "any")]
    [InlineData(
        """{"not":{"items":{"properties":{"b":{}},"required":["c"],"allOf":[{"properties":{"c":{}}}]}}}""",
        "any Not()<any [0..: *any object.Required(c)]>")]
    [InlineData("""{"not":{"pattern":"\\p{Cc}"}}""", "any")]
    [InlineData("""{"not":{"items":{"type":"undefined"}}}""", "any")]
    [InlineData("""{"not":{"type":"integer","enum":["1"]}}""", "any")]
    [InlineData("""{"not":{"type":"integer","const":"1"}}""", "any")]
    [InlineData("""{"not":{"enum":["a"],"const":1}}""", "any")]
    [InlineData("""{"not":{"enum":[1,"a"],"const":1}}""", "any Not()<integer integer|string.Enum([1,\"a\"]) integer.Const([1])>")]
    [InlineData("""{"not":{"type":"integer","enum":["1",2]}}""", "any Not()<integer integer.Enum([2])>")]
    [InlineData("""{"if":{"pattern":"(a)\\1"},"then":{"minLength":1}}""", "any")]
    [InlineData("""{"if":{"pattern":"a"},"then":{"minLength":1}}""", "any If()<any string.Pattern(a, a) | any string.Length(1) | any>")]
    public void A_schema_that_is_not_fully_checked_is_not_negated(string schema, string expected) =>
        Assert.Equal(expected, RuleWords.Of(schema));
}
