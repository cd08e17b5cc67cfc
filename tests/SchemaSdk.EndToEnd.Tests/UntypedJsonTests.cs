using System.Text.Json;
using Quickstart;

namespace SchemaSdk.EndToEnd.Tests;

public sealed class UntypedJsonTests
{
    [Theory]
    [InlineData(
        """{ "prompt": {}, "image_url": { "type": "string" }, "duration": { "type": "string" } }""",
        """{"prompt":"A kettle.","duration":"5","image_url":"https://example.com/a.png"}""")]
    [InlineData(
        """{ "images": { "type": "array" }, "duration": { "type": "integer" } }""",
        """{"prompt":"A kettle.","duration":5,"images":["https://example.com/a.png"]}""")]
    [InlineData(
        """{ "image_size": { "type": "string", "enum": ["a"] }, "max_images": { "type": "integer" }, "images": { "type": "array" } }""",
        """{"prompt":"A kettle.","duration":5,"images":["https://example.com/a.png"]}""")]
    [InlineData(
        """{ "end_image": { "type": "string" }, "image": { "type": "string" } }, "required": ["image"]""",
        """{"prompt":"A kettle.","duration":5,"image":"https://example.com/a.png"}""")]
    public void The_options_of_the_program_become_the_properties_that_the_schema_has_for_them(string properties, string expected)
    {
        var schema = $$"""{ "properties": {{properties}} }""";
        var request = new Request { ModelId = "", Prompt = "A kettle.", Out = "", Duration = 5, ImageUrl = "https://example.com/a.png" };

        Assert.Equal(expected, UntypedJson.Input(schema, request).GetRawText());
    }

    [Fact]
    public void An_image_for_a_model_without_an_image_property_is_rejected()
    {
        var request = new Request { ModelId = "acme/still-1", Prompt = "A kettle.", Out = "", ImageUrl = "https://example.com/a.png" };

        var error = Assert.Throws<QuickstartException>(() => UntypedJson.Input("""{ "properties": { "prompt": {} } }""", request));

        Assert.Equal("acme/still-1 accepts no image: omit --image-url.", error.Message);
    }

    [Fact]
    public void Every_address_in_the_output_is_a_file()
    {
        using var output = JsonDocument.Parse(
            """{"video":"https://example.com/a.mp4","videos":["https://example.com/b.mp4","https://example.com/a.mp4"],"note":"done"}""");

        Assert.Equal(
            ["https://example.com/a.mp4", "https://example.com/b.mp4"],
            UntypedJson.Files(output.RootElement).Select(file => file.Url));
    }
}
