using System.Text.Json;
using Quickstart;

namespace SchemaSdk.EndToEnd.Tests;

public sealed class UntypedJsonTests
{
    private static readonly Request Request = new() { ModelId = "acme/still-1", Prompt = "A kettle.", Out = "out.png" };

    [Theory]
    [InlineData(
        """{ "properties": { "prompt": {}, "image_url": { "type": "string" } } }""",
        """{"prompt":"A kettle.","image_url":"https://example.com/a.png"}""")]
    [InlineData(
        """{ "properties": { "images": { "type": "array" } } }""",
        """{"prompt":"A kettle.","images":["https://example.com/a.png"]}""")]
    [InlineData(
        """
        { "properties": {
            "image_size": { "type": "string", "enum": ["a"] }, "max_images": { "type": "integer" }, "images": { "type": "array" } } }
        """,
        """{"prompt":"A kettle.","images":["https://example.com/a.png"]}""")]
    [InlineData(
        """{ "properties": { "end_image": { "type": "string" }, "image": { "type": "string" } }, "required": ["image"] }""",
        """{"prompt":"A kettle.","image":"https://example.com/a.png"}""")]
    public void The_image_is_assigned_to_the_image_property_of_the_schema_preferably_a_required_one(string schema, string expected) =>
        Assert.Equal(expected, UntypedJson.Input(schema, Request with { ImageUrl = "https://example.com/a.png" }).GetRawText());

    [Theory]
    [InlineData("string", """{"prompt":"A kettle.","duration":"5"}""")]
    [InlineData("integer", """{"prompt":"A kettle.","duration":5}""")]
    public void A_duration_has_the_type_of_the_schema(string type, string expected)
    {
        var input = UntypedJson.Input($$"""{ "properties": { "duration": { "type": "{{type}}" } } }""", Request with { Duration = 5 });

        Assert.Equal(expected, input.GetRawText());
    }

    [Fact]
    public void An_image_for_a_model_without_an_image_property_is_rejected()
    {
        var error = Assert.Throws<QuickstartException>(
            () => UntypedJson.Input("""{ "properties": { "prompt": {} } }""", Request with { ImageUrl = "https://example.com/a.png" }));

        Assert.Equal("acme/still-1 accepts no image: omit --image-url.", error.Message);
    }

    [Fact]
    public void Every_address_in_the_output_is_a_file()
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
