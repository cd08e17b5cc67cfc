using System.Text.Json;
using AngleSharp.Html.Parser;
using Markdig;

namespace SchemaSdk.Tool.Tests.Docs;

public sealed class DocsTests : CatalogueTest
{
    internal const string Schema = """
        {
          "type": "object",
          "title": "Makes a star",
          "description": "Bright.\nAnd small.",
          "required": ["prompt"],
          "properties": {
            "seed": { "type": "integer" },
            "aspect_ratio": { "type": "string", "enum": ["16:9", "9:16"], "default": "16:9" },
            "seconds": { "type": "integer", "minimum": 3, "maximum": 15, "default": 5, "description": "How long." },
            "prompt": { "type": "string", "title": "Prompt", "maxLength": 20 },
            "shots": { "type": "array", "items": { "type": "object", "properties": { "image_url": { "type": "string" } } } }
          }
        }
        """;

    private const string Attack = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e";

    [Fact]
    public async Task A_page_has_the_inputs_the_calls_and_an_example()
    {
        Tool.Write("schemas/acme/star-1.5/draw/input.json", Schema);
        Tool.Write("schemas/output.json", """{ "type": "object", "properties": { "image": { "type": "string", "format": "uri" } } }""");

        await RunWellAsync("docs");

        var page = Tool.Read("site/acme/star-1.5/draw.md");
        Assert.StartsWith(
            "# acme/star-1.5/draw\n\n<span class=\"kind image\">image</span>\n\nMakes a star\n\nBright.\\\nAnd small.\n\n## Call\n",
            page,
            StringComparison.Ordinal);
        Assert.Contains(
            """
            ::: code-group

            ```csharp [C#]
            using ModelClients;

            await using var client = new ModelsClient();

            var result = await client.Acme.Star1_5.Draw.RunAsync(new()
            {
                Prompt = "A paper boat drifts ",
                AspectRatio = "16:9",
                Seconds = 5,
            });

            Console.WriteLine(result.Output.Image);
            ```

            ```fsharp [F#]
            open ModelClients
            open ModelClients.Models.Acme.Star1_5

            let input =
                DrawInput(
                    Prompt = "A paper boat drifts ",
                    AspectRatio = DrawInput.AspectRatioValue "16:9",
                    Seconds = 5)

            task {
                use client = new ModelsClient()
                let! result = client.Acme.Star1_5.Draw.RunAsync(input)
                printfn $"{result.Output.Image}"
            }
            |> _.GetAwaiter().GetResult()
            ```

            ```sh [Command line]
            schemasdk run acme/star-1.5/draw \
              -i prompt='A paper boat drifts ' \
              -i aspect_ratio=16:9 \
              -i seconds=5
            ```

            :::
            """.ReplaceLineEndings("\n"),
            page,
            StringComparison.Ordinal);
        Assert.Contains("\"prompt\": \"A paper boat drifts \",\n", page, StringComparison.Ordinal);
        Assert.Contains(
            "- **`seconds`** integer · `3 to 15` · default `5` · C# `Seconds`\n\n  How long.\n", page, StringComparison.Ordinal);
        Assert.Contains(
            "- **`prompt`** text · **required** · `at most 20 characters` · C# `Prompt`\n\n- ", page, StringComparison.Ordinal);
        Assert.Contains("C# `AspectRatio`\n\n  `16:9` `9:16`\n", page, StringComparison.Ordinal);
        Assert.Contains(
            "- **`shots[].image_url`** file (a URL or a data URI) · C# `Shots[].ImageUrl`", page, StringComparison.Ordinal);
        Assert.Contains("- **`image`**", page.Split("\n## Output\n")[1], StringComparison.Ordinal);
        Assert.DoesNotContain("$0", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_index_links_to_every_page_and_the_report_counts_them()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        Tool.Write("schemas/zeta/a b/it's 50$#/input.json", """{ "type": "object", "properties": {} }""");

        await RunWellAsync("docs", "schemas", "--output", "out/site", "--json");

        Assert.Equal(
            [
                "out/site/README.md", "out/site/acme/star.md", "out/site/schemasdk-site.json", "out/site/zeta/a b/it's 50$#.md",
            ],
            Tool.Files().Where(path => path.StartsWith("out/", StringComparison.Ordinal)));
        Assert.Equal(
            """
            # Models

            2 models.

            ## acme (1)

            - [star](acme/star.md) <span class="kind image">image</span>

            ## zeta (1)

            - [a b/it's 50$#](zeta/a%20b/it%27s%2050%24%23.md) <span class="kind image">image</span>

            """.ReplaceLineEndings("\n"),
            Tool.Read("out/site/README.md"));
        var report = JsonNode.Parse(Tool.Output)!;
        Assert.Equal("""{"models":2,"examples":2}""", report["facts"]!.ToJsonString());
        Assert.Equal("2 models in out/site.", (string?)report["summary"]);
    }

    [Fact]
    public async Task Text_of_a_hostile_schema_does_not_become_markup()
    {
        Tool.Write("schemas/acme/<script>/input.json", Schema);
        var attack = JsonSerializer.Serialize(Attack);
        Tool.Write(
            "schemas/acme/star & 'moon'/input.json",
            $$"""
            {"type":"object","title":{{attack}},"description":{{attack}},"required":[{{attack}}],"properties":{ {{attack}}:
            {"type":"string","title":{{attack}},"description":{{attack}},"default":{{attack}},"enum":[{{attack}},"b"]} } }
            """);

        await ReportsAsync(1, "has no page, because its id has the character '<'", "docs");

        var page = Tool.Read("site/acme/star & 'moon'.md");
        Assert.DoesNotContain("\u202e", page, StringComparison.Ordinal);
        Assert.Contains("\\u202E", page, StringComparison.Ordinal);
        var shown = new HtmlParser().ParseDocument(Markdown.ToHtml(page));
        Assert.Empty(shown.QuerySelectorAll("script, img, a"));
        Assert.Contains("<script>alert(1)</script>", shown.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prices_come_from_the_catalogue()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        Tool.Write("schemas/acme/moon/input.json", Schema);
        var star = ScriptedCatalogue.Entry("acme/star", Schema);
        (star["base_price_usd"], star["price_unit"]) = (0.14m, "second");
        var models = new JsonArray(star, ScriptedCatalogue.Entry("acme/moon", Schema));
        Catalogue.Answer = _ => ScriptedCatalogue.Json(new JsonObject { ["models"] = models, ["total"] = 2 });

        await RunWellAsync("docs", "--prices");

        Assert.Contains("image</span> $0.14 per second\n", Tool.Read("site/acme/star.md"), StringComparison.Ordinal);
        Assert.Contains("image</span> $0.14 per second\n", Tool.Read("site/README.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("$0", Tool.Read("site/acme/moon.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unusable_schema_is_reported_and_the_others_have_pages()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        Tool.Write("schemas/acme/moon/input.json", "{");

        await ReportsAsync(1, "schemas/acme/moon/input.json has errors", "docs");
        Assert.Contains("acme/star", Tool.Read("site/README.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("acme/moon", Tool.Read("site/README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_site_generators_leave_out_has_no_page_and_stops_no_other_page()
    {
        string[] left = ["kite [beta]", "node_modules/x", "dist/x", "my/README", "Index", "50%", "star_pro"];
        foreach (var id in left.Concat(["star", "star/pro"]))
        {
            Tool.Write($"schemas/acme/{id}/input.json", Schema);
        }

        await RunWellAsync("docs");

        Assert.Contains("acme/kite [beta] has no page, because its id has the character '['", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("its id differs from 'acme/star/pro' only in characters", Tool.Output, StringComparison.Ordinal);
        Assert.All(left, id => Assert.Contains($"acme/{id} has no page", Tool.Output, StringComparison.Ordinal));
        Assert.Contains("2 models.", Tool.Read("site/README.md"), StringComparison.Ordinal);
        Assert.Equal(
            ["site/acme/star.md", "site/acme/star/pro.md"],
            Tool.Files().Where(static path => path.StartsWith("site/acme", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("The folder of schemas does not exist", "missing")]
    [InlineData("has no usable model, so nothing was written", "empty")]
    [InlineData("'1 <b>' cannot be the name of a class", "empty", "--client", "1 <b>")]
    [InlineData("'Acme.2' cannot be the name of a namespace", "empty", "--namespace", "Acme.2")]
    public async Task A_usage_error_is_reported_and_nothing_is_written(string message, params string[] args)
    {
        Directory.CreateDirectory(Tool.PathOf("empty"));

        await FailsAsync(2, message, ["docs", .. args]);
        Assert.Empty(Tool.Files());
    }
}
