using System.Text.Json;
using SchemaSdk.Tool.Docs.Site;

namespace SchemaSdk.Tool.Tests.Docs;

public sealed class DocsTextTests : CatalogueTest
{
    [Theory]
    [InlineData("A **bold** word, `code` and *more*.", "A **bold** word, `code` and *more*.")]
    [InlineData("# Big\n\n- one\n- two\n\n1. first", "**Big**\n\n- one\n- two\n\n1. first")]
    [InlineData("[docs](https://example.com/a?b=1(2)) ", "[docs](https://example.com/a?b=1%282%29)")]
    [InlineData("[x](javascript:alert(1)) ![y](https://example.com/y.png) [z](../z.md)", "x y z")]
    [InlineData(@"[a\](javascript:alert(1))](https://ok.example)", @"[a\](javascript:alert(1))](https://ok.example/)")]
    [InlineData(@"\\&#91;a\\&#93;(javascript:alert(1))", @"\\\[a\\\](javascript:alert(1))")]
    [InlineData("<b onclick=x>hi</b>", "&lt;b onclick=x>hi&lt;/b>")]
    [InlineData("<script>\nalert(1)\n</script>", "&lt;script>\\\nalert(1)\\\n&lt;/script>")]
    [InlineData("<div>\n   # Big\n  ::: raw\n</div>", "&lt;div>\\\n\\# Big\\\n&#58;:: raw\\\n&lt;/div>")]
    [InlineData("{{ 1 + 1 }} {onclick=x}", "&#123;&#123; 1 + 1 }} &#123;onclick=x}")]
    [InlineData("::: raw\n\n[[toc]]\n\n<<< @/secret.txt", "&#58;:: raw\n\n\\[\\[toc\\]\\]\n\n&lt;&lt;&lt; @/secret.txt")]
    [InlineData("export const a = 1\n\nimport x", "&#101;xport const a = 1\n\n&#105;mport x")]
    [InlineData("`<!--@include: /etc/passwd-->`", "`<\u200b!--@include: /etc/passwd-->`")]
    [InlineData("```\n<!--@include: x-->\n```", "```text\n<\u200b!--@include: x-->\n```")]
    public void A_description_keeps_only_harmless_Markdown(string description, string written) =>
        Assert.Equal(
            written,
            DescriptionMarkdown.Of(description).Replace("&#8203;", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("<<< /etc/passwd")]
    [InlineData("a  \n**&lt;&lt;&lt; /etc/passwd**")]
    [InlineData(@"<\<&#60; @/../secret.txt")]
    [InlineData("<div>\n<<< /etc/passwd\n</div>")]
    public void A_description_does_not_include_a_file(string description) =>
        Assert.DoesNotContain("&lt;&lt;", DescriptionMarkdown.Of(description), StringComparison.Ordinal);

    [Fact]
    public void A_description_of_more_than_20000_characters_is_shown_as_text()
    {
        var words = new string('a', 20_000);

        Assert.Equal(@$"\*\*b\*\* {words}", DescriptionMarkdown.Of($"**b** {words}").Replace("&#42;", @"\*", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[", 9_999)]
    [InlineData("> ", 4_990)]
    [InlineData("*a ", 3_300)]
    [InlineData("*![](x) ", 40)]
    public void A_hostile_description_is_shown_quickly(string start, int times)
    {
        var repeated = string.Concat(Enumerable.Repeat(start, times));
        var end = string.Concat(start.Reverse());

        var written = DescriptionMarkdown.Of($"{repeated}x{string.Concat(Enumerable.Repeat(end, times))}");

        Assert.Contains('x', written);
    }

    [Theory]
    [InlineData("""{"type":"array","minItems":20,"items":{"$ref":"#/definitions/a"}}""")]
    [InlineData("""{"type":"number","minimum":100,"multipleOf":1e-28}""")]
    [InlineData("""{"type":"integer","exclusiveMinimum":79228162514264337593543950335}""")]
    public async Task A_model_whose_example_cannot_be_made_has_a_page_without_one(string member)
    {
        var page = await PageAsync(
            $$"""{"type":"object","required":["a"],"properties":{"a":{"$ref":"#/definitions/a"} },"definitions":{"a":{{member}} } }""");

        Assert.Contains("No valid input for acme/star could be made", Tool.Output + Tool.Error, StringComparison.Ordinal);
        Assert.StartsWith("# acme/star", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_text_in_nested_lists_is_not_repeated_in_an_example()
    {
        var list = $$"""{"type":"array","minItems":20,"items":{"type":"string","examples":["{{new string('x', 100_000)}}"]} }""";
        var lists = $$"""{"type":"array","minItems":20,"items":{{list}} }""";

        var page = await PageAsync($$"""{"type":"object","required":["a"],"properties":{"a":{{lists}} } }""");

        Assert.InRange(page.Length, 100, 10_000);
    }

    [Theory]
    [InlineData("a\u200cb")]
    [InlineData("a\u00adb")]
    [InlineData("a\nb")]
    public async Task A_command_line_reads_text_that_a_page_cannot_show_from_a_file(string text)
    {
        var page = await PageAsync(JsonSerializer.Serialize(new
        {
            required = new[] { "a" },
            properties = new { a = new { type = "string", examples = new[] { text } } },
        }));

        Assert.Contains("\nschemasdk run acme/star --input input.json\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"number","minimum":0,"exclusiveMinimum":1}""", "1.1")]
    [InlineData("""{"type":"integer","maximum":9,"exclusiveMaximum":-3}""", "-4")]
    [InlineData("""{"type":"integer","minimum":10000000000000000000}""", "10000000000000000000")]
    public async Task An_example_number_satisfies_all_its_limits(string schema, string example)
    {
        var page = await PageAsync($$"""{"type":"object","required":["n"],"properties":{"n":{{schema}} } }""");

        Assert.Contains($" -i n={example}\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_with_a_list_of_lists_is_in_CSharp_but_not_in_FSharp()
    {
        var page = await PageAsync("""
            {
              "type": "object",
              "required": ["points"],
              "properties": {
                "points": { "type": "array", "items": { "type": "array", "items": { "type": "integer" } }, "default": [[1, 2], [3, 4]] }
              }
            }
            """);

        Assert.Contains("Points = [[1, 2], [3, 4]],\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("[F#]", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_texts_and_lists_are_collapsed()
    {
        var page = await PageAsync(JsonSerializer.Serialize(new
        {
            description = string.Join(' ', Enumerable.Repeat("<word>", 60)),
            properties = new { style = new { @enum = Enumerable.Range(0, 30).Select(static number => $"v{number}") } },
        }));

        Assert.Contains("\n<details>\n<summary>&lt;word&gt; &lt;word&gt;", page, StringComparison.Ordinal);
        Assert.Contains("\n\n  <details>\n  <summary>30 values</summary>\n\n  `v0` `v1` ", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3d", "acme/star/image-to-3d")]
    [InlineData("text", "acme/star/video-to-text")]
    [InlineData("video", "acme/star/image-to-video")]
    [InlineData("audio", "acme/star/tts")]
    [InlineData("video", "acme/sora-2")]
    [InlineData("audio", "acme/lyria-2")]
    [InlineData("image", "acme/star/edit")]
    [InlineData(
        "video", "acme/star",
        """{"type":"object","properties":{"video":{"type":"object","properties":{"url":{"type":"string","format":"uri"}}}}}""")]
    [InlineData(
        "audio", "acme/star", """{"type":"object","properties":{"audio":{"type":"string","format":"uri"},"seed":{"type":"integer"}}}""")]
    [InlineData("3d", "acme/star", """{"type":"object","properties":{"model_mesh":{"type":"string","format":"uri"}}}""")]
    [InlineData("text", "acme/star", """{"type":"array","items":{"type":"string"}}""")]
    [InlineData("image", "acme/star", """{"type":"array","items":{"type":"string","format":"uri"}}""")]
    public async Task A_label_says_what_kind_of_output_a_model_makes(string kind, string id, string? output = null)
    {
        Tool.Write($"schemas/{id}/input.json", DocsTests.Schema);
        if (output is not null)
        {
            Tool.Write($"schemas/{id}/output.json", output);
        }

        await RunWellAsync("docs");

        Assert.Contains($"<span class=\"kind {kind}\">{kind}</span>", Tool.Read("site/README.md"), StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string schema)
    {
        Tool.Write("schemas/acme/star/input.json", schema);
        await RunWellAsync("docs");
        return Tool.Read("site/acme/star.md");
    }
}
