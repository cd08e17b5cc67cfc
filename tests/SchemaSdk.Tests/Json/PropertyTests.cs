using System.Text;
using System.Text.Json;

namespace SchemaSdk.Tests.Json;

public class PropertyTests
{
    [Fact]
    public void An_input_is_written_without_what_was_not_set()
    {
        var input = new VideoInput
        {
            Prompt = "a",
            Style = null,
            AspectRatio = "16:9",
            Image = "https://example.com/a.png",
            MultiPrompt = [new() { Prompt = "b" }],
        };

        Assert.Equal(
            """{"prompt":"a","aspect_ratio":"16:9","multi_prompt":[{"prompt":"b"}],"image":"https://example.com/a.png","style":null}""",
            JsonOf.Text(input));
    }

    [Fact]
    public void A_default_enum_value_is_no_value() =>
        Assert.Equal(
            """{"prompt":"a","style":"x"}""",
            JsonOf.Text(new VideoInput { Prompt = "a", Style = "x", AspectRatio = default(VideoInput.AspectRatioValue) }));

    [Fact]
    public void An_element_that_was_never_set_is_no_value() =>
        Assert.Equal(
            """{"prompt":"a","style":"x"}""",
            JsonOf.Text(new VideoInput { Prompt = "a", Style = "x", Extra = default(JsonElement) }));

    [Fact]
    public void A_null_item_is_written_as_null() =>
        Assert.Equal(
            """{"prompt":"a","multi_prompt":[null],"style":"x"}""",
            JsonOf.Text(new VideoInput { Prompt = "a", Style = "x", MultiPrompt = [null!] }));

    [Fact]
    public void A_required_and_nullable_member_that_came_as_null_is_its_property()
    {
        var input = JsonOf.Input("""{"prompt":"a","style":null}""");

        Assert.Empty(input.AdditionalProperties);
        Assert.Equal("""{"prompt":"a","style":null}""", JsonOf.Text(input));
    }

    [Fact]
    public void A_required_and_nullable_member_that_did_not_come_is_not_written() =>
        Assert.Equal("""{"prompt":"a"}""", JsonOf.Again("""{"prompt":"a"}"""));

    [Fact]
    public void Setting_a_member_that_did_not_come_to_null_writes_null() =>
        Assert.Equal("""{"prompt":"a","style":null}""", JsonOf.Text(JsonOf.Input("""{"prompt":"a"}""") with { Style = null }));

    [Fact]
    public void Setting_a_property_drops_the_value_of_another_kind_that_came()
    {
        var read = JsonOf.Input("""{"prompt":"a","duration":"long","style":"x"}""");

        var changed = read with { Duration = 6 };

        Assert.Equal("""{"prompt":"a","duration":6,"style":"x"}""", JsonOf.Text(changed));
        Assert.Empty(changed.AdditionalProperties);
        Assert.Single(read.AdditionalProperties);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void A_number_that_json_does_not_have_is_refused_by_name(double value, string text)
    {
        var input = new VideoInput { Prompt = "a", Style = "x", CfgScale = value };

        var error = Assert.Throws<ArgumentException>(() => JsonOf.Text(input));

        Assert.Contains("/cfg_scale", error.Message, StringComparison.Ordinal);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_with_such_a_number_is_refused_by_name()
    {
        var input = new VideoInput { Prompt = "a", Style = "x", Weights = [1, double.NaN] };

        Assert.Contains("/weights", Assert.Throws<ArgumentException>(() => JsonOf.Text(input)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_with_such_a_number_can_still_be_shown_and_compared()
    {
        var input = new VideoInput { Prompt = "a", Style = "x", CfgScale = double.NaN, Weights = [double.NaN] };

        Assert.Contains("NaN", input.ToString(), StringComparison.Ordinal);
        Assert.Equal(input, input with { });
        Assert.Equal(input.GetHashCode(), (input with { }).GetHashCode());
    }

    [Fact]
    public void Half_a_surrogate_pair_that_a_caller_sets_is_sent_as_the_replacement_character()
    {
        var input = new VideoInput { Prompt = "a\ud800b", Style = "x", AspectRatio = "\udc00" };
        input.AdditionalProperties["n\ud800"] = JsonOf.Element("1");

        var again = JsonOf.Input(JsonOf.Text(input));

        Assert.Equal("a\uFFFDb", again.Prompt);
        Assert.Equal("n\uFFFD", Assert.Single(again.AdditionalProperties).Key);
    }

    [Fact]
    public void A_list_that_was_read_cannot_be_changed()
    {
        var list = JsonOf.Input("""{"weights":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]}""").Weights!;

        Assert.Equal(18, list.Count);
        Assert.Equal(Enumerable.Range(1, 18), list.Select(static weight => (int)weight));
        Assert.IsNotType<double[]>(list);
        Assert.Throws<NotSupportedException>(() => ((IList<double>)list)[0] = 5);
    }

    [Fact]
    public void An_element_outlives_the_text_it_was_read_from()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"extra":{"a":1},"new":[2]}""");
        var reader = new Utf8JsonReader(bytes);
        reader.Read();

        var input = VideoInput.Read(ref reader);
        bytes.AsSpan().Clear();

        Assert.Equal("""{"extra":{"a":1},"new":[2]}""", JsonOf.Text(input));
    }

    [Fact]
    public void The_getter_of_a_member_that_did_not_come_names_it()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new VideoInput.MultiPromptItem().Video);

        Assert.StartsWith("/prompt is missing from the output", error.Message, StringComparison.Ordinal);
        Assert.Contains("AdditionalProperties", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_levels_of_unknown_json_are_kept()
    {
        var deep = new string('[', 900) + new string(']', 900);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($$"""{"new":{{deep}}}"""), new JsonReaderOptions { MaxDepth = 1000 });
        reader.Read();

        var input = VideoInput.Read(ref reader);

        Assert.Equal(deep, input.AdditionalProperties["new"].GetRawText());
        Assert.Equal(input, input with { });
    }
}
