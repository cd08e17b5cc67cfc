namespace SchemaSdk.Tests.Json;

public class EqualityTests
{
    [Theory]
    [InlineData("""{"prompt":"a","duration":5}""", """{"prompt":"a","duration":5}""")]
    [InlineData("""{"prompt":"a","duration":5}""", """{"duration":5.0,"prompt":"\u0061"}""")]
    [InlineData("""{"new":1e2,"old":-0}""", """{"old":0,"new":100.00}""")]
    [InlineData("""{"new":{"a":[1.0,"é"],"b":null}}""", """{"new":{"b":null,"a":[1,"\u00e9"]}}""")]
    [InlineData("""{"new":123456789012345678901234567890}""", """{"new":12345678901234567890123456789e1}""")]
    [InlineData("\"text\"", "\"te\\u0078t\"")]
    [InlineData("""{"multi_prompt":[{"duration":3,"x":1}]}""", """{"multi_prompt":[{"x":1.0,"duration":3.0}]}""")]
    [InlineData("""{"new":1e400,"old":9007199254740993}""", """{"old":9007199254740993.0,"new":10e399}""")]
    [InlineData("""{"new":"\ud800","old":"\u0061"}""", """{"old":"a","new":"\ud800"}""")]
    [InlineData("""{"new":{"a":1,"a":2,"b":3}}""", """{"new":{"b":3,"a":1.0,"a":2}}""")]
    public void Equal_json_makes_equal_objects(string left, string right)
    {
        var one = JsonOf.Input(left);
        var other = JsonOf.Input(right);

        Assert.Equal(one, other);
        Assert.True(one == other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Theory]
    [InlineData("""{"prompt":"a"}""", """{"prompt":"b"}""")]
    [InlineData("""{"prompt":"a"}""", """{"prompt":"a","duration":5}""")]
    [InlineData("""{"duration":5}""", """{"duration":null}""")]
    [InlineData("""{"duration":5}""", """{"duration":"5"}""")]
    [InlineData("""{"new":[1,2]}""", """{"new":[2,1]}""")]
    [InlineData("""{"new":5}""", """{"new":-5}""")]
    [InlineData("""{"new":123456789012345678901234567890}""", """{"new":123456789012345678901234567891}""")]
    [InlineData("""{"new":"null"}""", """{"new":null}""")]
    [InlineData("""{"new":["a","b"]}""", """{"new":["a\",\"b"]}""")]
    [InlineData("""{"new":9007199254740993}""", """{"new":9007199254740992}""")]
    [InlineData("""{"new":{"a":1,"a":2}}""", """{"new":{"a":2,"a":1}}""")]
    [InlineData("{}", "null")]
    public void Different_json_makes_different_objects(string left, string right) =>
        Assert.NotEqual(JsonOf.Input(left), JsonOf.Input(right));

    [Fact]
    public void Objects_of_booleans_have_different_hash_codes()
    {
        var hashes = Enumerable.Range(0, 1_024).Select(static number =>
        {
            var flags = Enumerable.Range(0, 10).Select(bit => $"\"f{bit}\":{(((number >> bit) & 1) == 0 ? "true" : "false")}");
            return JsonOf.Input($"{{\"new\":{{{string.Join(',', flags)}}}}}").GetHashCode();
        });

        Assert.InRange(hashes.Distinct().Count(), 1_000, 1_024);
    }

    [Fact]
    public void Objects_of_different_types_are_never_equal()
    {
        ModelObject input = JsonOf.Input("{}");
        ModelObject item = JsonOf.Read<VideoInput.MultiPromptItem>("{}");

        Assert.False(input.Equals(item));
        Assert.False(input == item);
        Assert.False(input.Equals(null));
    }

    [Fact]
    public void An_object_that_was_built_equals_one_that_was_read()
    {
        var set = new VideoInput { Prompt = "a", Style = null, Duration = 5, AspectRatio = "16:9" };

        Assert.Equal(set, JsonOf.Input("""{"style":null,"aspect_ratio":"16:9","duration":5.0,"prompt":"a"}"""));
    }

    [Fact]
    public void ToString_is_JSON_with_unescaped_letters() =>
        Assert.Equal("""{"prompt":"夕日 & 海","style":"x"}""", new VideoInput { Prompt = "夕日 & 海", Style = "x" }.ToString());

    [Fact]
    public void ToString_is_truncated_at_300_characters_but_never_inside_a_surrogate_pair()
    {
        for (var length = 280; length < 310; length++)
        {
            var text = new VideoInput { Prompt = new string('x', length) + "😀😀" + new string('é', 1000), Style = "x" }.ToString();

            Assert.InRange(text.Length, 299, 300);
            Assert.EndsWith("…", text, StringComparison.Ordinal);
            Assert.False(char.IsHighSurrogate(text[^2]));
        }
    }

    [Fact]
    public void Objects_can_be_compared_on_many_threads()
    {
        var one = JsonOf.Input("""{"prompt":"a","duration":5.0,"new":{"a":1}}""");
        var other = JsonOf.Input("""{"new":{"a":1.0},"duration":5,"prompt":"a"}""");

        Parallel.For(0, 2000, _ =>
        {
            Assert.Equal(one, other);
            Assert.Equal(one.GetHashCode(), other.GetHashCode());
            Assert.Equal(1, one.AdditionalProperties["new"].GetProperty("a").GetInt32());
            Assert.StartsWith("{", one.ToString(), StringComparison.Ordinal);
        });
    }
}
