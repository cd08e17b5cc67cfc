using SchemaSdk.Files;

namespace SchemaSdk.Tests.Downloads;

/// <summary>Tests how files in outputs are found, and how outputs are shown to agents and language models.</summary>
public sealed class OutputFileTests
{
    [Theory]
    [InlineData("""{ "image": { "url": "https://example.com/a", "content_type": "image/png; q=1" } }""", "image/png")]
    [InlineData("""{ "image": { "url": "https://example.com/a.png", "content_type": "a picture/" } }""", "image/png")]
    [InlineData("""{ "image": "https://example.com/a" }""", null)]
    [InlineData("""{ "image": "data:nothing;base64,AAAA" }""", null)]
    public void A_text_that_is_not_a_media_type_is_not_used(string output, string? type)
    {
        using var document = JsonDocument.Parse(output);

        Assert.Equal(type, Assert.Single(OutputFile.In(document.RootElement)).MediaType);
    }

    [Fact]
    public void A_text_that_only_begins_like_an_address_is_not_a_file()
    {
        using var document = JsonDocument.Parse(
            """["https://[", "http://", "https:// is secure", "http is not", "Data: a chart, in blue", "data: a", "data:a,b", "Data:"]""");

        Assert.Empty(OutputFile.In(document.RootElement));
    }

    [Fact]
    public void Long_names_around_many_numbers_are_not_copied_for_each_number_or_level()
    {
        var names = string.Concat(Enumerable.Repeat($$"""{"{{new string('x', 10_000)}}":""", 40));
        var items = string.Concat(Enumerable.Repeat("1,", 1_000));
        using var document = JsonDocument.Parse($"""{names}[{items}"https://example.com/a"]{new string('}', 40)}""");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var pointer = Assert.Single(OutputFile.In(document.RootElement)).Pointer;

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
        Assert.Equal(1_000, pointer.Length);
    }

    [Fact]
    public void An_output_is_shown_without_the_contents_of_its_files()
    {
        using var document = JsonDocument.Parse(
            """{ "a/b": { "~": ["data:image/png;base64,AAAA", "https://example.com/a"] }, "text": "data:,hi", "more": null }""");
        var files = OutputFile.In(document.RootElement);

        var shown = ShownJson.OutputOf(document.RootElement, files, static (file, number) => $"{number} at {file.Pointer}");

        Assert.Equal(
            """{"a/b":{"~":["0 at /a~1b/~0/0","https://example.com/a"]},"text":"2 at /text","more":null}""",
            shown!.ToJsonString(ShownJson.Readable));
    }

    [Fact]
    public void An_output_that_is_a_file_is_shown_as_a_text()
    {
        using var document = JsonDocument.Parse("\"data:,hi\"");
        var files = OutputFile.In(document.RootElement);

        var shown = ShownJson.OutputOf(document.RootElement, files, static (_, _) => "a file");

        Assert.Equal("a file", (string?)shown);
    }
}
