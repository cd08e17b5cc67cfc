using System.Buffers;
using System.Text.Json;

namespace SchemaSdk.Tests.Json;

/// <summary>A value that was read stays as it is when its buffer changes.</summary>
public class CopiedTextTests
{
    [Fact]
    public void An_address_stays_when_its_buffer_is_written_over()
    {
        var json = "[\"https://acme.example/a.png\"]"u8.ToArray();
        var span = On(new Utf8JsonReader(json), JsonTokenType.String);
        var sequence = On(new Utf8JsonReader(new ReadOnlySequence<byte>(json)), JsonTokenType.String);
        var (first, second) = (ModelFile.Read(ref span), ModelFile.Read(ref sequence));

        json.AsSpan().Fill((byte)'x');

        Assert.Equal("https://acme.example/a.png", first.Url);
        Assert.Equal("https://acme.example/a.png", second.Url);
    }

    [Fact]
    public void A_member_that_no_property_holds_stays_when_its_buffer_is_written_over()
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
