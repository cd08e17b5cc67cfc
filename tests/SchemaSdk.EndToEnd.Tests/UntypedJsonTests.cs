using System.Text.Json;
using Quickstart;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Models that the Quickstart was not written for.</summary>
public sealed class UntypedJsonTests
{
    private static readonly Request Request = new() { ModelId = "acme/still-1", Prompt = "A kettle.", Out = "out.png" };

    [Theory]
    [InlineData(
        """{ "prompt": {}, "image_url": { "type": "string" } }""",
        """{"prompt":"A kettle.","image_url":"https://example.com/a.png"}""")]
    [InlineData(
        """{ "images": { "type": "array" } }""",
        """{"prompt":"A kettle.","images":["https://example.com/a.png"]}""")]
    [InlineData(
        """{ "image_size": { "type": "string", "enum": ["a"] }, "max_images": { "type": "integer" }, "images": { "type": "array" } }""",
        """{"prompt":"A kettle.","images":["https://example.com/a.png"]}""")]
    public void The_image_goes_to_the_property_that_the_schema_has_for_one(string properties, string expected)
    {
        var input = UntypedJson.Input($$"""{ "properties": {{properties}} }""", Request with { ImageUrl = "https://example.com/a.png" });

        Assert.Equal(expected, input.GetRawText());
    }

    [Fact]
    public void An_image_that_has_to_be_there_comes_first()
    {
        var input = UntypedJson.Input(
            """{ "properties": { "end_image": { "type": "string" }, "image": { "type": "string" } }, "required": ["image"] }""",
            Request with { ImageUrl = "https://example.com/a.png" });

        Assert.Equal("""{"prompt":"A kettle.","image":"https://example.com/a.png"}""", input.GetRawText());
    }

    [Theory]
    [InlineData("string", """{"prompt":"A kettle.","duration":"5"}""")]
    [InlineData("integer", """{"prompt":"A kettle.","duration":5}""")]
    public void A_duration_is_of_the_type_that_the_schema_says(string type, string expected)
    {
        var input = UntypedJson.Input($$"""{ "properties": { "duration": { "type": "{{type}}" } } }""", Request with { Duration = 5 });

        Assert.Equal(expected, input.GetRawText());
    }

    [Fact]
    public void An_image_for_a_model_without_one_is_refused()
    {
        var error = Assert.Throws<QuickstartException>(
            () => UntypedJson.Input("""{ "properties": { "prompt": {} } }""", Request with { ImageUrl = "https://example.com/a.png" }));

        Assert.Equal("acme/still-1 accepts no image: omit --image-url.", error.Message);
    }

    [Fact]
    public void Every_address_of_the_output_is_a_file_whatever_its_property_is_called()
    {
        using var output = JsonDocument.Parse(
            """
            {
              "video": "https://example.com/a.mp4",
              "videos": ["https://example.com/b.mp4", "https://example.com/a.mp4"],
              "note": "done"
            }
            """);

        Assert.Equal(
            ["https://example.com/a.mp4", "https://example.com/b.mp4"],
            UntypedJson.Files(output.RootElement).Select(file => file.Url));
    }
}
