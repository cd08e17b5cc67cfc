using System.Buffers;
using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Tests.Json;

public class LastingTextTests
{
    [Theory]
    [InlineData("https://acme.example/a.png")]
    [InlineData("")]
    [InlineData("https://acme.example/ä.png")]
    [InlineData("https:\\/\\/acme.example\\/\\u0061.png")]
    public void An_address_of_a_lasting_text_is_what_it_spells(string written)
    {
        var json = $"[{{\"a\": 1}}, \"{written}\"]";
        var text = Encoding.UTF8.GetBytes(json);
        using var use = new LastingText(text).Read();
        var reader = On(new Utf8JsonReader(text), JsonTokenType.String);

        var file = ModelFile.Read(ref reader);

        var expected = JsonSerializer.Deserialize<string>($"\"{written}\"");
        Assert.Equal(expected, file.Url);
        Assert.Equal(ModelFile.FromUrl(expected!), file);
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(file));
        Assert.True(reader.Read());
        Assert.Equal(JsonTokenType.EndArray, reader.TokenType);
    }

    [Fact]
    public void An_address_is_written_before_anyone_reads_it()
    {
        var cursor = new JsonCursor(new LastingText("[\"https://acme.example/a.png\"]"u8.ToArray()), 1);

        Assert.Equal("\"https://acme.example/a.png\"", JsonSerializer.Serialize(ModelFile.TryRead(in cursor)));
    }

    [Fact]
    public void Text_that_is_written_over_after_it_was_read_is_copied()
    {
        var json = "[\"https://acme.example/a.png\"]"u8.ToArray();
        using var other = new LastingText("[\"https://acme.example/b.png\"]"u8.ToArray()).Read();
        var span = On(new Utf8JsonReader(json), JsonTokenType.String);
        var sequence = On(new Utf8JsonReader(new ReadOnlySequence<byte>(json)), JsonTokenType.String);
        var (first, second) = (ModelFile.Read(ref span), ModelFile.Read(ref sequence));

        json.AsSpan().Fill((byte)'x');

        Assert.Equal("https://acme.example/a.png", first.Url);
        Assert.Equal("https://acme.example/a.png", second.Url);
    }

    [Fact]
    public void Reading_an_address_of_a_lasting_text_makes_no_string()
    {
        var address = "https://acme.example/" + new string('a', 1_000);
        var cursor = new JsonCursor(new LastingText(Encoding.UTF8.GetBytes($"\"{address}\"")));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var file = ModelFile.TryRead(in cursor);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(address, file!.Url);
        Assert.InRange(allocated, 0, 200);
    }

    [Fact]
    public void Members_of_a_lasting_text_that_no_property_holds_are_kept_to_the_letter()
    {
        var text = "{\"prompt\": 1.50, \"\\u0061\" : [1, {\"b\" :2.0 } ], \"c\": \"\\u0064\"}"u8.ToArray();
        using var use = new LastingText(text).Read();
        var reader = On(new Utf8JsonReader(text), JsonTokenType.StartObject);

        var input = VideoInput.Read(ref reader);

        Assert.Equal(JsonTokenType.EndObject, reader.TokenType);
        Assert.Equal("{\"prompt\":1.50,\"a\":[1,{\"b\":2.0}],\"c\":\"\\u0064\"}", JsonOf.Text(input));
        Assert.Equal(2, input.AdditionalProperties["a"][1].GetProperty("b").GetDouble());
    }

    [Fact]
    public void Members_that_are_written_over_after_they_were_read_are_copied()
    {
        var json = "{\"other\": [1]}"u8.ToArray();
        var reader = On(new Utf8JsonReader(json), JsonTokenType.StartObject);
        var input = VideoInput.Read(ref reader);

        json.AsSpan().Fill((byte)'x');

        Assert.Equal("[1]", input.AdditionalProperties["other"].GetRawText());
    }

    private static Utf8JsonReader On(Utf8JsonReader reader, JsonTokenType token)
    {
        do
        {
            reader.Read();
        }
        while (reader.TokenType != token);

        return reader;
    }
}
