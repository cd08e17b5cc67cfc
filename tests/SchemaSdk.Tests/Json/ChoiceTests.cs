namespace SchemaSdk.Tests.Json;

public class ChoiceTests
{
    private const string PresetOrSize = """
        Input: any of
            - string, one of "square" "portrait"
            - object
                width: required integer, at least 1
                height: required integer, at least 1
        """;

    private const string Nested = """
        Input: any of
            - null
            - object
                a: see Input
                b: forbidden
        """;

    private const string Tagged = """
        Input: exactly one of
            - object
                path: string
                kind: required string, one of "image"
                size: integer, at least 1
            - object
                path: string
                kind: required string, one of "video"
                size: integer, at least 1
                parts: array
                    item: see Part
        Part: object
            kind: required string, one of "image"
        """;

    private const string Conditional = """
        Input:
            if: requires a
            then: requires a b
            else: 0..0 members
        """;

    private const string Contained = "Input: contains 2..3: integer, at least 2";
    private const string UpToThreeLetters = "matching \"^[a-z]{1,3}$\" in .NET \"^[a-z]{1,3}\\\\z\"";
    private const string Slow = "matching \"^(?=(a+)+$)(a+)+b\"";

    // If only one branch has the value's type and its tag, the errors of that branch are reported.
    [Theory]
    [InlineData(VideoRules.Text, """{"prompt":5}""", "/prompt type")]
    [InlineData(VideoRules.Text, """{"prompt":"a","duration":2}""", "/duration minimum")]
    [InlineData(VideoRules.Text, """{"prompt":"a","multi_prompt":{}}""", "/multi_prompt type")]
    [InlineData(VideoRules.Text, """{"prompt":"a","multi_prompt":[]}""", "/multi_prompt minItems")]
    [InlineData(VideoRules.Text, """{"prompt":"a","multi_prompt":[{"prompt":"a"},{"mood":[1,{}]}]}""", "/multi_prompt/1/prompt required")]
    [InlineData(VideoRules.Text, """{"prompt":"a","multi_prompt":[{"prompt":"a"},[1,{"x":2}]]}""", "/multi_prompt/1 type")]
    [InlineData(VideoRules.Text, """{"x":[[{}]],"prompt":"a","multi_prompt":[{"prompt":"","x":{}}]}""", "/multi_prompt/0/prompt minLength")]
    [InlineData(VideoRules.Text, """{"prompt":"a","a/b~c":{"duration":1,"prompt":"x"}}""", "/a~1b~0c/duration minimum")]
    [InlineData(VideoRules.Text, """{"prompt":"a","a\/b\u007ec":7}""", "/a~1b~0c type")]
    [InlineData(VideoRules.Text, """[{}]""", " type")]
    [InlineData(PresetOrSize, "\"square\"", "")]
    [InlineData(PresetOrSize, """{"width":5,"height":7}""", "")]
    [InlineData(PresetOrSize, "\"oval\"", " enum")]
    [InlineData(PresetOrSize, """{"width":0}""", "/width minimum; /height required")]
    [InlineData(PresetOrSize, """{"width":5,"height":"x"}""", "/height type")]
    [InlineData(PresetOrSize, "5", " anyOf")]
    [InlineData(PresetOrSize, "null", " anyOf")]
    [InlineData(Nested, """{"a":{"a":{"a":1}}}""", "/a/a/a anyOf")]
    [InlineData(Nested, """{"a":{"a":null,"b":[]}}""", "/a/b additionalProperties")]
    [InlineData(Nested, """{"a":null}""", "")]
    [InlineData(Tagged, """{"kind":"video","size":1}""", "")]
    [InlineData(Tagged, """{"kind":"video","size":0,"path":5}""", "/size minimum; /path type")]
    [InlineData(Tagged, """{"path":5,"x":{"kind":"image"},"size":0,"kind":"video"}""", "/path type; /size minimum")]
    [InlineData(Tagged, """{"kind":"video","parts":[{"kind":"audio"}]}""", "/parts/0/kind enum")]
    [InlineData(Tagged, """{"kind":"image","parts":[{"kind":"audio"}],"size":"1"}""", "/size type")]
    [InlineData(Tagged, """{"kind":"audio","size":0}""", " oneOf")]
    [InlineData(Tagged, """{"size":0}""", " oneOf")]
    [InlineData(Tagged, """{"kind":"image","kind":"video","size":0}""", " oneOf")]
    [InlineData(Conditional, """{"a":1,"b":2}""", "")]
    [InlineData(Conditional, """{"a":1}""", "/b required")]
    [InlineData(Conditional, """{"b":1}""", " maxProperties")]
    [InlineData(Contained, "[1,2,3]", "")]
    [InlineData(Contained, "[1]", " minContains")]
    [InlineData(Contained, "[2,3,4,5]", " maxContains")]
    [InlineData(Contained, "{}", "")]
    [InlineData($"Input: names: {UpToThreeLetters}", """{"ab":1,"LONG":2}""", "/LONG pattern")]
    [InlineData($"Input: names: {UpToThreeLetters}", """{"ab":1}""", "")]
    public void An_error_has_the_pointer_of_its_value_and_the_keyword(string rules, string json, string expected) =>
        Assert.Equal(expected, string.Join("; ", JsonOf.Check(json, rules).Select(static error => $"{error.JsonPointer} {error.Rule}")));

    [Fact]
    public void A_value_of_the_type_of_two_branches_has_one_error()
    {
        var error = Assert.Single(JsonOf.Check("\"oval\"", """
            Input: any of
                - string, one of "square" "portrait"
                - string of 0..2 characters
            """));

        Assert.Equal(
            ("anyOf", "The input is \"oval\"; it must fit one of the 2 schemas of 'anyOf'.", "\"oval\""),
            (error.Rule, error.Message, error.Value));
    }

    [Theory]
    [InlineData("1", "")]
    [InlineData("6", "")]
    [InlineData("4", "it must fit one of the 2 schemas of 'oneOf' and no other.")]
    [InlineData("2.5", "it must fit one of the 2 schemas of 'oneOf'.")]
    public void Exactly_one_schema_of_oneOf_must_match(string json, string expected)
    {
        var errors = JsonOf.Check(json, """
            Input: exactly one of
                - at most 5, multiple of 1
                - at least 3
            """);

        Assert.Equal(expected.Length > 0, errors.Count == 1);
        Assert.All(errors, error => Assert.EndsWith(expected, error.Message, StringComparison.Ordinal));
    }

    // The string that stands for a file is known only when the file is sent. Until then, rules about its length or pattern are undecided.
    [Theory]
    [InlineData(" exactly one of\n    - matching \"^https://\"\n    - matching \"^data:image/\"")]
    [InlineData(" exactly one of\n    - 0..9 characters\n    - 10 or more characters")]
    [InlineData(" exactly one of\n    - 0..90 characters\n    - 2 or more characters")]
    [InlineData("\n    not: matching \"^http://\"")]
    [InlineData("\n    not: 0..90 characters")]
    [InlineData("\n    if: matching \"^https://\"\n    then: one of \"a\"\n    else: one of \"b\"")]
    [InlineData(" contains 1..1: matching \"^https://\"", "[\"file-1\",\"file-2\"]")]
    [InlineData("\n    not:\n        contains 1..1: matching \"^https://\"", "[\"https://a\",\"file-2\"]")]
    [InlineData(" contains 1..1: matching \"^https://\"", "[\"file-1\",\"https://a\",\"https://b\"]", "maxContains")]
    public void A_file_is_refused_only_if_no_address_could_match(string rules, string json = "\"file-1\"", string? expected = null)
    {
        int[] files = [.. Enumerable.Range(0, json.Length).Where(i => json.AsSpan(i).StartsWith("\"file-"))];

        var errors = InputRules.WithPatterns($"Input:{rules}").Check(Encoding.UTF8.GetBytes(json), files);

        Assert.Equal(expected, errors.SingleOrDefault()?.Rule);
    }

    [Fact]
    public void A_message_shows_the_pattern_as_the_schema_writes_it()
    {
        var error = Assert.Single(JsonOf.Check("\"abcd\"", $"Input: {UpToThreeLetters}"));

        Assert.Equal("The input is \"abcd\"; it must match ^[a-z]{1,3}$.", error.Message);
    }

    [Theory]
    [InlineData("\"ab\\u0063\"", 0)]
    [InlineData("\"\\ud800\"", 0)]
    [InlineData("5", 0)]
    [InlineData("\"a b\"", 1)]
    public void A_pattern_is_matched_against_the_decoded_text(string json, int errors) =>
        Assert.Equal(errors, JsonOf.Check(json, $"Input: {UpToThreeLetters}").Count);

    [Fact]
    public void A_pattern_that_would_match_for_ever_counts_as_matched()
    {
        var json = $"\"{new string('a', 40)}!\"";

        Assert.Empty(JsonOf.Check(json, $"Input: {Slow}"));
    }

    [Theory]
    [InlineData("[1,2,1.0]", "have no equal items, but items 0 and 2 are equal")]
    [InlineData("""[{"a":1,"b":[2]},3,{"b":[2e0],"a":1}]""", "have no equal items, but items 0 and 2 are equal")]
    [InlineData("""["é",[],"\u00e9"]""", "have no equal items, but items 0 and 2 are equal")]
    [InlineData("""[1,"1",true,[1],{"1":1},null,"true"]""", null)]
    [InlineData("[]", null)]
    [InlineData("\"aa\"", null)]
    public void Equal_items_are_found_however_they_are_spelled(string json, string? expected)
    {
        var errors = JsonOf.Check(json, "Input: unique items");

        Assert.Equal(expected is null ? 0 : 1, errors.Count);
        Assert.All(errors, error => Assert.Contains(expected!, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_equal_items_among_200000_are_found()
    {
        // Comparing each item with every other item would take longer than any test may.
        var json = $"[{string.Join(',', Enumerable.Range(0, 200_000).Select(static i => $"\"item {i}\""))},\"item 199999\"]";

        var error = Assert.Single(JsonOf.Check(json, "Input: unique items"));

        Assert.Contains("items 199999 and 200000 are equal", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.0", true)]
    [InlineData("\"\\u0061\"", true)]
    [InlineData("""{"y":[null],"x":1e0}""", true)]
    [InlineData("""{"x":1}""", false)]
    [InlineData("true", false)]
    [InlineData("\"b\"", false)]
    public void An_enum_value_is_recognized_however_it_is_spelled(string json, bool isValid)
    {
        var errors = JsonOf.Check(json, """Input: among [1,"a",{"x":1,"y":[null]}]""");

        Assert.Equal(isValid, errors.Count == 0);
        Assert.All(errors, error => Assert.Equal(("enum", """1,"a",{"x":1,"y":[null]}"""), (error.Rule, error.Allowed)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void More_than_64_required_members_are_all_checked(bool areListed)
    {
        var names = Enumerable.Range(0, 150).Select(static i => $"m{i}").ToArray();
        var rules = areListed
            ? $"Input: requires {string.Join(' ', names)}"
            : "Input: object\n" + string.Join('\n', names.Select(static name => $"    {name}: required anything"));
        var members = names.Where(static name => name is not ("m63" or "m64" or "m149")).Select(static name => $"\"{name}\":[{{}}]");

        var errors = JsonOf.Check($"{{{string.Join(',', members)}}}", rules);

        Assert.All(errors, error => Assert.Equal("required", error.Rule));
        Assert.Equal(["/m149", "/m63", "/m64"], errors.Select(error => error.JsonPointer).Order(StringComparer.Ordinal));
    }
}
