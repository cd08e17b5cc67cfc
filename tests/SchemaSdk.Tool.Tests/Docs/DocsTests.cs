using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.Tests.Surroundings;

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
    public async Task A_page_tells_the_inputs_the_call_and_an_example_of_a_model()
    {
        Tool.Write("schemas/acme/star-1.5/draw/input.json", Schema);
        Tool.Write("schemas/output.json", """{ "type": "object", "properties": { "image": { "type": "string", "format": "uri" } } }""");

        await RunWellAsync("docs");

        var page = Tool.Read("site/models/acme/star-1.5/draw.html");
        Assert.Contains("<p class=\"lead\">Makes a star</p>\n<p>Bright.</p>\n<p>And small.</p>", page, StringComparison.Ordinal);
        Assert.Contains(
            """
            using ModelClients;

            await using var client = new ModelsClient();

            var result = await client.Acme.Star1_5.Draw.RunAsync(new()
            {
                Prompt = &quot;A paper boat drifts&quot;,
                AspectRatio = &quot;16:9&quot;,
                Seconds = 5,
            });

            Console.WriteLine(result.Output.Image);
            """.Replace("drifts&quot;", "drifts &quot;", StringComparison.Ordinal).ReplaceLineEndings("\n"),
            page,
            StringComparison.Ordinal);
        Assert.Contains("&quot;prompt&quot;: &quot;A paper boat drifts &quot;,\n", page, StringComparison.Ordinal);
        Assert.Contains(
            "<p class=\"name\"><code>seconds</code> <span>integer</span></p>\n<p>How long.</p>\n<dl>\n"
            + "<div><dt>C#</dt><dd><code>Seconds</code></dd></div>\n<div><dt>allowed</dt><dd><code>3 to 15</code></dd></div>\n"
            + "<div><dt>default</dt><dd><code>5</code></dd></div>\n",
            page,
            StringComparison.Ordinal);
        Assert.Contains("<dt>values</dt><dd class=\"values\"><code>16:9</code> <code>9:16</code> </dd>", page, StringComparison.Ordinal);
        Assert.Contains("<code>shots[].image_url</code> <span>file: its address or a data URI</span>", page, StringComparison.Ordinal);
        Assert.Contains("<dd><code>Shots[].ImageUrl</code></dd>", page, StringComparison.Ordinal);
        Assert.Contains("<code>image</code>", page.Split("id=\"output\"")[1], StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"price\"", page, StringComparison.Ordinal);
        Assert.Contains("<strong>required</strong>", page.Split("<code>prompt</code>")[1].Split("</p>")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_index_links_to_every_page_and_the_report_counts_them()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        Tool.Write("schemas/zeta/a b/it's 50%#/input.json", """{ "type": "object", "properties": {} }""");

        await RunWellAsync("docs", "schemas", "--output", "out/site", "--json");

        Assert.Equal(
            [
                "out/site/index.html", "out/site/models/acme/star.html", "out/site/models/zeta/a b/it's 50%#.html",
                "out/site/schemasdk-site.json", "out/site/site.css", "out/site/site.js",
            ],
            Tool.Files().Where(path => path.StartsWith("out/", StringComparison.Ordinal)));
        var index = Tool.Read("out/site/index.html");
        Assert.Contains("<a href=\"models/zeta/a%20b/it%27s%2050%25%23.html\">", index, StringComparison.Ordinal);
        var report = JsonNode.Parse(Tool.Output)!;
        Assert.Equal("""{"models":2,"examples":2}""", report["facts"]!.ToJsonString());
        Assert.Equal("2 models in out/site.", (string?)report["summary"]);
    }

    [Fact]
    public async Task The_same_schemas_give_the_same_bytes()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        Tool.Write("schemas/acme/moon/input.json", Schema);

        await RunWellAsync("docs", "--output", "one");
        await RunWellAsync("docs", "--output", "two");
        await RunWellAsync("docs", "--output", "two");

        foreach (var path in Tool.Files().Where(path => path.StartsWith("one/", StringComparison.Ordinal)))
        {
            Assert.Equal(Tool.Read(path), Tool.Read("two" + path["one".Length..]));
        }
    }

    [Fact]
    public async Task Text_of_a_hostile_schema_becomes_no_markup()
    {
        Tool.Write("schemas/acme/<script>/input.json", Schema);
        Tool.Write("schemas/acme/star & 'moon'/input.json", JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["type"] = "object",
            ["title"] = Attack,
            ["description"] = Attack,
            ["required"] = new[] { Attack },
            ["properties"] = new Dictionary<string, object>
            {
                [Attack] = new Dictionary<string, object>
                {
                    ["type"] = "string",
                    ["title"] = Attack,
                    ["description"] = Attack,
                    ["default"] = Attack,
                    ["enum"] = new[] { Attack, "b" },
                },
            },
        }));

        var exit = await Tool.RunAsync("docs");

        var pages = Tool.Read("site/index.html") + Tool.Read("site/models/acme/star & 'moon'.html");
        Assert.Equal(1, exit);
        Assert.Contains("has no page: its id has the character '<'", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(2, pages.Split("<script ").Length - 1);
        Assert.DoesNotContain("<script>", pages, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", pages, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202e", pages, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", pages, StringComparison.Ordinal);
        Assert.Contains("\\u202E", pages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prices_are_those_of_the_catalogue_where_it_has_some()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        Tool.Write("schemas/acme/moon/input.json", Schema);
        var star = ScriptedCatalogue.Entry("acme/star", Schema);
        (star["base_price_usd"], star["price_unit"]) = (0.14m, "second");
        var models = new JsonArray(star, ScriptedCatalogue.Entry("acme/moon", Schema));
        Catalogue.Answer = _ => ScriptedCatalogue.Json(new JsonObject { ["models"] = models, ["total"] = 2 });

        await RunWellAsync("docs", "--prices");

        Assert.Contains("<p class=\"price\">$0.14 per second</p>", Tool.Read("site/models/acme/star.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("price\"", Tool.Read("site/models/acme/moon.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_cannot_be_used_is_told_and_the_others_have_pages()
    {
        Tool.Write("schemas/acme/star/input.json", Schema);
        Tool.Write("schemas/acme/moon/input.json", "{");

        Assert.Equal(1, await Tool.RunAsync("docs"));

        Assert.Contains("schemas/acme/moon/input.json cannot be used as a whole", Tool.Output, StringComparison.Ordinal);
        Assert.Contains("acme/star", Tool.Read("site/index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("acme/moon", Tool.Read("site/index.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The folder of the schemas cannot be found", "missing")]
    [InlineData("has no model that can be used, so nothing was written", "empty")]
    [InlineData("'1 <b>' cannot be the name of a class", "empty", "--client", "1 <b>")]
    [InlineData("'class' cannot be the name of a class", "empty", "--client", "class")]
    [InlineData("'Acme.Client' cannot be the name of a class", "empty", "--client", "Acme.Client")]
    [InlineData("'Acme.new' cannot be the name of a namespace", "empty", "--namespace", "Acme.new")]
    [InlineData("'here' cannot be read as the address of a service.", "empty", "--service", "here")]
    [InlineData("--output is empty. Give it a value.", "empty", "--output", "")]
    public async Task Wrong_usage_is_told_and_writes_nothing(string told, params string[] args)
    {
        Directory.CreateDirectory(Tool.PathOf("empty"));

        Assert.Equal(2, await Tool.RunAsync(["docs", .. args]));

        Assert.Contains(told, Tool.Error, StringComparison.Ordinal);
        Assert.Empty(Tool.Files());
    }
}
