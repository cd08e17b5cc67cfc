using SchemaSdk.Schemas.Tests.Words;

namespace SchemaSdk.Schemas.Tests.Wording;

/// <summary>Tests the documentation that is read from a schema: title, description, default, allowed values, and deprecation.</summary>
public class ToldWordTests
{
    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"title":"T","description":"D"}""", "title: T; description: D")]
    [InlineData("""{"title":7,"description":["D"]}""", "")]
    [InlineData("""{"deprecated":true}""", "deprecated: yes")]
    [InlineData("""{"deprecated":"true"}""", "deprecated: yes")]
    [InlineData("""{"readOnly":true,"writeOnly":true}""", "allowed: set by the service, never returned")]
    [InlineData("""{"readOnly":"yes"}""", "")]
    [InlineData("""{"$ref":"#/definitions/A"}""", "")]
    [InlineData("""{"title":"Own","allOf":[{"title":"Part","type":"string"}]}""", "title: Own")]
    public void Titles_descriptions_and_flags_are_documented(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.Told(schema));

    [Theory]
    [InlineData("""{"default":null}""", "")]
    [InlineData("""{"default":[1,2.0]}""", "default: [1,2.0]")]
    [InlineData(
        """{"default":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""",
        "default: \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"")]
    [InlineData(
        """{"default":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""",
        """default: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…""")]
    [InlineData(
        """{"default":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa😀b"}""",
        """default: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…""")]
    [InlineData(
        """{"default":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa😀bb"}""",
        """default: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa😀…""")]
    public void A_default_is_truncated_to_60_characters(string schema, string expected) => Assert.Equal(expected, ShapeWords.Told(schema));

    [Theory]
    [InlineData("""{"type":"integer","minimum":3,"maximum":15}""", "allowed: 3 to 15")]
    [InlineData("""{"type":"number","maximum":0.5}""", "allowed: at most 0.5")]
    [InlineData("""{"minimum":3}""", "allowed: at least 3")]
    [InlineData("""{"exclusiveMinimum":3,"type":"integer"}""", "allowed: more than 3")]
    [InlineData("""{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":10}""", "allowed: more than 0 and less than 10")]
    [InlineData("""{"type":"number","exclusiveMinimum":0,"minimum":1,"maximum":9}""", "allowed: 1 to 9")]
    [InlineData("""{"type":"number","minimum":0,"exclusiveMaximum":1.5}""", "allowed: at least 0 and less than 1.5")]
    [InlineData("""{"type":"integer","maximum":9,"exclusiveMaximum":9}""", "allowed: less than 9")]
    [InlineData("""{"type":"string","minLength":1,"maxLength":9}""", "allowed: 1 to 9 characters")]
    [InlineData("""{"type":"string","minLength":1}""", "allowed: at least 1 character")]
    [InlineData("""{"type":"string","maxLength":9}""", "allowed: at most 9 characters")]
    [InlineData("""{"type":"string","minimum":9}""", "")]
    [InlineData("""{"type":"integer","maxLength":9}""", "")]
    [InlineData("""{"type":"array","minItems":1,"maxItems":9}""", "allowed: 1 to 9 items")]
    [InlineData("""{"minItems":1}""", "allowed: at least 1 item")]
    [InlineData("""{"items":{"type":"string","maxLength":3},"minLength":4}""", "")]
    [InlineData("""{"type":["string","null"],"maxLength":9}""", "allowed: at most 9 characters")]
    public void Bounds_are_documented_with_their_unit(string schema, string expected) => Assert.Equal(expected, ShapeWords.Told(schema));

    [Theory]
    [InlineData(
        """{"validations":[{"validation_rule":"file_size_mb<","validation_value":10},{"validation_rule":"x"},7]}""",
        "allowed: file_size_mb< 10")]
    [InlineData("""{"validations":[{"validation_rule":7,"validation_value":10}]}""", "")]
    [InlineData("""{"validations":7}""", "")]
    [InlineData("""{"examples":["a","b"]}""", "allowed: such as \"a\"")]
    [InlineData("""{"examples":[]}""", "")]
    [InlineData("""{"examples":"a"}""", "allowed: such as \"a\"")]
    [InlineData("""{"examples":["a"],"default":"b"}""", "default: \"b\"")]
    [InlineData("""{"examples":["a"],"default":null}""", "allowed: such as \"a\"")]
    [InlineData("""{"examples":["aaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}""", "allowed: such as \"aaaaaaaaaaaaaaaaaaaaaaaaaaaa\"")]
    [InlineData("""{"examples":["aaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}""", """allowed: such as "aaaaaaaaaaaaaaaaaaaaaaaaaaaa…""")]
    [InlineData("""{"type":"integer","minimum":3,"readOnly":true,"examples":[5]}""", "allowed: at least 3, set by the service, such as 5")]
    public void Validations_and_examples_are_documented(string schema, string expected) => Assert.Equal(expected, ShapeWords.Told(schema));
}
