using System.Buffers;

namespace SchemaSdk.Tests.Json;

public class PropertyTests
{
    public static TheoryData<VideoInput, string> Written => new()
    {
        {
            new()
            {
                Prompt = "a", Style = null, AspectRatio = "16:9", Image = "https://example.com/a.png",
                MultiPrompt = [new() { Prompt = "b" }],
            },
            """{"prompt":"a","aspect_ratio":"16:9","multi_prompt":[{"prompt":"b"}],"image":"https://example.com/a.png","style":null}"""
        },
        {
            new() { Prompt = "a", Style = "x", AspectRatio = default(VideoInput.AspectRatioValue), Extra = default(JsonElement) },
            """{"prompt":"a","style":"x"}"""
        },
        { new() { Prompt = "a", Style = "x", MultiPrompt = [null!] }, """{"prompt":"a","multi_prompt":[null],"style":"x"}""" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Only_properties_that_were_set_to_a_value_are_written(VideoInput input, string json) =>
        Assert.Equal(json, JsonOf.Text(input));

    [Fact]
    public void Setting_a_property_drops_a_value_of_the_wrong_type_that_was_read()
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
    public void A_number_that_JSON_cannot_express_is_rejected_with_its_pointer(double value, string text)
    {
        var input = new VideoInput { Prompt = "a", Style = "x", CfgScale = value };
        var inList = new VideoInput { Prompt = "a", Style = "x", Weights = [1, value] };

        var error = Assert.Throws<ArgumentException>(() => JsonOf.Text(input));

        Assert.Contains("/cfg_scale", error.Message, StringComparison.Ordinal);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Contains("/weights", Assert.Throws<ArgumentException>(() => JsonOf.Text(inList)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_with_NaN_can_be_printed_and_compared()
    {
        var input = new VideoInput { Prompt = "a", Style = "x", CfgScale = double.NaN, Weights = [double.NaN] };

        Assert.Contains("NaN", input.ToString(), StringComparison.Ordinal);
        Assert.Equal(input, input with { });
        Assert.Equal(input.GetHashCode(), (input with { }).GetHashCode());
    }

    [Fact]
    public void Half_a_surrogate_pair_that_a_caller_sets_is_written_as_the_replacement_character()
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
    public void Values_do_not_change_when_the_buffer_they_were_read_from_is_overwritten()
    {
        const string Json = """{"image":"https://acme.example/a.png","extra":{"a":1},"new":[2]}""";
        var bytes = Encoding.UTF8.GetBytes(Json);
        var reader = new Utf8JsonReader(bytes);
        var inSequence = new Utf8JsonReader(new ReadOnlySequence<byte>(bytes));
        reader.Read();
        inSequence.Read();
        var inputs = (VideoInput.Read(ref reader), VideoInput.Read(ref inSequence));

        bytes.AsSpan().Fill((byte)'x');

        Assert.Equal((Json, Json), (JsonOf.Text(inputs.Item1), JsonOf.Text(inputs.Item2)));
    }

    [Fact]
    public void Nine_hundred_levels_of_unknown_JSON_are_kept()
    {
        var deep = new string('[', 900) + new string(']', 900);
        var reader = JsonOf.Reader($$"""{"new":{{deep}}}""", 1000);

        var input = VideoInput.Read(ref reader);

        Assert.Equal(deep, input.AdditionalProperties["new"].GetRawText());
        Assert.Equal(input, input with { });
    }
}
